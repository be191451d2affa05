import type { AnyProjection } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Breakage } from './batch.js';
import { mongoForSpecs, stored, sendAll, untilAt } from './mongo-for-specs.js';
import { noteId, notes, ranked, totals, written } from './notes-for-specs.js';

/** MongoDB indexes at most one list of a document in one index. */
const twoLists: AnyProjection = {
  ...notes,
  name: 'two-lists',
  indexes: [['units', 'tags']],
  fold: (_, { data }) => ({ units: ['RUTAN-A', 'BNNK-B'], tags: 'rank' in data ? ['one', 'two'] : 'none' }),
};

describe('a document that MongoDB will never take', () => {
  const mongo = mongoForSpecs();

  it('breaks, as it was before, while all others go on', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const broken: Breakage[] = [];
    const run = mongo.run([twoLists, totals], { store, db, broke: (what) => broken.push(what) });
    await untilAt(db, twoLists, await sendAll(store, [[1, written('first')]]));
    const last = await sendAll(store, [
      [1, ranked(1)],
      [2, ranked(2)],
      [3, written('third')],
    ]);
    for (const projection of [twoLists, totals]) await untilAt(db, projection, last);
    const [first, second, third] = await stored(db, twoLists);
    expect(first).toMatchObject({ tags: 'none', _broken: true });
    expect(second).toMatchObject({ _gone: true, _broken: true });
    expect(third).toMatchObject({ tags: 'none' });
    expect(broken.map(({ document, detail }) => [document, detail])).toEqual([
      [noteId(1), 'error 171'],
      [noteId(2), 'error 171'],
    ]);
    expect(run.statuses()).toMatchObject([{ state: 'running' }, { state: 'running' }]);
  });
});
