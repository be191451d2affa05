import * as kernel from '#kernel';
import * as events from '#contracts/rehabilitation/aftercare.events';
import { AFTERCARE_KINDS } from '#contracts/rehabilitation/codes';
import { REFERRAL_REASONS, REFERRAL_REJECTIONS, REFERRAL_REVOCATIONS } from '#contracts/rehabilitation/programme.codes';
import { day, id, staffId, unitId } from '#contracts/schemas';
import type { Keyed } from '#platform/projections';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { withholding } from '../withheld.js';
import { caring } from './aftercare.commands.js';

const AFTERCARE_STATUSES = kernel.words('AFTERCARE_STATUSES', {
  PLANNED: 'It is planned or under way',
  COMPLETED: 'It is complete',
  ANNULLED: 'It was recorded by mistake',
});
const REFERRAL_STATUSES = kernel.words('REFERRAL_STATUSES', {
  OPEN: 'It waits for an answer',
  ACCEPTED: 'It was accepted',
  REJECTED: 'It was rejected',
  REVOKED: 'It was taken back',
});

/** A referral and its answer; why is sealed, and there only where it was opened. */
type ReferralNote = AftercareDocument['referrals'][number];

type AftercareDocument = q.KeptAs<'aftercareId', Omit<typeof summary, 'isContactOverdue'>>;

export const aftercareBoard: kernel.Projection<AftercareDocument, events.AftercareEvent> = {
  name: 'aftercare-board',
  version: 1,
  events: events.aftercareEvents,
  indexes: [
    ['units', 'plannedOn'],
    ['units', 'status', 'plannedOn'],
    ['units', 'untilOn'],
    ['units', 'status'],
  ],
  fold: (document, event, aftercareId) => {
    const entries = kernel.kept(document?.entries ?? [], event);
    const planned = plannedBy(document, event);
    const known = knownNow(entries, planned);
    const { unitId } = event.metadata;
    const { revision } = event;
    return { ...planned, ...known, aftercareId, unitId, units: [unitId, ...known.referredTo], entries, revision };
  },
};

type Planned = Pick<AftercareDocument, 'caseId' | 'inmateId' | 'kind' | 'plannedOn' | 'untilOn' | 'contactsPlanned'>;

/** What stays known of an aftercare even when all its entries are annulled; it may be planned anew. */
function plannedBy(document: AftercareDocument | null, event: kernel.Projected<events.AftercareEvent>): Planned {
  const planned = event.type === 'AftercarePlanned' ? event.data : document;
  if (planned === null) throw new Error('An aftercare begins with its plan.');
  const { caseId, inmateId, kind, plannedOn, untilOn, contactsPlanned } = planned;
  return { caseId, inmateId, kind, plannedOn, untilOn, contactsPlanned };
}

type Known = Pick<
  AftercareDocument,
  'status' | 'contactsDone' | 'lastContactOn' | 'nextContactOn' | 'completedOn' | 'referredTo' | 'referrals'
>;

function knownNow(entries: readonly kernel.KeptEntry[], planned: Planned): Known {
  const isPlanned = kernel.saidNow<events.AftercareEntry, 'AftercarePlanned'>(entries, 'AftercarePlanned').length > 0;
  const contacts = kernel.saidNow<events.AftercareEntry, 'AftercareContactRecorded'>(
    entries,
    'AftercareContactRecorded',
  );
  const [completion] = kernel.saidNow<events.AftercareEntry, 'AftercareCompleted'>(entries, 'AftercareCompleted');
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
  return kernel.addDays(plannedOn, Math.floor((kernel.daysBetween(plannedOn, untilOn) * (done + 1)) / contactsPlanned));
}

/** The referrals of an aftercare, and what became of each. */
function referralsIn(entries: readonly kernel.KeptEntry[]): readonly ReferralNote[] {
  const accepted = kernel.saidNow<events.AftercareEntry, 'ReferralAccepted'>(entries, 'ReferralAccepted');
  const rejected = kernel.saidNow<events.AftercareEntry, 'ReferralRejected'>(entries, 'ReferralRejected');
  const revoked = kernel.saidNow<events.AftercareEntry, 'ReferralRevoked'>(entries, 'ReferralRevoked');
  return kernel
    .saidNow<events.AftercareEntry, 'AftercareReferred'>(entries, 'AftercareReferred')
    .map((referred: Opened<'AftercareReferred'>) => {
      const { referralId, toUnitId, agreementId, reasonCode, referredOn, referredBy } = referred;
      const isOf = (answer: { readonly referralId: string }): boolean => answer.referralId === referralId;
      const why = reasonCode && { reasonCode };
      const note = { referralId, toUnitId, ...(agreementId && { agreementId }), ...why, referredOn, referredBy };
      return { ...note, ...answerOf(revoked.find(isOf), rejected.find(isOf), accepted.find(isOf)) };
    });
}

type Input<T extends events.AftercareEntry['type']> = Extract<events.AftercareEntry, { type: T }>['data'];
type Opened<T extends 'AftercareReferred' | 'ReferralRejected' | 'ReferralRevoked'> = Omit<Input<T>, 'reasonCode'> &
  Partial<Pick<Input<T>, 'reasonCode'>>;

