import type { AnyProjection } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Breakage } from './batch.js';
import { mongoForSpecs, stored, sendAll, untilAt } from './mongo-for-specs.js';
import { noteId, notes, ranked, sendNote, totals, written } from './notes-for-specs.js';

/** MongoDB indexes at most one list of a document in one index. */
const twoLists: AnyProjection = {
  ...notes,
  name: 'two-lists',
  indexes: [['units', 'tags']],
  fold: (_, { data }) => ({ units: ['RUTAN-A', 'BNNK-B'], tags: 'rank' in data ? ['one', 'two'] : 'none' }),
};

/** What is ranked is larger than any document may be. */
const swelling: AnyProjection = {
  ...notes,
  name: 'swelling',
  fold: (_, { data }) => ({ units: ['RUTAN-A'], text: 'rank' in data ? 'x'.repeat(16 * 1_024 * 1_024) : 'short' }),
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

  it.each(['as it comes', 'in what is built from the first event on'])(
    'is named by its key when it is too large: %s',
    async (when) => {
      const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
      const broken: Breakage[] = [];
      const start = () => mongo.run([swelling, totals], { store, db, broke: (what) => broken.push(what) });
      const first = await sendAll(store, [[1, written('first')]]);
      if (when === 'as it comes') start();
      if (when === 'as it comes') await untilAt(db, swelling, first);
      const at = await sendAll(store, [[1, ranked(1)]]);
      const last = await sendNote(store, 2, written('second'));
      if (when !== 'as it comes') start();
      for (const projection of [swelling, totals]) await untilAt(db, projection, last);
      const [one, other] = await stored(db, swelling);
      expect(one).toMatchObject({ _id: noteId(1), _broken: true });
      expect(one).toMatchObject(when === 'as it comes' ? { text: 'short', _pos: at } : { _gone: true });
      expect(other).toMatchObject({ _id: noteId(2), text: 'short' });
      const detail = 'larger than 16 MiB';
      expect(broken).toEqual([{ projection: 'swelling@1', document: noteId(1), position: at, detail }]);
      expect((await stored(db, totals)).find(({ _id }) => _id === 'all')).toMatchObject({ events: 3 });
    },
  );
});
