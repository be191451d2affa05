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
import { servingIn } from './serving.js';

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
