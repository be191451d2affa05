import { contextOf } from '#platform/features';
import * as aftercares from './aftercare/index.js';
import * as assessments from './assessment/index.js';
import * as cases from './case/index.js';
import * as consents from './consent/index.js';
import * as evaluations from './evaluation/index.js';
import * as figures from './figures/programme-figures.read-model.js';
import * as instruments from './instruments/instrument.controller.js';
import * as plans from './plan/index.js';
import * as progress from './progress/progress.read-model.js';
import * as programmeTemplates from './programme-template/index.js';
import * as screenings from './screening/index.js';
import * as sessions from './session/index.js';
import { MEANINGS } from './meanings.js';

export { rehabilitationPolicies, rehabilitationSenders } from './reactions/index.js';

export const {
  module: RehabilitationModule,
  projections: rehabilitationProjections,
  publications: rehabilitationPublications,
} = contextOf(
  {
    instruments,
    screenings,
    consents,
    'programme-templates': programmeTemplates,
    cases,
    plans,
    evaluations,
    sessions,
    progress,
    assessments,
    aftercares,
    'programme-figures': figures,
  },
  MEANINGS,
);
