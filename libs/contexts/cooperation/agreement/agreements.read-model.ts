import { addDays, type Projection } from '#kernel';
import { type AgreementEvent, agreementEvents } from '#contracts/cooperation/agreement.events';
import { AGREEMENT_KINDS, SERVICES } from '#contracts/cooperation/codes';
import { day, instant, staffId } from '#contracts/schemas';
import * as q from '#platform/questions';
import * as document from './agreement-document.read-model.js';
import { agreementReaders } from '../coverage/coverage.read-model.js';

export const agreementRegister: Projection<document.AgreementEntry, AgreementEvent> = {
  name: 'agreement-register',
  version: 1,
  events: agreementEvents,
  indexes: [
    ['units', 'endsOn'],
    ['units', 'status', 'endsOn'],
    ['services', 'endsOn'],
  ],
  fold: document.agreementAfter,
};

const relations = {
  parent: q.toOne('agreement', 'parentAgreementId'),
  successor: q.toOne('agreement', 'successorId'),
  cases: q.toMany('cases', { agreementId: 'id' }),
};

const full = {
  ...document.summary,
  ...document.text,
  remarks: q.listOf(
    q.row('Remark', {
      type: q.says(q.eventType, 'The event it was written beside.'),
      on: day,
      recordedAt: instant,
      by: q.says(staffId, 'Who wrote it.'),
      comment: q.maybe(q.word),
      gone: q.maybe(q.says(q.listOf(q.word), 'Set when the key of the comment is gone.')),
    }),
  ),
  approval: q.maybe(
    q.row('AgreementApproval', {
      on: day,
      by: q.says(staffId, 'Who approved it.'),
      place: q.maybe(q.says(q.word, 'Where it is signed.')),
      gone: q.maybe(q.says(q.listOf(q.word), 'Set when the key of the place is gone.')),
    }),
  ),
};

const on = q.aDay('On which day; today by default');

export const agreements = q.page({
  name: 'agreements',
  summary: 'Agreement register',
  may: agreementReaders,
  of: agreementRegister,
  by: {
    status: q.anyOf(
      document.AGREEMENT_STATUSES,
      'Where it stands on the day asked for; computed, so that nothing is sorted by it',
    ),
    kind: q.anyOf(AGREEMENT_KINDS, 'A Nota Kesepahaman or a PKS'),
    unitId: q.anyUnit('The unit that owns it or is a party'),
    service: q.anyOf(SERVICES, 'A service of its scope'),
    expiringWithinDays: q.aWhole(0, 3650, 'Signed, and its last day is that day or at most so many days later'),
    on,
  },
  where: async ({ status, kind, unitId: units, service: services, expiringWithinDays: days, on }, answering) => ({
    ...(status && (await withStatus(status, on ?? answering.today, answering))),
    kind,
    units,
    services,
    ...(days !== undefined && {
      $and: [
        { status: { $in: ['SIGNED', 'SUSPENDED'] } },
        { endsOn: { $gte: on ?? answering.today, $lte: addDays(on ?? answering.today, days) } },
      ],
    }),
  }),
  sort: { endsOn: 1 },
  sortBy: ['endsOn'],
  shows: q.related(q.row('AgreementSummary', document.summary), relations),
  as: (entry, { on }, { today }) => ({ ...entry, status: document.statusOn(entry, on ?? today) }),
});

export const agreement = q.one({
  name: 'agreement',
  summary: 'One agreement in full',
  may: agreementReaders,
  of: agreementRegister,
  by: { on },
  shows: q.related(q.row('Agreement', full), relations),
  as: async ({ remarks, approval, ...entry }, { records, reader, today }, { on }) => {
    const opened = await records.open(reader, 'agreement-remarks', [...remarks, ...(approval ? [approval] : [])]);
    return {
      ...entry,
      status: document.statusOn(entry, on ?? today),
      remarks: opened.slice(0, remarks.length) as unknown as typeof remarks,
      ...(approval && { approval: opened.at(-1) as unknown as typeof approval }),
    };
  },
});

/** Those whose decided status is asked for, and the signed ones that stand so on that day. */
async function withStatus(status: readonly string[], day: string, { models, reader }: q.Answering) {
  const signed = await models.all(agreementRegister, reader, { filter: { status: [...document.SIGNED_STATUSES] } });
  const ids = signed.flatMap((entry) => (status.includes(document.statusOn(entry, day)) ? [entry.agreementId] : []));
  return {
    $or: [
      { status: status.filter((one) => !document.SIGNED_STATUSES.some((known) => known === one)) },
      { agreementId: ids },
    ],
  };
}
