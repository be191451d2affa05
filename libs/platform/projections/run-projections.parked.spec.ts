import type { RawEvent } from '#kernel';
import { checkpointOf, type Parked } from './checkpoint.js';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import { MongoReadModels } from './mongo-read-models.js';
import { both, LOG, noteId, notes, ranked, RUTAN, sendNote, totals, written } from './notes-for-specs.js';
import { readerOf } from './read-models-contract-for-specs.js';
import { caughtUp, mustEqualFoldFromZero, parking, rehashed, STREAM, tamperedNote } from './tampered-for-specs.js';

describe('A stream of which something does not hold', () => {
  const mongo = mongoForSpecs();

  it('is passed by from there, and what rests on it says so, while everything else goes on', async () => {
    const { store, at, last } = await tamperedNote();
    const db = mongo.newDatabase();
    const { parked, park } = parking();
    const run = mongo.run(both, { store, db, park });
    await caughtUp(db, last);
    expect(parked).toEqual([{ stream: STREAM, revision: 1, code: 'hash' }]);
    expect(run.parked()).toEqual(parked);
    const [first, second] = await stored(db, notes);
    expect(first).toMatchObject({ _id: noteId(1), _pos: at, rank: 1, changes: 1, _incomplete: true });
    expect(second).toMatchObject({ _id: noteId(2), rank: 1_000 });
    expect(second).not.toHaveProperty('_incomplete');
    expect((await stored(db, totals)).map(({ ranks, _incomplete }) => [ranks, _incomplete])).toEqual([
      [1_003, true],
      [1_003, true],
    ]);
    expect(run.statuses().every(({ state }) => state === 'running')).toBe(true);
    await mustEqualFoldFromZero(store, db);
  });

  it('makes only the answers incomplete that rest on it', async () => {
    const { store, last } = await tamperedNote();
    const db = mongo.newDatabase();
    mongo.run(both, { store, db });
    await caughtUp(db, last);
    const models = new MongoReadModels(db, LOG);
    const asked = async (filter: Readonly<Record<string, unknown>>) => {
      const reader = { ...readerOf(RUTAN), findings: {} };
      const { items } = await models.page(notes, reader, { filter });
      return [items.length, reader.findings];
    };
    expect(await asked({})).toEqual([2, { incomplete: true }]);
    expect(await asked({ title: 'second' })).toEqual([1, {}]);
    expect(await asked({ title: 'first' })).toEqual([1, { incomplete: true }]);
    expect(JSON.stringify(await models.all(notes, readerOf(RUTAN), {}))).not.toContain('_');
  });

  it('stays parked after a restart, although its bytes are right again', async () => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    const first = mongo.run(both, { store, db });
    await caughtUp(db, last);
    await first.stop();
    right();
    const { parked, park } = parking();
    const run = mongo.run(both, { store, db, park });
    const more = await sendAll(store, [[1, ranked(5)]]);
    await caughtUp(db, more);
    expect(run.parked()).toMatchObject([{ stream: STREAM, revision: 1 }]);
    expect(parked).toEqual([]);
    expect((await stored(db, notes))[0]).toMatchObject({ changes: 1, _incomplete: true });
  });

  it.each([
    ['data that is no object', 'hash', (raw: RawEvent): RawEvent => ({ ...raw, data: ['text'] })],
    ['another prevHash', 'chain', (raw: RawEvent) => rehashed(raw, { prevHash: '1'.repeat(64) })],
    ['an envelope of another shape', 'envelope', (raw: RawEvent) => rehashed(raw, { on: 'someday' })],
    ['data of another shape', 'schema', (raw: RawEvent) => rehashed({ ...raw, data: { rank: 'ten' } }, {})],
  ])('is told apart: %s', async (_, code, change) => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    right();
    store.tamper(STREAM, 1, change);
    const { parked, park } = parking();
    mongo.run(both, { store, db, park });
    await caughtUp(db, last);
    expect(parked).toEqual([{ stream: STREAM, revision: 1, code }]);
    await mustEqualFoldFromZero(store, db);
  });

  it('is recorded as parked when that can be done again, and holds up nobody meanwhile', async () => {
    const { store, last } = await tamperedNote();
    const db = mongo.newDatabase();
    let isDown = true;
    const parked: string[] = [];
    const park = ({ stream }: Parked) => {
      if (isDown) return Promise.reject(new Error('It is down.'));
      parked.push(stream);
      return Promise.resolve();
    };
    mongo.run(both, { store, db, park });
    await caughtUp(db, last);
    isDown = false;
    await sendNote(store, 4, written('fourth'));
    await until(() => parked.length > 0);
    expect(parked).toEqual([STREAM]);
  });

  it('is parked at the place itself, which stays, when its bytes change while nobody looks', async () => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    right();
    const first = mongo.run(both, { store, db });
    await caughtUp(db, last);
    await first.stop();
    const place = (await checkpointOf(db, notes))?.place;
    store.tamper(`note-${noteId(2)}`, 1, (raw) => ({ ...raw, data: { rank: 66 } }));
    const { parked, park } = parking();
    const run = mongo.run(both, { store, db, park });
    await until(() => run.status().state === 'running');
    expect(parked).toEqual([{ stream: `note-${noteId(2)}`, revision: 1, code: 'hash' }]);
    expect(await checkpointOf(db, notes)).toMatchObject({ place, parked });
    expect((await stored(db, notes))[1]).toMatchObject({ rank: 1_000 });
    expect((await stored(db, notes))[1]).not.toHaveProperty('_incomplete');
    await untilAt(db, notes, await sendNote(store, 2, ranked(7)));
    expect((await stored(db, notes))[1]).toMatchObject({ rank: 1_000, _incomplete: true });
  });

  it('is not believed by one that joins later either', async () => {
    const { store, last } = await tamperedNote();
    const db = mongo.newDatabase();
    const first = mongo.run(notes, { store, db });
    await untilAt(db, notes, last);
    await first.stop();
    mongo.run(both, { store, db });
    const end = await sendNote(store, 2, ranked(3));
    await caughtUp(db, end);
    await until(async () => ((await checkpointOf(db, totals))?.members.length ?? 0) === 2);
    await mustEqualFoldFromZero(store, db);
    expect((await checkpointOf(db, totals))?.parked).toHaveLength(1);
  });
});
