import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { id } from '#kernel';
import type { ReadModelEvent } from '#contracts/projections/readmodel.events';
import type { Db } from 'mongodb';
import { MongoBuildings } from './buildings.js';
import { collectionOf } from './checkpoint.js';
import { mongoForSpecs, sendAll, until, untilAt } from './mongo-for-specs.js';
import { MongoReadModels } from './mongo-read-models.js';
import { both, LOG, notes, RUTAN, sendNote, sendStream, written } from './notes-for-specs.js';
import { readerOf } from './read-models-contract-for-specs.js';
import { changeServing, servingIn } from './serving.js';

const QUERIES = 300;
const AT_A_TIME = 8;

describe('A read model that is built again', () => {
  const mongo = mongoForSpecs();
  const loud: typeof notes = {
    ...notes,
    version: 2,
    before: notes,
    fold: (note, event, key) => {
      const next = notes.fold(note, event, key);
      return typeof next === 'symbol' || next.title === undefined ? next : { ...next, title: next.title.toUpperCase() };
    },
  };
  const servedIn = async (db: Db) => (await servingIn(db))?.models.notes;
  const askedFor = (building: string, serves: string, instead?: string): ReadModelEvent => ({
    type: 'ReadModelRebuildAsked',
    data: { name: 'notes', serves, building, ...(instead !== undefined && { instead }) },
  });
  const switching = (from: string, to: string): ReadModelEvent => ({
    type: 'ReadModelSwitched',
    data: { name: 'notes', from, to },
  });

  async function running(...events: Parameters<typeof sendNote>[2][]) {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await sendAll(
      store,
      events.map((event, n) => [n, event] as const),
    );
    const switches: string[] = [];
    const run = mongo.run(both, { store, db, switched: ({ from, to }) => switches.push(`${from} ${to}`) });
    await untilAt(db, notes, position);
    return { store, db, run, switches, buildings: new MongoBuildings(db, LOG) };
  }

  it('is switched to when it is whole, and every query meanwhile is answered, by one version', async () => {
    const { store, db, run, switches, buildings } = await running(written('one'), written('two'));
    await run.stop();
    mongo.run(loud, { store, db, switched: ({ from, to }) => switches.push(`${from} ${to}`) });
    await until(async () => (await buildings.of('notes'))?.besideIs === 'whole');
    const models = new MongoReadModels(db, LOG);
    const answers = new Map<string, number>();
    let [isOver, asked] = [false, 0];
    const asking = Array.from({ length: AT_A_TIME }, async () => {
      while (!isOver || asked < QUERIES) {
        asked += 1;
        const reader = { ...readerOf(RUTAN), findings: {} };
        const one = await models.all(loud, reader, { sort: { title: 1 } });
        const other = await models.all(loud, reader, { sort: { title: -1 } });
        const said = [...one, ...other].map(({ title }) => title).join();
        answers.set(said, (answers.get(said) ?? 0) + 1);
      }
    });
    const ends = Promise.all(asking);
    const acts = (async () => {
      expect(await buildings.take(switching('notes@1', 'notes@2'))).toBe(true);
      expect(await buildings.take(askedFor('notes@2_1', 'notes@2', 'notes@1'))).toBe(true);
      await until(async () => (await servedIn(db))?.serves === 'notes@2_1');
      expect(await buildings.take(switching('notes@2_1', 'notes@2'))).toBe(true);
      expect(await buildings.take(askedFor('notes@2_2', 'notes@2', 'notes@2_1'))).toBe(true);
      await until(async () => (await servedIn(db))?.serves === 'notes@2_2');
    })().finally(() => (isOver = true));
    await Promise.all([acts, ends]);
    expect(asked).toBeGreaterThanOrEqual(QUERIES);
    expect([...answers.keys()].sort()).toEqual(['ONE,TWO,TWO,ONE', 'one,two,two,one']);
    expect(switches).toEqual(['notes@2 notes@2_1', 'notes@2 notes@2_2']);
  });

  it('leaves the old one serving when it is cancelled, and takes nothing in that no longer fits', async () => {
    const { store, db, run, switches, buildings } = await running(written('one'));
    await run.stop();
    expect(await buildings.take(askedFor('notes@1_1', 'notes@1'))).toBe(true);
    expect(await buildings.of('notes')).toMatchObject({
      beside: 'notes@1_1',
      besideIs: 'building',
      mayBeReplaced: false,
    });
    expect(await buildings.take(askedFor('notes@1_2', 'notes@1'))).toBe(false);
    const cancelled = { name: 'notes', serves: 'notes@1', cancelled: 'notes@1_1' };
    expect(await buildings.take({ type: 'ReadModelBuildCancelled', data: cancelled })).toBe(true);
    expect(await buildings.take(askedFor('notes@1_1', 'notes@1'))).toBe(true); // a repeat, late: it was done
    expect(await buildings.take(switching('notes@1', 'notes@1_1'))).toBe(false);
    mongo.run(both, { store, db });
    await untilAt(db, notes, await sendNote(store, 1, written('two')));
    expect(await servedIn(db)).toMatchObject({ serves: 'notes@1', rebuilds: 1 });
    expect(await buildings.of('notes')).toEqual({ serves: 'notes@1', rebuilds: 1, mayBeReplaced: true });
    expect(await new MongoReadModels(db, LOG).all(notes, readerOf(RUTAN), {})).toHaveLength(2);
    expect(switches).toEqual([]);
  });

  it('says in how many documents it differs from what was served, when it is switched to', async () => {
    const { db, buildings, switches } = await running(written('one'), written('two'), written('three'));
    const documents = db.collection<{ _id: string; title?: string }>(collectionOf(notes));
    const spoilt = await documents.findOne({ title: 'one' });
    await documents.replaceOne({ title: 'one' }, { ...spoilt, title: 'spoilt' });
    await documents.deleteOne({ title: 'two' });
    await documents.insertOne({ ...spoilt, _id: 'nobody', title: 'nobody' });
    expect(await buildings.take(askedFor('notes@1_1', 'notes@1'))).toBe(true);
    await until(() => switches.length > 0);
    const compared = { building: 'notes@1_1', documents: 3, missing: 1, surplus: 1, different: 1, broken: 0 };
    expect((await servedIn(db))?.compared).toEqual(compared);
    expect(await buildings.take(switching('notes@1_1', 'notes@1'))).toBe(true);
    expect((await servedIn(db))?.compared).toEqual({ ...compared, building: 'notes@1' });
  });

  it('is not switched to by itself when documents broke in it that are whole in what is served', async () => {
    const { store, db, run, buildings } = await running(written('one'), written('two'));
    await run.stop();
    const choosy: typeof notes = {
      ...notes,
      fold: (note, event, key) => {
        if ('title' in event.data && event.data.title === 'two') throw new RangeError();
        return notes.fold(note, event, key);
      },
    };
    const said: (true | undefined)[] = [];
    mongo.run([choosy], { store, db, switched: ({ isHeldBack }) => said.push(isHeldBack) });
    expect(await buildings.take(askedFor('notes@1_1', 'notes@1'))).toBe(true);
    await until(() => said.length > 0);
    expect(said).toEqual([true]);
    expect(await servedIn(db)).toMatchObject({ serves: 'notes@1', beside: 'notes@1_1', compared: { broken: 1 } });
    expect(await new MongoReadModels(db, LOG).all(notes, readerOf(RUTAN), {})).toHaveLength(2);
    expect(await buildings.take(switching('notes@1', 'notes@1_1'))).toBe(true); // whoever asks decides
  });

  it('leaves what it replaces to whoever reads it, until nobody can any more', async () => {
    const { db, buildings, switches } = await running(written('one'), written('two'));
    const [models, reader] = [new MongoReadModels(db, LOG), { ...readerOf(RUTAN), findings: {} }];
    const titles = async () => (await models.all(notes, reader, { sort: { title: 1 } })).map(({ title }) => title);
    expect(await titles()).toEqual(['one', 'two']);
    for (const [building, serves, instead] of [
      ['notes@1_1', 'notes@1'],
      ['notes@1_2', 'notes@1_1', 'notes@1'],
    ] as const) {
      expect(await buildings.take(askedFor(building, serves, instead))).toBe(true);
      await until(() => switches.includes(`${serves} ${building}`));
    }
    expect(await servedIn(db)).toMatchObject({ serves: 'notes@1_2', left: [{ building: 'notes@1' }] });
    expect(await titles()).toEqual(['one', 'two']);
    await changeServing(db, LOG, ({ notes: known, ...others }) => ({
      ...others,
      ...(known && { notes: { ...known, left: [{ building: 'notes@1', since: '2024-12-16T02:00:00.000Z' }] } }),
    }));
    await until(async () => (await servedIn(db))?.left === undefined);
    await expect(titles()).rejects.toMatchObject({ code: 'read-model-not-built', problems: ['notes@1'] });
  });

  it('may be one document only, which is folded anew from the first event on', async () => {
    const { store, db } = await running(written('one'), written('two'));
    const documents = db.collection<{ _id: string; _pos: string; title?: string }>(collectionOf(notes));
    const found = await documents.findOne({ title: 'one' });
    await documents.replaceOne({ _id: found?._id ?? '' }, { ...found, title: 'spoilt' } as never);
    const document = found?._id ?? '';
    const stream = `readmodel-${id('readmodel', 'notes')}`;
    const position = await sendStream(store, stream, {
      type: 'DocumentRefoldAsked',
      data: { name: 'notes', document },
    });
    await untilAt(db, notes, position);
    expect((await documents.findOne({ _id: document }))?.title).toBe('one');
  });
});
