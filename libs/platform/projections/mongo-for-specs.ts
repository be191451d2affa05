import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import type { AnyEvent, AnyProjection, EventStore, Position } from '#kernel';
import type { Db, MongoClient } from 'mongodb';
import { openMongo } from '../mongodb/index.js';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { checkpointId, checkpointOf, collectionOf } from './checkpoint.js';
import type { Stored } from './documents.js';
import { beginMark, MARK } from './marks.js';
import { keyring, LOG, registry, sendNote } from './notes-for-specs.js';
import type { Projections, Projector } from './projector.js';
import { runProjections } from './run-projections.js';
import { begunBy, changeServing } from './serving.js';
import type { ProjectionStatus } from './status.js';

/** MongoDB for the specs of one file, with a database of its own for each that asks, and projections that end with the spec. */
export function mongoForSpecs() {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let databases: Db[] = [];
  let runs: Projections[] = [];

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
    run(
      projections: AnyProjection | readonly AnyProjection[],
      projector: Omit<Projector, 'registry' | 'keyring' | 'log'> & Partial<Projector>,
    ) {
      const all = [projections].flat() as readonly AnyProjection[];
      const run = runProjections(all, { registry, keyring, log: LOG, ...projector });
      runs.push(run);
      return {
        ...run,
        /** Of the projection of that name, of the first by default. */
        status(name = all[0]?.name): ProjectionStatus {
          const found = run.statuses().find((status) => status.name === name);
          if (found === undefined) throw new Error(`${String(name)} does not run.`);
          return found;
        },
      };
    },
  };
}

/** The documents of a projection, removed ones too. */
export const stored = (db: Db, projection: AnyProjection): Promise<Stored[]> =>
  db
    .collection<Stored>(collectionOf(projection))
    .find({ _id: { $ne: MARK } })
    .sort({ _id: 1 })
    .toArray();

/** Serves the documents of a projection as they lie there, whoever wrote them. */
export async function serveAsTheyAre(db: Db, projection: AnyProjection): Promise<void> {
  await changeServing(db, LOG, (models) => begunBy([projection], models));
  await beginMark(db, checkpointId(projection), true);
}

/** Resolves when it holds; throws after 30 s of waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It never came true.');
    await delay(5);
  }
}

/** Resolves when the checkpoint that a projection moves with has passed the position. */
export const untilAt = (db: Db, projection: AnyProjection, position: Position): Promise<void> =>
  until(async () => ((await checkpointOf(db, projection))?.reached ?? '') >= position);

/** Appends one event per line and answers the last position. */
export async function sendAll(store: EventStore, lines: Iterable<readonly [number, AnyEvent]>): Promise<Position> {
  let last: Position = '';
  for (const [number, event] of lines) last = await sendNote(store, number, event);
  return last;
}