function answerOf(
  revoked: Opened<'ReferralRevoked'> | undefined,
  rejected: Opened<'ReferralRejected'> | undefined,
  accepted: Input<'ReferralAccepted'> | undefined,
): Pick<ReferralNote, 'status' | 'answeredOn' | 'answeredBy' | 'rejectionReasonCode' | 'revocationReasonCode'> {
  if (revoked !== undefined) {
    const { revokedOn, revokedBy, reasonCode } = revoked;
    const why = reasonCode && { revocationReasonCode: reasonCode };
    return { status: 'REVOKED', answeredOn: revokedOn, answeredBy: revokedBy, ...why };
  }
  if (rejected !== undefined) {
    const { rejectedOn, rejectedBy, reasonCode } = rejected;
    const why = reasonCode && { rejectionReasonCode: reasonCode };
    return { status: 'REJECTED', answeredOn: rejectedOn, answeredBy: rejectedBy, ...why };
  }
  if (accepted === undefined) return { status: 'OPEN' };
  return { status: 'ACCEPTED', answeredOn: accepted.acceptedOn, answeredBy: accepted.acceptedBy };
}

const may = [...caring, 'auditor'] as const;
/** Who reads pseudonyms and what is clear (domain 5.5). */
const PSEUDONYMOUS: readonly string[] = ['auditor'];

const sealedWhy = 'Only in one aftercare, and for whose role may see it.';
const referral = q.row('Referral', {
  referralId: id,
  toUnitId: q.says(unitId, 'The office that was asked.'),
  agreementId: q.maybe(q.says(id, 'The agreement under which an agency serves.')),
  reasonCode: q.maybe(q.says(q.codeOf(REFERRAL_REASONS), `Why it was made. ${sealedWhy}`)),
  referredOn: day,
  referredBy: staffId,
  status: q.wordOf(REFERRAL_STATUSES),
  answeredOn: q.maybe(day),
  answeredBy: q.maybe(staffId),
  rejectionReasonCode: q.maybe(q.says(q.codeOf(REFERRAL_REJECTIONS), `Why it was rejected. ${sealedWhy}`)),
  revocationReasonCode: q.maybe(q.says(q.codeOf(REFERRAL_REVOCATIONS), `Why it was taken back. ${sealedWhy}`)),
});

const summary = {
  id,
  caseId: q.says(id, 'Whose aftercare it is.'),
  inmateId: q.says(id, 'Whose case it is.'),
  unitId: q.says(unitId, 'The unit that owns the case.'),
  status: q.says(q.wordOf(AFTERCARE_STATUSES), 'Where it stands.'),
  kind: q.says(q.codeOf(AFTERCARE_KINDS), 'Of which kind it is.'),
  plannedOn: day,
  untilOn: q.says(day, 'Until when it lasts.'),
  contactsPlanned: q.says(q.whole, 'How many until then.'),
  contactsDone: q.whole,
  lastContactOn: q.maybe(day),
  nextContactOn: q.maybe(q.says(day, 'When contacts are spread evenly; absent when none is left.')),
  isContactOverdue: q.says(q.flag, 'The next contact was due before the day of the answer.'),
  completedOn: q.maybe(day),
  referredTo: q.says(q.listOf(unitId), 'The units that are asked, or have accepted.'),
  referrals: q.listOf(referral),
  revision: q.whole,
};

/** What the aftercare says already, and what is withheld. */
const unshown = { subject: undefined, inmateId: undefined, caseId: undefined, withheld: q.withheld };

const by = { on: q.aDay('The day the answer is for; today by default') };

export const aftercares = q.page({
  name: 'aftercares',
  summary: 'Aftercares, with the contacts that are due',
  may,
  of: aftercareBoard,
  by: {
    status: q.anyOf(AFTERCARE_STATUSES, 'Where it stands'),
    referredTo: q.anyUnit('The unit that is asked, or has accepted'),
    ...by,
  },
  where: ({ status, referredTo }) => ({ status, referredTo }),
  sort: { plannedOn: 1 },
  sortBy: ['plannedOn', 'untilOn', 'status'],
  shows: q.related(q.row('AftercareSummary', summary), ofInmate),
  as: (document, { on }, { today }) => onDay(document, on ?? today),
});

const full = {
  ...summary,
  plans: q.entriesOf('AftercarePlan', events.AftercarePlanned, unshown),
  contacts: q.entriesOf('AftercareContact', events.AftercareContactRecorded, unshown),
  completions: q.entriesOf('AftercareCompletion', events.AftercareCompleted, unshown),
};

export const aftercare = q.one({
  name: 'aftercare',
  summary: 'One aftercare, as far as the role may see it',
  may,
  of: aftercareBoard,
  by,
  shows: q.related(q.row('Aftercare', full), ofInmate),
  as: async (document, { reader, records, today }, { on }) => {
    const entries = PSEUDONYMOUS.includes(reader.actor.role)
      ? withholding(document.entries)
      : await records.open(reader, 'aftercare', document.entries);
    return { ...onDay(document, on ?? today), referrals: referralsIn(entries), ...q.listedIn(full, entries) };
  },
});

const onDay = (document: AftercareDocument & Keyed, on: string) => ({
  ...document,
  isContactOverdue: document.nextContactOn !== undefined && document.nextContactOn < on,
});
