import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyPolicy, AnyProjection, AnyPublication } from '#kernel';
import type { Tellers } from '#platform/policies';
import { InmateController } from './inmate/inmate.controller.js';
import { TellInmateHandler } from './inmate/inmate.handler.js';

@Module({
  imports: [CqrsModule],
  controllers: [InmateController],
  providers: [TellInmateHandler],
})
export class CustodyModule {}

export const custodyProjections: readonly AnyProjection[] = [];

export const custodyPublications: readonly AnyPublication[] = [];

export const custodyPolicies: readonly AnyPolicy[] = [];

export const custodyTellers: Tellers = {};
