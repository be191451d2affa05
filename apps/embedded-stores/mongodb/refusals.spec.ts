import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient, type Db, type Document } from 'mongodb';
import { refused, served } from './command-table.js';
import { serverForSpecs } from './server-for-specs.js';

const server = serverForSpecs();
let database: Db;

beforeAll(async () => {
  await server.start();
  database = server.client().db('spec');
  await database.collection<Document & { _id: number }>('things').insertOne({ _id: 1, a: 1 });
});
afterAll(() => server.remove());

const minimal: Record<string, Document> = {
  insert: { insert: 'x', documents: [{ a: 1 }] },
  update: { update: 'x', updates: [{ q: { _id: 1 }, u: { a: 2 } }] },
  delete: { delete: 'x', deletes: [{ q: {}, limit: 0 }] },
  find: { find: 'things' },
  getMore: { getMore: 5n, collection: 'things' },
  killCursors: { killCursors: 'things', cursors: [] },
  findAndModify: { findAndModify: 'x', query: {}, update: { a: 1 } },
  count: { count: 'things' },
  explain: { explain: { find: 'things' } },
  create: { create: 'made' },
  drop: { drop: 'none' },
  dropDatabase: { dropDatabase: 1 },
  renameCollection: { renameCollection: 'spec.none', to: 'spec.some' },
  createIndexes: { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a' }] },
  listIndexes: { listIndexes: 'things' },
  dropIndexes: { dropIndexes: 'things', index: '*' },
};
const expectedCodes: Record<string, number> = { getMore: 43, renameCollection: 26, saslStart: 334, saslContinue: 18 };

describe('The table of commands', () => {
  const names = Object.keys(served).filter((name) => name !== 'dropDatabase');
  it.each([...names, 'dropDatabase'])('says that %s is served', async (name) => {
    const scope = name === 'dropDatabase' ? 'other' : 'spec';
    const answer = await server
      .client()
      .db(scope)
      .command(minimal[name] ?? { [name]: 1 })
      .catch((error: unknown) => error);
    if (expectedCodes[name]) expect(answer).toMatchObject({ code: expectedCodes[name] });
    else expect(answer).toMatchObject({ ok: 1 });
  });

  it.each([...refused, 'somethingNew', 'toString'])('says that %s is refused', async (name) => {
    await expect(database.command({ [name]: 1 })).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
      message: `no such command: '${name}'`,
    });
  });

  it.each(Object.keys(served))('lets %s have no option that is not served', async (name) => {
    await expect(database.command({ ...(minimal[name] ?? { [name]: 1 }), surprise: true })).rejects.toMatchObject({
      code: 2,
      message: `${name}: the option 'surprise' is not served`,
    });
  });
});

