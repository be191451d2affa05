import { feature } from '#platform/features';
import * as commands from './aftercare.commands.js';
import { handleAftercare } from './aftercare.handle.js';
import { aftercarePublication } from './aftercare.publication.js';
import { aftercareBoard } from './aftercares.document.js';
import { aftercare, aftercares } from './aftercares.read-model.js';

export default feature({
  route: 'aftercares',
  commands,
  handle: handleAftercare,
  questions: [aftercares, aftercare],
  projections: [aftercareBoard],
  publications: [aftercarePublication],
});
