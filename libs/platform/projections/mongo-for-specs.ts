import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { AnyEvent, AnyProjection, EventStore, Position } from '#kernel';
import type { Db, MongoClient } from 'mongodb';
import { openMongo } from '../mongodb/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { checkpointId, checkpointsIn } from './checkpoint.js';
import { keyring, LOG, registry, tellNote } from './notes-for-specs.js';
import { type ProjectionRun, type Projector, runProjection } from './run-projection.js';

/** MongoDB for the specs of one file, with a database of its own for each that asks, and projections that end with the spec. */
export function mongoForSpecs() {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let databases: Db[] = [];
  let runs: ProjectionRun[] = [];

  jest.setTimeout(30_000);
  beforeAll(async () => {
    stores = await storesForSpecs();
    client = openMongo(stores.mongodbUrl);
  });
  afterEach(async () => {
    await Promise.all(runs.map((run) => run.stop()));
    await Promise.all(databases.map((db) => db.dropDatabase()));
    [runs, databases] = [[], []];
  });
  afterAll(async () => {
    await client.close();
    await stores.close();
  });

  return {
    stores: () => stores,
    newDatabase(): Db {
      const db = client.db(`spec_${randomUUID().replaceAll('-', '')}`);
      databases.push(db);
      return db;
    },
    run(projection: AnyProjection, projector: Omit<Projector, 'registry' | 'keyring' | 'log'> & Partial<Projector>) {
      const run = runProjection(projection, { registry, keyring, log: LOG, ...projector });
      runs.push(run);
      return run;
    },
  };
}

/** Resolves when it holds; throws after 30 s of waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It never came true.');
    await delay(5);
  }
}

/** Resolves when the stored checkpoint has passed the position. */
export const untilAt = (db: Db, projection: AnyProjection, position: Position): Promise<void> =>
  until(async () => {
    const checkpoint = await checkpointsIn(db).findOne({ _id: checkpointId(projection) });
    return (checkpoint?.position ?? '') >= position;
  });

/** Appends one event per line and answers the last position. */
export async function tellAll(store: EventStore, lines: Iterable<readonly [number, AnyEvent]>): Promise<Position> {
  let last: Position = '';
  for (const [number, event] of lines) last = await tellNote(store, number, event);
  return last;
}
