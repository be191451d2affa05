import { addDays, type Projection, uuidOf } from '#kernel';
import { type AgreementEvent, agreementEvents } from '#contracts/cooperation/agreement.events';
import { AGREEMENT_KINDS, SERVICES } from '#contracts/cooperation/codes';
import { type CoverageEvent, standingOn } from '#contracts/cooperation/coverage';
import { day, instant } from '#contracts/schemas';
import {
  aDay,
  aWhole,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  word,
  related,
  toOne,
  toMany,
  anyOf,
  anyUnit,
} from '#platform/questions';
import {
  AGREEMENT_STATUSES,
  agreementAfter,
  type AgreementEntry,
  summary,
  text,
} from './agreement-document.read-model.js';
import { agreementCoverage, agreementReaders } from './coverage.read-model.js';

export const agreementRegister: Projection<AgreementEntry, AgreementEvent> = {
  name: 'agreement-register',
  version: 1,
  events: agreementEvents,
  indexes: [
    ['units', 'endsOn'],
    ['units', 'status', 'endsOn'],
    ['services', 'endsOn'],
    ['units', 'status'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: agreementAfter,
};

const relations = {
  parent: toOne('agreement', 'parentAgreementId'),
  successor: toOne('agreement', 'successorId'),
  cases: toMany('cases', { agreementId: 'id' }),
};

const shown = {
  ...summary,
  standing: says(word, 'Where it stands on the day asked for, computed from its dates.'),
};

const full = {
  ...shown,
  ...text,
  remarks: listOf(
    row('Remark', {
      type: says(word, 'The event it was written beside.'),
      on: day,
      recordedAt: instant,
      by: says(word, 'Who wrote it.'),
      comment: maybe(word),
      gone: maybe(says(listOf(word), 'Set when the key of the comment is gone.')),
    }),
  ),
  approval: maybe(
    row('AgreementApproval', {
      on: day,
      by: says(word, 'Who approved it.'),
      place: maybe(says(word, 'Where it is signed.')),
      gone: maybe(says(listOf(word), 'Set when the key of the place is gone.')),
    }),
  ),
};

const on = aDay('On which day; today by default');

export const agreements = page({
  name: 'agreements',
  summary: 'Agreement register',
  may: agreementReaders,
  of: agreementRegister,
  by: {
    status: anyOf(AGREEMENT_STATUSES, 'What was decided last'),
    kind: anyOf(AGREEMENT_KINDS, 'A Nota Kesepahaman or a PKS'),
    unitId: anyUnit('The unit that owns it or is a party'),
    service: anyOf(SERVICES, 'A service of its scope'),
    expiringWithinDays: aWhole(0, 3650, 'Signed, and its last day is that day or at most so many days later'),
    on,
  },
  where: ({ status, kind, unitId: units, service: services, expiringWithinDays: days, on }, { today }) => ({
    status,
    kind,
    units,
    services,
    ...(days !== undefined && {
      $and: [
        { status: { $in: ['SIGNED', 'SUSPENDED'] } },
        { endsOn: { $gte: on ?? today, $lte: addDays(on ?? today, days) } },
      ],
    }),
  }),
  sort: { endsOn: 1 },
  sortBy: ['endsOn', 'status'],
  shows: related(row('AgreementSummary', shown), relations),
  asAll: async (entries, { on }, { models, reader, today }) => {
    const ids = entries.map(({ agreementId }) => agreementId);
    const covering = await models.all(agreementCoverage, reader, { filter: { agreementId: { $in: ids } } });
    const events = new Map(covering.map((one) => [one.agreementId, one.events]));
    return entries.map((entry) => ({ ...entry, standing: standingIn(on ?? today, events.get(entry.agreementId)) }));
  },
});

export const agreement = one({
  name: 'agreement',
  summary: 'One agreement in full',
  may: agreementReaders,
  of: agreementRegister,
  what: 'agreement',
  by: { on },
  shows: related(row('Agreement', full), relations),
  as: async ({ remarks, approval, ...entry }, { models, records, reader, today }, { on }) => {
    const covering = await models.one(agreementCoverage, reader, entry.agreementId);
    const opened = await records.open(reader, 'agreement-remarks', [...remarks, ...(approval ? [approval] : [])]);
    return {
      ...entry,
      standing: standingIn(on ?? today, covering?.events),
      remarks: opened.slice(0, remarks.length) as unknown as typeof remarks,
      ...(approval && { approval: opened.at(-1) as unknown as typeof approval }),
    };
  },
});

function standingIn(day: string, events: readonly CoverageEvent[] = []): string {
  const standing = standingOn(events, day);
  return standing.inForce ? 'in-force' : standing.why;
}
