import { Module } from '@nestjs/common';
import type { AnyProjection, AnyPublication } from '#kernel';
import { InstrumentController } from './instruments/instrument.controller.js';

@Module({ controllers: [InstrumentController] })
export class RehabilitationModule {}

export { rehabilitationPolicies, rehabilitationTellers } from './reactions.js';

export const rehabilitationProjections: readonly AnyProjection[] = [];

export const rehabilitationPublications: readonly AnyPublication[] = [];
