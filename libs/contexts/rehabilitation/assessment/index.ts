import { feature } from '#platform/features';
import * as commands from './assessment.commands.js';
import { handleAssessment } from './assessment.handle.js';
import { assessmentPublication } from './assessment.publication.js';
import { assessmentQueue, queuedCases } from './assessment-queue.read-model.js';
import { assessment, assessmentBoard, assessments } from './assessments.read-model.js';

export const assessmentsDue = feature({ route: 'assessment-queue', questions: [assessmentQueue] });

export default feature({
  route: 'assessments',
  commands,
  handle: handleAssessment,
  questions: [assessments, assessment],
  projections: [assessmentBoard, queuedCases],
  publications: [assessmentPublication],
});
