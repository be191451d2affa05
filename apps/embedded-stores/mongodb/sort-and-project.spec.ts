import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Binary, Double, Long, MaxKey, MinKey, ObjectId, type Collection, type Document } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

type Item = Document & { _id: number };
const server = serverForSpecs();
let items: Collection<Item>;

beforeAll(() => server.start());
beforeEach(async () => {
  const database = server.client({ ignoreUndefined: true }).db('spec');
  await database.dropDatabase();
  items = database.collection<Item>('items');
});
afterAll(() => server.remove());

const insert = (values: unknown[]) => items.insertMany(values.map((a, at) => ({ _id: at, a })));
const order = (sort: Record<string, 1 | -1>, filter = {}) =>
  items
    .find(filter)
    .sort(sort)
    .map(({ _id }) => _id)
    .toArray();

describe('A sort', () => {
  const inOrder = [
    ...[
      new MinKey(),
      [],
      undefined,
      NaN,
      -Infinity,
      Long.MIN_VALUE,
      -1.5,
      0,
      new Double(2 ** 53),
      Long.fromString('9007199254740993'),
    ],
    ...[
      Infinity,
      '',
      'A',
      'a',
      'a\0',
      'a\0b',
      'aa',
      'é',
      '🙂',
      {},
      { a: 1 },
      { b: 0 },
      { a: 'x' },
      new Binary(Buffer.from([9])),
    ],
    ...[
      new Binary(Buffer.from([1, 1])),
      new ObjectId('00'.repeat(12)),
      false,
      true,
      new Date(-1),
      new Date(0),
      new MaxKey(),
    ],
  ];

  it.each([false, true])('follows the order of types and values (with an index: %s)', async (indexed) => {
    if (indexed) await items.createIndex({ a: 1 });
    await insert([...inOrder.slice(0, -1), inOrder.at(-1)].reverse());
    const last = inOrder.length - 1;
    const ascending = inOrder.map((_, at) => last - at);
    expect(await order({ a: 1, _id: 1 })).toEqual(ascending);
    expect(await order({ a: -1, _id: -1 })).toEqual([...ascending].reverse());
    expect(await order({ a: 1 })).toEqual(ascending);
    expect(await order({ a: -1 })).toEqual([...ascending].reverse());
  });

  it('takes null and missing for the same', async () => {
    await insert([1, null, undefined, null]);
    expect(await order({ a: 1, _id: 1 })).toEqual([1, 2, 3, 0]);
  });

  it('goes by several fields, each in its direction', async () => {
    await items.insertMany(
      [
        [1, 1],
        [2, 1],
        [1, 2],
        [2, 2],
      ].map(([a, b], _id) => ({ _id, a, b })),
    );
    expect(await order({ a: 1, b: -1 })).toEqual([2, 0, 3, 1]);
    expect(await order({ a: -1, b: 1 })).toEqual([1, 3, 0, 2]);
  });

  it('takes the smallest element of an array upwards, the largest downwards', async () => {
    await insert([[2, 9], 3, [1, 4]]);
    expect(await order({ a: 1 })).toEqual([2, 0, 1]);
    expect(await order({ a: -1 })).toEqual([0, 2, 1]);
  });

  it('goes by a path into documents of an array', async () => {
    await insert([[{ n: 5 }, { n: 1 }], [{ n: 2 }], { n: 3 }]);
    expect(await order({ 'a.n': 1 })).toEqual([0, 1, 2]);
  });

  it('skips and limits', async () => {
    await insert([5, 4, 3, 2, 1]);
    expect(
      await items
        .find()
        .sort({ a: 1 })
        .skip(1)
        .limit(2)
        .map(({ a }) => a as number)
        .toArray(),
    ).toEqual([2, 3]);
  });

  it('refuses another direction, text scores and decimals', async () => {
    await insert([1]);
    const sorted = (sort: Document) => items.find({}, { sort }).toArray();
    await expect(
      server
        .client()
        .db('spec')
        .command({ find: 'items', sort: { a: 2 } }),
    ).rejects.toMatchObject({ code: 2 });
    await expect(sorted({ a: { $meta: 'textScore' } })).rejects.toThrow(/\$meta/);
    await items.insertOne({ _id: 9, a: [1], b: [2] });
    await expect(sorted({ a: 1, b: 1 })).rejects.toMatchObject({ code: 171 });
  });
});

describe('A projection', () => {
  const document = { _id: 1, a: 1, b: { c: 2, d: { e: 3 } }, list: [{ x: 1, y: 2 }, 5, [{ x: 3, z: 4 }]] };
  beforeEach(() => items.insertOne(document));

  it.each<[Document, Document]>([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ a: true, _id: 0 }, { a: 1 }],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0, b: 0, list: 0 }, { a: 1 }],
    [{ _id: 0 }, { a: 1, b: document.b, list: document.list }],
    [{ 'b.d.e': 1 }, { _id: 1, b: { d: { e: 3 } } }],
    [{ b: { c: 1 } }, { _id: 1, b: { c: 2 } }],
    [
      { 'b.d': 0, list: 0 },
      { _id: 1, a: 1, b: { c: 2 } },
    ],
    [{ 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, [{ x: 3 }]] }],
    [
      { 'list.x': 0, b: 0 },
      { _id: 1, a: 1, list: [{ y: 2 }, 5, [{ z: 4 }]] },
    ],
    [{ 'a.x': 1 }, { _id: 1 }],
    [{ none: 1 }, { _id: 1 }],
    [{}, document],
  ])('%j gives %j', async (projection, expected) => {
    const [shown] = await items.find({}, { projection }).toArray();
    expect(JSON.stringify(shown)).toBe(JSON.stringify(expected));
  });

  it.each<[Document, RegExp]>([
    [{ a: 1, b: 0 }, /exclusion/],
    [{ b: 1, 'b.c': 1 }, /Path collision/],
    [{ list: { $slice: 1 } }, /\$slice/],
    [{ list: { $elemMatch: { x: 1 } } }, /\$elemMatch/],
    [{ 'list.$': 1 }, /list\.\$/],
    [{ a: '$b' }, /expressions/],
  ])('refuses %j', async (projection, message) => {
    await expect(items.find({}, { projection }).toArray()).rejects.toThrow(message);
  });
});
