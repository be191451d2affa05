import { storeWith } from '#kernel/store-with-for-specs';
import { type EventStore, formatPosition, id, type Metadata, type RawEvent, repairStreamOf, toPosition } from '#kernel';
import { person, staffNamed } from '#kernel/given-for-specs';
import type { Page } from '#platform/projections';
import { on } from '#kernel/pausing-process-for-specs';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { readerOf } from '#platform/for-specs';
import { agencyHead, assessor, clerk, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { caseTimeline, timeline, type TimelineRow } from './case-timeline.read-model.js';
import { caseList } from '../case/cases.read-model.js';
import { playToCertificate, unit } from '../case/case-played-for-specs.js';
import { recordsOf, streams } from '../case/records-for-specs.js';

const caseId = caseIdOf(inmateId, 1);
const other = { subject: id('spec', 'other'), caseId: caseIdOf(id('spec', 'other'), 1) };
const auditor = person('auditor', 'auditor', 'INSPEKTORAT-JENDERAL');
const stranger = { ...nurse, unitId: 'RUTAN-WONOSOBO' };

async function timelines(alter: (event: RawEvent) => RawEvent = (event) => event, clock?: () => Date) {
  const its = await unit(clock);
  await playToCertificate(its);
  const ask = async (question: object = {}, by = nurse) => {
    const engine = on(its.log.engine, alteredStore(its.log.engine.store, alter));
    const models = await its.log.models(caseList, caseTimeline);
    const answering = { reader: readerOf(by), engine, models, records: its.log.records, today: '2024-12-16' };
    return (await timeline.answer({ id: caseId, ...question } as never, answering)) as Page<TimelineRow>;
  };
  const viewed = async () => (await its.log.events()).filter(({ type }) => type === 'RecordsViewed');
  return { ...its, ask, viewed };
}

/** The store as somebody altered it on disk. */
const alteredStore = (store: EventStore, alter: (event: RawEvent) => RawEvent) =>
  storeWith(store, { read: async (stream, from) => (await store.read(stream, from)).map(alter) });

describe('caseTimeline', () => {
  it('lists the events of all streams about the case in the order of the log', async () => {
    const { ask, log } = await timelines();
    const { items, next } = await ask();
    const about = (await log.events()).filter(({ metadata }) => metadata.about.some((one) => one.caseId === caseId));
    expect(items.map((row) => row.id)).toEqual(about.map((event) => event.id));
    expect(new Set(items.map(({ stream }) => stream.split('-')[0]))).toEqual(
      new Set(['rehabcase', 'screening', 'assessment', 'plan', 'session', 'evaluation']),
    );
    expect(items.map(({ position }) => position)).toEqual([...items.map(({ position }) => position)].sort());
    expect(next).toBeUndefined();
    expect(items[0]).toMatchObject({
      type: 'RehabCaseOpened',
      revision: 0,
      on: '2024-11-02',
      zone: 'Asia/Jakarta',
      actorId: clerk.staffId,
      role: clerk.role,
      verified: true,
      sealed: [],
    });
    expect(items[0]).not.toHaveProperty('occurredAt');
  });

  it('says when what is told happened, by whom, and names a part of the system by its name (D1)', async () => {
    const { ask } = await timelines();
    const { items } = await ask();
    const [screened, advanced] = ['InmateScreened', 'RehabCaseAdvanced'].map((type) =>
      items.find((row) => row.type === type),
    );
    expect(screened).toMatchObject({
      on: '2024-11-03',
      recordedAt: '2024-12-16T02:00:00.000Z',
      actorId: nurse.staffId,
    });
    expect(advanced).toMatchObject({ on: '2024-11-03', actorId: 'case-follows-records' });
    expect(advanced).not.toHaveProperty('role');
  });

  it('says of a correction when its entry happened', async () => {
    const { ask, happen, log } = await timelines();
    const stream = streams(caseId).screening;
    const entry = { ...recordsOf(caseId).screened.data, screenedOn: '2024-11-04' };
    const of = await log.lastEntryOf(stream);
    const data = { of, reasonCode: 'WRITTEN_WRONGLY', entryType: 'InmateScreened', entry };
    await happen(stream, { type: 'ScreeningEntryCorrected', data });
    expect((await ask()).items.at(-1)).toMatchObject({ type: 'ScreeningEntryCorrected', on: '2024-11-04' });
  });

  it('opens what is sealed for those who care, and records that they looked', async () => {
    const { ask, viewed } = await timelines();
    const before = (await viewed()).length;
    const screened = (await ask()).items.find(({ type }) => type === 'InmateScreened');
    expect(screened).toMatchObject({
      sealed: ['health', 'identity'],
      data: { answers: [{ item: 'q1', answer: 3 }], certificate: { number: 'BNN/1' } },
    });
    const views = await viewed();
    expect(views).toHaveLength(before + 1);
    expect(views.at(-1)?.data).toMatchObject({ purpose: 'case-timeline', ground: 'ROLE_IN_UNIT' });
    expect((views.at(-1)?.data as { subjects: string[] }).subjects).toContain(subject);
    expect((await ask({}, assessor)).items.find(({ type }) => type === 'RehabEvaluated')).toMatchObject({
      data: { summary: 'Did well.' },
    });
  });

  it('opens nothing for others, and says what is sealed', async () => {
    const { ask, viewed } = await timelines();
    for (const by of [clerk, karutan, auditor]) {
      const rows = (await ask({}, by)).items;
      const screened = rows.find(({ type }) => type === 'InmateScreened');
      expect(screened).toMatchObject({
        sealed: ['health', 'identity'],
        data: { withheld: ['health'], certificate: { withheld: ['identity'] } },
      });
      expect(JSON.stringify(rows)).not.toContain('"answers"');
      expect(JSON.stringify(rows)).not.toContain('"ct"');
    }
    const purposes = (await viewed()).map(({ metadata: { actor } }) => actor);
    expect(purposes).toEqual([clerk, karutan]);
  });

  it('opens to who decides on the case what the case itself says, and to nobody else what implies health (D8)', async () => {
    const { ask } = await timelines();
    const sealed = ['InmateAdmittedToRehab', 'RehabSuspended', 'CertificateIssued'];
    for (const by of [clerk, karutan, nurse, assessor]) {
      const rows = (await ask({}, by)).items.filter(({ type }) => sealed.includes(type));
      expect(rows.map(({ data }) => data)).toMatchObject([
        { decreeNumber: 'W13.PAS.PAS7-812', decreeDate: '2024-11-09' },
        { ground: 'ILLNESS' },
        { number: 'SERT/1/2024' },
      ]);
    }
    for (const by of [auditor, agencyHead]) {
      const text = JSON.stringify((await ask({}, by)).items);
      for (const secret of ['W13', 'ILLNESS', 'SERT/']) expect(text).not.toContain(secret);
    }
  });

  it('says what the risk is to who may know it only (domain 5.5)', async () => {
    const { ask } = await timelines();
    for (const by of [clerk, auditor]) expect(JSON.stringify((await ask({}, by)).items)).toContain('"riskBand":"HIGH"');
    expect(JSON.stringify((await ask({}, karutan)).items)).not.toContain('riskBand');
  });

  it('is as it was known at a position or an instant', async () => {
    const { ask, log } = await timelines();
    const { items: all } = await ask();
    const third = all[2]?.position ?? '';
    expect((await ask({ at: third })).items).toEqual(all.slice(0, 3));
    expect((await ask({ at: '2024-12-16T01:59:59Z' })).items).toEqual([]);
    expect((await ask({ at: '2024-12-16T09:00:00+07:00' })).items).toHaveLength(all.length);
    for (const [wrong, code] of [
      ['yesterday', 'bad-position'],
      [formatPosition(id('other log'), (await log.engine.store.head()) ?? ''), 'foreign-position'],
      [`${third.slice(0, -8)}ffffffff`, 'foreign-position'],
      [formatPosition(log.engine.log, toPosition(10n ** 18n, {})), 'position-ahead'],
    ])
      await expect(ask({ at: wrong })).rejects.toMatchObject({ code });
  });

  it('is, as known at an instant, what stands before the first event recorded later, by whatever clock (D6)', async () => {
    let now = '2024-12-16T02:00:00.000Z';
    const { ask, happen } = await timelines(undefined, () => new Date(now));
    const before = (await ask()).items;
    for (const [n, recordedAt] of [
      [8, '2024-12-16T02:00:05.000Z'],
      [9, '2024-12-16T02:00:03.000Z'],
    ] as const) {
      now = recordedAt;
      await happen(streams(caseId).session(n), recordsOf(caseId).scheduled(n));
    }
    expect((await ask({ at: '2024-12-16T02:00:04Z' })).items).toEqual(before);
    expect((await ask({ at: '2024-12-16T02:00:05Z' })).items).toHaveLength(before.length + 2);
  });

  it('goes through its pages', async () => {
    const { ask } = await timelines();
    const all = (await ask()).items;
    const rows: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask({ limit: 7, ...(after !== undefined && { after }) });
      rows.push(...page.items.map((row) => row.id));
      after = page.next;
    } while (after !== undefined);
    expect(rows).toEqual(all.map((row) => row.id));
  });

  it('names the entry that is corrected', async () => {
    const { ask, happen, log } = await timelines();
    const stream = streams(caseId).screening;
    const of = await log.lastEntryOf(stream);
    const entry = { ...recordsOf(caseId).screened.data, riskBand: 'LOW' };
    const data = { of, reasonCode: 'WRITTEN_WRONGLY', entryType: 'InmateScreened', entry };
    const before = (await ask()).items.at(-1)?.position;
    await happen(stream, { type: 'ScreeningEntryCorrected', data });
    expect((await ask()).items.at(-1)).toMatchObject({ correctionOf: of, type: 'ScreeningEntryCorrected' });
    expect((await ask({ at: before })).items.at(-1)).not.toHaveProperty('correctionOf');
  });

  it('shows of a session nothing of the others in it', async () => {
    const { ask, happen } = await timelines();
    const { held } = recordsOf(caseId);
    const session = held(9);
    const roster = [...session.data.roster, { ...other, outcome: 'FAILED_TO_COMPLY' }];
    await happen(streams(caseId).session(9), { ...session, data: { ...session.data, roster } });
    const row = (await ask()).items.at(-1);
    expect(row).toMatchObject({ data: { roster: [{ caseId, outcome: 'ATTENDED' }] } });
    expect(row?.data).not.toHaveProperty('basis');
    expect(JSON.stringify(row)).not.toContain(other.caseId);
  });

  it('says from which event on a stream is not what was written, and opens nothing of it', async () => {
    const stream = streams(caseId).assessment;
    const alter = (event: RawEvent): RawEvent =>
      event.stream === stream && event.revision === 1
        ? { ...event, data: { ...(event.data as object), suggestedDays: 15, sealed: [{ c: 'health' }] } }
        : event;
    const { items: rows } = await (await timelines(alter)).ask();
    const its = rows.filter((row) => row.stream === stream);
    expect(its.map(({ verified }) => verified)).toEqual([true, false, false]);
    expect(rows.filter((row) => row.stream !== stream).every(({ verified }) => verified)).toBe(true);
  });

  it('is what was written again behind what two people excluded (D3)', async () => {
    const stream = streams(caseId).assessment;
    const { ask, happen, log } = await timelines((event) =>
      event.stream === stream && event.revision === 1 ? { ...event, data: {} } : event,
    );
    const { prevHash } = (await log.engine.store.readOne(stream, 2))?.metadata as Metadata;
    const range = { stream, from: 1, to: 1, lastHash: prevHash, entries: [prevHash], reasonCode: 'BYTES_LOST' };
    const data = { ...range, askedBy: staffNamed('asker'), approvedBy: staffNamed('approver') };
    await happen(repairStreamOf(stream), { type: 'EventsExcluded', data });
    const rows = (await ask()).items.filter((row) => row.stream === stream);
    expect(rows.map(({ verified }) => verified)).toEqual([true, false, true]);
  });

  it('is read by who reaches the case, and by nobody else', async () => {
    const { ask } = await timelines();
    expect((await ask({}, assessor)).items.length).toBeGreaterThan(20);
    expect((await ask({}, agencyHead)).items.length).toBeGreaterThan(20);
    await expect(ask({}, stranger)).rejects.toThrow('There is no case with that id.');
    await expect(ask({ id: other.caseId })).rejects.toThrow('There is no case with that id.');
  });
});
