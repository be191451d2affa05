import { feature } from '#platform/features';
import * as commands from './plan.commands.js';
import { handlePlan } from './plan.handle.js';
import { planPublication } from './plan.publication.js';
import { plansKept } from './plans.document.js';
import { plan, plans } from './plans.read-model.js';

export default feature({
  route: 'plans',
  commands,
  handle: handlePlan,
  questions: [plans, plan],
  projections: [plansKept],
  publications: [planPublication],
});
