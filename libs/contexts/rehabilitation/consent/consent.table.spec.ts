import { everyCommand } from '#kernel/table-for-specs';
import { agencyHead, inmateId, karutan } from '../facts-for-specs.js';
import { consent } from './consent.decider.js';
import {
  againOf,
  annulled,
  consentId,
  entry,
  factsOf,
  given,
  giving,
  overriding,
  wasGiven,
  wasOverridden,
  wasWithdrawn,
} from './consent-for-specs.js';
import type { ConsentCommand } from './consent.record.js';

const histories = {
  absent: [],
  given: [wasGiven],
  overridden: [wasOverridden],
  withdrawn: [wasGiven, wasWithdrawn],
  annulled: [wasGiven, annulled(entry.given)],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const facts = factsOf();

const commands: { readonly [T in ConsentCommand['type']]: Omit<Extract<ConsentCommand, { type: T }>, 'type'> } = {
  GiveConsent: { data: { inmateId, ...giving }, facts },
  OverrideConsent: { data: { inmateId, ...overriding }, facts },
  WithdrawConsent: { data: { reasonCode: 'CHANGED_MIND' }, facts: {} },
  CorrectConsentEntry: { data: { of: entry.given, reasonCode: 'WRITTEN_WRONGLY', given: giving }, facts: againOf() },
  AnnulConsentEntry: {
    data: { of: entry.given, reasonCode: 'RECORDED_TWICE' },
    facts: { ...againOf(), consentId },
  },
};

const once = (event: string) => ({
  absent: event,
  given: 'consent-already-recorded',
  overridden: 'consent-already-recorded',
  withdrawn: 'consent-already-recorded',
  annulled: 'consent-already-recorded',
});

const table: Readonly<Record<ConsentCommand['type'], Readonly<Record<Column, string>>>> = {
  GiveConsent: once('ConsentGiven'),
  OverrideConsent: once('ConsentOverridden'),
  WithdrawConsent: {
    absent: 'consent-not-given',
    given: 'ConsentWithdrawn',
    overridden: 'consent-overridden',
    withdrawn: 'nothing',
    annulled: 'consent-annulled',
  },
  CorrectConsentEntry: {
    absent: 'unknown-entry',
    given: 'ConsentEntryCorrected',
    overridden: 'unknown-entry',
    withdrawn: 'ConsentEntryCorrected',
    annulled: 'entry-annulled',
  },
  AnnulConsentEntry: {
    absent: 'unknown-entry',
    given: 'ConsentEntryAnnulled',
    overridden: 'unknown-entry',
    withdrawn: 'entry-in-use',
    annulled: 'entry-annulled',
  },
};

describe('every command on every consent', () => {
  everyCommand<ConsentCommand['type'], Column>(
    { decide: consent.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const command = { type, ...commands[type] } as ConsentCommand;
      return given(...histories[column]).when(command, { by: column === 'annulled' ? agencyHead : karutan }).outcome;
    },
  );
});
