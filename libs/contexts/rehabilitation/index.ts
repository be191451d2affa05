import { contextOf } from '#platform/features';
import aftercares from './aftercare/index.js';
import assessments, { assessmentsDue } from './assessment/index.js';
import cases from './case/index.js';
import consents from './consent/index.js';
import evaluations, { outcomesOfCases, statisticsOfOutcomes } from './evaluation/index.js';
import figures from './figures/index.js';
import instruments from './instruments/index.js';
import plans from './plan/index.js';
import programmeTemplates from './programme-template/index.js';
import screenings, { screeningsDue } from './screening/index.js';
import sessions, { coverage, progressOfCases } from './session/index.js';

export { rehabilitationPolicies, rehabilitationSenders } from './reactions.js';

export const {
  module: RehabilitationModule,
  projections: rehabilitationProjections,
  publications: rehabilitationPublications,
} = contextOf(
  instruments,
  screenings,
  screeningsDue,
  consents,
  programmeTemplates,
  cases,
  plans,
  evaluations,
  outcomesOfCases,
  statisticsOfOutcomes,
  sessions,
  coverage,
  progressOfCases,
  assessments,
  assessmentsDue,
  aftercares,
  figures,
);
