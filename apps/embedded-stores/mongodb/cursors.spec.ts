import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Long, type Collection, type Db, type MongoClient } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

type Item = { _id: number; text: string };
const server = serverForSpecs();
const size = 2_500;
let client: MongoClient;
let database: Db;
let items: Collection<Item>;

beforeAll(async () => {
  await server.start();
  client = server.client();
  database = client.db('spec');
  items = database.collection<Item>('items');
  await items.insertMany(Array.from({ length: size }, (_, _id) => ({ _id, text: 'x'.repeat(100) })));
});
afterAll(() => server.remove());

const first = async (find: object) => (await database.command({ find: 'items', ...find })).cursor as Batch;
const more = async (id: Long, batchSize?: number) =>
  (await database.command({ getMore: Long.fromValue(id), collection: 'items', ...(batchSize && { batchSize }) }))
    .cursor as Batch;
type Batch = { id: Long; firstBatch: Item[]; nextBatch: Item[] };

describe('A cursor', () => {
  it('gives more than a thousand documents batch by batch', async () => {
    const seen = await items
      .find()
      .batchSize(300)
      .map(({ _id }) => _id)
      .toArray();
    expect(seen).toEqual(Array.from({ length: size }, (_, _id) => _id));
  });

  it('gives 101 documents first and the rest in one batch when nobody says how many', async () => {
    const { id, firstBatch } = await first({});
    expect(firstBatch).toHaveLength(101);
    const rest = await more(id);
    expect(rest.nextBatch).toHaveLength(size - 101);
    expect(Number(rest.id)).toBe(0);
  });

  it('ends with the limit, with a single batch and with the last document', async () => {
    expect(Number((await first({ limit: 5 })).id)).toBe(0);
    expect(Number((await first({ singleBatch: true, batchSize: 5 })).id)).toBe(0);
    expect(Number((await first({ filter: { _id: { $lt: 5 } }, batchSize: 5 })).id)).toBe(0);
    const { id, firstBatch } = await first({ limit: 7, batchSize: 5 });
    expect(firstBatch).toHaveLength(5);
    expect((await more(id, 5)).nextBatch.map(({ _id }) => _id)).toEqual([5, 6]);
  });

  it('may start with an empty batch', async () => {
    const { id, firstBatch } = await first({ batchSize: 0 });
    expect(firstBatch).toEqual([]);
    expect((await more(id, 1)).nextBatch).toHaveLength(1);
  });

  it('is gone once killed, read to its end, or when its collection is gone', async () => {
    const { id } = await first({ batchSize: 1 });
    const killed = await database.command({ killCursors: 'items', cursors: [Long.fromValue(id), Long.fromNumber(42)] });
    expect(killed).toMatchObject({ cursorsKilled: [id], cursorsNotFound: [42] });
    await expect(more(id)).rejects.toMatchObject({ code: 43 });
    await database.collection<Item>('doomed').insertMany([
      { _id: 1, text: '' },
      { _id: 2, text: '' },
    ]);
    const doomed = (await database.command({ find: 'doomed', batchSize: 1 })).cursor as Batch;
    await database.collection('doomed').drop();
    const next = database.command({ getMore: Long.fromValue(doomed.id), collection: 'doomed' });
    await expect(next).rejects.toMatchObject({ code: 43 });
  });

  it('belongs to its collection', async () => {
    const { id } = await first({ batchSize: 1 });
    const next = database.command({ getMore: Long.fromValue(id), collection: 'others' });
    await expect(next).rejects.toMatchObject({ code: 43 });
  });

  it('never fills a batch beyond 16 MiB', async () => {
    const large = database.collection<Item>('large');
    for (let _id = 0; _id < 3; _id++) await large.insertOne({ _id, text: 'x'.repeat(7 * 1024 * 1024) });
    const { id, firstBatch } = (await database.command({ find: 'large' })).cursor as Batch;
    expect(firstBatch).toHaveLength(2);
    const rest = (await database.command({ getMore: Long.fromValue(id), collection: 'large' })).cursor as Batch;
    expect(rest.nextBatch).toHaveLength(1);
    await large.drop();
  });

  it('goes on after a document that it would have given was deleted', async () => {
    const { id } = await first({ filter: { _id: { $gte: 2_400 } }, batchSize: 1 });
    await items.deleteMany({ _id: { $gte: 2_450 } });
    const rest = (await more(id)).nextBatch.map(({ _id }) => _id);
    expect(rest.slice(0, 49)).toEqual(Array.from({ length: 49 }, (_, at) => 2_401 + at));
    expect(rest.length).toBeLessThan(99);
  });

  it('reads nothing of a collection that is not there', async () => {
    expect(await database.collection('none').find({ a: 1 }).toArray()).toEqual([]);
  });
});
