import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyPolicy, AnyProjection, AnyPublication } from '#kernel';
import type { Tellers } from '#platform/policies';
import { DirectoryController } from './directory/directory.controller.js';
import { directory } from './directory/directory.projection.js';
import { DirectorySearchHandler } from './directory/directory.query.js';
import { DirectoryResolver } from './directory/directory.resolver.js';
import { InmateController } from './inmate/inmate.controller.js';
import { TellInmateHandler } from './inmate/inmate.handler.js';
import { SdpImportController } from './sdp-import/sdp-import.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [DirectoryController, InmateController, SdpImportController],
  providers: [DirectorySearchHandler, DirectoryResolver, TellInmateHandler],
})
export class CustodyModule {}

export const custodyProjections: readonly AnyProjection[] = [directory];

export const custodyPublications: readonly AnyPublication[] = [];

export const custodyPolicies: readonly AnyPolicy[] = [];

export const custodyTellers: Tellers = {};
