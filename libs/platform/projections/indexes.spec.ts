import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Db } from 'mongodb';
import { mongoForSpecs, sendAll, untilAt } from './mongo-for-specs.js';
import { noteId, notes, RUTAN, written } from './notes-for-specs.js';
import type { PageRequest } from './read-models.js';
import { readerOf } from './read-models-contract-for-specs.js';
import { commandsOf, stagesOf } from './stages-for-specs.js';

const clerk = readerOf(RUTAN);
const inspector = readerOf('KANWIL-JATENG', 'kanwil');

describe('The indexes of a projection', () => {
  const mongo = mongoForSpecs();

  async function filled(): Promise<Db> {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const lines = Array.from({ length: 60 }, (_, n) => [n, written(`note ${n % 7}`, n % 9)] as const);
    mongo.run(notes, { store, db });
    await untilAt(db, notes, await sendAll(store, lines));
    return db;
  }

  it.each<[string, typeof clerk, PageRequest]>([
    ['a unit, in order', clerk, { sort: { rank: 1 } }],
    ['a unit, backwards', clerk, { sort: { rank: -1 } }],
    ['a unit, with an equality', clerk, { filter: { title: 'note 1' } }],
    ['a unit, within a range', clerk, { filter: { rank: { $gte: 3, $lt: 6 } }, sort: { rank: 1 } }],
    ['a region, in order', inspector, { sort: { rank: 1 } }],
  ])('answer the first and the next page of %s', async (_, reader, request) => {
    const { databaseName } = await filled();
    const stages = await stagesOf(mongo.stores().mongodbUrl, databaseName, async (models) => {
      const { next = '' } = await models.page(notes, reader, { ...request, limit: 5 });
      await models.page(notes, reader, { ...request, limit: 5, after: next });
    });
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
  });

  it.each<[string, typeof clerk]>([
    ['a unit', clerk],
    ['a region', inspector],
  ])('give the list of %s in order', async (_, reader) => {
    const { databaseName } = await filled();
    for (const sort of [{ rank: 1 }, { rank: -1 }] as const) {
      const ask = stagesOf(mongo.stores().mongodbUrl, databaseName, (models) => models.page(notes, reader, { sort }));
      expect(await ask).toContain('IXSCAN');
      expect(await ask).not.toContain('SORT');
    }
  });

  it('give a page with one question, and what is on all pages with one more', async () => {
    const { databaseName } = await filled();
    const namesOf = async (request: PageRequest) => {
      const sent = await commandsOf(mongo.stores().mongodbUrl, databaseName, (models) =>
        models.page(notes, clerk, request),
      );
      return sent.map((command) => Object.keys(command)[0]).sort();
    };
    expect(await namesOf({ limit: 2 })).toEqual(['find']);
    expect(await namesOf({ limit: 2, total: true })).toEqual(['count', 'find']);
  });

  it('answer for one document by its id', async () => {
    const { databaseName } = await filled();
    const ask = stagesOf(mongo.stores().mongodbUrl, databaseName, (models) => models.one(notes, clerk, noteId(1)));
    expect(await ask).not.toContain('COLLSCAN');
  });

  it('are missed where there are none', async () => {
    const { databaseName } = await filled();
    const filter = { changes: 1 };
    const ask = stagesOf(mongo.stores().mongodbUrl, databaseName, (models) => models.all(notes, inspector, { filter }));
    expect(await ask).toContain('COLLSCAN');
  });
});
