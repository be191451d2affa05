import type { Static, TObject } from '@sinclair/typebox';
import * as kernel from '#kernel';
import * as events from '#contracts/cooperation/visit.events';
import { day, id, instant, staffId, unitId } from '#contracts/schemas';
import { EXTENSION_REASONS } from '#contracts/cooperation/visit.codes';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';

const FOLLOW_UP_STATUSES = kernel.words('FOLLOW_UP_STATUSES', {
  OPEN: 'To be done',
  LATE: 'To be done, though its due day has passed',
  COMPLETED: 'Reported as done',
  VERIFIED: 'Somebody else saw that it was done',
  ANNULLED: 'It was recorded by mistake',
});

const known = {
  id,
  visitId: id,
  unitId: q.says(unitId, 'The unit that was visited.'),
  visitingUnitId: q.says(unitId, 'The unit that visited.'),
  status: q.says(q.wordOf(FOLLOW_UP_STATUSES), 'Where it stands on the day asked for.'),
  ownerId: q.says(staffId, 'Who sees to it.'),
  ownerUnitId: q.says(unitId, 'The unit they serve in.'),
  observationId: q.maybe(q.says(id, 'The observation that it follows from.')),
  raisedOn: day,
  dueOn: q.says(day, 'Until when it is done.'),
  dueAt: q.says(instant, 'The last instant of that day where the visit was.'),
  completedOn: q.maybe(day),
  completedBy: q.maybe(q.says(staffId, 'Who recorded that it was done.')),
  verifiedOn: q.maybe(day),
  verifiedBy: q.maybe(q.says(staffId, 'Who saw that it was.')),
};

/** One follow-up as it is known now, and its entries as they were recorded. Whether it is late is a matter of the day. */
interface FollowUpDocument extends Scoped, Readonly<Static<TObject<typeof known>>> {
  readonly followUpId: string;
  readonly entries: readonly kernel.KeptEntry[];
}

const followUpEvents = [
  events.FollowUpRaised,
  events.FollowUpCompleted,
  events.FollowUpExtended,
  events.FollowUpVerified,
  events.VisitEntryCorrected,
  events.VisitEntryAnnulled,
];
type FollowUpEvent = kernel.EventOf<(typeof followUpEvents)[number]>;

export const followUpBoard: kernel.Projection<FollowUpDocument, FollowUpEvent> = {
  name: 'follow-up-board',
  version: 1,
  events: followUpEvents,
  indexes: [
    ['units', 'dueOn'],
    ['units', 'status', 'dueOn'],
    ['units', 'ownerId', 'dueOn'],
    ['units', 'ownerUnitId', 'dueOn'],
    ['units', 'raisedOn'],
  ],
  documents: (event) => {
    const followUpId = followUpIn(event);
    return followUpId === undefined ? [] : [followUpKey(kernel.uuidOf(event.stream), followUpId)];
  },
  fold: (document, event, key) => {
    const entries = kernel.kept(document?.entries ?? [], event);
    return { ...raisedBy(document, event, key), ...knownNow(entries), entries };
  },
};

/** A follow-up's id among all: its own is chosen by the client and unique in its visit only. */
export const followUpKey = (visitId: string, followUpId: string): string => kernel.id('follow-up', visitId, followUpId);

function followUpIn({ type, data }: FollowUpEvent): string | undefined {
  if (type === 'VisitEntryAnnulled') return data.stands.followUpId;
  if (type !== 'VisitEntryCorrected') return data.followUpId;
  const isOfFollowUp = data.entryType === 'FollowUpRaised' || data.entryType === 'FollowUpCompleted';
  return isOfFollowUp ? data.entry.followUpId : undefined;
}

type Known = Pick<
  FollowUpDocument,
  'completedOn' | 'completedBy' | 'verifiedOn' | 'verifiedBy' | 'observationId' | 'entries'
>;
type Raised = Omit<FollowUpDocument, keyof Known>;

/** What stays known of a follow-up even when it was annulled. */
function raisedBy(document: FollowUpDocument | null, event: kernel.Projected<FollowUpEvent>, key: string): Raised {
  if (document !== null) {
    return kernel.without(
      document,
      'completedOn',
      'completedBy',
      'verifiedOn',
      'verifiedBy',
      'observationId',
      'entries',
    );
  }
  if (event.type !== 'FollowUpRaised') throw new Error('A follow-up begins with being raised.');
  const { followUpId, visitingUnitId, owner, dueOn, deadline } = event.data;
  const { unitId } = event.metadata;
  return {
    id: key,
    visitId: kernel.uuidOf(event.stream),
    followUpId,
    unitId,
    visitingUnitId,
    units: [unitId, visitingUnitId],
    status: 'OPEN',
    ownerId: owner.staffId,
    ownerUnitId: owner.unitId,
    raisedOn: kernel.happened(event).on,
    dueOn,
    dueAt: deadline.dueAt,
  };
}

