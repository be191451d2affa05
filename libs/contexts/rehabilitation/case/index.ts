import { feature } from '#platform/features';
import { caseTimeline, timeline } from './case-timeline.read-model.js';
import * as commands from './case.commands.js';
import { handleCase } from './case.handle.js';
import { casePublication } from './case.publication.js';
import { caseList, cases, oneCase } from './cases.read-model.js';

export default feature({
  route: 'cases',
  commands,
  handle: handleCase,
  questions: [cases, oneCase, timeline],
  projections: [caseList, caseTimeline],
  publications: [casePublication],
});
