import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

type Item = Document & { _id: number };
let server: ReturnType<typeof serverForSpecs>;

beforeEach(() => {
  server = serverForSpecs();
});
afterEach(() => server.remove());

describe('The embedded MongoDB', () => {
  it('has documents, indexes and names after a restart, and the driver finds it again', async () => {
    await server.start();
    const client = server.client();
    const items = client.db('spec').collection<Item>('items');
    await items.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id, a: _id % 3 })));
    await items.createIndexes([{ key: { a: 1, _id: -1 }, unique: true }]);
    await items.rename('kept');
    await server.stop();
    await server.start();
    const kept = client.db('spec').collection<Item>('kept');
    expect(await kept.find({ a: 1 }).sort({ _id: -1 }).limit(2).toArray()).toEqual([
      { _id: 298, a: 1 },
      { _id: 295, a: 1 },
    ]);
    expect((await kept.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1__id_-1']);
    const explained: Document = await kept.find({ a: 1 }).explain();
    expect(explained).toMatchObject({ queryPlanner: { winningPlan: { inputStage: { stage: 'IXSCAN' } } } });
    expect(await client.db('spec').listCollections({}, { nameOnly: true }).toArray()).toEqual([
      { name: 'kept', type: 'collection' },
    ]);
    await client.db('spec').createCollection('later');
    await client.db('spec').collection<Item>('later').insertOne({ _id: 1 });
    expect(await kept.estimatedDocumentCount()).toBe(300);
  });

  it('makes, renames and drops collections', async () => {
    await server.start();
    const database = server.client().db('spec');
    await database.createCollection('one');
    await expect(database.createCollection('one')).rejects.toMatchObject({ code: 48 });
    await database.collection<Item>('one').insertOne({ _id: 1 });
    await database.collection<Item>('two').insertOne({ _id: 2 });
    await expect(database.renameCollection('one', 'two')).rejects.toMatchObject({ code: 48 });
    await expect(database.renameCollection('none', 'some')).rejects.toMatchObject({ code: 26 });
    await expect(database.renameCollection('one', 'a$')).rejects.toMatchObject({ code: 73 });
    await database.renameCollection('one', 'two', { dropTarget: true });
    expect(await database.collection<Item>('two').find().toArray()).toEqual([{ _id: 1 }]);
    expect(await database.listCollections({ name: 'two' }).toArray()).toHaveLength(1);
    expect(await database.listCollections({ name: 'one' }).toArray()).toHaveLength(0);
    await database.dropCollection('two');
    expect(await database.listCollections().toArray()).toEqual([]);
    await expect(database.collection('two').indexes()).rejects.toMatchObject({ code: 26 });
  });

  it('answers a repeated write as the first time and does it once', async () => {
    await server.start();
    const database = server.client({ retryWrites: false }).db('spec');
    const session = database.client.startSession();
    const write = (txnNumber: number, value: number) =>
      database.command({
        ...{ update: 'items', updates: [{ q: { _id: 1 }, u: { $set: { [`n${value}`]: 1 } }, upsert: true }] },
        ...{ lsid: session.id, txnNumber: BigInt(txnNumber) },
      });
    const first = await write(1, 1);
    expect(first).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }] });
    expect(await write(1, 2)).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }] });
    expect(await write(2, 3)).toMatchObject({ n: 1, nModified: 1 });
    await expect(write(1, 4)).rejects.toMatchObject({ code: 225 });
    expect(await database.collection<Item>('items').find().toArray()).toEqual([{ _id: 1, n1: 1, n3: 1 }]);
    await session.endSession();
  });

  it('says that the disk is full, keeps nothing of that write and lives on', async () => {
    await server.start(72_000);
    const items = server.client().db('spec').collection<Item>('items');
    const kept: number[] = [];
    const filling = async () => {
      for (let _id = 0; _id < 100; _id++) {
        await items.insertMany([
          { _id: _id * 2, text: 'x'.repeat(50_000) },
          { _id: _id * 2 + 1, text: 'y'.repeat(50_000) },
        ]);
        kept.push(_id * 2, _id * 2 + 1);
      }
    };
    await expect(filling()).rejects.toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect(kept.length).toBeGreaterThan(4);
    const { size } = statSync(join(server.dataDir, 'mongodb/data.mdb'));
    expect(size).toBeLessThan(10_000 * 1024); // well before a write would fail
    expect(
      await items
        .find({}, { projection: { _id: 1 } })
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual(kept);
    await server.stop();
    await server.start();
    expect(await items.estimatedDocumentCount()).toBe(kept.length);
    await items.insertOne({ _id: 1_000 });
    expect(await items.findOne({ _id: 1_000 })).toEqual({ _id: 1_000 });
  });

  it('lets one writer fail alone among many that are committed together', async () => {
    await server.start();
    const items = server.client().db('spec').collection<Item>('items');
    await items.insertOne({ _id: 7 });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, _id) => items.insertOne({ _id })));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await items.estimatedDocumentCount()).toBe(20);
  });
});
