import { contextOf } from '#platform/features';
import * as agreements from './agreement/index.js';
import * as directives from './directive/index.js';
import * as visits from './visit/index.js';
import { MEANINGS } from './meanings.js';

export const {
  module: CooperationModule,
  projections: cooperationProjections,
  publications: cooperationPublications,
} = contextOf({ agreements, visits, directives }, MEANINGS);
