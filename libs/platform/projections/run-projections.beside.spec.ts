import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { world } from '#kernel/world';
import type { Db } from 'mongodb';
import { checkpointsIn, collectionOf, GROUP } from './checkpoint.js';
import { MARK } from './marks.js';
import { mongoForSpecs, sendAll, stored, until, untilAt } from './mongo-for-specs.js';
import { MongoReadModels } from './mongo-read-models.js';
import { both, LOG, notes, ranked, RUTAN, sendNote, totals, written } from './notes-for-specs.js';
import { readerOf } from './read-models-contract-for-specs.js';
import { changeServing, type Served, servingIn } from './serving.js';
import { switched as switchedAt } from './switching.js';

/** The same notes, written large. */
const raised = (before?: typeof notes): typeof notes => ({
  ...notes,
  version: 2,
  ...(before && { before }),
  fold: (note, event, id) => {
    const next = notes.fold(note, event, id);
    return typeof next === 'symbol' || next.title === undefined ? next : { ...next, title: next.title.toUpperCase() };
  },
});

describe('A version that is raised', () => {
  const mongo = mongoForSpecs();
  const request = () => ({ ...readerOf(RUTAN), findings: {} });
  const titles = async (db: Db, model: typeof notes, reader = request()) =>
    (await new MongoReadModels(db, LOG).all(model, reader, { sort: { title: 1 } })).map(({ title }) => title);
  const change = (db: Db, to: (served: Served) => Served) =>
    changeServing(db, LOG, ({ notes: served, ...others }) => ({ ...others, ...(served && { notes: to(served) }) }));
  const switched = (served: Served) => switchedAt(served, new Date());

  async function served(...events: Parameters<typeof sendNote>[2][]) {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(
      store,
      events.map((event, n) => [n, event] as const),
    );
    const run = mongo.run(both, { store, db });
    await untilAt(db, notes, position);
    await run.stop();
    return { store, db, position };
  }

  it('is built beside the one that is served, which is carried on and served until they are switched, and back', async () => {
    const { store, db } = await served(written('one'), written('two'));
    const next = raised(notes);
    mongo.run([next, totals], { store, db });
    const position = await sendNote(store, 7, written('three'));
    for (const one of [notes, next]) await untilAt(db, one, position);
    expect(await titles(db, next)).toEqual(['one', 'three', 'two']);
    await change(db, switched);
    expect(await titles(db, next)).toEqual(['ONE', 'THREE', 'TWO']);
    const last = await sendNote(store, 8, written('four'));
    for (const one of [notes, next]) await untilAt(db, one, last);
    await change(db, switched);
    expect(await titles(db, next)).toEqual(['four', 'one', 'three', 'two']);
  });

  it('answers a request of one version only, although it is switched in between', async () => {
    const { store, db } = await served(written('one'));
    const next = raised(notes);
    mongo.run([next], { store, db });
    const position = await sendNote(store, 1, written('two'));
    for (const one of [notes, next]) await untilAt(db, one, position);
    const cursorKey = world.bytes(32);
    const [models, reader] = [new MongoReadModels(db, LOG, { cursorKey }), request()];
    const before = await models.page(next, reader, { sort: { title: 1 }, limit: 1 });
    await change(db, switched);
    const { next: after = '', items } = before;
    const rest = await models.page(next, reader, { sort: { title: 1 }, limit: 1, after });
    expect([...items, ...rest.items].map(({ title }) => title)).toEqual(['one', 'two']);
    const others = new MongoReadModels(db, LOG, { cursorKey });
    const anew = others.page(next, request(), { sort: { title: 1 }, limit: 1, after });
    await expect(anew).rejects.toMatchObject({ code: 'cursor-of-another-version' });
  });

  it('serves nobody of a build that knows no other version until it is whole, and builds before that go on showing theirs', async () => {
    const { store, db } = await served(written('one'));
    const next = raised();
    await expect(titles(db, next)).rejects.toMatchObject({
      code: 'read-model-of-another-build',
      status: 503,
      problems: ['notes@1: notes@2'],
    });
    await change(db, (known) => ({ ...known, beside: 'notes@2' }));
    await expect(titles(db, next)).rejects.toMatchObject({ code: 'read-model-not-built', problems: ['notes@2'] });
    const run = mongo.run([next], { store, db });
    await untilAt(db, next, await sendNote(store, 1, written('two')));
    await until(async () => (await servingIn(db))?.models.notes?.serves === 'notes@2'); // nobody of this build could answer otherwise
    expect(await titles(db, next)).toEqual(['ONE', 'TWO']);
    expect(await titles(db, notes)).toEqual(['one']); // as far as whoever knows it carried it on
    await run.stop();
    mongo.run([notes], { store, db });
    await until(async () => (await titles(db, notes)).length === 2);
    expect((await servingIn(db))?.models.notes).toMatchObject({ serves: 'notes@2', beside: 'notes@1' });
  });

  it('is not carried on by a process that does not know what is served', async () => {
    const { store, db } = await served(written('one'));
    await change(db, (known) => ({ ...known, serves: 'notes@3' }));
    const run = mongo.run(both, { store, db });
    await until(() => run.status('notes').state === 'waiting');
    expect(run.status('notes').waiting).toEqual({ type: 'notes', v: 3 });
    expect(await stored(db, notes)).toEqual([]); // nobody serves it, nobody keeps it
  });

  it('is built again beside itself when it is asked for, and removed when it is cancelled', async () => {
    const { store, db } = await served(written('one'));
    mongo.run(both, { store, db });
    await change(db, (known) => ({ ...known, beside: 'notes@1_1', rebuilds: 1 }));
    const again = { ...notes, rebuild: 1 };
    const position = await sendNote(store, 1, written('two'));
    for (const one of [notes, again]) await untilAt(db, one, position);
    expect(await stored(db, again)).toEqual(await stored(db, notes));
    expect(collectionOf(again)).toBe('notes__v1_1');
    await change(db, ({ serves, rebuilds, cancelled }) => ({ serves, rebuilds, cancelled }));
    await until(async () => (await db.listCollections({ name: 'notes__v1_1' }).toArray()).length === 0);
    await until(async () => (await checkpointsIn(db).findOne({ _id: GROUP }))?.members.length === 2);
    expect(await titles(db, notes)).toEqual(['one', 'two']);
  });
});

