import type { Aggregate } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import { addenda } from './agreement.addenda.js';
import { drafting } from './agreement.drafting.js';
import { ending } from './agreement.ending.js';
import { signing } from './agreement.signing.js';
import { type AgreementCommand, type AgreementState, unitsOf } from './agreement.state.js';

export const agreement: Aggregate<AgreementState, AgreementCommand, AgreementEvent> = {
  name: 'agreement',
  unitsOf,
  decider: {
    initial: { status: 'absent' },
    decide: { ...drafting.decide, ...signing.decide, ...addenda.decide, ...ending.decide },
    evolve: { ...drafting.evolve, ...signing.evolve, ...addenda.evolve, ...ending.evolve },
  },
};
