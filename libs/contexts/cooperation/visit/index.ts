import { feature } from '#platform/features';
import { followUp, followUpBoard, followUps } from './follow-ups.read-model.js';
import * as commands from './visit.commands.js';
import { handleVisit } from './visit.handle.js';
import { visitPublication } from './visit.publication.js';
import { visit, visitBoard, visits } from './visits.read-model.js';

export const followUpsOfVisits = feature({
  route: 'follow-ups',
  questions: [followUps, followUp],
  projections: [followUpBoard],
});

export default feature({
  route: 'visits',
  commands,
  handle: handleVisit,
  questions: [visits, visit],
  projections: [visitBoard],
  publications: [visitPublication],
});
