import { commitOf, type Position, toPosition } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { world } from '#kernel/world';
import type { Db, MongoClient } from 'mongodb';
import { storeWith } from '#kernel/store-with-for-specs';
import { openMongo } from '../mongodb/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { checkpointsIn, GROUP, leaveCheckpoint } from './checkpoint.js';
import { MongoReadModels } from './mongo-read-models.js';
import { keyring, LOG, type Note, noteId, notes, registry, RUTAN, sendNote, written } from './notes-for-specs.js';
import { CONTRACT_EVENTS, keepsTheContract, readerOf } from './read-models-contract-for-specs.js';
import { runProjections } from './run-projections.js';

const OTHER_LOG = '22222222-2222-4222-8222-222222222222';

describe('Read models in MongoDB', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let db: Db;
  let last: Position;
  const store = new InMemoryEventStore();
  const cursorKey = world.bytes(32);
  const models = (patienceMs = 100) => new MongoReadModels(db, LOG, { patienceMs, cursorKey });

  async function project(): Promise<void> {
    const run = runProjections([notes], { store, registry, keyring, db, log: LOG });
    last = (await store.head()) ?? '';
    await new MongoReadModels(db, LOG).one(notes, readerOf(RUTAN, 'kpr', last), noteId(0));
    await run.stop();
  }

  beforeAll(async () => {
    stores = await storesForSpecs();
    client = openMongo(stores.mongodbUrl);
    db = client.db(stores.databaseName);
    for (const [number, event] of CONTRACT_EVENTS) await sendNote(store, number, event);
    await project();
  });

  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
    await stores.close();
  });

  keepsTheContract(models, () => last);

  it("of two processes believe each other's cursors by a common key, and only by that", async () => {
    const request = { sort: { title: 1 }, limit: 1 } as const;
    const { next: after = '' } = await models().page(notes, readerOf(RUTAN), request);
    expect((await models().page(notes, readerOf(RUTAN), { ...request, after })).items).toHaveLength(1);
    const stranger = new MongoReadModels(db, LOG).page(notes, readerOf(RUTAN), { ...request, after });
    await expect(stranger).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('keep what was counted before apart from what comes while pages are turned', async () => {
    const filter = { title: { $gte: 'turned' } };
    for (let n = 100; n < 120; n += 1) await sendNote(store, n, written(`turned ${n}`, n));
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
      for (const rank of [0, 105, 200]) await sendNote(store, 1_000 + 10 * turn + (rank % 7), written('turned', rank));
      if (turn < 8) await project();
    }
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Array.from({ length: 20 }, (_, n) => noteId(100 + n))));
  });

  it('wait until the projection is where the reader must be', async () => {
    const position = await sendNote(store, 50, written('awaited'));
    const answer = models(5_000).one(notes, readerOf(RUTAN, 'kpr', position), noteId(50));
    await project();
    expect(await answer).toMatchObject({ title: 'awaited' });
  });

  it('tell at once that a projection which waits for a newer build will not get there', async () => {
    await project();
    await checkpointsIn(db).updateOne({ _id: GROUP }, { $set: { members: [] } });
    const waiting = { type: 'NoteWritten', v: 2 };
    await leaveCheckpoint(db, LOG, { _id: 'notes@1', members: ['notes@1'], reached: last, parked: [], waiting });
    const patient = new MongoReadModels(db, LOG, { patienceMs: 600_000 });
    const unborn = last.replace(/^0/, '1');
    await expect(patient.page(notes, readerOf(RUTAN, 'kpr', unborn), {})).rejects.toMatchObject({ status: 504 });
    expect(await patient.one(notes, readerOf(RUTAN, 'kpr', last), noteId(50))).toBeDefined();
    await checkpointsIn(db).deleteMany({});
    await project();
  });

  it('believe no position of documents that are of another log', async () => {
    const stranger = new MongoReadModels(db, OTHER_LOG, { patienceMs: 600_000 });
    const reader = readerOf(RUTAN, 'kpr', last);
    await expect(stranger.one(notes, reader, noteId(50))).rejects.toMatchObject({ code: 'read-model-not-built' });
  });

  it('refuse at once a position that is ahead of the log, or that names another event', async () => {
    const checking = new MongoReadModels(db, LOG, { store, patienceMs: 600_000 });
    const asked = (position: Position) => checking.one(notes, readerOf(RUTAN, 'kpr', position), noteId(50));
    expect(await asked(last)).toBeDefined();
    const commit = commitOf(last);
    await expect(asked(toPosition(commit + 100n, undefined))).rejects.toMatchObject({ code: 'position-ahead' });
    await expect(asked(toPosition(commit, undefined))).rejects.toMatchObject({ code: 'foreign-position' });
  });

  it('let one person wait eight times at once, and tell whoever gathers', async () => {
    const woken = new Set<Position>();
    const unborn = toPosition(commitOf(last) + 100n, undefined);
    const waiting = new MongoReadModels(db, LOG, { patienceMs: 1_500, wake: (position) => woken.add(position) });
    const ask = (role = 'kpr') => waiting.one(notes, readerOf(RUTAN, role, unborn), noteId(50));
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask()));
    const codes = answers.map((answer) => (answer as { reason?: { code?: string } }).reason?.code);
    expect(codes.filter((code) => code === 'projection-behind')).toHaveLength(8);
    expect(codes.filter((code) => code === 'too-many-waiting')).toHaveLength(4);
    expect([...woken]).toEqual([unborn]);
  });

  it('let no more look up what nobody knows yet, while the store is silent, and serve what is known and there', async () => {
    let [lookups, answer] = [0, (): void => undefined];
    const answering = new Promise<void>((resolve) => (answer = resolve));
    const slow = storeWith(store, {
      eventAt: async (position) => {
        lookups += 1;
        await answering;
        return store.eventAt(position);
      },
    });
    const checking = new MongoReadModels(db, LOG, { store: slow, patienceMs: 5_000 });
    const ask = () => checking.one(notes, readerOf(RUTAN, 'kpr', last), noteId(50));
    const asked = Array.from({ length: 8 }, ask);
    await expect(ask()).rejects.toMatchObject({ code: 'too-many-waiting' });
    expect(lookups).toBe(8);
    answer();
    await Promise.all(asked);
    await Promise.all(Array.from({ length: 12 }, ask));
    expect(lookups).toBe(8);
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
      message: 'The read models do not answer: try again.',
    });
    await nobody.close();
  });
});
