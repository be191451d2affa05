import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyPolicy, AnyProjection, AnyPublication } from '#kernel';
import type { Tellers } from '#platform/policies';
import { DirectoryController } from './directory/directory.controller.js';
import { directory } from './directory/directory.projection.js';
import { DirectorySearchHandler } from './directory/directory.query.js';
import { DirectoryResolver } from './directory/directory.resolver.js';
import { custodyChanges } from './inmate/custody-changes.projection.js';
import { CustodyChangesController } from './inmate/custody-changes.controller.js';
import { CustodyChangesInHandler } from './inmate/custody-changes.query.js';
import { duplicateFollowsMerge } from './inmate/duplicate-follows-merge.policy.js';
import { InmateController } from './inmate/inmate.controller.js';
import { tellInmate, TellInmateHandler } from './inmate/inmate.handler.js';
import { inmatePublication } from './inmate/inmate.publication.js';
import { InmateResolver } from './inmate/inmate.resolver.js';
import { inmates } from './inmate/inmates.projection.js';
import { InmatesInHandler, InmateWithIdHandler } from './inmate/inmates.query.js';
import { SdpImportController } from './sdp-import/sdp-import.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [DirectoryController, InmateController, CustodyChangesController, SdpImportController],
  providers: [
    DirectorySearchHandler,
    DirectoryResolver,
    TellInmateHandler,
    InmatesInHandler,
    InmateWithIdHandler,
    CustodyChangesInHandler,
    InmateResolver,
  ],
})
export class CustodyModule {}

export const custodyProjections: readonly AnyProjection[] = [directory, inmates, custodyChanges];

export const custodyPublications: readonly AnyPublication[] = [inmatePublication];

export const custodyPolicies: readonly AnyPolicy[] = [duplicateFollowsMerge];

export const custodyTellers: Tellers = { MarkDuplicate: tellInmate, UnmarkDuplicate: tellInmate };
