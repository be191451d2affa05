import { feature } from '#platform/features';
import { custodyChangeList, custodyChanges } from './custody-changes.read-model.js';
import * as commands from './inmate.commands.js';
import { handleInmate } from './inmate.handle.js';
import { inmatePublication } from './inmate.publication.js';
import { inmateList, inmates, oneInmate } from './inmates.read-model.js';

export const leavings = feature({
  route: 'custody-changes',
  questions: [custodyChangeList],
  projections: [custodyChanges],
});

export default feature({
  route: 'inmates',
  commands,
  handle: handleInmate,
  questions: [inmateList, oneInmate],
  projections: [inmates],
  publications: [inmatePublication],
});
