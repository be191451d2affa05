import { createHash } from 'node:crypto';
import { load, repairStreamOf, send, verifyStream } from '#kernel';
import { ask, tally } from '#kernel/tally-for-specs';
import { judgeOf } from '../event-store/judge.js';
import { alienEntryOf } from './exclusion.js';
import { approver, asker, counted, SYSTEM } from './repair-for-specs.js';
import type { RepairCommand } from './repair.js';

type World = Awaited<ReturnType<typeof counted>>;

const park = (stream: string, revision: number): RepairCommand => ({
  type: 'ParkStream',
  data: { stream, revision, code: 'hash' },
});
const range = (stream: string, from: number, to: number) => ({ stream, from, to, reasonCode: 'BYTES_LOST' }) as const;
const resume = (stream: string, to: number): RepairCommand => ({ type: 'ResumeStream', data: { stream, to } });

const said = async ({ engine, stream }: World) => verifyStream(await engine.store.read(repairStreamOf(stream)));
const metadataAt = async ({ engine, stream }: World, revision: number) =>
  (await engine.store.readOne(stream, revision))?.metadata as { hash: string; prevHash: string };

async function excluded(its: World, from: number, to: number): Promise<void> {
  await its.sent({ type: 'AskExclusion', data: range(its.stream, from, to) });
  await its.sent({ type: 'ApproveExclusion', data: range(its.stream, from, to) }, approver);
}

describe('ParkStream', () => {
  it('is told to people in the stream that is about that stream, of the house', async () => {
    const its = await counted(2);
    await its.sent(park(its.stream, 1), SYSTEM);
    const events = await said(its);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['StreamParked', { stream: its.stream, revision: 1, code: 'hash' }],
      ['IntegrityAlarmRaised', { stream: its.stream, revision: 1, code: 'hash' }],
    ]);
    expect(events[0]?.metadata).toMatchObject({ unitId: 'BERSINAR', source: 'SYSTEM', about: [], actor: SYSTEM });
  });

  it('changes nothing of what is parked from there or earlier, and says an earlier revision', async () => {
    const its = await counted(4);
    for (const revision of [2, 2, 3]) await its.sent(park(its.stream, revision), SYSTEM);
    expect(await said(its)).toHaveLength(2);
    await its.sent(park(its.stream, 1), SYSTEM);
    expect((await said(its)).at(-1)?.data).toMatchObject({ revision: 1 });
  });

  it('parks anew what was resumed', async () => {
    const its = await counted(1);
    await its.sent(park(its.stream, 1), SYSTEM);
    await its.sent(resume(its.stream, 1));
    await its.sent(park(its.stream, 1), SYSTEM);
    expect((await said(its)).map(({ type }) => type).slice(2)).toEqual([
      'StreamResumed',
      'StreamParked',
      'IntegrityAlarmRaised',
    ]);
  });
});

describe('ResumeStream', () => {
  it('is refused while the stream is not what was written: still-not-believed', async () => {
    const its = await counted(3);
    its.alter(1);
    await its.sent(park(its.stream, 1), SYSTEM);
    await expect(its.sent(resume(its.stream, 3))).rejects.toMatchObject({
      code: 'still-not-believed',
      problems: ['revision 1: hash'],
    });
    its.heal();
    await its.sent(resume(its.stream, 3));
    expect((await said(its)).at(-1)).toMatchObject({ type: 'StreamResumed', data: { to: 3 } });
  });

  it('is refused short of the head or beyond it: not-up-to-its-head', async () => {
    const its = await counted(3);
    for (const to of [2, 4]) {
      await expect(its.sent(resume(its.stream, to))).rejects.toMatchObject({ code: 'not-up-to-its-head' });
    }
  });

  it('resumes what was only alarmed, too', async () => {
    const its = await counted(1);
    await its.sent(resume(its.stream, 1));
    expect((await said(its)).map(({ type }) => type)).toEqual(['StreamResumed']);
  });

  it('finds nothing where no stream is', async () => {
    const its = await counted(0);
    await expect(its.sent(resume(repairStreamOf(its.stream), 0))).rejects.toThrow('There is no stream');
  });

  it('counts what was excluded as believed', async () => {
    const its = await counted(3);
    its.alter(2);
    await excluded(its, 2, 2);
    await its.sent(resume(its.stream, 3));
    expect((await said(its)).at(-1)?.type).toBe('StreamResumed');
  });
});

