import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { agreementCoverage } from './agreement/agreement-coverage.projection.js';
import { agreementRegister } from './agreement/agreement-register.projection.js';
import { AgreementController } from './agreement/agreement.controller.js';
import { TellAgreementHandler } from './agreement/agreement.handler.js';
import { agreementPublication } from './agreement/agreement.publication.js';
import { AgreementResolver } from './agreement/agreement.resolver.js';
import { AgreementsInHandler, AgreementWithIdHandler } from './agreement/agreements.query.js';
import { CoverageController } from './agreement/coverage.controller.js';
import { CoverageOfHandler } from './agreement/coverage.query.js';
import directives from './directive/index.js';
import { followUpBoard } from './visit/follow-up-board.projection.js';
import { FollowUpController } from './visit/follow-up.controller.js';
import { FollowUpsInHandler, FollowUpWithIdHandler } from './visit/follow-ups.query.js';
import { visitBoard } from './visit/visit-board.projection.js';
import { VisitController } from './visit/visit.controller.js';
import { TellVisitHandler } from './visit/visit.handler.js';
import { visitPublication } from './visit/visit.publication.js';
import { VisitResolver } from './visit/visit.resolver.js';
import { VisitsInHandler, VisitWithIdHandler } from './visit/visits.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    AgreementController,
    CoverageController,
    VisitController,
    FollowUpController,
    ...directives.controllers,
  ],
  providers: [
    TellAgreementHandler,
    AgreementsInHandler,
    AgreementWithIdHandler,
    CoverageOfHandler,
    AgreementResolver,
    TellVisitHandler,
    VisitsInHandler,
    VisitWithIdHandler,
    FollowUpsInHandler,
    FollowUpWithIdHandler,
    VisitResolver,
    ...directives.providers,
  ],
})
export class CooperationModule {}

export const cooperationProjections: readonly AnyProjection[] = [
  agreementRegister,
  agreementCoverage,
  visitBoard,
  followUpBoard,
  ...directives.projections,
];

export const cooperationPublications: readonly AnyPublication[] = [
  agreementPublication,
  visitPublication,
  ...directives.publications,
];
