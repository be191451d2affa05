import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Document, MongoClient } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

const server = serverForSpecs();
let client: MongoClient;
let cases: Collection<Document & { _id: string }>;

beforeAll(async () => {
  await server.start();
  client = server.client({ writeConcern: { w: 'majority', journal: true }, readConcern: { level: 'majority' } });
});
beforeEach(async () => {
  await client.db('spec').dropDatabase();
  cases = client.db('spec').collection<Document & { _id: string }>('cases');
});
afterAll(() => server.remove());

describe('A collection', () => {
  it('keeps what was inserted, in its order of fields', async () => {
    await cases.insertMany([
      { z: 1, a: { y: 2, b: [1, 'two', null] }, _id: 'k' },
      { _id: 'j', day: new Date(0) },
    ]);
    expect(Object.keys((await cases.findOne({ _id: 'k' })) ?? {})).toEqual(['_id', 'z', 'a']);
    expect(await cases.find().toArray()).toEqual([
      { _id: 'j', day: new Date(0) },
      { _id: 'k', z: 1, a: { y: 2, b: [1, 'two', null] } },
    ]);
  });

  it('gives an _id to a document that has none', async () => {
    const { insertedId } = await client.db('spec').collection('notes').insertOne({ text: 'x' });
    expect(await client.db('spec').collection('notes').findOne({ _id: insertedId })).toMatchObject({ text: 'x' });
    await client
      .db('spec')
      .collection('notes')
      .updateOne({ text: 'new' }, { $set: { n: 1 } }, { upsert: true });
    expect(await client.db('spec').collection('notes').findOne({ text: 'new' })).toMatchObject({
      text: 'new',
      n: 1,
    });
  });

  it('replaces one document and leaves its _id', async () => {
    await cases.insertOne({ _id: 'a', n: 1, gone: true });
    expect(await cases.replaceOne({ _id: 'a' }, { n: 2 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await cases.replaceOne({ _id: 'a' }, { n: 2 })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    expect(await cases.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    await expect(cases.updateOne({ _id: 'a' }, { $set: { _id: 'b' } })).rejects.toMatchObject({ code: 66 });
  });

  it('sets fields at paths, through documents and arrays', async () => {
    await cases.insertOne({ _id: 'a', deep: { x: 1 }, list: [{ n: 1 }, { n: 2 }], whole: 7 });
    await cases.updateOne({ _id: 'a' }, { $set: { 'deep.y.z': 2, 'list.1.n': 9, 'list.3': 'end', fresh: [1] } });
    expect(await cases.findOne({ _id: 'a' })).toEqual({
      _id: 'a',
      deep: { x: 1, y: { z: 2 } },
      list: [{ n: 1 }, { n: 9 }, null, 'end'],
      whole: 7,
      fresh: [1],
    });
    await expect(cases.updateOne({ _id: 'a' }, { $set: { 'whole.x': 1 } })).rejects.toMatchObject({ code: 28 });
    await expect(cases.updateOne({ _id: 'a' }, { $set: { 'list.x': 1 } })).rejects.toMatchObject({ code: 28 });
    await expect(cases.updateOne({ _id: 'a' }, { $set: { deep: 1, 'deep.x': 1 } })).rejects.toMatchObject({ code: 40 });
  });

  it('sets on insert only what it inserts', async () => {
    const set = { $set: { n: 1 }, $setOnInsert: { born: true } };
    expect(await cases.updateOne({ _id: 'a', kind: 'k' }, set, { upsert: true })).toMatchObject({ upsertedId: 'a' });
    await cases.updateOne({ _id: 'a' }, { $set: { n: 2 }, $setOnInsert: { born: false } }, { upsert: true });
    expect(await cases.findOne()).toEqual({ _id: 'a', kind: 'k', n: 2, born: true });
  });

  it('refuses an upsert whose guard fails on a document that is there, as a duplicate key', async () => {
    await cases.insertOne({ _id: 'a', _pos: '5' });
    const write = cases.replaceOne({ _id: 'a', _pos: { $lt: '5' } }, { _pos: '5', again: true }, { upsert: true });
    await expect(write).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 'a' } });
    expect(await cases.replaceOne({ _id: 'a', _pos: { $lt: '6' } }, { _pos: '6' }, { upsert: true })).toMatchObject({
      modifiedCount: 1,
      upsertedCount: 0,
    });
  });

  it('updates and deletes one or many', async () => {
    await cases.insertMany(['a', 'b', 'c', 'd'].map((_id) => ({ _id, open: true })));
    expect(await cases.updateMany({ open: true }, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 4,
      modifiedCount: 4,
    });
    expect((await cases.deleteOne({ open: true })).deletedCount).toBe(1);
    expect((await cases.deleteMany({ _id: { $gt: 'b' } })).deletedCount).toBe(2);
    expect(await cases.find().toArray()).toEqual([{ _id: 'b', open: true, n: 1 }]);
    await expect(
      client.db('spec').command({ update: 'cases', updates: [{ q: {}, u: { n: 1 }, multi: true }] }),
    ).resolves.toMatchObject({ writeErrors: [{ index: 0, code: 9 }] });
  });

  it('writes an ordered batch up to the first error, an unordered one beyond it', async () => {
    const batch = ['a', 'b', 'a', 'c'].map((_id) => ({ insertOne: { document: { _id } } }));
    const ordered = cases.bulkWrite(batch);
    await expect(ordered).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 2 },
      writeErrors: [{ index: 2 }],
    });
    await cases.deleteMany({});
    const unordered = cases.bulkWrite(batch, { ordered: false });
    await expect(unordered).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 3 },
      writeErrors: [{ index: 2 }],
    });
    expect(
      await cases
        .find()
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual(['a', 'b', 'c']);
  });

  it('finds and changes one document in one step', async () => {
    await cases.insertMany([
      { _id: 'a', n: 2 },
      { _id: 'b', n: 1 },
    ]);
    expect(await cases.findOneAndUpdate({}, { $set: { taken: true } }, { sort: { n: 1 } })).toEqual({ _id: 'b', n: 1 });
    expect(
      await cases.findOneAndReplace(
        { _id: 'b' },
        { n: 5, x: 1 },
        { returnDocument: 'after', projection: { n: 1, _id: 0 } },
      ),
    ).toEqual({ n: 5 });
    expect(await cases.findOneAndUpdate({ _id: 'z' }, { $set: { n: 0 } })).toBeNull();
    expect(
      await cases.findOneAndUpdate({ _id: 'z' }, { $set: { n: 0 } }, { upsert: true, returnDocument: 'after' }),
    ).toEqual({ _id: 'z', n: 0 });
    expect(await cases.findOneAndDelete({ n: 0 })).toEqual({ _id: 'z', n: 0 });
    await expect(cases.findOneAndReplace({ _id: 'q', n: 1 }, { _id: 'r' }, { upsert: true })).rejects.toMatchObject({
      code: 66,
    });
  });

  it('counts by filter, and all of it', async () => {
    await cases.insertMany([{ _id: 'a' }, { _id: 'b', n: 1 }, { _id: 'c', n: 1 }]);
    const counted = (options: Document) => client.db('spec').command({ count: 'cases', ...options });
    expect(await counted({ query: { n: 1 } })).toMatchObject({ n: 2 });
    expect(await counted({ query: { n: 1 }, limit: 1 })).toMatchObject({ n: 1 });
    expect(await counted({ skip: 2 })).toMatchObject({ n: 1 });
    expect(await cases.estimatedDocumentCount()).toBe(3);
    expect(await client.db('spec').collection('none').estimatedDocumentCount()).toBe(0);
  });

  it('is apart from the same name in another database', async () => {
    const other = client.db('spec-two').collection<{ _id: string; n: number }>('cases');
    await cases.insertOne({ _id: 'a', n: 1 });
    await other.insertOne({ _id: 'a', n: 2 });
    await client.db('spec').dropDatabase();
    expect(await other.findOne()).toEqual({ _id: 'a', n: 2 });
    expect(await cases.findOne()).toBeNull();
    await client.db('spec-two').dropDatabase();
  });

  it('takes a write that wants no answer', async () => {
    await cases.insertOne({ _id: 'a' }, { writeConcern: { w: 0 } });
    const deadline = Date.now() + 5_000;
    while (!(await cases.findOne({ _id: 'a' })) && Date.now() < deadline);
    expect(await cases.findOne({ _id: 'a' })).toEqual({ _id: 'a' });
  });
});
