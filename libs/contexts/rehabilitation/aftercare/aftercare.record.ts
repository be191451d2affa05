import * as kernel from '#kernel';
import type { AftercareEntry, AftercareEvent } from '#contracts/rehabilitation/aftercare.events';
import type { CommandsOf } from '#platform/commands';
import type { OfCase, ConsentFact, CoverFact, InmateFact } from '../facts.rules.js';
import type { TakingOver } from '../taking-over.js';
import type * as commands from './aftercare.commands.js';
import { refuse } from './aftercare.refusals.js';

/** Fixed when the aftercare is planned. */
interface Planned {
  readonly unitId: string;
  readonly subject: string;
  readonly caseId: string;
}

/** A referral to another office, by the unit whose people made it, or that took the aftercare over from them. */
export interface Referral {
  readonly referralId: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly agreementId?: string;
  readonly referredOn: string;
  readonly status: 'open' | 'accepted' | 'rejected' | 'revoked';
  /** The day of its latest answer. */
  readonly answeredOn?: string;
}

export interface UnderWay extends Planned {
  readonly plannedOn: string;
  readonly contactedOn: readonly string[];
  readonly referrals: readonly Referral[];
}

export type Aftercare =
  | { readonly status: 'absent' }
  | (UnderWay & { readonly status: 'planned' })
  | (UnderWay & { readonly status: 'completed'; readonly completedOn: string })
  | (Planned & kernel.Annulled);

export type BegunAftercare = Extract<Aftercare, UnderWay>;

export type AftercareRecord = kernel.Entries<Aftercare, AftercareEntry>;

export interface PlanFacts extends OfCase {
  /** The unit that is to own the aftercare. */
  readonly unitId: string;
  readonly inmate: InmateFact;
  readonly consent?: ConsentFact;
}
/** With the gate where the one who serves is an agency: a probation office is of the same ministry and needs no agreement. */
export interface ServiceFacts extends OfCase {
  readonly cover?: CoverFact;
}
export interface ReferralFacts extends ServiceFacts {
  /** Of what kind the unit referred to is; absent when the register has no such unit. */
  readonly kind?: string;
}

interface Facts {
  readonly PlanAftercare: PlanFacts;
  readonly RecordAftercareContact: ServiceFacts;
  readonly ReferAftercare: ReferralFacts;
  readonly AcceptReferral: OfCase;
  readonly CompleteAftercare: OfCase;
  readonly CorrectAftercareEntry: kernel.AgainFacts;
  readonly AnnulAftercareEntry: kernel.AgainFacts & OfCase;
}

export type AftercareCommand = kernel.WithFacts<
  CommandsOf<typeof commands> | { readonly type: 'TakeOverAftercare'; readonly data: TakingOver },
  Facts
>;
export type CommandOf<Type extends AftercareCommand['type']> = Extract<AftercareCommand, { type: Type }>;
export type Rules<Type extends AftercareCommand['type']> = Pick<
  kernel.Decider<AftercareRecord, AftercareCommand, AftercareEvent>['decide'],
  Type
>;

const folds: kernel.Folds<Aftercare, AftercareEntry> = {
  AftercarePlanned: (_, { data: { subject, caseId, plannedOn }, metadata: { unitId } }) => ({
    status: 'planned',
    unitId,
    subject,
    caseId,
    plannedOn,
    contactedOn: [],
    referrals: [],
  }),
  AftercareContactRecorded: (state, { data: { contactedOn } }) =>
    hasBegun(state) ? { ...state, contactedOn: [...state.contactedOn, contactedOn] } : state,
  AftercareReferred: (state, { data: { referralId, toUnitId, agreementId, referredOn }, metadata: { actor } }) => {
    const referred = {
      referralId,
      fromUnitId: kernel.unitOfActor(actor),
      toUnitId,
      ...(agreementId && { agreementId }),
      referredOn,
    };
    return hasBegun(state) ? { ...state, referrals: [...state.referrals, { ...referred, status: 'open' }] } : state;
  },
  ReferralAccepted: (state, { data: { referralId, acceptedOn } }) =>
    answered(state, referralId, { status: 'accepted', answeredOn: acceptedOn }),
  ReferralRejected: (state, { data: { referralId, rejectedOn } }) =>
    answered(state, referralId, { status: 'rejected', answeredOn: rejectedOn }),
  ReferralRevoked: (state, { data: { referralId, revokedOn } }) =>
    answered(state, referralId, { status: 'revoked', answeredOn: revokedOn }),
  AftercareCompleted: (state, { data: { completedOn } }) =>
    hasBegun(state) ? { ...state, status: 'completed', completedOn } : state,
  AftercareTakenOver: (state, { data: { fromUnitId }, metadata: { unitId } }) => {
    if (state.status === 'absent') return state;
    if (!hasBegun(state)) return { ...state, unitId };
    const isTheirs = (referral: Referral): boolean => referral.fromUnitId === fromUnitId;
    const referrals = state.referrals.map((one) => (isTheirs(one) ? { ...one, fromUnitId: unitId } : one));
    return { ...state, unitId, referrals };
  },
};

