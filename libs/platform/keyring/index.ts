import type { Db } from 'mongodb';
import { loadKek } from './kek.js';
import { answered, keysOf, mongoKeyring, type MongoKeyring } from './mongo-keyring.js';

export { checkKeys } from './check-keys.js';
export { type Kek, loadKek } from './kek.js';
export { mongoKeyring, type MongoKeyring } from './mongo-keyring.js';

/**
 * The keyring in `db` with the KEK in `kekFile`, proved to belong together. A KEK is made only when `mayCreate` and the
 * keyring is empty; throws, and the process must not start, when there is none, when it is another, or when MongoDB is down.
 */
export async function openKeyring(options: {
  db: Db;
  kekFile: string;
  mayCreate: boolean;
  now?: () => Date;
}): Promise<MongoKeyring> {
  const { db, kekFile: file, ...others } = options;
  const isEmpty = (await answered(() => keysOf(db).findOne({}))) === null;
  const keyring = mongoKeyring({ db, kek: await loadKek({ file, mayCreate: others.mayCreate && isEmpty }), ...others });
  await keyring.verifyKek();
  return keyring;
}
