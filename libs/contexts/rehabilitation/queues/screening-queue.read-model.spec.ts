import { type AnyEvent, type Context, daysBetween, foldAll, type Projected } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { readerOf } from '#platform/for-specs';
import { caseList } from '../case/cases.read-model.js';
import { assessor, caseId, factOn, nurse } from '../facts-for-specs.js';
import { rutan } from '../screening/histories-for-specs.js';
import { HIGH, LOW, recording, refusal, scheduling } from '../screening/screening-for-specs.js';
import { personOf as inmate } from '../people-for-specs.js';
import { type QueuedCase, queuedCases, screeningQueue } from './screening-queue.read-model.js';

const stranger = person('stranger', 'perawat-klinik', 'RUTAN-MAKASSAR');
const OF = factOn(`inmate-${inmate(0).inmateId}`);
const PAPER: Context = { lateCode: 'PAPER_RECORD' };

interface Row {
  readonly caseId: string;
  readonly since: string;
  readonly daysWaiting: number;
}

async function asked(inmates = 1) {
  const its = await rutan(inmates);
  const { log } = its;
  const answers = log.answers(queuedCases);
  const reading = { filter: {}, sort: { since: 1 } } as const;
  return {
    ...its,
    queue: async (question: object = {}, by = nurse) =>
      (await answers.page(screeningQueue, question, by)).items as unknown as readonly Row[],
    /** Since when a case is where it is, as the list of cases says. */
    sinceOf: async (of: string) => {
      const cases = await (await log.models(caseList)).all(caseList, readerOf(nurse), reading);
      return cases.find((one) => one.caseId === of)?.since;
    },
    record: (n: number, answers = HIGH, screenedOn = '2024-12-12', context: Context = {}) => {
      const { inmateId, consentId } = inmate(n);
      const data = { ...recording, inmateId, consentId, answers, screenedOn };
      return its.send({ type: 'RecordScreening', data }, { context });
    },
    schedule: (n: number, scheduledOn = '2024-12-20', context: Context = {}) =>
      its.send(
        { type: 'ScheduleScreening', data: { ...scheduling, inmateId: inmate(n).inmateId, scheduledOn } },
        { context },
      ),
  };
}

