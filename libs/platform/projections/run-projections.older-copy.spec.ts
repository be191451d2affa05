import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { type Collection, type Db, MongoNetworkError } from 'mongodb';
import { checkpointId, checkpointsIn, collectionOf, GROUP, startingCheckpoint } from './checkpoint.js';
import { isWholeIn } from './marks.js';
import { mongoForSpecs, sendAll, stored, until, untilAt } from './mongo-for-specs.js';
import { both, LOG, notes, ranked, totals, written } from './notes-for-specs.js';
import { mustEqualFoldFromZero } from './tampered-for-specs.js';

/** What a database holds now, and how to put it back. */
async function copyOf(db: Db): Promise<() => Promise<void>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const copies = await Promise.all(
    names.map(async (name) => [db.collection(name), await db.collection(name).find().toArray()] as const),
  );
  return async () => {
    for (const [collection, documents] of copies) {
      await collection.deleteMany({});
      if (documents.length > 0) await collection.insertMany(documents);
    }
  };
}

/** The database, whose collection of that name lets something happen before it does what `method` asks, or once it has `found` something. */
function before(db: Db, name: string, method: 'find' | 'found' | 'replaceOne', happen: () => Promise<void>): Db {
  const collection = (asked: string): Collection => {
    const real = db.collection(asked);
    if (asked !== name) return real;
    const replaceOne: Collection['replaceOne'] = async (...input: Parameters<Collection['replaceOne']>) => {
      await happen();
      return real.replaceOne(...input);
    };
    const find = (...input: Parameters<Collection['find']>) => {
      const cursor = real.find(...input);
      const found = cursor.toArray.bind(cursor);
      const toArray = async () => {
        if (method === 'find') await happen();
        const documents = await found();
        if (method === 'found') await happen();
        return documents;
      };
      return Object.assign(cursor, { toArray, batchSize: () => ({ toArray }) });
    };
    return Object.assign(Object.create(real) as Collection, method === 'replaceOne' ? { replaceOne } : { find });
  };
  return Object.assign(Object.create(db) as Db, { collection });
}

