import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Db, Document } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

type Case = Document & { _id: number };
const server = serverForSpecs();
let database: Db;
let cases: Collection<Case>;

beforeAll(async () => {
  await server.start();
  database = server.client().db('spec');
});
beforeEach(async () => {
  await database.dropDatabase();
  cases = database.collection<Case>('cases');
});
afterAll(() => server.remove());

const keyset = { tenant: 1, status: 1, updatedAt: -1, _id: -1 } as const;
const many = (length: number) =>
  Array.from({ length }, (_, _id) => ({
    _id,
    tenant: `t${_id % 2}`,
    status: 'open',
    updatedAt: Math.floor((length - _id) / 4),
  }));

async function plan(filter: Document, sort: Document = {}, options: Document = {}) {
  const explained: Document = await cases.find(filter, { sort, ...options }).explain('executionStats');
  const { winningPlan } = explained.queryPlanner as { winningPlan: Document };
  const { totalDocsExamined } = explained.executionStats as { totalDocsExamined: number };
  const stages: string[] = [];
  let indexName: unknown;
  for (let stage: Document | undefined = winningPlan; stage; stage = stage.inputStage as Document | undefined) {
    stages.push(String(stage.stage));
    indexName ??= stage.indexName;
  }
  return { stages: stages.join(' '), indexName, totalDocsExamined };
}

