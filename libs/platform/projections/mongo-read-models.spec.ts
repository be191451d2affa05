import { jest } from '@jest/globals';
import { InMemoryEventStore, type Position } from '#kernel';
import type { Db, MongoClient } from 'mongodb';
import { openMongo } from '../mongodb/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { moveCheckpoint, resetCheckpoint, startingCheckpoint } from './checkpoint.js';
import { MongoReadModels } from './mongo-read-models.js';
import { keyring, LOG, type Note, noteId, notes, registry, RUTAN, tellNote, written } from './notes-for-specs.js';
import { CONTRACT_EVENTS, keepsTheContract, readerOf } from './read-models.contract.js';
import { runProjection } from './run-projection.js';

const OTHER_LOG = '22222222-2222-4222-8222-222222222222';

jest.setTimeout(60_000);

describe('Read models in MongoDB', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let db: Db;
  let last: Position;
  const store = new InMemoryEventStore();
  const models = (patienceMs = 100) => new MongoReadModels(db, LOG, patienceMs);

  async function project(): Promise<void> {
    const run = runProjection(notes, { store, registry, keyring, db, log: LOG });
    last = (await store.head()) ?? '';
    await new MongoReadModels(db, LOG).one(notes, readerOf(RUTAN, 'kpr', last), noteId(0));
    await run.stop();
  }

  beforeAll(async () => {
    stores = await storesForSpecs();
    client = openMongo(stores.mongodbUrl);
    db = client.db(stores.databaseName);
    for (const [number, event] of CONTRACT_EVENTS) await tellNote(store, number, event);
    await project();
  });

  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
    await stores.close();
  });

  keepsTheContract(models, () => last);

  it('keep what was counted before apart from what comes while pages are turned', async () => {
    const filter = { title: { $regex: '^turned' } };
    for (let n = 100; n < 120; n += 1) await tellNote(store, n, written(`turned ${n}`, n));
    await project();
    const seen: Note[] = [];
    let after: string | undefined;
    for (let turn = 0; turn === 0 || after !== undefined; turn += 1) {
      const page = await models().page(notes, readerOf(RUTAN), {
        filter,
        sort: { rank: 1 },
        limit: 3,
        ...(after !== undefined && { after }),
      });
      seen.push(...page.items);
      after = page.next;
      for (const rank of [0, 105, 200]) await tellNote(store, 1_000 + 10 * turn + (rank % 7), written('turned', rank));
      if (turn < 8) await project();
    }
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Array.from({ length: 20 }, (_, n) => noteId(100 + n))));
  });

  it('wait until the projection is where the reader must be', async () => {
    const position = await tellNote(store, 50, written('awaited'));
    const answer = models(5_000).one(notes, readerOf(RUTAN, 'kpr', position), noteId(50));
    await project();
    expect(await answer).toMatchObject({ title: 'awaited' });
  });

  it('tell at once that a stopped projection will not get there', async () => {
    await project();
    const checkpoint = await startingCheckpoint(db, notes, LOG);
    const reason = { projection: 'notes@1', kind: 'fold-threw' } as const;
    await moveCheckpoint(db, checkpoint, { position: last, stopped: reason });
    const patient = new MongoReadModels(db, LOG, 600_000);
    const unborn = last.replace(/^0/, '1');
    await expect(patient.page(notes, readerOf(RUTAN, 'kpr', unborn), {})).rejects.toMatchObject({ status: 504 });
    expect(await patient.one(notes, readerOf(RUTAN, 'kpr', last), noteId(50))).toBeDefined();
    await project();
  });

  it('believe no position of documents that are ahead of the log or of another log', async () => {
    const stranger = new MongoReadModels(db, OTHER_LOG, 600_000);
    const reader = readerOf(RUTAN, 'kpr', last);
    await expect(stranger.one(notes, reader, noteId(50))).rejects.toMatchObject({ code: 'projection-behind' });
    const reason = { projection: 'notes@1', kind: 'checkpoint-ahead' } as const;
    await moveCheckpoint(db, await startingCheckpoint(db, notes, LOG), { position: last, stopped: reason });
    await expect(models().one(notes, reader, noteId(50))).rejects.toMatchObject({ code: 'projection-behind' });
    await resetCheckpoint(db, notes, LOG);
    await project();
  });

  it('say that they are unavailable, without a word of the driver', async () => {
    const nobody = openMongo('mongodb://127.0.0.1:1/?directConnection=true&serverSelectionTimeoutMS=50');
    const silent = new MongoReadModels(nobody.db('nobody'), LOG);
    const unavailable = {
      code: 'read-models-unavailable',
      status: 503,
      cause: expect.stringMatching(/^Mongo\w+Error$/) as string,
    };
    await expect(silent.page(notes, readerOf(RUTAN), {})).rejects.toMatchObject(unavailable);
    await expect(silent.one(notes, readerOf(RUTAN, 'kpr', last), noteId(1))).rejects.toMatchObject({
      ...unavailable,
      message: 'The database does not answer: try again.',
    });
    await nobody.close();
  });
});
