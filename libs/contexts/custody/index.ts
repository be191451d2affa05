import type { AnyPolicy } from '#kernel';
import { contextOf } from '#platform/features';
import type { Senders } from '#platform/policies';
import directory from './directory/index.js';
import { duplicateFollowsMerge } from './inmate/duplicate-follows-merge.policy.js';
import inmates, { leavings } from './inmate/index.js';
import { handleInmate } from './inmate/inmate.handle.js';
import sdpImport from './sdp-import/index.js';

export const {
  module: CustodyModule,
  projections: custodyProjections,
  publications: custodyPublications,
} = contextOf(directory, inmates, leavings, sdpImport);

export const custodyPolicies: readonly AnyPolicy[] = [duplicateFollowsMerge];

export const custodySenders: Senders = { MarkDuplicate: handleInmate, UnmarkDuplicate: handleInmate };
