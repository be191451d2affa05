import { feature } from '#platform/features';
import { milestonesKept, programmeFigures } from './programme-figures.read-model.js';

export default feature({
  route: 'programme-figures',
  questions: [programmeFigures],
  projections: [milestonesKept],
});
