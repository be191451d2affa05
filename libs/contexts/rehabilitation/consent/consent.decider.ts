import type { Aggregate } from '#kernel';
import { type ConsentEvent, consentEvents } from '#contracts/rehabilitation/consent.events';
import { decideCorrections } from './consent.corrections.js';
import { type ConsentCommand, consentEntries, type ConsentRecord, unitsOf } from './consent.record.js';
import { rules } from './consent.rules.js';

export const consent: Aggregate<ConsentRecord, ConsentCommand, ConsentEvent> = {
  name: 'consent',
  decider: {
    initial: consentEntries.initial,
    decide: { ...rules, ...decideCorrections },
    evolve: consentEntries.evolve(consentEvents),
  },
  unitsOf: ({ now }) => unitsOf(now),
  aboutOf: ({ now }) =>
    now.status === 'absent' ? [] : [{ subject: now.subject, ...(now.caseId && { caseId: now.caseId }) }],
};