describe('An index', () => {
  it('serves equalities, then the order, and reads no more than the limit', async () => {
    await cases.createIndex(keyset);
    await cases.insertMany(many(400));
    const page = await plan({ tenant: 't1', status: 'open' }, { updatedAt: -1, _id: -1 }, { limit: 10 });
    expect(page).toMatchObject({ stages: 'FETCH IXSCAN', indexName: 'tenant_1_status_1_updatedAt_-1__id_-1' });
    expect(page.totalDocsExamined).toBeLessThanOrEqual(10);
    expect(await plan({ tenant: 't1', status: 'open' }, { updatedAt: 1, _id: 1 }, { limit: 10 })).toMatchObject({
      stages: 'FETCH IXSCAN',
    });
    expect(await plan({ tenant: 't1' }, { updatedAt: 1 })).toMatchObject({ stages: 'SORT FETCH IXSCAN' });
  });

  it('starts a later page where the one before ended', async () => {
    await cases.createIndex(keyset);
    await cases.insertMany(many(400));
    const pages: number[] = [];
    let after: Document = {};
    for (let full = true; full;) {
      const filter = { tenant: 't1', status: 'open', ...after };
      const page = await cases.find(filter).sort({ updatedAt: -1, _id: -1 }).limit(30).toArray();
      const { totalDocsExamined } = await plan(filter, { updatedAt: -1, _id: -1 }, { limit: 30 });
      expect(totalDocsExamined).toBeLessThan(35);
      pages.push(...page.map(({ _id }) => _id));
      const last = page.at(-1);
      full = page.length === 30 && last !== undefined;
      if (last)
        after = {
          $or: [
            { updatedAt: { $lt: last.updatedAt as number } },
            { updatedAt: last.updatedAt as number, _id: { $lt: last._id } },
          ],
        };
    }
    const all = many(400).filter(({ tenant }) => tenant === 't1');
    expect(pages).toEqual(all.sort((a, b) => b.updatedAt - a.updatedAt || b._id - a._id).map(({ _id }) => _id));
  });

  it.each<[Document, Document, string]>([
    [{ _id: 5 }, {}, 'IDHACK'],
    [{ _id: { $in: [5, 6] } }, {}, 'FETCH IXSCAN'],
    [{ _id: { $gt: 5 } }, {}, 'FETCH IXSCAN'],
    [{}, { _id: -1 }, 'FETCH IXSCAN'],
    [{ a: { $gt: 1, $lte: 3 } }, {}, 'FETCH IXSCAN'],
    [{ a: { $in: [1, 2] } }, { a: 1 }, 'FETCH IXSCAN'],
    [{ a: /^1/ }, {}, 'FETCH IXSCAN'],
    [{ a: null }, {}, 'FETCH IXSCAN'],
    [{ a: { $exists: false } }, {}, 'FETCH IXSCAN'],
    [{ $or: [{ a: 1 }, { a: { $gt: 3 } }] }, {}, 'FETCH IXSCAN'],
    [{ $or: [{ a: 1 }, { b: 1 }] }, {}, 'COLLSCAN'],
    [{ a: { $ne: 1 } }, {}, 'COLLSCAN'],
    [{ a: [1] }, {}, 'COLLSCAN'],
    [{ b: 1 }, {}, 'COLLSCAN'],
    [{ b: 1 }, { c: 1 }, 'SORT COLLSCAN'],
    [{}, {}, 'COLLSCAN'],
  ])('for %j sorted by %j is used as: %j', async (filter, sort, stages) => {
    await cases.createIndex({ a: 1 });
    await cases.insertOne({ _id: 1, a: 1 });
    expect((await plan(filter, sort)).stages).toBe(stages);
  });

  it('is taken when a hint names it, by name or key', async () => {
    await cases.createIndexes([{ key: { a: 1 } }, { key: { b: 1 }, name: 'by-b' }]);
    await cases.insertOne({ _id: 1, a: 1, b: 1 });
    expect(await plan({ a: 1, b: 1 }, {}, { hint: 'by-b' })).toMatchObject({ indexName: 'by-b' });
    expect(await plan({ a: 1, b: 1 }, {}, { hint: { b: 1 } })).toMatchObject({ indexName: 'by-b' });
    await expect(cases.find({}, { hint: 'none' }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  it('that is unique refuses a second document, also by an update, and lets go of what was deleted', async () => {
    await cases.createIndexes([{ key: { 'who.name': 1, kind: -1 }, unique: true }]);
    await cases.insertMany([
      { _id: 1, who: { name: 'a' }, kind: 'x' },
      { _id: 2, who: { name: 'a\0' }, kind: 'x' },
    ]);
    const second = { _id: 3, who: { name: 'a' }, kind: 'x' };
    await expect(cases.insertOne(second)).rejects.toMatchObject({
      code: 11000,
      keyPattern: { 'who.name': 1, kind: -1 },
      keyValue: { 'who.name': 'a', kind: 'x' },
    });
    await expect(cases.updateOne({ _id: 2 }, { $set: { 'who.name': 'a' } })).rejects.toMatchObject({ code: 11000 });
    await cases.updateOne({ _id: 1 }, { $set: { kind: 'y' } });
    await cases.insertOne(second);
    await cases.deleteOne({ _id: 3 });
    await cases.insertOne({ ...second, _id: 4 });
    await cases.insertOne({ _id: 5 });
    await expect(cases.insertOne({ _id: 6 })).rejects.toMatchObject({ code: 11000, keyValue: { kind: null } });
  });

  it('over arrays finds what two elements meet together, once, and in order', async () => {
    await cases.createIndex({ tags: 1 });
    await cases.createIndex({ 'parts.x': 1, 'parts.y': 1 });
    await cases.insertMany([
      {
        _id: 1,
        tags: [1, 9],
        parts: [
          { x: 1, y: 1 },
          { x: 2, y: 2 },
        ],
      },
      { _id: 2, tags: [4, 5], parts: [{ x: 1, y: 2 }] },
      { _id: 3, tags: 6, parts: [] },
    ]);
    const found = (filter: Document, sort: Document = {}) =>
      cases
        .find(filter, { sort })
        .map(({ _id }) => _id)
        .toArray();
    expect(await found({ tags: { $gt: 6, $lt: 4 } })).toEqual([1]);
    expect((await plan({ tags: { $gt: 6, $lt: 4 } })).stages).toBe('FETCH IXSCAN');
    expect(await found({ tags: { $gt: 3 } }, { tags: 1 })).toEqual([1, 2, 3]);
    expect(await found({ tags: { $lt: 7 } }, { tags: -1 })).toEqual([1, 3, 2]);
    expect(await found({ 'parts.x': 1, 'parts.y': 2 })).toEqual([1, 2]);
    expect(await found({ 'parts.x': null })).toEqual([]);
    expect(await found({}, { tags: 1 })).toEqual([1, 2, 3]);
  });

  it('that is unique counts every element of an array, once for each document', async () => {
    await cases.createIndexes([{ key: { tags: 1 }, unique: true }]);
    await cases.insertOne({ _id: 1, tags: ['a', 'a', 'b'] });
    await expect(cases.insertOne({ _id: 2, tags: ['c', 'b'] })).rejects.toMatchObject({
      code: 11000,
      keyValue: { tags: 'b' },
    });
    expect(await cases.find({ tags: 'c' }).toArray()).toEqual([]);
  });

  it('is not made over documents that break it, and leaves nothing behind', async () => {
    await cases.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    await expect(cases.createIndexes([{ key: { a: 1 }, unique: true }])).rejects.toMatchObject({ code: 11000 });
    expect(await cases.indexes()).toHaveLength(1);
    await cases.createIndex({ a: 1 });
    expect(await cases.find({ a: 1 }).toArray()).toHaveLength(2);
    expect((await plan({ a: 1 })).stages).toBe('FETCH IXSCAN');
  });

  it('refuses two arrays side by side and values that are too long', async () => {
    await cases.createIndex({ a: 1, b: 1 });
    await expect(cases.insertOne({ _id: 1, a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    await expect(cases.insertOne({ _id: 1, a: 'x'.repeat(2_000) })).rejects.toMatchObject({ code: 17280 });
    expect(await cases.estimatedDocumentCount()).toBe(0);
  });

  it('is listed, made again without change, and dropped by name, key or all', async () => {
    await cases.createIndex({ a: 1 });
    await cases.createIndexes([{ key: { b: -1 }, unique: true, name: 'only-b' }]);
    await cases.createIndex({ a: 1 });
    expect(await cases.listIndexes().toArray()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1 }, name: 'a_1' },
      { v: 2, key: { b: -1 }, name: 'only-b', unique: true },
    ]);
    await expect(cases.createIndexes([{ key: { a: 1 }, unique: true }])).rejects.toMatchObject({ code: 85 });
    await expect(cases.createIndexes([{ key: { c: 1 }, name: 'a_1' }])).rejects.toMatchObject({ code: 85 });
    await cases.dropIndex('only-b');
    await expect(cases.dropIndex('only-b')).rejects.toMatchObject({ code: 27 });
    await expect(cases.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await database.command({ dropIndexes: 'cases', index: { a: 1 } });
    await cases.createIndex({ z: 1 });
    await cases.dropIndexes();
    expect(await cases.indexes()).toHaveLength(1);
  });

  it.each<[string, Document, RegExp]>([
    ['a text index', { key: { a: 'text' } }, /'text'/],
    ['a geographic index', { key: { a: '2dsphere' } }, /'2dsphere'/],
    ['a direction of two', { key: { a: 2 } }, /1 or -1/],
    ['a place in an array', { key: { 'a.0': 1 } }, /a\.0/],
    ['no field', { key: {} }, /empty/],
    ['a partial index', { key: { a: 1 }, partialFilterExpression: { a: 1 } }, /partialFilterExpression/],
    ['a sparse index', { key: { a: 1 }, sparse: true }, /sparse/],
    ['an expiring index', { key: { a: 1 }, expireAfterSeconds: 1 }, /expireAfterSeconds/],
    ['a collation', { key: { a: 1 }, collation: { locale: 'id' } }, /collation/],
  ])('refuses %s', async (_name, index, message) => {
    await expect(database.command({ createIndexes: 'cases', indexes: [{ name: 'x', ...index }] })).rejects.toThrow(
      message,
    );
  });
});
