import { feature } from '#platform/features';
import { ScreeningBatchController } from './screening-batch.controller.js';
import * as commands from './screening.commands.js';
import { handleScreening } from './screening.handle.js';
import { screeningPublication } from './screening.publication.js';
import { queuedCases, screeningQueue } from './screening-queue.read-model.js';
import { screening, screenings, screeningsKept } from './screenings.read-model.js';

export const screeningsDue = feature({ route: 'screening-queue', questions: [screeningQueue] });

export default feature({
  route: 'screenings',
  commands,
  handle: handleScreening,
  questions: [screenings, screening],
  projections: [screeningsKept, queuedCases],
  publications: [screeningPublication],
  controllers: [ScreeningBatchController],
});
