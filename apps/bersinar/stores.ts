import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import { PREFIXES } from '#contracts/log/log.events';
import type { EventStore } from '#kernel';
import { eventStoreDb, sharedTail } from '#platform/event-store';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import type { Config } from './config.js';

const MODELS = 'bersinar';
export const KEYRING = 'bersinar-keyring';

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
  const started =
    wanted.eventstore || wanted.mongodb ? await startEmbeddedStores({ dataDir, ...wanted, log }) : undefined;
  if (started) closing.push(() => started.close());
  return {
    events: eventstoreUrl ?? started?.eventstoreUrl ?? '',
    models: mongodbUrl ?? started?.mongodbUrl ?? '',
    ...(keyringUrl !== undefined && { keyring: keyringUrl }),
    embedded: wanted.mongodb && keyringUrl === undefined,
  };
}

export function openStores({ events, models, keyring }: StoreUrls, closing: Closing): Stores {
  const client = () => eventStoreDb(events, { prefixes: PREFIXES });
  const [store, projected] = [client(), sharedTail(client())];
  const mongo = openMongo(models);
  const keys = keyring === undefined ? mongo : openMongo(keyring, 'bersinar-keyring');
  closing.push(
    () => mongo.close(),
    () => keys.close(),
    () => store.close(),
    () => projected.close(),
  );
  return { store, projected, database: mongo.db(MODELS), keyring: keys.db(KEYRING) };
}
