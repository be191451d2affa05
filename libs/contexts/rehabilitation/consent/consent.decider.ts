import { type Aggregate, type Decider, refuse, toStoredInstant } from '#kernel';
import type { ConsentEvent, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import { type CorrectionCommand, decideCorrections } from './consent.corrections.js';
import { caseIn, type ConsentFacts, decideGiving, type GivingCommand } from './consent.giving.js';
import {
  type Consent,
  consentEntries,
  type ConsentRecord,
  mustHold,
  refuseAnnulled,
  unitsOf,
} from './consent.record.js';

export type ConsentCommand =
  | {
      type: 'WithdrawConsent';
      data: Pick<ConsentEventData<'ConsentWithdrawn'>, 'reasonCode'> & { readonly withdrawnAt?: string };
      facts?: Pick<ConsentFacts, 'openCase'>;
    }
  | GivingCommand
  | CorrectionCommand;

const STOP_WITHIN_MS = 3 * 24 * 3_600_000; // UU 27/2022 Art. 40

const decider: Decider<ConsentRecord, ConsentCommand, ConsentEvent> = {
  initial: consentEntries.initial,

  decide: {
    ...decideGiving,

    WithdrawConsent: ({ data: { reasonCode, ...told }, facts, at }, { now }) => {
      if (now.status === 'withdrawn') return [];
      const given = mustBeGiven(now);
      const withdrawnAt = told.withdrawnAt === undefined ? at : toStoredInstant(told.withdrawnAt);
      mustHold({ ...given, status: 'withdrawn', withdrawnAt });
      const { subject, inmateId } = given;
      const dueAt = new Date(Date.parse(withdrawnAt) + STOP_WITHIN_MS).toISOString();
      const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt };
      const data = { subject, inmateId, ...caseIn(facts?.openCase), withdrawnAt, reasonCode, deadline };
      return [{ type: 'ConsentWithdrawn', data }];
    },

    ...decideCorrections,
  },

  evolve: {
    ConsentGiven: consentEntries.told,
    ConsentOverridden: consentEntries.told,
    ConsentWithdrawn: consentEntries.told,
    ConsentEntryCorrected: consentEntries.corrected,
    ConsentEntryAnnulled: consentEntries.annulled,
  },
};

export const consent: Aggregate<ConsentRecord, ConsentCommand, ConsentEvent> = {
  name: 'consent',
  decider,
  unitsOf: ({ now }) => unitsOf(now),
  aboutOf: ({ now }) =>
    now.status === 'absent' ? [] : [{ subject: now.subject, ...(now.caseId && { caseId: now.caseId }) }],
};

function mustBeGiven(consent: Exclude<Consent, { status: 'withdrawn' }>): Extract<Consent, { status: 'given' }> {
  switch (consent.status) {
    case 'given':
      return consent;
    case 'absent':
      return refuse('consent-not-given', 'Nobody has given this consent.', 'R-2.1');
    case 'annulled':
      return refuseAnnulled();
    case 'overridden':
      return refuse('consent-overridden', 'This rests on another legal basis: no consent can be withdrawn.', 'R-2.1');
  }
}
