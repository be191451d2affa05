import {
  addDays,
  daysBetween,
  kept,
  type KeptEntry,
  type Projected,
  type Projection,
  saidNow,
  uuidOf,
  words,
} from '#kernel';
import { type AftercareEntry, type AftercareEvent, aftercareEvents } from '#contracts/rehabilitation/aftercare.events';
import type { Scoped } from '#platform/projections';

export const AFTERCARE_STATUSES = words('AFTERCARE_STATUSES', {
  PLANNED: 'It is planned or under way',
  COMPLETED: 'It is complete',
  ANNULLED: 'It was recorded by mistake',
});
export const REFERRAL_STATUSES = words('REFERRAL_STATUSES', {
  OPEN: 'It waits for an answer',
  ACCEPTED: 'It was accepted',
  REJECTED: 'It was rejected',
  REVOKED: 'It was taken back',
});

/** A referral and its answer; why is sealed, and there only where it was opened. */
export interface ReferralNote {
  readonly referralId: string;
  readonly toUnitId: string;
  readonly agreementId?: string;
  readonly reasonCode?: string;
  readonly referredOn: string;
  readonly referredBy: string;
  readonly status: (typeof REFERRAL_STATUSES)[number];
  readonly answeredOn?: string;
  readonly answeredBy?: string;
  readonly answerReasonCode?: string;
}

