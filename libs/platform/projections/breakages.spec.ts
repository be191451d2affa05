import { type AnyProjection, documentsTouched } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { brokenIn } from './breakages.js';
import { checkpointsIn, GROUP } from './checkpoint.js';
import type { Stored } from './documents.js';
import { mongoForSpecs, sendAll, untilAt } from './mongo-for-specs.js';
import { noteId, notes, ranked, totals, written } from './notes-for-specs.js';

const choking: AnyProjection = {
  ...notes,
  name: 'choking',
  documents: (event) => {
    if ('rank' in event.data && event.data.rank === 13) throw new TypeError();
    return documentsTouched(notes, event as never);
  },
  fold: (_, { data }) => {
    if ('rank' in data && data.rank === 7) throw new RangeError();
    return { units: ['A'] };
  },
};
const twoLists: AnyProjection = {
  ...notes,
  name: 'two-lists',
  indexes: [['units', 'tags']],
  fold: (_, { data }) => ({ units: ['A', 'B'], tags: 'rank' in data ? ['one', 'two'] : 'none' }),
};

describe('how many documents of a projection are broken', () => {
  const mongo = mongoForSpecs();

  async function broken() {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const run = mongo.run([choking, twoLists, totals], { store, db });
    const last = await sendAll(store, [
      [1, written('one')],
      [1, ranked(7)],
      [1, ranked(7)],
      [2, ranked(7)],
      [3, ranked(13)],
      [4, ranked(13)],
      [5, written('five')],
    ]);
    for (const projection of [choking, twoLists, totals]) await untilAt(db, projection, last);
    return { db, store, run };
  }

  it('is told of each: whose fold threw, which MongoDB does not take, and once where it cannot even say which', async () => {
    const { db } = await broken();
    expect(await brokenIn(db)).toEqual(
      new Map([
        ['choking@1', 3],
        ['two-lists@1', 4],
      ]),
    );
  });

  it('falls when one is whole again', async () => {
    const { db } = await broken();
    await db.collection<Stored>('choking__v1').replaceOne({ _id: noteId(1) }, { _pos: '1', units: ['A'] });
    expect((await brokenIn(db)).get('choking@1')).toBe(2);
  });

  it('is none of what was removed to be built again', async () => {
    const { db, store, run } = await broken();
    await run.stop();
    const place = {
      position: '1'.padStart(20, '0'),
      stream: `note-${noteId(1)}`,
      revision: 9,
      eventId: 'x',
      hash: 'y',
    };
    await checkpointsIn(db).updateOne({ _id: GROUP }, { $set: { place } });
    const sound = { ...notes, name: 'choking', fold: () => ({ units: ['A'] }) } as AnyProjection;
    mongo.run([sound, { ...twoLists, fold: () => ({ units: [] }) }, totals], { store, db });
    await untilAt(db, sound, await sendAll(store, [[9, written('nine')]]));
    expect(await brokenIn(db)).toEqual(new Map());
  });
});
