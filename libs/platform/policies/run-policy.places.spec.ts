import { type AnyPolicy, id, type NewEvent, placeOf, type RecordedEvent, send } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { ask, tally } from '#kernel/tally-for-specs';
import type { PolicyCheckpoint } from './checkpoints.js';
import { countAll, mirror, policyEngine, reflected } from './mirror-for-specs.js';
import { LOG, logOf, mirrorsOf, opening, reachedIn } from './places-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import { until } from './until-for-specs.js';

const { world, run, upToDate } = policyRuns();
type World = ReturnType<typeof world>;

describe('What the log remembers of a policy (D6)', () => {
  it('is where it was started, for which types, and from where', async () => {
    const its = world();
    await upToDate(its);
    await upToDate(its);
    await upToDate(its, { ...opening, name: 'whole', from: 'LOG_START' });
    const [started, ...others] = await logOf(its);
    const types = ['Counted', 'TallyOpened'];
    expect(started?.data).toEqual({ policy: 'mirror', n: 1, types, from: 'HERE' });
    expect(started?.metadata).toMatchObject({
      unitId: 'BERSINAR',
      actor: { kind: 'SYSTEM', name: 'mirror' },
      source: 'POLICY',
      about: [],
    });
    expect(others).toEqual([]);
    const [whole] = await logOf(its, `policy-${id('policy', 'whole')}`);
    expect(whole?.data).toEqual({ policy: 'whole', n: 1, types: ['TallyOpened'], from: 'LOG_START' });
  });

  it('is a place after so many events, not counting those of policies, and a day after the last', async () => {
    const its = world();
    const clock = { now: new Date('2026-11-24T01:00:00.000Z') };
    const engine = { ...its.engine, now: () => clock.now };
    const parts = { engine, pace: { pauseMs: 10, reachEvents: 4, batch: 1 } };
    await countAll(its.engine, 'x', [1]);
    await upToDate(its, { ...mirror, from: 'LOG_START' }, parts);
    const [reached, ...others] = await reachedIn(its);
    expect(others).toEqual([]);
    const mirrored = await its.store.readOne(reached?.data.stream as string, reached?.data.revision as number);
    expect(mirrored).toMatchObject({ id: reached?.data.eventId, metadata: { hash: reached?.data.hash } });

    clock.now = new Date('2026-11-25T00:59:59.999Z');
    await countAll(its.engine, 'y', []);
    await upToDate(its, mirror, parts);
    expect(await reachedIn(its)).toHaveLength(1);
    clock.now = new Date('2026-11-25T01:00:00.000Z');
    await upToDate(its, mirror, parts);
    for (const name of ['other', 'another']) await upToDate(its, { ...mirror, name }, parts);
    await upToDate(its, mirror, parts);
    expect(await reachedIn(its)).toHaveLength(2);
    clock.now = new Date('2026-11-26T01:00:00.000Z');
    await upToDate(its, { ...mirror, name: 'later' }, parts);
    await upToDate(its, mirror, parts);
    expect(await reachedIn(its)).toHaveLength(2); // only policies said something since
    await countAll(its.engine, 'z', []);
    await upToDate(its, mirror, parts);
    expect(await reachedIn(its)).toHaveLength(3);
  });

  it('is a place after so many events, however often it is begun anew meanwhile', async () => {
    const its = world();
    const parts = { pace: { pauseMs: 10, reachEvents: 10 } };
    for (const name of ['x', 'y', 'z']) {
      expect(await reachedIn(its)).toEqual([]);
      await countAll(its.engine, name, [1]); // four events with those that mirror them
      await upToDate(its, { ...mirror, from: 'LOG_START' }, parts);
    }
    expect(await reachedIn(its)).not.toEqual([]);
  });

  it('is a place a day after the last also when nothing happens any more', async () => {
    const its = world();
    const engine = { ...its.engine, now: () => new Date() };
    const x = await countAll(engine, 'x', [1]);
    run(its, mirror, { engine, pace: { pauseMs: 10, reachMs: 300 } });
    await until(async () => (await reachedIn(its)).length > 0);
    expect(await reflected(its.engine, x)).toEqual([2]);
  });

  it('is asked where an older copy of the log has the place that was kept, and lost what had followed from it', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1]);
    const fromStart = { ...mirror, from: 'LOG_START' } as const;
    await upToDate(its, fromStart);
    const all = its.store.copy();
    const counted = all.find(({ type }) => type === 'Counted');
    const [key = '', kept] = [...its.checkpoints.stored][0] ?? [];
    its.checkpoints.stored.set(key, { ...kept, place: placeOf(counted as RecordedEvent) } as PolicyCheckpoint); // it lagged
    its.store.putBack(all.filter(({ stream }) => stream === counted?.stream || stream === LOG));
    expect(await reflected(its.engine, x)).toEqual([]);
    await upToDate(its, fromStart);
    expect(await reflected(its.engine, x)).toEqual([2]);
  });

  it('is enough to go on from the start when nothing nearer is left: nothing before it is told, everything after it is', async () => {
    const its = world();
    const early = await countAll(its.engine, 'early', [1]);
    const first = run(its, mirror, { isNew: true });
    await until(() => first.status().state === 'running');
    await first.stop();
    const late = await countAll(its.engine, 'late', [2]);
    its.checkpoints.stored.clear();
    await upToDate(its);
    expect(await mirrorsOf(its, [early, late])).toEqual([[], [4]]);
    its.checkpoints.stored.clear();
    await countAll(its.engine, 'later', [3]);
    expect(await upToDate(its)).toBe(4);
    expect(await mirrorsOf(its, [early, late])).toEqual([[], [4]]);
  });

  it('is the last place from which everything is read again, and no more than that', async () => {
    const its = world();
    const whole: AnyPolicy = { ...mirror, from: 'LOG_START' };
    const x = await countAll(its.engine, 'x', [1, 2, 3]);
    await upToDate(its, whole, { pace: { pauseMs: 10, reachEvents: 5 } });
    expect(await reachedIn(its)).not.toHaveLength(0);
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 4 } }, 'more', { on: x }));
    its.checkpoints.stored.clear();
    expect(await upToDate(its, whole)).toBeLessThanOrEqual(2);
    expect(await reflected(its.engine, x)).toEqual([2, 4, 6, 8]);
  });

  it('leads no further than MongoDB does when that was restored older', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2]);
    await upToDate(its, { ...mirror, from: 'LOG_START' });
    const older = its.checkpoints.stored.get('mirror@1');
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 3 } }, 'more', { on: x }));
    await upToDate(its);
    if (older !== undefined) its.checkpoints.stored.set('mirror@1', older);
    await upToDate(its);
    expect(await reflected(its.engine, x)).toEqual([2, 4, 6]);
  });
});

