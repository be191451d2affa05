import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { aftercareBoard } from './aftercare/aftercare-board.projection.js';
import { AftercareController } from './aftercare/aftercare.controller.js';
import { TellAftercareHandler } from './aftercare/aftercare.handler.js';
import { aftercarePublication } from './aftercare/aftercare.publication.js';
import { AftercareResolver } from './aftercare/aftercare.resolver.js';
import { AftercaresInHandler, AftercareWithIdHandler } from './aftercare/aftercares.query.js';
import assessments, { assessmentsDue } from './assessment/index.js';
import cases from './case/index.js';
import consents from './consent/index.js';
import evaluations, { outcomesOfCases, statisticsOfOutcomes } from './evaluation/index.js';
import figures from './figures/index.js';
import instruments from './instruments/index.js';
import plans from './plan/index.js';
import screenings, { screeningsDue } from './screening/index.js';
import programmeTemplates from './programme-template/index.js';
import sessions, { coverage, progressOfCases } from './session/index.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    ...instruments.controllers,
    ...screenings.controllers,
    ...screeningsDue.controllers,
    ...consents.controllers,
    ...programmeTemplates.controllers,
    ...cases.controllers,
    ...plans.controllers,
    ...[evaluations, outcomesOfCases, statisticsOfOutcomes].flatMap(({ controllers }) => controllers),
    ...[sessions, coverage, progressOfCases].flatMap(({ controllers }) => controllers),
    ...assessments.controllers,
    ...assessmentsDue.controllers,
    AftercareController,
    ...figures.controllers,
  ],
  providers: [
    ...screenings.providers,
    ...screeningsDue.providers,
    ...consents.providers,
    ...programmeTemplates.providers,
    ...cases.providers,
    ...plans.providers,
    ...[evaluations, outcomesOfCases, statisticsOfOutcomes].flatMap(({ providers }) => providers),
    ...[sessions, coverage, progressOfCases].flatMap(({ providers }) => providers),
    ...assessments.providers,
    ...assessmentsDue.providers,
    TellAftercareHandler,
    AftercaresInHandler,
    AftercareWithIdHandler,
    AftercareResolver,
    ...figures.providers,
  ],
})
export class RehabilitationModule {}

export { rehabilitationPolicies, rehabilitationTellers } from './reactions.js';

export const rehabilitationProjections: readonly AnyProjection[] = [
  ...cases.projections,
  ...screenings.projections,
  ...consents.projections,
  ...programmeTemplates.projections,
  ...plans.projections,
  ...outcomesOfCases.projections,
  ...assessments.projections,
  aftercareBoard,
  ...[sessions, coverage, progressOfCases].flatMap(({ projections }) => projections),
  ...figures.projections,
];

export const rehabilitationPublications: readonly AnyPublication[] = [
  ...cases.publications,
  ...screenings.publications,
  ...plans.publications,
  ...evaluations.publications,
  ...assessments.publications,
  aftercarePublication,
  ...sessions.publications,
];
