import { toStoredInstant } from '#kernel';
import { caseIn, decideGiving } from './consent.giving.js';
import { type Consent, type ConsentDecider, mustHold, refuseAnnulled } from './consent.record.js';
import { refuse } from './consent.refusals.js';

const STOP_WITHIN_MS = 3 * 24 * 3_600_000; // UU 27/2022 Art. 40

export const rules: Omit<ConsentDecider['decide'], 'CorrectConsentEntry' | 'AnnulConsentEntry'> = {
  ...decideGiving,

  WithdrawConsent: ({ data: { reasonCode, ...input }, facts, at }, { now }) => {
    if (now.status === 'withdrawn') return [];
    const given = mustBeGiven(now);
    const withdrawnAt = input.withdrawnAt === undefined ? at : toStoredInstant(input.withdrawnAt);
    mustHold({ ...given, status: 'withdrawn', withdrawnAt });
    const { subject, inmateId } = given;
    const dueAt = new Date(Date.parse(withdrawnAt) + STOP_WITHIN_MS).toISOString();
    const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt };
    const data = { subject, inmateId, ...caseIn(facts), withdrawnAt, reasonCode, deadline };
    return [{ type: 'ConsentWithdrawn', data }];
  },
};

function mustBeGiven(consent: Exclude<Consent, { status: 'withdrawn' }>): Extract<Consent, { status: 'given' }> {
  switch (consent.status) {
    case 'given':
      return consent;
    case 'absent':
      return refuse('consent-not-given');
    case 'annulled':
      return refuseAnnulled(consent);
    case 'overridden':
      return refuse('consent-overridden');
  }
}