describe('The driver is refused', () => {
  const things = () => database.collection<Document & { _id: number }>('things');
  it.each<[string, () => Promise<unknown>, number, RegExp]>([
    ['aggregate', () => things().aggregate([]).toArray(), 59, /aggregate/],
    ['countDocuments, an aggregate', () => things().countDocuments(), 59, /aggregate/],
    ['distinct', () => things().distinct('a'), 59, /distinct/],
    [
      'a collation',
      () =>
        things()
          .find({}, { collation: { locale: 'id' } })
          .toArray(),
      2,
      /'collation'/,
    ],
    ['a tailable cursor', () => things().find({}, { tailable: true }).toArray(), 2, /'tailable'/],
    [
      'array filters',
      () => things().updateOne({}, { $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1 }] }),
      2,
      /'arrayFilters'/,
    ],
    ['$inc', () => things().updateOne({}, { $inc: { a: 1 } }), 2, /\$inc/],
    ['$push', () => things().updateOne({}, { $set: { b: 1 }, $push: { a: 1 } } as Document), 2, /\$push/],
    ['a positional update', () => things().updateOne({}, { $set: { 'a.$': 1 } }), 2, /'\$'/],
    ['an update by pipeline', () => things().updateOne({}, [{ $set: { a: 1 } }]), 2, /pipeline/],
    ['a capped collection', () => database.createCollection('capped', { capped: true, size: 1 }), 2, /'capped'/],
    ['a validator', () => database.createCollection('valid', { validator: {} }), 2, /'validator'/],
    ['a read concern of snapshots', () => things().find({}, { readConcern: 'snapshot' }).toArray(), 2, /snapshot/],
    ['a write concern of two', () => things().insertOne({ _id: 7 }, { writeConcern: { w: 2 } }), 100, /writeConcern/],
    ['an explain of a count', () => database.command({ explain: { count: 'things' } }), 2, /count/],
    ['a name with a dollar', () => database.createCollection('a$b'), 73, /a\$b/],
    ['a name of the system', () => database.command({ create: 'system.users' }), 73, /system/],
    ['an _id that is an array', () => things().insertOne({ _id: [1] as unknown as number }), 53, /_id/],
    ['an _id of operators', () => things().insertOne({ _id: { $a: 1 } as unknown as number }), 52, /\$a/],
    [
      'a replacement with a stray operator',
      () => database.command({ findAndModify: 'things', update: { a: 1, $set: {} } }),
      52,
      /\$set/,
    ],
    [
      'an index that says no key',
      () => database.command({ createIndexes: 'things', indexes: [{ name: 'x' }] }),
      67,
      /key/,
    ],
    ['a filter that is no document', () => database.command({ find: 'things', filter: 5 }), 14, /filter/],
    ['a limit below nothing', () => database.command({ find: 'things', limit: -1 }), 2, /limit/],
    ['a command without its collection', () => database.command({ find: 1 }), 73, /find/],
    [
      'both an update and a removal',
      () => database.command({ findAndModify: 'things', update: {}, remove: true }),
      9,
      /remove/,
    ],
    ['no statements', () => database.command({ insert: 'things', documents: [] }), 2, /between 1/],
    [
      'a delete without a limit',
      () =>
        things()
          .deleteOne({})
          .then(() => database.command({ delete: 'x', deletes: [{ q: {} }] }))
          .then(failed),
      9,
      /limit/,
    ],
  ])('%s', async (_name, attempt, code, message) => {
    const attempted = attempt();
    await expect(attempted).rejects.toThrow(message);
    await expect(attempted).rejects.toMatchObject({ code });
  });

  const failed = ({ writeErrors }: Document): never => {
    const [first] = writeErrors as { code: number; errmsg: string }[];
    throw Object.assign(new Error(first?.errmsg), { code: first?.code });
  };

  it('change streams', async () => {
    const stream = things().watch();
    await expect(stream.next()).rejects.toMatchObject({ code: 59 });
    await stream.close();
  });

  it('a transaction, and writes nothing of it', async () => {
    const session = server.client().startSession();
    const work = session.withTransaction(() =>
      database.client.db('spec').collection<{ _id: number }>('things').insertOne({ _id: 8 }, { session }),
    );
    await expect(work).rejects.toThrow();
    await session.endSession();
    const begun = database.command({ insert: 'things', documents: [{ _id: 8 }], startTransaction: true });
    await expect(begun).rejects.toThrow(/startTransaction/);
    await expect(begun).rejects.toMatchObject({ code: 2 });
    expect(await things().findOne({ _id: 8 })).toBeNull();
  });

  it.each(['PLAIN', 'SCRAM-SHA-1'])('a login by %s', async (authMechanism) => {
    const client = new MongoClient(`${server.url}&authMechanism=${authMechanism}&serverSelectionTimeoutMS=3000`);
    await expect(client.connect()).rejects.toMatchObject({ code: 334, codeName: 'MechanismUnavailable' });
    await client.close();
  });

  it('a document over 16 MiB', async () => {
    const large = { _id: 9, text: 'x'.repeat(16 * 1024 * 1024) };
    await expect(things().insertOne(large)).rejects.toMatchObject({ code: 10334 });
    await things().insertOne({ _id: 9, text: 'x'.repeat(16 * 1024 * 1024 - 100) });
    await expect(things().updateOne({ _id: 9 }, { $set: { more: 'x'.repeat(200) } })).rejects.toMatchObject({
      code: 10334,
    });
    await things().deleteOne({ _id: 9 });
  });
});