describe('The exclusion of events', () => {
  it('is asked by one and approved by another, and chains accept that gap', async () => {
    const its = await counted(3);
    its.alter(2);
    const { prevHash } = await metadataAt(its, 3);
    await excluded(its, 2, 2);
    const [asked, done] = await said(its);
    const entries = [alienEntryOf((await its.engine.store.readOne(its.stream, 2)) as never)];
    const data = { ...range(its.stream, 2, 2), lastHash: prevHash, entries };
    expect(asked).toMatchObject({ type: 'EventsExcludedAsked', data });
    expect(done?.type).toBe('EventsExcluded');
    expect(done?.data).toEqual({ ...data, askedBy: asker.staffId, approvedBy: approver.staffId });
    const { history, state } = await load(its.engine, tally, its.stream);
    expect(history.map(({ revision }) => revision)).toEqual([0, 1, 3]);
    expect(state.total).toBe(2);
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 7 } }, 'next', { on: its.stream.slice(6) }));
    expect((await load(its.engine, tally, its.stream)).state.total).toBe(9);
  });

  it('at the end of a stream is followed by what follows the event before it', async () => {
    const its = await counted(2);
    its.alter(2);
    const { hash } = await metadataAt(its, 1);
    await excluded(its, 2, 2);
    expect((await said(its)).at(-1)?.data).toMatchObject({ lastHash: hash });
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 7 } }, 'next', { on: its.stream.slice(6) }));
    const { history, state } = await load(its.engine, tally, its.stream);
    expect([history.map(({ revision }) => revision), state.total]).toEqual([[0, 1, 3], 8]);
  });

  it('of all of a stream is followed by zeros', async () => {
    const its = await counted(1);
    its.garble(0);
    its.garble(1);
    await excluded(its, 0, 1);
    expect((await said(its)).at(-1)?.data).toMatchObject({ lastHash: '0'.repeat(64) });
  });

  it('of what fits no schema lets everybody who reads it pass it', async () => {
    const its = await counted(2);
    its.misfit(2);
    await expect(its.sent(resume(its.stream, 2))).rejects.toMatchObject({ problems: ['revision 2: schema'] });
    await excluded(its, 2, 2);
    await its.sent(resume(its.stream, 2));
    const judge = judgeOf(its.engine);
    const kinds = [];
    for (const raw of await its.engine.store.read(its.stream)) kinds.push((await judge.judge(raw)).kind);
    expect(kinds).toEqual(['believed', 'believed', 'excluded']);
  });

  it('touches another: at the end it is followed by what follows that one', async () => {
    const its = await counted(3);
    its.garble(2);
    its.garble(3);
    const { hash } = await metadataAt(its, 1);
    await excluded(its, 2, 2);
    await excluded(its, 3, 3);
    const gaps = (await said(its)).filter(({ type }) => type === 'EventsExcluded');
    expect(gaps.map(({ data }) => [data.from, data.to, data.lastHash])).toEqual([
      [2, 2, hash],
      [3, 3, hash],
    ]);
    expect((await load(its.engine, tally, its.stream)).history).toHaveLength(2);
  });

  it('of an event that somebody wrote over another is that just before the break', async () => {
    const its = await counted(3);
    its.forge(1);
    await excluded(its, 1, 1);
    const { history, state } = await load(its.engine, tally, its.stream);
    expect([history.map(({ revision }) => revision), state.total]).toEqual([[0, 2, 3], 2]);
  });

  it('has for each event the entry whose content proves nothing (D7)', () => {
    const text = 'bersinar/alien/1\n{"id":"a","revision":1,"stream":"tally-b","type":"Counted"}';
    expect(alienEntryOf({ type: 'Counted', stream: 'tally-b', revision: 1, id: 'a' })).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
  });

  it.each<[string, number, number]>([
    ['range-reversed', 2, 1],
    ['range-beyond-head', 2, 4],
    ['range-too-long', 0, 1_000],
    ['nothing-to-exclude', 0, 0],
    ['nothing-to-exclude', 3, 3],
  ])('is refused: %s (%d to %d of 3, the second not what was written)', async (code, from, to) => {
    const its = await counted(3);
    its.alter(2);
    await expect(its.sent({ type: 'AskExclusion', data: range(its.stream, from, to) })).rejects.toMatchObject({ code });
  });

  it('is refused where all is believed: nothing-to-exclude', async () => {
    const its = await counted(3);
    await expect(its.sent({ type: 'AskExclusion', data: range(its.stream, 1, 1) })).rejects.toMatchObject({
      code: 'nothing-to-exclude',
    });
  });

  it('is refused of what is excluded already: range-overlaps', async () => {
    const its = await counted(4);
    its.alter(2);
    its.alter(3);
    await excluded(its, 2, 2);
    await expect(its.sent({ type: 'AskExclusion', data: range(its.stream, 2, 3) })).rejects.toMatchObject({
      code: 'range-overlaps',
    });
    await excluded(its, 3, 3);
    expect((await load(its.engine, tally, its.stream)).history.map(({ revision }) => revision)).toEqual([0, 1, 4]);
  });

  it('is refused of what says what was excluded: repair-not-excludable', async () => {
    const its = await counted(1);
    await its.sent(park(its.stream, 1), SYSTEM);
    const stream = repairStreamOf(its.stream);
    its.alter(0, stream);
    await expect(its.sent({ type: 'AskExclusion', data: range(stream, 0, 0) })).rejects.toMatchObject({
      code: 'repair-not-excludable',
    });
  });

  it('is not approved by who asked: approver-is-asker', async () => {
    const its = await counted(2);
    its.alter(1);
    await its.sent({ type: 'AskExclusion', data: range(its.stream, 1, 1) });
    const own = its.sent({ type: 'ApproveExclusion', data: range(its.stream, 1, 1) }, asker);
    await expect(own).rejects.toMatchObject({ code: 'approver-is-asker' });
  });

  it('is approved exactly as it was asked, once: exclusion-not-asked', async () => {
    const its = await counted(4);
    its.alter(2);
    const approve = (from: number, to: number) =>
      its.sent({ type: 'ApproveExclusion', data: range(its.stream, from, to) }, approver);
    await expect(approve(2, 2)).rejects.toMatchObject({ code: 'exclusion-not-asked' });
    await its.sent({ type: 'AskExclusion', data: range(its.stream, 2, 2) });
    await expect(approve(2, 3)).rejects.toMatchObject({ code: 'exclusion-not-asked' });
    await approve(2, 2);
    await expect(approve(2, 2)).rejects.toMatchObject({ code: 'exclusion-not-asked' });
  });

  it('is asked again when the stream is no longer what it was: exclusion-changed', async () => {
    const its = await counted(2);
    its.garble(2);
    await its.sent({ type: 'AskExclusion', data: range(its.stream, 2, 2) });
    its.engine.store.tamper(its.stream, 2, (event) => ({ ...event, type: 'Other' }));
    const approve = its.sent({ type: 'ApproveExclusion', data: range(its.stream, 2, 2) }, approver);
    await expect(approve).rejects.toMatchObject({ code: 'exclusion-changed' });
  });
});
