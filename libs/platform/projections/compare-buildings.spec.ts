import type { Stored } from './documents.js';
import { collectionOf } from './checkpoint.js';
import { compareBuildings, differing } from './compare-buildings.js';
import { MARK } from './marks.js';
import { mongoForSpecs } from './mongo-for-specs.js';

const served = { name: 'notes', version: 1 };
const beside = { name: 'notes', version: 1, rebuild: 1 };
const note = (_id: string, title: string, more: object = {}): Stored => ({ _id, _pos: `of ${_id}`, title, ...more });

describe('Two buildings of one version', () => {
  const mongo = mongoForSpecs();

  const compared = async (before: readonly Stored[], after: readonly Stored[]) => {
    const db = mongo.newDatabase();
    const mark = { _id: MARK, isWhole: true } as unknown as Stored;
    await db.collection<Stored>(collectionOf(served)).insertMany([mark, ...before]);
    await db.collection<Stored>(collectionOf(beside)).insertMany([...after]);
    return compareBuildings(db, served, beside);
  };
  const alike = { building: 'notes@1_1', missing: 0, surplus: 0, different: 0, broken: 0 };

  it('are alike where the documents are, whatever position they are of and whatever was removed', async () => {
    const before = [note('a', 'one'), note('b', 'two'), note('c', 'gone', { _gone: true })];
    const found = await compared(before, [note('a', 'one', { _pos: 'later' }), note('b', 'two')]);
    expect(found).toEqual({ ...alike, documents: 2 });
    expect(differing(found)).toBe(0);
  });

  it.each<[keyof typeof alike, readonly Stored[], readonly Stored[]]>([
    ['missing', [note('a', 'one'), note('b', 'two')], [note('a', 'one')]],
    ['surplus', [note('a', 'one')], [note('a', 'one'), note('b', 'two')]],
    ['different', [note('a', 'one'), note('b', 'two')], [note('a', 'one'), note('b', 'TWO')]],
    ['broken', [note('a', 'one')], [note('a', 'one', { _broken: true })]],
  ])('differ where something is %s', async (kind, before, after) => {
    const found = await compared(before, after);
    expect(found).toEqual({ ...alike, documents: after.length, [kind]: 1 });
    expect(differing(found)).toBe(1);
  });

  it('differ no more where one was written a moment before the other', async () => {
    const db = mongo.newDatabase();
    await db.collection<Stored>(collectionOf(served)).insertOne(note('a', 'one'));
    const comparing = compareBuildings(db, served, beside);
    await db.collection<Stored>(collectionOf(beside)).insertOne(note('a', 'one'));
    expect(differing(await comparing)).toBe(0);
  });
});
