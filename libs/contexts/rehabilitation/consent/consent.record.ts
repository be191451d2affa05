import * as kernel from '#kernel';
import type { ConsentEntry, ConsentEvent, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import type { CommandsOf } from '#platform/commands';
import type { OpenedCase } from '../case/case.record.js';
import type { CoverFact, InmateFact, Provider } from '../facts.rules.js';
import type * as commands from './consent.commands.js';
import { refuse } from './consent.refusals.js';

/** Whose consent it is and who keeps it; it stays known when all entries are annulled. */
interface Kept {
  readonly subject: string;
  readonly inmateId: string;
  readonly unitId: string;
  /** Who asked for it, when it was not the unit itself. */
  readonly provider?: Provider;
  /** The case that was open when it was last recorded, or that was over and told of it. */
  readonly caseId?: string;
}

export type Consent =
  | { readonly status: 'absent' }
  | (Kept & { readonly status: 'given'; readonly givenAt: string })
  | (Kept & { readonly status: 'overridden' })
  | (Kept & { readonly status: 'withdrawn'; readonly givenAt: string; readonly withdrawnAt: string })
  | (Kept & kernel.Annulled);

export type ConsentRecord = kernel.Entries<Consent, ConsentEntry>;

/** The case of the inmate that takes entries, and the consent that was last noted on it; none when no case is open. */
export interface CaseFacts {
  readonly openCase?: { readonly caseId: string; readonly consent?: OpenedCase['consent'] };
  /** The last case, when it was left or closed and is to be told: it may get aftercare, or be reopened. */
  readonly restingCase?: { readonly caseId: string };
}

export interface OverridingFacts extends CaseFacts {
  readonly inmate: InmateFact;
  /** The unit that is to keep the consent. */
  readonly unitId: string;
  /** That what is recorded rests on itself, for the event to cite with the inmate: it is given, or says why it is overridden (D1). */
  readonly itself?: { readonly basis: kernel.Fact; readonly ground: kernel.Ground };
}

export interface GivingFacts extends OverridingFacts {
  /** The zone of its days. */
  readonly zone: string;
  /** One for each purpose that is a service and consented to, when a provider asked for the consent. */
  readonly covers: readonly CoverFact[];
  /** The subject of somebody who consents for the inmate. */
  readonly representative: string;
  /** Whether who is named as the witness recorded or corrected the entry that is corrected. */
  readonly isWitnessAuthor: boolean;
}

interface Facts {
  readonly GiveConsent: GivingFacts;
  readonly OverrideConsent: OverridingFacts;
  readonly WithdrawConsent: CaseFacts;
  readonly CorrectConsentEntry: kernel.AgainFacts;
  readonly AnnulConsentEntry: kernel.AgainFacts & CaseFacts & { readonly consentId: string };
}

export type ConsentCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type ConsentDecider = kernel.Decider<ConsentRecord, ConsentCommand, ConsentEvent>;
export type Rules<Type extends ConsentCommand['type']> = Pick<ConsentDecider['decide'], Type>;

export type Input<Type extends ConsentCommand['type']> = Pick<Extract<ConsentCommand, { type: Type }>, 'data'>;
/** What is said of a consent that was given, and of one that was overridden. */
export type Giving = Omit<Input<'GiveConsent'>['data'], 'inmateId' | 'provider' | 'givenBy'> & {
  readonly givenBy: Omit<ConsentEventData<'ConsentGiven'>['givenBy'], 'subject'>;
};
export type Overriding = Omit<Input<'OverrideConsent'>['data'], 'inmateId'>;

const folds: kernel.Folds<Consent, ConsentEntry> = {
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

export const consentEntries = kernel.entriesOf<Consent, ConsentEntry>(
  { status: 'absent' },
  folds,
  (consent, annulledOn) => {
    if (consent.status === 'absent') return consent;
    const { subject, inmateId, unitId, provider, caseId } = consent;
    const kept = { subject, inmateId, unitId, ...(provider && { provider }), ...(caseId && { caseId }) };
    return { status: 'annulled', annulledOn, ...kept };
  },
);

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('consent-annulled', { annulledOn });

/** Refuses a withdrawal before the consent was given. */
export function mustHold(consent: Consent): void {
  if (consent.status !== 'withdrawn') return;
  const { withdrawnAt, givenAt } = consent;
  if (withdrawnAt < givenAt) refuse('withdrawn-before-given', { withdrawnAt, givenAt });
}

/** The unit that keeps it, and the unit whose people asked for it. */
export function unitsOf(consent: Consent): readonly string[] {
  if (consent.status === 'absent') return [];
  const { unitId, provider } = consent;
  return provider === undefined ? [unitId] : [...new Set([unitId, provider.unitId])];
}
