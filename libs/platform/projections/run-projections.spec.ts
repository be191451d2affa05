import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { checkpointOf, checkpointsIn, collectionOf, GROUP, moveCheckpoint } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { loadDocuments, type Stored, writeDocuments } from './documents.js';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import {
  bell,
  both,
  keyring,
  LOG,
  noteId,
  notes,
  ranked,
  registry,
  removed,
  sendNote,
  totals,
  written,
} from './notes-for-specs.js';

const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => {
    const number = (from + n) % 40;
    return [number, n % 11 === 3 ? removed : n % 3 === 0 ? written(`note ${n}`, n % 5) : ranked(n % 7)] as const;
  });

describe('A projection', () => {
  const mongo = mongoForSpecs();
  const pace = { batch: 20 };

  it('catches up and goes on live', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const caughtUp = await sendAll(store, many(0, 100));
    const states: string[] = [];
    const run = mongo.run(notes, { store, db, pace, report: ({ state }) => states.push(state) });
    await untilAt(db, notes, caughtUp);
    const live = await sendAll(store, many(100, 130));
    await untilAt(db, notes, live);
    await until(() => run.status().position === live);
    expect(run.status()).toMatchObject({ name: 'notes', version: 1, state: 'running', position: live });
    expect(states).toEqual(['building', 'running']);
    expect(await compareWithFoldFromZero({ store, registry, keyring }, notes, db)).toEqual([]);
  });

  it('moves its checkpoint past events that it does not fold', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    mongo.run(notes, { store, db });
    await untilAt(db, notes, await sendNote(store, 1, bell));
    expect(await stored(db, notes)).toEqual([]);
  });

  it('goes on where it stopped', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const first = mongo.run(totals, { store, db, pace });
    await untilAt(db, totals, await sendAll(store, many(0, 50)));
    await first.stop();
    const position = await sendAll(store, many(50, 90));
    mongo.run(totals, { store, db, pace });
    await untilAt(db, totals, position);
    expect(await stored(db, totals)).toMatchObject([{ events: 90 }, { events: 90 }]);
  });

  it.each(both)('changes nothing by a replay: $name', async (projection) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(store, many(0, 100));
    const first = mongo.run(projection, { store, db, pace });
    await untilAt(db, projection, position);
    await first.stop();
    const before = JSON.stringify(await stored(db, projection));
    await checkpointsIn(db).deleteMany({});
    mongo.run(projection, { store, db, pace: { batch: 7 } });
    await untilAt(db, projection, position);
    expect(JSON.stringify(await stored(db, projection))).toBe(before);
  });

  it.each(both)('folds the same when two projectors race: $name', async (projection) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendAll(store, many(0, 100));
    const runs = [7, 11].map((batch) => mongo.run(projection, { store, db, pace: { batch } }));
    const position = await sendAll(store, many(100, 300));
    await untilAt(db, projection, position);
    await until(() => runs.every((run) => run.status().state === 'running'));
    expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
  });

  it('leaves a tombstone of a removed document, which a later event revives', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    mongo.run(notes, { store, db });
    const gone = await sendAll(store, [
      [1, written('first')],
      [1, removed],
    ]);
    await untilAt(db, notes, gone);
    expect(await stored(db, notes)).toEqual([{ _id: noteId(1), _pos: gone, _gone: true }]);
    const back = await sendNote(store, 1, written('second'));
    await untilAt(db, notes, back);
    expect(await stored(db, notes)).toMatchObject([{ _id: noteId(1), _pos: back, title: 'second', changes: 1 }]);
    expect((await stored(db, notes))[0]).not.toHaveProperty('_gone');
  });

  it('starts over from the stored checkpoint when another projector moved it', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const run = mongo.run(totals, { store, db });
    const before = await sendAll(store, many(0, 10));
    await untilAt(db, totals, before);
    const checkpoint = await checkpointOf(db, totals);
    if (checkpoint === undefined) throw new Error('It has one.');
    const { _id, log, epoch, ...standing } = checkpoint;
    expect(await moveCheckpoint(db, checkpoint, standing)).toMatchObject({ _id, log, epoch: epoch + 1 });
    expect(await moveCheckpoint(db, checkpoint, { ...standing, reached: '9'.repeat(20) })).toBeUndefined();
    const after = await sendAll(store, many(10, 20));
    await untilAt(db, totals, after);
    expect(run.status().state).toBe('running');
    expect(await stored(db, totals)).toMatchObject([{ events: 20 }, { events: 20 }]);
  });

  it('makes the indexes that its queries use, each ending in _id', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'running');
    const keys = (await db.collection(collectionOf(notes)).listIndexes().toArray()).map(({ key }) => key as unknown);
    expect(keys).toEqual([
      { _id: 1 },
      { units: 1, rank: 1, _id: 1 },
      { rank: 1, _id: 1 },
      { units: 1, title: 1, _id: 1 },
    ]);
  });

  it('shares one checkpoint with all others that run, whatever their version', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const next = { ...notes, version: 2 };
    mongo.run([notes, next], { store, db });
    const position = await sendNote(store, 1, written('both'));
    for (const projection of [notes, next]) await untilAt(db, projection, position);
    const place = { position, stream: `note-${noteId(1)}`, revision: 0 };
    expect(await checkpointsIn(db).find().toArray()).toMatchObject([
      { _id: GROUP, log: LOG, members: ['notes@1', 'notes@2'], place, reached: position, parked: [] },
    ]);
    expect(await stored(db, next)).toMatchObject([{ _id: noteId(1) }]);
  });
});

describe('Guarded documents', () => {
  const mongo = mongoForSpecs();
  const place = (number: number) => String(number).padStart(20, '0');
  const document = (at: number, _id = 'a'): Stored => ({ _id, _pos: place(at), title: `as of ${at}` });

  it('are replaced by newer ones only', async () => {
    const db = mongo.newDatabase();
    for (const at of [10, 30, 20, 30]) await writeDocuments(db, notes, [document(at)]);
    expect(await stored(db, notes)).toEqual([document(30)]);
    await writeDocuments(db, notes, [document(29), document(1, 'b'), document(31)]);
    expect(await stored(db, notes)).toEqual([document(31), document(1, 'b')]);
  });

  it('end as the newest, whoever inserts first', async () => {
    const db = mongo.newDatabase();
    const order = Array.from({ length: 40 }, (_, n) => ((n * 17) % 40) + 1);
    await Promise.all(order.map((at) => writeDocuments(db, notes, [document(at)])));
    expect(await stored(db, notes)).toEqual([document(40)]);
  });

  it('are loaded by id, removed ones too', async () => {
    const db = mongo.newDatabase();
    await writeDocuments(db, notes, [document(1), { _id: 'b', _pos: place(2), _gone: true }, document(3, 'c')]);
    expect([...(await loadDocuments(db, notes, ['a', 'b', 'z'])).keys()].sort()).toEqual(['a', 'b']);
    expect(await loadDocuments(db, notes, [])).toEqual(new Map());
  });
});
