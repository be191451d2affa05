import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { aftercareBoard } from './aftercare/aftercare-board.projection.js';
import { AftercareController } from './aftercare/aftercare.controller.js';
import { TellAftercareHandler } from './aftercare/aftercare.handler.js';
import { aftercarePublication } from './aftercare/aftercare.publication.js';
import { AftercareResolver } from './aftercare/aftercare.resolver.js';
import { AftercaresInHandler, AftercareWithIdHandler } from './aftercare/aftercares.query.js';
import { assessmentBoard } from './assessment/assessment-board.projection.js';
import { AssessmentQueueController } from './assessment/assessment-queue.controller.js';
import { assessmentQueue } from './assessment/assessment-queue.projection.js';
import { AssessmentsDueHandler } from './assessment/assessment-queue.query.js';
import { AssessmentController } from './assessment/assessment.controller.js';
import { TellAssessmentHandler } from './assessment/assessment.handler.js';
import { assessmentPublication } from './assessment/assessment.publication.js';
import { AssessmentResolver } from './assessment/assessment.resolver.js';
import { AssessmentsInHandler, AssessmentWithIdHandler } from './assessment/assessments.query.js';
import cases from './case/index.js';
import consents from './consent/index.js';
import { EvaluationController } from './evaluation/evaluation.controller.js';
import { TellEvaluationHandler } from './evaluation/evaluation.handler.js';
import { evaluationPublication } from './evaluation/evaluation.publication.js';
import { outcomeComparison } from './evaluation/outcome-comparison.projection.js';
import { OutcomeStatisticsOfHandler } from './evaluation/outcome-statistics.query.js';
import { OutcomeController } from './evaluation/outcome.controller.js';
import { OutcomeResolver } from './evaluation/outcome.resolver.js';
import { OutcomesInHandler } from './evaluation/outcomes.query.js';
import { ProgrammeFiguresController } from './figures/programme-figures.controller.js';
import { programmeFigures } from './figures/programme-figures.projection.js';
import { ProgrammeFiguresOfHandler } from './figures/programme-figures.query.js';
import { ProgrammeFiguresResolver } from './figures/programme-figures.resolver.js';
import { InstrumentController } from './instruments/instrument.controller.js';
import plans from './plan/index.js';
import screenings, { screeningsDue } from './screening/index.js';
import programmeTemplates from './programme-template/index.js';
import sessions, { coverage, progressOfCases } from './session/index.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    InstrumentController,
    ...screenings.controllers,
    ...screeningsDue.controllers,
    ...consents.controllers,
    ...programmeTemplates.controllers,
    ...cases.controllers,
    ...plans.controllers,
    EvaluationController,
    OutcomeController,
    ...[sessions, coverage, progressOfCases].flatMap(({ controllers }) => controllers),
    AssessmentController,
    AssessmentQueueController,
    AftercareController,
    ProgrammeFiguresController,
  ],
  providers: [
    ...screenings.providers,
    ...screeningsDue.providers,
    ...consents.providers,
    ...programmeTemplates.providers,
    ...cases.providers,
    ...plans.providers,
    TellEvaluationHandler,
    OutcomesInHandler,
    OutcomeStatisticsOfHandler,
    OutcomeResolver,
    ...[sessions, coverage, progressOfCases].flatMap(({ providers }) => providers),
    TellAssessmentHandler,
    AssessmentsInHandler,
    AssessmentWithIdHandler,
    AssessmentsDueHandler,
    AssessmentResolver,
    TellAftercareHandler,
    AftercaresInHandler,
    AftercareWithIdHandler,
    AftercareResolver,
    ProgrammeFiguresOfHandler,
    ProgrammeFiguresResolver,
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
  outcomeComparison,
  assessmentBoard,
  assessmentQueue,
  aftercareBoard,
  ...[sessions, coverage, progressOfCases].flatMap(({ projections }) => projections),
  programmeFigures,
];

export const rehabilitationPublications: readonly AnyPublication[] = [
  ...cases.publications,
  ...screenings.publications,
  ...plans.publications,
  evaluationPublication,
  assessmentPublication,
  aftercarePublication,
  ...sessions.publications,
];
