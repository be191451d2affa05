import { feature } from '#platform/features';
import { casesWithoutConsent } from './cases-without-consent.projection.js';
import * as commands from './consent.commands.js';
import { handleConsent } from './consent.handle.js';
import { consentsKept } from './consents.document.js';
import { consent, consents } from './consents.read-model.js';

export default feature({
  route: 'consents',
  commands,
  handle: handleConsent,
  questions: [consents, consent],
  projections: [consentsKept, casesWithoutConsent],
});
