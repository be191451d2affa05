import type { Aggregate } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import { type AddendumCommand, addenda } from './agreement.addenda.js';
import { drafting, type DraftingCommand } from './agreement.drafting.js';
import { ending, type EndingCommand } from './agreement.ending.js';
import { signing, type SigningCommand } from './agreement.signing.js';
import { type AgreementState, unitsOf } from './agreement.state.js';

export type AgreementCommand = DraftingCommand | SigningCommand | AddendumCommand | EndingCommand;

export const agreement: Aggregate<AgreementState, AgreementCommand, AgreementEvent> = {
  name: 'agreement',
  unitsOf,
  decider: {
    initial: { status: 'absent' },
    decide: { ...drafting.decide, ...signing.decide, ...addenda.decide, ...ending.decide },
    evolve: { ...drafting.evolve, ...signing.evolve, ...addenda.evolve, ...ending.evolve },
  },
};
