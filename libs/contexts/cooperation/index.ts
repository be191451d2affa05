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
import visits, { followUpsOfVisits } from './visit/index.js';

@Module({
  imports: [CqrsModule],
  controllers: [
    AgreementController,
    CoverageController,
    ...visits.controllers,
    ...followUpsOfVisits.controllers,
    ...directives.controllers,
  ],
  providers: [
    TellAgreementHandler,
    AgreementsInHandler,
    AgreementWithIdHandler,
    CoverageOfHandler,
    AgreementResolver,
    ...visits.providers,
    ...followUpsOfVisits.providers,
    ...directives.providers,
  ],
})
export class CooperationModule {}

export const cooperationProjections: readonly AnyProjection[] = [
  agreementRegister,
  agreementCoverage,
  ...visits.projections,
  ...followUpsOfVisits.projections,
  ...directives.projections,
];

export const cooperationPublications: readonly AnyPublication[] = [
  agreementPublication,
  ...visits.publications,
  ...directives.publications,
];
