import { type AnyProjection, hashOf, type Metadata, type RawEvent, Registry } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { type Db, MongoNetworkError } from 'mongodb';
import { checkpointOf, checkpointsIn, GROUP } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import { both, keyring, noteId, notes, ranked, ranking, registry, sendNote, written } from './notes-for-specs.js';

const ringing: AnyProjection = {
  name: 'ringing',
  version: 1,
  events: registry.definitions.filter(({ type }) => type === 'NoteWritten'),
  documents: ({ stream }) => [stream],
  fold: () => ({ units: [] }),
};

/** The event as a later build would write it. */
function ofLaterBuild(raw: RawEvent, { v = 2, env = 1 }: { v?: number; env?: number } = {}): RawEvent {
  const changed = { ...raw, metadata: { ...(raw.metadata as Metadata), v, env } };
  return { ...changed, metadata: { ...changed.metadata, hash: hashOf(changed as never) } };
}

describe('A build that is too old for an event', () => {
  const mongo = mongoForSpecs();

  it('has whoever folds that type wait there and say so, while the rest goes on', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const before = await sendNote(store, 1, written('first'));
    await sendNote(store, 2, written('second'));
    store.tamper(`note-${noteId(2)}`, 0, (raw) => ofLaterBuild(raw));
    const last = await sendAll(store, [
      [1, ranked(2)],
      [2, ranked(3)],
    ]);
    const run = mongo.run([...both, ranking], { store, db });
    await untilAt(db, ranking, last);
    await until(() => run.status().state === 'waiting');
    const waiting = { state: 'waiting', waiting: { type: 'NoteWritten', v: 2 }, position: before };
    expect(run.statuses()).toMatchObject([waiting, waiting, { name: 'ranking', state: 'running', position: last }]);
    expect(run.parked()).toEqual([]);
    expect(await checkpointOf(db, notes)).toMatchObject({ _id: 'notes@1', waiting: waiting.waiting, reached: before });
    expect(await stored(db, notes)).toMatchObject([{ changes: 1 }]);
    for (const projection of [...both, ranking])
      expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
  });

  it('goes on saying so, although the database failed just then', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const last = await sendNote(store, 1, written('first'));
    store.tamper(`note-${noteId(1)}`, 0, (raw) => ofLaterBuild(raw));
    await mongo.run(ranking, { store, db }).stop();
    mongo.run(ranking, { store, db });
    await untilAt(db, ranking, last);
    let failures = 0;
    const checkpoints = checkpointsIn(db);
    const findOne = async (filter: { readonly _id: string }) => {
      const waits = await checkpoints.findOne({ _id: 'notes@1', waiting: { $exists: true } });
      if (filter._id === GROUP && waits !== null && (failures += 1) === 1) throw new MongoNetworkError('dropped');
      return checkpoints.findOne(filter);
    };
    const failing = Object.assign(Object.create(checkpoints) as typeof checkpoints, { findOne });
    const collection = (name: string) => (name === 'checkpoints' ? failing : db.collection(name));
    const wrapped = Object.assign(Object.create(db) as Db, { collection });
    const run = mongo.run([notes, ranking], { store, db: wrapped });
    await until(() => failures > 0);
    await until(() => run.status('notes').state === 'waiting');
  });

  it('passes by a type that nobody folds', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendNote(store, 1, { type: 'NoteForgotten', data: {} });
    const last = await sendNote(store, 2, written('first'));
    const run = mongo.run(both, { store, db });
    for (const projection of both) await untilAt(db, projection, last);
    expect(run.statuses()).toMatchObject([{ state: 'running' }, { state: 'running' }]);
  });

  it('has whoever folds every type there is wait for one that nobody here knows', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendNote(store, 1, { type: 'NoteForgotten', data: {} });
    const last = await sendNote(store, 2, written('first'));
    const run = mongo.run([notes, { ...ringing, everyType: true }], { store, db });
    await untilAt(db, notes, last);
    await until(() => run.status('ringing').state === 'waiting');
    expect(run.status('ringing').waiting).toEqual({ type: 'NoteForgotten', v: 1 });
  });

  it('waits for an envelope that it does not know', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendNote(store, 1, written('first'));
    store.tamper(`note-${noteId(1)}`, 0, (raw) => ofLaterBuild(raw, { v: 1, env: 2 }));
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'waiting');
    expect(run.status().waiting).toEqual({ type: 'envelope', v: 2 });
  });

  it('is followed by a newer one, whose projections go on where they waited and join the rest', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendNote(store, 1, written('first'));
    await sendNote(store, 1, ranked(1));
    const older = new Registry(registry.definitions.filter(({ type }) => type !== 'NoteRanked'));
    const old = mongo.run([...both, ringing], { store, db, registry: older });
    await until(() => old.status('totals').state === 'waiting');
    const last = await sendAll(store, [
      [2, written('second')],
      [1, ranked(7)],
    ]);
    await untilAt(db, ringing, last);
    await old.stop();
    const run = mongo.run([...both, ringing], { store, db });
    for (const projection of both) await untilAt(db, projection, last);
    await until(() => run.statuses().every(({ state }) => state === 'running'));
    expect((await checkpointOf(db, notes))?.members).toEqual(['notes@1', 'ringing@1', 'totals@1']);
    expect(await stored(db, notes)).toMatchObject([{ rank: 7, changes: 3 }, { changes: 1 }]);
    for (const projection of [...both, ringing])
      expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
  });
});
