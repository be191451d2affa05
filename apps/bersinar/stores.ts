import { type Db, MongoServerError } from 'mongodb';
import type { Logger } from 'pino';
import { PREFIXES } from '#contracts/log/log.events';
import { deadlineOf, type EventStore, PATIENCE, untilAnswered } from '#kernel';
import { world } from '#kernel/world';
import { eventStoreDb, sharedTail } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { BadSetting, type Config } from './config.js';

export const MODELS = 'bersinar';
export const KEYRING = 'bersinar-keyring';
const ASKED_AGAIN_MS = 100;

/** What has to be closed again, in the order of opening. */
export type Closing = (() => Promise<unknown>)[];

/** Where the stores are. */
export interface StoreUrls {
  readonly events: string;
  readonly models: string;
  /** Absent: on the server of the read models. */
  readonly keyring?: string;
}

/** The clients of one thread. */
export interface Stores {
  readonly store: EventStore;
  /** A client of its own for followers, who share its subscription, so that renewing one never drops the other. */
  readonly projected: EventStore;
  readonly database: Db;
  readonly keyring: Db;
}

/** Where the stores are that the configuration names; what it does not name is started, embedded. */
export async function locateStores(
  config: Config,
  logger: Logger,
  closing: Closing,
): Promise<StoreUrls & { readonly embedded: boolean }> {
  const { dataDir, eventstoreUrl, mongodbUrl, keyringUrl } = config;
  const wanted = { eventstore: eventstoreUrl === undefined, mongodb: mongodbUrl === undefined };
  const log = (message: string) => {
    logger.warn(message);
  };
  const started = wanted.eventstore || wanted.mongodb ? await embeddedStores({ dataDir, ...wanted, log }) : undefined;
  if (started) closing.push(() => started.close());
  return {
    events: eventstoreUrl ?? started?.eventstoreUrl ?? '',
    models: mongodbUrl ?? started?.mongodbUrl ?? '',
    ...(keyringUrl !== undefined && { keyring: keyringUrl }),
    embedded: wanted.mongodb && keyringUrl === undefined,
  };
}

async function embeddedStores(options: Parameters<typeof startEmbeddedStores>[0]) {
  try {
    return await startEmbeddedStores(options);
  } catch (error) {
    throw new Error(`DATA_DIR: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

export function openStores({ events, models, keyring }: StoreUrls, closing: Closing): Stores {
  const client = () => named('EVENTSTORE_URL', () => eventStoreDb(events, { prefixes: PREFIXES }));
  const [store, projected] = [client(), sharedTail(client())];
  const mongo = named('MONGODB_URL', () => openMongo(models));
  const keys = keyring === undefined ? mongo : named('KEYRING_URL', () => openMongo(keyring, 'bersinar-keyring'));
  closing.push(
    () => mongo.close(),
    () => keys.close(),
    () => store.close(),
    () => projected.close(),
  );
  return { store, projected, database: mongo.db(databaseIn(models) ?? MODELS), keyring: keys.db(KEYRING) };
}

/** The database that a connection string names. */
const databaseIn = (url: string): string | undefined => /^[a-z+]+:\/\/[^/?]+\/([^?]+)/.exec(url)?.[1];

/** The cause quotes the connection string, password and all. */
function named<T>(setting: string, open: () => T): T {
  try {
    return open();
  } catch {
    throw new BadSetting(
      `${setting} is no connection string that its client takes, or names a file that is not there.`,
    );
  }
}

/** Throws one sentence, which names the setting, when a store does not answer within seconds: those that start beside this, or are busy, do. */
export async function reachStores({ eventstoreUrl, mongodbUrl, keyringUrl }: Config, stores: Stores): Promise<void> {
  const { store, database, keyring } = stores;
  const head = () => store.head();
  const events = untilAnswered(store, head, deadlineOf(PATIENCE), { code: 'event-store-unavailable' });
  await Promise.all([
    answering('EVENTSTORE_URL', eventstoreUrl, events),
    answering('MONGODB_URL', mongodbUrl, pinged(database)),
    ...(keyringUrl === undefined ? [] : [answering('KEYRING_URL', keyringUrl, pinged(keyring))]),
  ]);
}

async function pinged(database: Db): Promise<void> {
  const deadline = deadlineOf(PATIENCE);
  for (;;) {
    try {
      await database.client.connect(); // a first connection that failed is not tried again by itself
      await database.command({ ping: 1 });
      return;
    } catch (error) {
      if (error instanceof MongoServerError || world.now() >= deadline) throw error;
      await world.delay(ASKED_AGAIN_MS);
    }
  }
}

async function answering(setting: string, url: string | undefined, answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    const place =
      url === undefined ? `The embedded store for which ${setting} may name another` : `The server of ${setting}`;
    throw new Error(`${place} does not answer, or refuses to (${error instanceof Error ? error.name : 'no error'}).`, {
      cause: error,
    });
  }
}