describe('A collection that is dropped', () => {
  const mongo = mongoForSpecs();
  const titles = async (db: Db) =>
    (await new MongoReadModels(db, LOG).all(notes, readerOf(RUTAN), { sort: { title: 1 } })).map(({ title }) => title);

  it('serves nobody, not even what is written after it, until it is built anew by itself', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const reasons: (string | undefined)[] = [];
    mongo.run(both, { store, db, report: ({ reason }) => reasons.push(reason?.kind) });
    await untilAt(db, notes, await sendNote(store, 1, written('one')));
    expect(await titles(db)).toEqual(['one']);
    await db.dropCollection(collectionOf(notes));
    await expect(titles(db)).rejects.toMatchObject({ code: 'read-model-not-built', problems: ['notes@1'] });
    const position = await sendNote(store, 2, written('two'));
    await untilAt(db, totals, position);
    const waiting = { ...readerOf(RUTAN), waitFor: position };
    await until(async () => (await titles(db).catch(() => [])).length > 0);
    expect(await titles(db)).toEqual(['one', 'two']);
    expect(await new MongoReadModels(db, LOG).all(notes, waiting, {})).toHaveLength(2);
    expect(reasons).toContain('documents-gone');
  });

  it('is not taken for whole when it is dropped while it is built', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const some = Array.from({ length: 40 }, (_, n) => [n % 20, n < 20 ? written(`note ${n}`) : ranked(n)] as const);
    await sendAll(store, some);
    let isDropped = false;
    const dropping = Object.assign(Object.create(store) as InMemoryEventStore, {
      async *subscribe(after: string | undefined, signal: AbortSignal) {
        let read = 0;
        for await (const event of store.subscribe(after, signal)) {
          read += 1;
          if (!isDropped && read === 30) isDropped = await db.dropCollection(collectionOf(notes));
          yield event;
        }
      },
    });
    mongo.run(notes, { store: dropping, db, pace: { batch: 5 } });
    await until(async () => (await titles(db).catch(() => [])).length > 0);
    expect(isDropped).toBe(true);
    expect(await titles(db)).toHaveLength(20);
    expect(await db.collection<{ _id: string }>(collectionOf(notes)).findOne({ _id: MARK })).toMatchObject({
      isWhole: true,
    });
  });
});
