import { randomUUID } from 'node:crypto';
import type { Ask, Context } from '#kernel';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { readerOf } from '#platform/for-specs';
import { queuedCases } from './queues/assessment-queue.read-model.js';
import { inmateFact } from './facts.js';
import { inmateId, nurse } from './facts-for-specs.js';
import { caseList } from './case/cases.read-model.js';
import { unit } from './case/case-played-for-specs.js';
import { openCaseFor, type OpeningReason } from './open-case.handle.js';
import { recordsOf, streams } from './case/records-for-specs.js';

const caseId = caseIdOf(inmateId, 1);
const records = recordsOf(caseId);
const PAPER: Context = { lateCode: 'PAPER_RECORD' };

/** A unit whose inmate has no case yet; today is 16 December 2024. */
async function started() {
  const its = await unit();
  const { engine } = its.log;
  const opening = async (reason: OpeningReason, context: Context = {}, more: Partial<Ask> = {}) => {
    const ids = { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
    await openCaseFor(engine, { by: nurse, context, ...ids, ...more }, await inmateFact(engine, inmateId), reason);
    return (await engine.store.read(`rehabcase-${caseId}`))[0];
  };
  const isOpened = async (): Promise<boolean> => (await engine.store.read(`rehabcase-${caseId}`)).length > 0;
  return { ...its, opening, isOpened };
}

describe('openCaseFor', () => {
  it('opens a case on the day of what it is opened for, whenever that is recorded (D1)', async () => {
    const { opening } = await started();
    expect(await opening({ on: '2024-11-20' }, PAPER)).toMatchObject({
      data: { openedOn: '2024-11-20' },
      metadata: {
        on: '2024-11-20',
        zone: 'Asia/Jakarta',
        lateCode: 'PAPER_RECORD',
        about: [{ legalBasis: 'LEGAL_DUTY' }],
      },
    });
  });

  it('knows the instant of what it is opened for when the context tells it', async () => {
    const { opening } = await started();
    const occurredAt = '2024-12-14T18:30:00.000Z'; // half past one in the night there
    expect(await opening({ on: '2024-12-15' }, { occurredAt })).toMatchObject({
      metadata: { on: '2024-12-15', occurredAt },
    });
  });

  it('is of the moment of recording for what has no day of its own', async () => {
    const { opening } = await started();
    expect(await opening({})).toMatchObject({
      data: { openedOn: '2024-12-16' },
      metadata: { on: '2024-12-16', occurredAt: '2024-12-16T02:00:00.000Z' },
    });
  });

  it('rests on what it is opened for', async () => {
    const { opening } = await started();
    expect(await opening({ on: '2024-12-16', legalBasis: 'CONSENT' })).toMatchObject({
      metadata: { about: [{ caseId, legalBasis: 'CONSENT' }] },
    });
  });

  it('opens nothing for what is late without a reason, or contradicts its context (R-13.1)', async () => {
    const { opening, isOpened } = await started();
    await expect(opening({ on: '2024-12-08' })).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    await expect(opening({ on: '2024-12-17' })).rejects.toMatchObject({ code: 'day-in-future' });
    const occurredAt = '2024-12-14T02:00:00.000Z';
    await expect(opening({ on: '2024-12-15' }, { occurredAt })).rejects.toMatchObject({
      code: 'context-contradicts-entry',
    });
    expect(await isOpened()).toBe(false);
    expect(await opening({ on: '2024-12-09' })).toBeDefined();
  });

  it('lets a part of the system be late, and a demonstration', async () => {
    const system = await started();
    const by = { kind: 'SYSTEM', name: 'some-policy' } as const;
    expect(await system.opening({ on: '2024-11-20' }, {}, { by })).toMatchObject({ metadata: { on: '2024-11-20' } });
    const shown = await started();
    Object.assign(shown.log.engine, { demonstration: true });
    expect(await shown.opening({ on: '2024-11-20' })).toMatchObject({ metadata: { on: '2024-11-20' } });
  });
});

describe('The day since which a case waits, and its queue', () => {
  /** Since when it waits by the list and by the queue, and in what. */
  const waiting = async ({ log }: Awaited<ReturnType<typeof unit>>) => {
    const models = await log.models(caseList, queuedCases);
    const listed = await models.one(caseList, readerOf(nurse), caseId);
    const queued = await models.one(queuedCases, readerOf(nurse), caseId);
    expect(queued?.since).toBe(listed?.since);
    return [listed?.status, listed?.since];
  };
  const on = ({ type, data }: { type: string; data: object }, change: object) => ({
    type,
    data: { ...data, ...change },
  });
  const corrected = (of: string, { type: entryType, data: entry }: { type: string; data: object }) => ({
    of,
    entryType,
    entry,
    reasonCode: 'WRITTEN_WRONGLY',
  });

  it.each(['2024-12-16', '2024-12-15', '2024-11-03'])('are equal whatever the day of entry: %s', async (screenedOn) => {
    const its = await started();
    const { screening, assessment } = streams(caseId);
    await its.opening({ on: screenedOn }, PAPER);
    await its.happen(screening, on(records.screened, { screenedOn }));
    await its.follow();
    expect(await waiting(its)).toEqual(['SCREENED', screenedOn]);
    await its.happen(assessment, on(records.started, { startedOn: '2024-12-16' }));
    await its.follow();
    expect(await waiting(its)).toEqual(['ASSESSMENT_DUE', '2024-12-16']);
  });

  it('stay equal when an entry is corrected, annulled or recorded again', async () => {
    const its = await started();
    const { screening, assessment } = streams(caseId);
    await its.opening({ on: '2024-11-03' }, PAPER);
    await its.happen(screening, records.screened);
    await its.follow();
    const first = await its.log.lastEntryOf(screening);
    const entry = on(records.screened, { screenedOn: '2024-11-10' });
    await its.happen(screening, { type: 'ScreeningEntryCorrected', data: corrected(first, entry) });
    await its.follow();
    expect(await waiting(its)).toEqual(['SCREENED', '2024-11-10']);
    await its.happen(screening, on(records.screened, { screenedOn: '2024-12-01' }));
    await its.follow();
    expect(await waiting(its)).toEqual(['SCREENED', '2024-12-01']);
    await its.happen(assessment, on(records.started, { startedOn: '2024-12-05' }));
    await its.follow();
    const start = await its.log.lastEntryOf(assessment);
    const earlier = on(records.started, { startedOn: '2024-12-04' });
    await its.happen(assessment, { type: 'AssessmentEntryCorrected', data: corrected(start, earlier) });
    await its.follow();
    expect(await waiting(its)).toEqual(['ASSESSMENT_DUE', '2024-12-04']);
    const annulment = { of: start, reasonCode: 'RECORDED_TWICE', approvedBy: nurse.staffId };
    await its.happen(assessment, { type: 'AssessmentEntryAnnulled', data: annulment });
    await its.follow();
    expect(await waiting(its)).toEqual(['SCREENED', '2024-12-01']);
  });
});
