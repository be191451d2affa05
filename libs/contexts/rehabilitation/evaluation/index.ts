import { feature } from '#platform/features';
import * as commands from './evaluation.commands.js';
import { handleEvaluation } from './evaluation.handle.js';
import { evaluationPublication } from './evaluation.publication.js';
import { outcomeStatistics } from './outcome-statistics.read-model.js';
import { outcomeComparison } from './outcomes.document.js';
import { evaluation, outcomes } from './outcomes.read-model.js';

export const outcomesOfCases = feature({ route: 'outcomes', questions: [outcomes], projections: [outcomeComparison] });
export const statisticsOfOutcomes = feature({ route: 'outcome-statistics', questions: [outcomeStatistics] });

export default feature({
  route: 'evaluations',
  commands,
  handle: handleEvaluation,
  questions: [evaluation],
  publications: [evaluationPublication],
});
