import type { AnyProjection, Position, RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Db } from 'mongodb';
import { type Checkpoint, checkpointsIn, GROUP, ownCheckpoint } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import { both, keyring, LOG, noteId, notes, ranked, registry, sendNote, totals, written } from './notes-for-specs.js';

const late: AnyProjection = { ...totals, name: 'late' };
const later: AnyProjection = { ...notes, name: 'later' };
const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => [(from + n) % 9, n % 4 ? ranked(n) : written(`note ${n}`)] as const);

/** Counts what is read of the log, by where reading began. */
class CountedStore extends InMemoryEventStore {
  readonly begun: Position[] = [];

  override subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    this.begun.push(after ?? '');
    return super.subscribe(after, signal);
  }
}

describe('The group of projections', () => {
  const mongo = mongoForSpecs();
  const checkpoints = (db: Db): Promise<Checkpoint[]> => checkpointsIn(db).find().sort({ _id: 1 }).toArray();
  const isEven = async (store: InMemoryEventStore, db: Db, ...projections: readonly AnyProjection[]) => {
    for (const projection of projections)
      expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
  };

  it('reads the log once for all its members', async () => {
    const [store, db] = [new CountedStore(), mongo.newDatabase()];
    const position = await sendAll(store, some(0, 30));
    mongo.run([notes, totals, late], { store, db });
    for (const projection of [notes, totals, late]) await untilAt(db, projection, position);
    expect(store.begun).toEqual(['']);
  });

  it('takes in whoever is new once they have read what it has, by one reading, while it goes on', async () => {
    const [store, db] = [new CountedStore(), mongo.newDatabase()];
    const first = mongo.run(both, { store, db });
    await untilAt(db, notes, await sendAll(store, some(0, 60)));
    await first.stop();
    store.begun.length = 0;
    const states: string[] = [];
    const report = ({ name, state }: { name: string; state: string }) => states.push(`${name} ${state}`);
    mongo.run([...both, late, later], { store, db, report, pace: { batch: 7 } });
    const position = await sendAll(store, some(60, 120));
    for (const projection of [...both, late, later]) await untilAt(db, projection, position);
    await until(async () => (await checkpoints(db)).length === 1);
    expect((await checkpoints(db))[0]?.members).toEqual(['late@1', 'later@1', 'notes@1', 'totals@1']);
    expect(store.begun.filter((after) => after === '')).toHaveLength(1);
    expect(states).toEqual(expect.arrayContaining(['late behind', 'later behind']));
    await until(() => states.includes('late running') && states.includes('later running'));
    const end = await sendAll(store, some(120, 130));
    for (const projection of [...both, late, later]) await untilAt(db, projection, end);
    await isEven(store, db, ...both, late, later);
  });

  it('takes in who has arrived although it moves at that moment and nothing happens afterwards', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(store, some(0, 20));
    const first = mongo.run(both, { store, db });
    for (const projection of both) await untilAt(db, projection, position);
    await first.stop();
    let moves = 0;
    const busy = watched(db, {
      moving: async ({ members }) => {
        if (members?.includes('late@1') !== true || members.length === 1) return;
        moves += 1;
        if (moves <= 10) await checkpointsIn(db).updateOne({ _id: GROUP }, { $set: { epoch: 100 + moves } });
      },
    });
    const run = mongo.run([...both, late], { store, db: busy });
    await until(() => run.status('late').state === 'running');
    expect((await checkpoints(db)).map(({ members }) => members)).toEqual([['late@1', 'notes@1', 'totals@1']]);
    expect(moves).toBe(11);
    await isEven(store, db, ...both, late);
  });

  it('takes in later whom it could not take in, although nothing happens', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(store, some(0, 20));
    const first = mongo.run(both, { store, db });
    for (const projection of both) await untilAt(db, projection, position);
    await first.stop();
    let [emptying, asked] = [false, 0];
    const busy = watched(db, {
      found: (found) => {
        asked += 1;
        return emptying && found?._id === GROUP ? { ...found, emptying: 'somebody' } : found;
      },
    });
    const report = ({ state }: { state: string }) => (emptying ||= state === 'behind');
    const run = mongo.run([...both, late], { store, db: busy, report, pace: { silenceMs: 10 } });
    await untilAt(db, late, position);
    const before = asked;
    await until(() => asked > before + 3);
    expect(run.status('late').state).toBe('behind');
    emptying = false;
    await until(() => run.status('late').state === 'running');
    await isEven(store, db, ...both, late);
  });

  it('folds again, and to the same, what was written before a crash lost the checkpoint', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const first = mongo.run(both, { store, db });
    await untilAt(db, totals, await sendAll(store, some(0, 20)));
    const [before] = await checkpoints(db);
    const position = await sendAll(store, some(20, 40));
    await untilAt(db, totals, position);
    await first.stop();
    const documents = await stored(db, totals);
    if (before === undefined) throw new Error('There is one.');
    await checkpointsIn(db).replaceOne({ _id: GROUP }, before);
    mongo.run(both, { store, db, pace: { batch: 3 } });
    await untilAt(db, totals, position);
    expect(await stored(db, totals)).toEqual(documents);
    await isEven(store, db, ...both);
  });

  it('is kept by two processes at once, of which one knows less', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendAll(store, some(0, 50));
    mongo.run(both, { store, db, pace: { batch: 7, pauseMs: 5 } });
    mongo.run([...both, late], { store, db, pace: { batch: 11, pauseMs: 5 } });
    const position = await sendAll(store, some(50, 150));
    for (const projection of [...both, late]) await untilAt(db, projection, position);
    await isEven(store, db, ...both, late);
  });

  it('folds at once what somebody waits for, and gathers otherwise', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const run = mongo.run(both, { store, db, pace: { gatherMs: 60_000 } });
    await until(() => run.status().state === 'running');
    const one = await sendNote(store, 1, written('one'));
    const two = await sendNote(store, 1, ranked(2));
    expect(await stored(db, notes)).toEqual([]);
    run.wake(two);
    await untilAt(db, notes, two);
    expect(one < two).toBe(true);
    expect(await stored(db, notes)).toMatchObject([{ _id: noteId(1), changes: 2 }]);
    const three = await sendNote(store, 1, ranked(3));
    run.wake(three);
    await untilAt(db, notes, three);
  });

  it('begins nobody anew whom another process has taken in meanwhile', async () => {
    const db = mongo.newDatabase();
    const checkpoint = { log: LOG, epoch: 1, parked: [] };
    await checkpointsIn(db).insertOne({ ...checkpoint, _id: GROUP, members: ['notes@1', 'totals@1'] });
    expect(await ownCheckpoint(db, LOG, 'totals@1')).toBeUndefined();
    expect(await checkpointsIn(db).find().toArray()).toHaveLength(1);
    const left = { ...checkpoint, _id: 'ringing@1', members: ['ringing@1'], reached: '7' };
    await checkpointsIn(db).insertOne(left);
    expect(await ownCheckpoint(db, LOG, 'ringing@1')).toEqual(left);
    expect(await ownCheckpoint(db, LOG, 'ranking@1')).toEqual({
      ...checkpoint,
      epoch: 0,
      _id: 'ranking@1',
      members: ['ranking@1'],
    });
  });

  it('is built again from zero when the log no longer has the event of its place', async () => {
    const [before, after, db] = [new InMemoryEventStore(), new InMemoryEventStore(), mongo.newDatabase()];
    const first = mongo.run(both, { store: before, db });
    await untilAt(db, notes, await sendAll(before, some(0, 20)));
    await first.stop();
    const grown = await sendAll(after, some(5, 60));
    const states = new Set<string>();
    const run = mongo.run(both, { store: after, db, pace: { batch: 9 }, report: ({ state }) => states.add(state) });
    for (const projection of both) await untilAt(db, projection, grown);
    await until(() => run.statuses().every(({ state }) => state === 'running'));
    expect(states).toContain('building');
    await isEven(after, db, ...both);
    const keys = await db.collection('notes__v1').listIndexes().toArray();
    expect(keys).toHaveLength(4);
  });

  it('finishes what another process that died had begun to remove', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(store, some(0, 20));
    await db.collection<{ _id: string }>('notes__v1').insertOne({ _id: 'of another log' });
    const group = { _id: GROUP, log: LOG, epoch: 3, members: ['notes@1'], parked: [], emptying: 'somebody who died' };
    await checkpointsIn(db).insertOne(group);
    mongo.run(notes, { store, db });
    await untilAt(db, notes, position);
    await isEven(store, db, notes);
  });
});

/** A database whose checkpoints are watched as they are found and before they move. */
function watched(
  db: Db,
  {
    found = (one) => one,
    moving = () => Promise.resolve(),
  }: {
    found?: (checkpoint: Checkpoint | null) => Checkpoint | null;
    moving?: (to: Partial<Checkpoint>) => Promise<void>;
  },
): Db {
  const collection = (name: string) => {
    const real = db.collection<Checkpoint>(name);
    if (name !== 'checkpoints') return real;
    return Object.assign(Object.create(real) as typeof real, {
      findOne: async (filter: { _id: string }) => found(await real.findOne(filter)),
      replaceOne: async (...[filter, to, options]: Parameters<typeof real.replaceOne>) => {
        await moving(to);
        return real.replaceOne(filter, to, options);
      },
    });
  };
  return Object.assign(Object.create(db) as Db, { collection });
}