describe('A place that the log no longer has', () => {
  /** The log as an older copy of it, of so many events, has it. */
  async function restored(its: World, length: number): Promise<World> {
    const store = new InMemoryEventStore();
    const events = [];
    for await (const event of its.store.readAll()) events.push(event);
    for (const { stream, revision, id: eventId, type, data, metadata } of events.slice(0, length)) {
      await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [
        { id: eventId, type, data, metadata } as NewEvent,
      ]);
    }
    const engine = policyEngine({ store, keyring: its.engine.keyring, parked: its.register.of });
    return { ...its, store, engine };
  }
  const lengthOf = async ({ store }: World): Promise<number> => {
    const events = [];
    for await (const event of store.readAll()) events.push(event);
    return events.length;
  };

  it.each([0, 1])(
    'sends the policy back to the last one that holds, also when the log has grown past it',
    async (more) => {
      const its = world();
      const pace = { pauseMs: 10, reachEvents: 2, batch: 1 };
      await countAll(its.engine, 'x', [1]);
      await upToDate(its, { ...mirror, from: 'LOG_START' }, { pace });
      const known = await lengthOf(its);
      const y = await countAll(its.engine, 'y', [1, 2]);
      await upToDate(its, mirror, { pace });
      const kept = its.checkpoints.stored.get('mirror@1');
      expect(await mirrorsOf(its, [y])).toEqual([[2, 4]]);

      const older = await restored(its, known);
      const z = await countAll(older.engine, 'z', Array<number>(1 + 20 * more).fill(1));
      expect(((await older.store.head()) ?? '') > (kept?.place.position ?? '')).toBe(more === 1);
      await upToDate(older, mirror, { pace });
      expect(await reflected(older.engine, z)).toEqual(Array<number>(1 + 20 * more).fill(2));
      expect(older.checkpoints.stored.get('mirror@1')?.place.position).toBe(
        (await older.store.read(LOG)).at(-1)?.position ?? '',
      );
    },
  );

  it('sends it to its start when none holds, and begins anew in a log that never knew it', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1]);
    await upToDate(its, { ...mirror, from: 'LOG_START' });
    const older = await restored(its, 2);
    await countAll(older.engine, 'y', [1]);
    await upToDate(older, { ...mirror, from: 'LOG_START' });
    expect(await reflected(older.engine, x)).toEqual([2]);
  });
});
