import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { type DataKey, keyName, type Keyring, type KeyOwner, type SealClass } from '#kernel';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { type Kek, loadKek, mongoKeyring, type MongoKeyring } from './index.js';

/** Keyrings in MongoDB: a database for each spec, one KEK in a folder that goes with the last. */
export function keyringsForSpecs() {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let folder: string;
  let kek: Kek;
  let db: Db;

  beforeAll(async () => {
    stores = await storesForSpecs();
    client = new MongoClient(stores.mongodbUrl);
    folder = await mkdtemp(join(tmpdir(), 'bersinar-keyring-'));
    kek = await loadKek({ file: join(folder, 'kek'), mayCreate: true });
  }, 20_000);
  beforeEach(() => {
    db = client.db(`${stores.databaseName}_${randomUUID().slice(0, 8)}`);
  });
  afterEach(() => db.dropDatabase());
  afterAll(async () => {
    await client.close();
    await stores.close();
    await rm(folder, { recursive: true });
  });

  return {
    get db(): Db {
      return db;
    },
    get kek(): Kek {
      return kek;
    },
    file: (name: string): string => join(folder, name),
    /** The spec's keyring as one more process sees it. */
    open: (others: { db?: Db; now?: () => Date } = {}): MongoKeyring => mongoKeyring({ db, kek, ...others }),
    /** The spec's database over a client of its own. */
    another: (options = {}) => {
      const other = new MongoClient(stores.mongodbUrl, options);
      return { client: other, db: other.db(db.databaseName) };
    },
  };
}

/** Somebody new. */
export const somebody = (c: SealClass = 'health'): KeyOwner => ({ s: randomUUID(), c });

/** Their key, made if need be. */
export async function keyOf(keyring: Pick<Keyring, 'keysFor'>, owner: KeyOwner): Promise<DataKey> {
  const key = (await keyring.keysFor([owner])).get(keyName(owner));
  if (key === undefined) throw new Error(`There is no key for ${keyName(owner)}.`);
  return key;
}
