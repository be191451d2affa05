import { type Decider, type Entries, entriesOf, refuse } from '#kernel';
import type { ConsentEntry } from '#contracts/rehabilitation/consent.events';
import type { Provider } from '../facts.rules.js';

/** Whose consent it is and who keeps it; it stays known when all entries are annulled. */
interface Kept {
  readonly subject: string;
  readonly inmateId: string;
  readonly unitId: string;
  /** Who asked for it, when it was not the unit itself. */
  readonly provider?: Provider;
  /** The case that was open when it was last told of. */
  readonly caseId?: string;
}

export type Consent =
  | { readonly status: 'absent' }
  | (Kept & { readonly status: 'given'; readonly givenAt: string })
  | (Kept & { readonly status: 'overridden' })
  | (Kept & { readonly status: 'withdrawn'; readonly givenAt: string; readonly withdrawnAt: string })
  | (Kept & { readonly status: 'annulled' });

/** A consent with its entries, so that they can be corrected and annulled. */
export type ConsentRecord = Entries<Consent, ConsentEntry>;

const folds: Decider<Consent, never, ConsentEntry>['evolve'] = {
  ConsentGiven: (_, { data, metadata: { unitId } }) => {
    const { subject, inmateId, givenAt, provider, caseId } = data;
    const kept = { subject, inmateId, unitId, ...(provider && { provider }), ...(caseId && { caseId }) };
    return { status: 'given', ...kept, givenAt };
  },
  ConsentOverridden: (_, { data: { subject, inmateId, caseId }, metadata: { unitId } }) => ({
    status: 'overridden',
    subject,
    inmateId,
    unitId,
    ...(caseId && { caseId }),
  }),
  ConsentWithdrawn: (consent, { data: { withdrawnAt, caseId } }) =>
    consent.status === 'given' ? { ...consent, status: 'withdrawn', withdrawnAt, ...(caseId && { caseId }) } : consent,
};

export const consentEntries = entriesOf<Consent, ConsentEntry>({ status: 'absent' }, folds, (consent) => {
  if (consent.status === 'absent') return consent;
  const { subject, inmateId, unitId, provider, caseId } = consent;
  const kept = { subject, inmateId, unitId, ...(provider && { provider }), ...(caseId && { caseId }) };
  return { status: 'annulled', ...kept };
});

export const refuseAnnulled = (): never => refuse('consent-annulled', 'This consent was annulled.', 'D12');

/** Refuses a withdrawal before the consent was given. */
export function mustHold(consent: Consent): void {
  if (consent.status === 'withdrawn' && consent.withdrawnAt < consent.givenAt) {
    refuse('withdrawn-before-given', 'A consent is withdrawn after it was given, not before.', 'R-2.1');
  }
}

/** The unit that keeps it, and the unit whose people asked for it. */
export function unitsOf(consent: Consent): readonly string[] {
  if (consent.status === 'absent') return [];
  const { unitId, provider } = consent;
  return provider === undefined ? [unitId] : [...new Set([unitId, provider.unitId])];
}