export const aftercareEntries = kernel.entriesOf<Aftercare, AftercareEntry>(
  { status: 'absent' },
  folds,
  (state, annulledOn) => {
    if (state.status === 'absent') return state;
    const { unitId, subject, caseId } = state;
    return { status: 'annulled', annulledOn, unitId, subject, caseId };
  },
);

const hasBegun = (state: Aftercare): state is BegunAftercare => 'plannedOn' in state;

type Answer = Required<Pick<Referral, 'status' | 'answeredOn'>>;

const answered = (state: Aftercare, referralId: string, answer: Answer): Aftercare =>
  hasBegun(state) ? withAnswer(state, referralId, answer) : state;

export const withAnswer = <A extends BegunAftercare>(state: A, referralId: string, answer: Answer): A => ({
  ...state,
  referrals: state.referrals.map((known) => (known.referralId === referralId ? { ...known, ...answer } : known)),
});

/** The units besides the own one that know of it: those it is referred to, until they reject it or it is revoked. */
export const referredTo = (state: Aftercare): readonly string[] =>
  hasBegun(state) ? state.referrals.filter(isStanding).map(({ toUnitId }) => toUnitId) : [];

const isStanding = ({ status }: Referral): boolean => status === 'open' || status === 'accepted';

export const planned = (state: Aftercare): Exclude<Aftercare, { status: 'absent' }> =>
  state.status === 'absent' ? refuseUnplanned() : state;

const refuseUnplanned = (): never => refuse('aftercare-not-planned');

export function begun(state: Aftercare): BegunAftercare {
  if (state.status === 'annulled') return refuse('aftercare-annulled', { annulledOn: state.annulledOn });
  return hasBegun(state) ? state : refuseUnplanned();
}

export function underWay(state: Aftercare): Extract<Aftercare, { status: 'planned' }> {
  const aftercare = begun(state);
  if (aftercare.status === 'planned') return aftercare;
  return refuse('aftercare-completed', { completedOn: aftercare.completedOn });
}

/** Refuses an aftercare that says what cannot be: its entries follow one another, one referral waits at a time. */
export function mustHold(state: Aftercare): void {
  if (!hasBegun(state)) return;
  const { plannedOn, contactedOn, referrals } = state;
  const early = contactedOn.find((day) => day < plannedOn);
  if (early !== undefined) refuse('contact-before-plan', { contactedOn: early, plannedOn });
  for (const { referredOn, answeredOn } of referrals) {
    if (referredOn < plannedOn) refuse('referral-before-plan', { referredOn, plannedOn });
    if (answeredOn !== undefined && answeredOn < referredOn) {
      refuse('answer-before-referral', { answeredOn, referredOn });
    }
  }
  const [waiting, more] = referrals.filter(({ status }) => status === 'open');
  if (waiting !== undefined && (state.status === 'completed' || more !== undefined)) {
    refuse('referral-open', { referralId: waiting.referralId, toUnitId: waiting.toUnitId });
  }
  if (state.status !== 'completed') return;
  const { completedOn } = state;
  const lastOn = contactedOn.reduce((last, day) => (day > last ? day : last), plannedOn);
  if (completedOn < lastOn) refuse('completed-before-contact', { completedOn, lastOn });
}
