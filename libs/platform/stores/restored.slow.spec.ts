// Left out on servers: it copies the folders of the stores and kills them.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyProjection, Engine, EventStore, Position } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import type { Db, MongoClient } from 'mongodb';
import { eventStoreDb } from '../event-store/index.js';
import { beginning } from '../gateway/cursor.js';
import { openMongo } from '../mongodb/index.js';
import { countAll, mirror, policyEngine, reflected, senders } from '../policies/mirror-for-specs.js';
import { mongoPolicyCheckpoints, runPolicy, sendBy } from '../policies/index.js';
import { checkpointOf } from '../projections/checkpoint.js';
import { compareWithFoldFromZero } from '../projections/compare.js';
import { runProjections } from '../projections/index.js';
import { stored, sendAll, until } from '../projections/mongo-for-specs.js';
import { both, keyring, LOG, notes, ranked, registry, totals, written } from '../projections/notes-for-specs.js';
import { type EmbeddedStores, startEmbeddedStores } from './index.js';

const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => [from + n, n % 2 === 0 ? written(`${from + n}`, n) : ranked(n)] as const);

describe('A store that was restored from an older copy', () => {
  let folder: string;
  let mongo: EmbeddedStores;
  let client: MongoClient;
  let log: EmbeddedStores | undefined;
  let store: EventStore;
  let db: Db;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
    mongo = await startEmbeddedStores({ dataDir: join(folder, 'mongo'), eventstore: false });
    client = openMongo(mongo.mongodbUrl ?? '');
  });
  afterAll(async () => {
    await down();
    await client.close();
    await mongo.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function up(name: string): Promise<Engine> {
    log = await startEmbeddedStores({ dataDir: join(folder, name), mongodb: false });
    store = eventStoreDb(log.eventstoreUrl ?? '');
    return policyEngine({ store, keyring: inMemoryKeyring() });
  }
  async function down(): Promise<void> {
    if (log === undefined) return;
    await store.close();
    await log.close();
    log = undefined;
  }

  async function positionsAfter(position: Position): Promise<readonly Position[]> {
    const positions: Position[] = [];
    for await (const event of store.readAll()) if (event.position > position) positions.push(event.position);
    return positions;
  }

  /** Folds everything by the projections; answers the states that they went through, by name. */
  async function project(...projections: readonly AnyProjection[]): Promise<ReadonlySet<string>> {
    const states = new Set<string>();
    const run = runProjections(projections, {
      ...{ store, db, registry, keyring, log: LOG },
      report: ({ name, state }) => states.add(`${name} ${state}`),
    });
    const head = await store.head();
    await until(() => run.statuses().every(({ state, position }) => state === 'running' && position === head));
    await run.stop();
    return states;
  }

  /** Reacts to everything; answers how often something was told. */
  async function react(engine: Engine): Promise<number> {
    let input = 0;
    const policy = runPolicy(
      { ...mirror, from: 'LOG_START' },
      {
        ...{ engine, store, checkpoints: mongoPolicyCheckpoints(db), pace: { reachEvents: 4, batch: 1 } },
        dispatch: (command) => {
          input += 1;
          return sendBy(engine, senders)(command);
        },
      },
    );
    await until(async () => policy.status().position === (await store.head()));
    await policy.stop();
    return input;
  }

  it.each([
    ['not grown since', 0],
    ['grown past every place', 40],
  ])('is noticed by each projection, policy and subscriber, when it has %s', async (label, grown) => {
    const [original, copy] = [`original ${grown}`, `copy ${grown}`];
    db = client.db(`restored_${grown}`);
    let engine = await up(original);
    await sendAll(store, some(0, 10));
    const kept = await countAll(engine, `kept ${label}`, [1, 2, 3]);
    await react(engine);
    await project(...both);
    await down();
    await cp(join(folder, original), join(folder, copy), { recursive: true });

    engine = await up(original);
    const end = (await store.head()) ?? '';
    await sendAll(store, some(10, 20));
    const lost = await countAll(engine, `lost ${label}`, [1, 2]);
    await react(engine);
    await project(...both);
    const cursors = await positionsAfter(end);
    const cursor = await sendAll(store, some(20, 21));
    await project(notes); // whoever is not of this build keeps a place of its own
    const places = await Promise.all(both.map(async (one) => (await checkpointOf(db, one))?.reached ?? ''));
    expect(new Set(places).size).toBe(2);
    await down();

    engine = await up(copy);
    await sendAll(store, some(10, 10 + grown)); // other events at the revisions of those that are lost
    if (grown > 0) await countAll(engine, `lost ${label}`, Array<number>(grown).fill(3));
    expect(((await store.head()) ?? '') > cursor).toBe(grown > 0);
    for (const after of [...cursors, cursor]) {
      await expect(beginning({ store }, { after })).rejects.toMatchObject({ code: 'cursor-gone' });
    }
    const others = await Promise.all(cursors.map((after) => store.eventAt(after)));
    expect(others.some((event) => event !== undefined)).toBe(grown > 0);
    const sent = await react(engine);
    expect(sent).toBeLessThan(4 + (grown > 0 ? grown + 1 : 0)); // from the last place that still holds on
    expect(await reflected(engine, kept)).toEqual([2, 4, 6]);
    expect(await reflected(engine, lost)).toEqual(Array<number>(grown).fill(6));
    const states = await project(...both);
    for (const { name } of both) expect(states).toContain(`${name} building`);
    for (const one of both) {
      expect(await compareWithFoldFromZero({ store, registry, keyring }, one, db)).toEqual([]);
    }
    expect(await stored(db, notes)).toHaveLength(10 + grown);
    expect((await stored(db, totals)).find(({ _id }) => _id === 'all')).toMatchObject({ events: 10 + grown });
    await down();
  });
});
