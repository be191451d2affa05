import { contextOf } from '#platform/features';
import agreements, { coverageOfServices } from './agreement/index.js';
import directives from './directive/index.js';
import visits, { followUpsOfVisits } from './visit/index.js';

export const {
  module: CooperationModule,
  projections: cooperationProjections,
  publications: cooperationPublications,
} = contextOf(agreements, coverageOfServices, visits, followUpsOfVisits, directives);
