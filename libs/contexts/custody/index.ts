import type { AnyPolicy } from '#kernel';
import { contextOf } from '#platform/features';
import type { Senders } from '#platform/policies';
import * as directory from './directory/directory.read-model.js';
import { duplicateFollowsMerge } from './merging/duplicate-follows-merge.policy.js';
import * as inmates from './inmate/index.js';
import { handleInmate } from './inmate/inmate.handle.js';
import * as sdpImports from './sdp-import/sdp-import.controller.js';
import { MEANINGS } from './meanings.js';

export const {
  module: CustodyModule,
  projections: custodyProjections,
  publications: custodyPublications,
} = contextOf({ directory, inmates, 'sdp-imports': sdpImports }, MEANINGS);

export const custodyPolicies: readonly AnyPolicy[] = [duplicateFollowsMerge];

export const custodySenders: Senders = { MarkDuplicate: handleInmate, UnmarkDuplicate: handleInmate };