function knownNow(entries: readonly kernel.KeptEntry[]): Omit<Known, 'entries'> & Partial<Raised> {
  const [raised] = kernel.saidNow<events.VisitEvent, 'FollowUpRaised'>(entries, 'FollowUpRaised');
  if (raised === undefined) return { status: 'ANNULLED' };
  const extension = kernel.saidNow<events.VisitEvent, 'FollowUpExtended'>(entries, 'FollowUpExtended').at(-1);
  const [completion] = kernel.saidNow<events.VisitEvent, 'FollowUpCompleted'>(entries, 'FollowUpCompleted');
  const [verification] = kernel.saidNow<events.VisitEvent, 'FollowUpVerified'>(entries, 'FollowUpVerified');
  const { dueOn, deadline } = extension ?? raised;
  return {
    status: verification ? 'VERIFIED' : completion ? 'COMPLETED' : 'OPEN',
    ownerId: raised.owner.staffId,
    ownerUnitId: raised.owner.unitId,
    ...(raised.observationId && { observationId: raised.observationId }),
    dueOn,
    dueAt: deadline.dueAt,
    ...(completion && { completedOn: completion.completedOn, completedBy: completion.completedBy }),
    ...(verification && { verifiedOn: verification.verifiedOn, verifiedBy: verification.verifiedBy }),
  };
}

export const raised = q.entriesOf('FollowUpRaised', events.FollowUpRaised, {
  owner: q.says(q.row('StaffOfUnit', { staffId, unitId }), 'Who sees to it.'),
});

const full = {
  ...known,
  raisedAs: q.says(id, 'What commands call it in its visit: their `followUpId`, chosen by who raised it.'),
  ageInDays: q.says(q.whole, 'How many days before the day asked for it was raised.'),
  raised,
  extensions: q.entriesOf('Extension', events.FollowUpExtended, {
    reasonCode: q.says(q.codeOf(EXTENSION_REASONS), 'Why it was extended.'),
  }),
  completions: q.entriesOf('Completion', events.FollowUpCompleted),
  verifications: q.entriesOf('Verification', events.FollowUpVerified),
};
const followUpRow = q.related(q.row('FollowUp', full), {
  visit: q.toOne('visit', 'visitId'),
  owner: q.toOne('staffRecord', 'ownerId'),
});

export const visitReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'kpr',
  'asesor-bnnk',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;

const on = q.aDay('On which day; today by default');

export const followUps = q.page({
  name: 'followUps',
  route: 'follow-ups',
  summary: 'Follow-ups of visits',
  may: visitReaders,
  of: followUpBoard,
  by: {
    ownerId: q.anId('Who sees to it'),
    unitId: q.anyUnit('The unit of who does'),
    status: q.anyOf(FOLLOW_UP_STATUSES, 'Where it stands on the day asked for'),
    dueBefore: q.aDay('Before which day it is due'),
    on,
  },
  where: ({ ownerId, unitId: ownerUnitId, status, dueBefore, on }, { today }) => ({
    ownerId,
    ownerUnitId,
    ...(status && { $or: status.map((one) => standingAs(one, on ?? today)) }),
    ...(dueBefore && { dueOn: { $lt: dueBefore } }),
  }),
  sort: { dueOn: 1 },
  sortBy: ['dueOn', 'raisedOn'],
  shows: followUpRow,
  asAll: async (documents, { on }, { reader, records, today }) =>
    (await records.open(reader, 'follow-ups', documents)).map((followUp) => onDay(followUp, on ?? today)),
});

export const followUp = q.one({
  name: 'followUp',
  route: 'follow-ups',
  summary: 'One follow-up',
  may: visitReaders,
  of: followUpBoard,
  what: 'follow-up',
  by: { on },
  shows: followUpRow,
  as: async (document, { reader, records, today }, { on }) =>
    onDay((await records.open(reader, 'follow-ups', [document]))[0] ?? document, on ?? today),
});

const standingAs = (status: (typeof FOLLOW_UP_STATUSES)[number], day: string) =>
  status === 'OPEN' || status === 'LATE'
    ? { status: 'OPEN', dueOn: status === 'LATE' ? { $lt: day } : { $gte: day } }
    : { status };

const onDay = (followUp: FollowUpDocument, on: string) => ({
  ...followUp,
  status: followUp.status === 'OPEN' && followUp.dueOn < on ? ('LATE' as const) : followUp.status,
  raisedAs: followUp.followUpId,
  ageInDays: Math.max(0, kernel.daysBetween(followUp.raisedOn, on)),
  ...q.listedIn(full, followUp.entries),
});