/** One aftercare as it is known now, and its entries as they were recorded, their seals closed. */
export interface AftercareDocument extends Scoped {
  readonly aftercareId: string;
  readonly caseId: string;
  readonly inmateId: string;
  readonly unitId: string;
  readonly status: (typeof AFTERCARE_STATUSES)[number];
  readonly kind: string;
  readonly plannedOn: string;
  readonly untilOn: string;
  readonly contactsPlanned: number;
  readonly contactsDone: number;
  readonly lastContactOn?: string;
  /** The day of the next contact when they are spread evenly until the end; absent when none is left. */
  readonly nextContactOn?: string;
  readonly completedOn?: string;
  /** Where it is referred to, asked or accepted. */
  readonly referredTo: readonly string[];
  readonly referrals: readonly ReferralNote[];
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const aftercareBoard: Projection<AftercareDocument, AftercareEvent> = {
  name: 'aftercare-board',
  version: 1,
  events: aftercareEvents,
  indexes: [
    ['units', 'plannedOn'],
    ['units', 'status', 'plannedOn'],
    ['units', 'untilOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, aftercareId) => {
    const entries = kept(document?.entries ?? [], event);
    const planned = plannedBy(document, event);
    const known = knownNow(entries, planned);
    const { unitId } = event.metadata;
    const { revision } = event;
    return { ...planned, ...known, aftercareId, unitId, units: [unitId, ...known.referredTo], entries, revision };
  },
};

type Planned = Pick<AftercareDocument, 'caseId' | 'inmateId' | 'kind' | 'plannedOn' | 'untilOn' | 'contactsPlanned'>;

/** What stays known of an aftercare even when all its entries are annulled; it may be planned anew. */
function plannedBy(document: AftercareDocument | null, event: Projected<AftercareEvent>): Planned {
  const planned = event.type === 'AftercarePlanned' ? event.data : document;
  if (planned === null) throw new Error('An aftercare begins with its plan.');
  const { caseId, inmateId, kind, plannedOn, untilOn, contactsPlanned } = planned;
  return { caseId, inmateId, kind, plannedOn, untilOn, contactsPlanned };
}

type Known = Pick<
  AftercareDocument,
  'status' | 'contactsDone' | 'lastContactOn' | 'nextContactOn' | 'completedOn' | 'referredTo' | 'referrals'
>;

function knownNow(entries: readonly KeptEntry[], planned: Planned): Known {
  const isPlanned = saidNow<AftercareEntry, 'AftercarePlanned'>(entries, 'AftercarePlanned').length > 0;
  const contacts = saidNow<AftercareEntry, 'AftercareContactRecorded'>(entries, 'AftercareContactRecorded');
  const [completion] = saidNow<AftercareEntry, 'AftercareCompleted'>(entries, 'AftercareCompleted');
  const lastContactOn = contacts
    .map(({ contactedOn }) => contactedOn)
    .toSorted()
    .at(-1);
  const status = completion ? 'COMPLETED' : isPlanned ? 'PLANNED' : 'ANNULLED';
  const nextContactOn = status === 'PLANNED' ? nextContact(planned, contacts.length) : undefined;
  const referrals = referralsIn(entries);
  const live = referrals.filter(({ status }) => status === 'OPEN' || status === 'ACCEPTED');
  return {
    status,
    contactsDone: contacts.length,
    ...(lastContactOn && { lastContactOn }),
    ...(nextContactOn && { nextContactOn }),
    ...(completion && { completedOn: completion.completedOn }),
    referredTo: [...new Set(live.map(({ toUnitId }) => toUnitId))],
    referrals,
  };
}

function nextContact({ plannedOn, untilOn, contactsPlanned }: Planned, done: number): string | undefined {
  if (done >= contactsPlanned) return undefined;
  return addDays(plannedOn, Math.floor((daysBetween(plannedOn, untilOn) * (done + 1)) / contactsPlanned));
}

/** The referrals of an aftercare, and what became of each. */
export function referralsIn(entries: readonly KeptEntry[]): readonly ReferralNote[] {
  const accepted = saidNow<AftercareEntry, 'ReferralAccepted'>(entries, 'ReferralAccepted');
  const rejected = saidNow<AftercareEntry, 'ReferralRejected'>(entries, 'ReferralRejected');
  const revoked = saidNow<AftercareEntry, 'ReferralRevoked'>(entries, 'ReferralRevoked');
  return saidNow<AftercareEntry, 'AftercareReferred'>(entries, 'AftercareReferred').map(
    (referred: Opened<'AftercareReferred'>) => {
      const { referralId, toUnitId, agreementId, reasonCode, referredOn, referredBy } = referred;
      const isOf = (answer: { readonly referralId: string }): boolean => answer.referralId === referralId;
      const why = reasonCode && { reasonCode };
      const note = { referralId, toUnitId, ...(agreementId && { agreementId }), ...why, referredOn, referredBy };
      return { ...note, ...answerOf(revoked.find(isOf), rejected.find(isOf), accepted.find(isOf)) };
    },
  );
}

type Input<T extends AftercareEntry['type']> = Extract<AftercareEntry, { type: T }>['data'];
type Opened<T extends 'AftercareReferred' | 'ReferralRejected' | 'ReferralRevoked'> = Omit<Input<T>, 'reasonCode'> &
  Partial<Pick<Input<T>, 'reasonCode'>>;

function answerOf(
  revoked: Opened<'ReferralRevoked'> | undefined,
  rejected: Opened<'ReferralRejected'> | undefined,
  accepted: Input<'ReferralAccepted'> | undefined,
): Pick<ReferralNote, 'status' | 'answeredOn' | 'answeredBy' | 'answerReasonCode'> {
  if (revoked !== undefined) {
    const { revokedOn, revokedBy, reasonCode } = revoked;
    return { status: 'REVOKED', answeredOn: revokedOn, answeredBy: revokedBy, ...why(reasonCode) };
  }
  if (rejected !== undefined) {
    const { rejectedOn, rejectedBy, reasonCode } = rejected;
    return { status: 'REJECTED', answeredOn: rejectedOn, answeredBy: rejectedBy, ...why(reasonCode) };
  }
  if (accepted === undefined) return { status: 'OPEN' };
  return { status: 'ACCEPTED', answeredOn: accepted.acceptedOn, answeredBy: accepted.acceptedBy };
}

const why = (answerReasonCode: string | undefined): Pick<ReferralNote, 'answerReasonCode'> =>
  answerReasonCode === undefined ? {} : { answerReasonCode };
