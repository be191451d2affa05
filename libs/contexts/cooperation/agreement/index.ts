import { feature } from '#platform/features';
import * as commands from './agreement.commands.js';
import { handleAgreement } from './agreement.handle.js';
import { agreementPublication } from './agreement.publication.js';
import { agreement, agreementRegister, agreements } from './agreements.read-model.js';
import { agreementCoverage, coverage } from './coverage.read-model.js';

export const coverageOfServices = feature({
  route: 'coverage',
  questions: [coverage],
  projections: [agreementCoverage],
});

export default feature({
  route: 'agreements',
  commands,
  handle: handleAgreement,
  questions: [agreements, agreement],
  projections: [agreementRegister],
  publications: [agreementPublication],
});