describe('screeningQueue', () => {
  it('lists who is due by day, and says on a day who is overdue', async () => {
    const { queue, record, schedule } = await asked(4);
    await schedule(0, '2024-12-20');
    await schedule(1, '2024-12-18');
    await schedule(2, '2024-12-20');
    await record(3);
    const ids = async (question: object) => (await queue(question)).map((one) => one.caseId);
    const [first = '', second = '', third = ''] = [0, 1, 2].map((n) => inmate(n).caseId);
    expect((await ids({}))[0]).toBe(second);
    expect((await ids({})).sort()).toEqual([first, second, third].sort());
    expect((await ids({ plannedOn: '2024-12-20' })).sort()).toEqual([first, third].sort());
    expect(await ids({ overdue: true })).toEqual([]);
    expect(await ids({ overdue: true, on: '2024-12-19' })).toEqual([second]);
    expect((await ids({ overdue: false, on: '2024-12-19' })).sort()).toEqual([first, third].sort());
    expect(await ids({ unitId: assessor.unitId })).toEqual([]);
    expect(await queue({ on: '2024-12-21', plannedOn: '2024-12-18' })).toMatchObject([
      { dueOn: '2024-12-18', isOverdue: true, daysOverdue: 3, plans: [{ scheduledOn: '2024-12-18' }] },
    ]);
    expect(await queue({}, stranger)).toEqual([]);
    expect(await queue({}, assessor)).toHaveLength(3);
  });

  it('keeps whose screening was refused or annulled, due since the case was opened', async () => {
    const { queue, send, log, schedule, record } = await asked(2);
    const { id } = await schedule(0);
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    expect(await queue()).toMatchObject([{ caseId, dueOn: '2024-12-16', isOverdue: false, plans: [] }]);
    const other = await record(1);
    expect(await queue()).toHaveLength(1);
    const of = await log.lastEntryOf(`screening-${other.id}`);
    await send(
      { type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' } },
      { target: other.id, by: nurse },
    );
    expect(await queue({ overdue: true })).toMatchObject([{ caseId: inmate(1).caseId, dueOn: '2024-12-12' }]);
  });

  it('lists again who is to be screened again, and nobody whose case was left', async () => {
    const { queue, log, record, schedule } = await asked();
    await record(0, LOW);
    expect(await queue()).toEqual([]);
    await schedule(0, '2024-12-22');
    expect(await queue()).toMatchObject([{ caseId, dueOn: '2024-12-22' }]);
    await log.write(`rehabcase-${caseId}`, nurse, {
      type: 'RehabCaseExited',
      data: { exit: 'RELEASED', exitedOn: '2024-12-16' },
    });
    expect(await queue()).toEqual([]);
  });

  it('is the same when it is told everything twice, or from the start', async () => {
    const { send, log, schedule, record } = await asked(2);
    const { id } = await schedule(0);
    await record(1);
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    await schedule(0, '2024-12-24');
    const events = await log.events();
    const fold = (input: readonly Projected<AnyEvent>[]): Map<string, QueuedCase> =>
      foldAll(queuedCases, input as Parameters<typeof foldAll<QueuedCase, never>>[1]);
    const once = fold(events);
    expect(once.size).toBe(2);
    expect(fold(events.flatMap((event) => [event, event]))).toEqual(once);
  });

  it('says since when somebody waits, as the case does, whatever the day of entry (D1)', async () => {
    const { queue, schedule, record, send, log, sinceOf } = await asked(2);
    const late = { ...PAPER, occurredAt: '2024-12-05T03:00:00.000Z' };
    await schedule(0, '2024-12-20', late);
    expect(await queue()).toMatchObject([{ caseId, openedOn: '2024-12-05', since: '2024-12-05', daysWaiting: 11 }]);
    expect(await sinceOf(caseId)).toBe('2024-12-05');
    const { id } = await record(1, HIGH, '2024-12-06', PAPER);
    const of = await log.lastEntryOf(`screening-${id}`);
    const annulling = { type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' } } as const;
    await send(annulling, { target: id, by: nurse });
    const again = (await queue()).find((row) => row.caseId !== caseId);
    expect(again).toMatchObject({ since: '2024-12-06', daysWaiting: 10 });
    expect(await sinceOf(inmate(1).caseId)).toBe('2024-12-06');
  });

  it('waits anew since a case was opened again', async () => {
    const { queue, schedule, log, sinceOf } = await asked();
    const { subject } = inmate(0);
    await schedule(0, '2024-12-20', { ...PAPER, occurredAt: '2024-12-05T03:00:00.000Z' });
    const closing = { closedOn: '2024-12-10', closedBy: nurse.staffId, providerUnitIds: [] };
    const reopening = { reopenedOn: '2024-12-12', approvedBy: nurse.staffId, note: 'Salah berkas.' };
    await log.write(
      `rehabcase-${caseId}`,
      nurse,
      { type: 'RehabCaseClosed', data: { subject, ...closing, reasonCode: 'SCREENING_REFUSED' } },
      { type: 'RehabCaseReopened', data: { subject, ...reopening, reasonCode: 'CLOSED_BY_MISTAKE' } },
    );
    expect(await queue()).toMatchObject([{ openedOn: '2024-12-05', since: '2024-12-12', daysWaiting: 4 }]);
    expect(await sinceOf(caseId)).toBe('2024-12-12');
  });

  it('counts from the plan when somebody is to be screened again', async () => {
    const { queue, record, schedule } = await asked();
    await record(0, LOW);
    await schedule(0, '2024-12-22');
    expect(await queue()).toMatchObject([{ caseId, openedOn: '2024-12-12', since: '2024-12-16', daysWaiting: 0 }]);
  });

  it('lists nobody before they began to wait: no waiting time is negative (D1)', async () => {
    const { queue, schedule } = await asked(2);
    await schedule(0, '2024-12-20', { ...PAPER, occurredAt: '2024-12-05T03:00:00.000Z' });
    await schedule(1);
    for (const on of ['2024-12-04', '2024-12-05', '2024-12-15', '2024-12-16', '2024-12-31']) {
      const rows = await queue({ on });
      expect(rows.map(({ since }) => since <= on && daysBetween(since, on))).toEqual(
        rows.map(({ daysWaiting }) => daysWaiting),
      );
      expect(rows).toHaveLength(on < '2024-12-05' ? 0 : on < '2024-12-16' ? 1 : 2);
    }
  });

  it('follows a case to the unit that takes it over; until then both see it (R-1.7)', async () => {
    const { queue, log, schedule } = await asked();
    await schedule(0);
    const taking = person('clerk of the other', 'kasubsi-pelayanan', stranger.unitId);
    const noted = { transferId: inmate(0).inmateId, toUnitId: stranger.unitId, of: OF };
    await log.write(`rehabcase-${caseId}`, nurse, { type: 'CaseTransferNoted', data: noted });
    expect(await queue()).toHaveLength(1);
    expect(await queue({}, stranger)).toHaveLength(1);
    const taken = {
      subject: inmate(0).subject,
      fromUnitId: nurse.unitId,
      takenOverOn: '2024-12-16',
      records: [],
      of: OF,
    };
    await log.write(`rehabcase-${caseId}`, taking, { type: 'RehabCaseTakenOver', data: taken });
    expect(await queue()).toEqual([]);
    expect(await queue({}, stranger)).toMatchObject([{ caseId, unitId: stranger.unitId }]);
  });
});