describe('An older copy of the read models that is put back while they are projected', () => {
  const mongo = mongoForSpecs();

  it.each([
    ['between documents and their checkpoint', 'checkpoints', 'replaceOne', 1],
    ['before documents are looked up', collectionOf(totals), 'find', 2],
  ] as const)('loses nothing: %s', async (_, collection, method, batches) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    let [putBack, left]: [(() => Promise<void>) | undefined, number] = [undefined, batches];
    const wrapped = before(db, collection, method, async () => {
      if (putBack === undefined || (left -= 1) > 0) return;
      const once = putBack;
      putBack = undefined;
      await once();
    });
    mongo.run(both, { store, db: wrapped, pace: { pauseMs: 20 } });
    const copied = await sendAll(store, [
      [1, written('one', 1)],
      [2, written('two', 2)],
    ]);
    for (const one of both) await untilAt(db, one, copied);
    const epoch = (await checkpointsIn(db).findOne())?.epoch;
    putBack = await copyOf(db);
    for (let batch = 1; batch <= batches; batch += 1) {
      const position = await sendAll(store, [[batch, ranked(10)]]);
      if (batch < batches) for (const one of both) await untilAt(db, one, position);
    }
    await until(() => putBack === undefined);
    const last = await sendAll(store, [[3, written('three', 3)]]);
    for (const one of both) await untilAt(db, one, last);
    expect((await checkpointsIn(db).findOne())?.epoch).toBeGreaterThan(epoch ?? 0);
    await mustEqualFoldFromZero(store, db);
    expect(await stored(db, notes)).toHaveLength(3);
  });

  it('loses nothing: after documents were looked up that were written without their checkpoint', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    let [putBack, failed]: [(() => Promise<void>) | undefined, boolean] = [undefined, false];
    const failing = before(db, 'checkpoints', 'replaceOne', () => {
      if (putBack === undefined || failed) return Promise.resolve();
      failed = true;
      return Promise.reject(new MongoNetworkError('The connection dropped.'));
    });
    const wrapped = before(failing, collectionOf(totals), 'found', async () => {
      const once = failed ? putBack : undefined;
      if (once !== undefined) putBack = undefined;
      await once?.();
    });
    mongo.run(both, { store, db: wrapped, pace: { pauseMs: 20 } });
    for (const one of both) await untilAt(db, one, await sendAll(store, [[1, written('one', 1)]]));
    putBack = await copyOf(db);
    await sendAll(store, [[2, written('two', 2)]]);
    await until(() => putBack === undefined);
    const last = await sendAll(store, [[3, written('three', 3)]]);
    for (const one of both) await untilAt(db, one, last);
    await mustEqualFoldFromZero(store, db);
  });

  it('is carried on from where it is, although nothing happens any more', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    mongo.run(both, { store, db });
    for (const one of both) await untilAt(db, one, await sendAll(store, [[1, written('one', 1)]]));
    const putBack = await copyOf(db);
    const last = await sendAll(store, [[1, ranked(10)]]);
    for (const one of both) await untilAt(db, one, last);
    await putBack();
    for (const one of both) await untilAt(db, one, last);
    await mustEqualFoldFromZero(store, db);
  });

  it('is carried on from, although both stores fail while what is carried on is begun anew', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    let [isDown, isLooking, failures] = [false, true, 0];
    const wrapped = before(db, 'checkpoints', 'find', async () => {
      if (!isDown) return;
      if (!isLooking) throw new MongoNetworkError('dropped');
      isLooking = false;
      store.putBack(store.copy()); // subscriptions fail
      await until(() => run.status().state === 'retrying');
    });
    const listCollections = (...input: Parameters<Db['listCollections']>) => {
      if (!isDown) return db.listCollections(...input);
      failures += 1;
      throw new MongoNetworkError('dropped');
    };
    const run = mongo.run(both, { store, db: Object.assign(wrapped, { listCollections }) });
    for (const one of both) await untilAt(db, one, await sendAll(store, [[1, written('one', 1)]]));
    const putBack = await copyOf(db);
    const last = await sendAll(store, [[1, ranked(10)]]);
    for (const one of both) await untilAt(db, one, last);
    await putBack();
    isDown = true;
    await until(() => failures > 0);
    isDown = false;
    for (const one of both) await untilAt(db, one, last);
    await mustEqualFoldFromZero(store, db);
  });
});

describe('An older copy of the log that is put back', () => {
  const mongo = mongoForSpecs();

  it('is noticed where documents were written and no checkpoint says so', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    let isDown = false;
    const wrapped = before(db, 'checkpoints', 'replaceOne', () =>
      isDown ? Promise.reject(new MongoNetworkError('dropped')) : Promise.resolve(),
    );
    const run = mongo.run(both, { store, db: wrapped });
    for (const one of both) await untilAt(db, one, await sendAll(store, [[1, written('one', 1)]]));
    const copy = store.copy();
    isDown = true;
    await sendAll(store, [[1, ranked(10)]]);
    await until(async () => (await stored(db, notes))[0]?.rank === 10);
    await run.stop();
    store.putBack(copy);
    mongo.run(both, { store, db });
    const last = await sendAll(store, [[2, written('two', 2)]]);
    for (const one of both) await untilAt(db, one, last);
    await mustEqualFoldFromZero(store, db);
    expect((await stored(db, notes)).map(({ rank }) => rank)).toEqual([1, 2]);
  });

  it('is noticed where read models were being built to what it has no more, although nothing happens any more', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const kept = await sendAll(store, [[1, written('one', 1)]]);
    const copy = store.copy();
    const buildingTo = await sendAll(store, [[1, ranked(10)]]);
    const members = both.map(checkpointId);
    await startingCheckpoint(db, LOG, { _id: GROUP, members, parked: [], buildingTo });
    store.putBack(copy);
    mongo.run(both, { store, db });
    for (const one of both) await untilAt(db, one, kept);
    await until(async () => (await isWholeIn(db, totals)) === true);
    await mustEqualFoldFromZero(store, db);
  });
});
