import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { assessmentBoard } from './assessment/assessment-board.projection.js';
import { AssessmentQueueController } from './assessment/assessment-queue.controller.js';
import { assessmentQueue } from './assessment/assessment-queue.projection.js';
import { AssessmentsDueHandler } from './assessment/assessment-queue.query.js';
import { AssessmentController } from './assessment/assessment.controller.js';
import { TellAssessmentHandler } from './assessment/assessment.handler.js';
import { assessmentPublication } from './assessment/assessment.publication.js';
import { AssessmentResolver } from './assessment/assessment.resolver.js';
import { AssessmentsInHandler, AssessmentWithIdHandler } from './assessment/assessments.query.js';
import { CaseController } from './case/case.controller.js';
import { OpenRehabCaseHandler, TellCaseHandler } from './case/case.handler.js';
import { casesWithoutConsent } from './consent/cases-without-consent.projection.js';
import { ConsentController } from './consent/consent.controller.js';
import { TellConsentHandler } from './consent/consent.handler.js';
import { ConsentResolver } from './consent/consent.resolver.js';
import { consents } from './consent/consents.projection.js';
import { ConsentsInHandler, ConsentWithIdHandler } from './consent/consents.query.js';
import { InstrumentController } from './instruments/instrument.controller.js';
import { PlanController } from './plan/plan.controller.js';
import { TellPlanHandler } from './plan/plan.handler.js';
import { planPublication } from './plan/plan.publication.js';
import { PlanResolver } from './plan/plan.resolver.js';
import { plans } from './plan/plans.projection.js';
import { PlansInHandler, PlanWithIdHandler } from './plan/plans.query.js';
import { screeningQueue } from './screening/screening-queue.projection.js';
import { ScreeningQueueController } from './screening/screening-queue.controller.js';
import { ScreeningQueueOfHandler } from './screening/screening-queue.query.js';
import { ScreeningController } from './screening/screening.controller.js';
import { TellScreeningHandler } from './screening/screening.handler.js';
import { screeningPublication } from './screening/screening.publication.js';
import { ScreeningResolver } from './screening/screening.resolver.js';
import { screenings } from './screening/screenings.projection.js';
import { ScreeningsInHandler, ScreeningWithIdHandler } from './screening/screenings.query.js';
import { SessionController } from './session/session.controller.js';
import { TellSessionHandler } from './session/session.handler.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    InstrumentController,
    ScreeningController,
    ScreeningQueueController,
    ConsentController,
    CaseController,
    PlanController,
    SessionController,
    AssessmentController,
    AssessmentQueueController,
  ],
  providers: [
    TellScreeningHandler,
    ScreeningsInHandler,
    ScreeningWithIdHandler,
    ScreeningQueueOfHandler,
    ScreeningResolver,
    TellConsentHandler,
    ConsentsInHandler,
    ConsentWithIdHandler,
    ConsentResolver,
    OpenRehabCaseHandler,
    TellCaseHandler,
    TellPlanHandler,
    PlansInHandler,
    PlanWithIdHandler,
    PlanResolver,
    TellSessionHandler,
    TellAssessmentHandler,
    AssessmentsInHandler,
    AssessmentWithIdHandler,
    AssessmentsDueHandler,
    AssessmentResolver,
  ],
})
export class RehabilitationModule {}

export { rehabilitationPolicies, rehabilitationTellers } from './reactions.js';

export const rehabilitationProjections: readonly AnyProjection[] = [
  screenings,
  screeningQueue,
  consents,
  casesWithoutConsent,
  plans,
  assessmentBoard,
  assessmentQueue,
];

export const rehabilitationPublications: readonly AnyPublication[] = [
  screeningPublication,
  planPublication,
  assessmentPublication,
];
