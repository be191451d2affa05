import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Collection, type Db, MongoError, MongoServerError } from 'mongodb';
import { type DataKey, type KeyName, type Keyring, LOOKUP_KEY, macKeyName, Unavailable } from '#kernel';
import { keyCache } from './cache.js';
import type { Kek, Wrapped } from './kek.js';

/** A key as stored: `_id` is `<subject>:<class>`, `mac:<month>`, `lookup:key` or `kek:check`, `kek` the id of the key that wraps it. */
type KeyDocument = Wrapped & { readonly _id: string; readonly k: string; readonly kek: string };

export interface MongoKeyring extends Keyring {
  /** Proves that this KEK belongs to this keyring, which an empty one learns now; throws when it does not. */
  verifyKek(): Promise<void>;
  /** Deletes the MAC keys of months (UTC) that ended at least 60 days before. */
  forgetOldMacKeys(now: Date): Promise<void>;
}

const CHECK = 'kek:check';
const PROOF = Buffer.from('bersinar/keyring/1');
const MAC_KEPT_MS = 60 * 86_400_000;
const ANSWER_WITHIN_MS = 3_000;

/** The collection of keys: read and written by majority and journal. */
export const keysOf = (db: Db): Collection<KeyDocument> =>
  db.collection<KeyDocument>('keys', {
    readPreference: 'primary',
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
  });

/** The keyring in MongoDB (D9): each key wrapped under the KEK, in memory for at most 60 s. Specs alone give a clock. */
export function mongoKeyring({
  db,
  kek,
  now = () => new Date(),
}: {
  db: Db;
  kek: Kek;
  now?: () => Date;
}): MongoKeyring {
  const keys = keysOf(db);
  const cache = keyCache(now);

  const opened = ({ _id, k, kek: wrappedBy, ...wrapped }: KeyDocument): DataKey => {
    if (wrappedBy !== kek.id)
      throw new Error(`A key is wrapped under the key-encryption key ${wrappedBy}, not under ${kek.id}.`);
    return { k, bytes: kek.unwrap(wrapped, [..._id.split(':'), k]) };
  };

  const read = async (name: string): Promise<DataKey | undefined> => {
    const document = await keys.findOne({ _id: name });
    return document === null ? undefined : opened(document);
  };

  /** The key that is there afterwards: this one, or that of whoever was first. */
  const make = async (name: string, bytes: Uint8Array): Promise<DataKey> => {
    const k = randomUUID();
    try {
      await keys.insertOne({ _id: name, k, kek: kek.id, ...kek.wrap(bytes, [...name.split(':'), k]) });
      return { k, bytes };
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === 11000)) throw error;
      const first = await read(name);
      if (first === undefined) throw unavailable(error); // its majority is still to come
      return first;
    }
  };

  const keyNamed = async (name: string): Promise<DataKey> => {
    const known = cache.get(name);
    if (known !== undefined) return known;
    const readAt = now().getTime();
    const key = await answered(async () => (await read(name)) ?? (await make(name, randomBytes(32))));
    cache.set(name, key, readAt);
    return key;
  };

  return {
    keyFor: (subject, c) => keyNamed(`${subject}:${c}`),

    async find(names) {
      const known = new Map(names.map(({ s, c }) => [`${s}:${c}`, cache.get(`${s}:${c}`)]));
      const isKnown = ({ k, s, c }: KeyName): boolean => known.get(`${s}:${c}`)?.k === k;
      const unknown = new Set(names.filter((name) => !isKnown(name)).map(({ s, c }) => `${s}:${c}`));
      if (unknown.size > 0) {
        const readAt = now().getTime();
        for (const document of await answered(() => keys.find({ _id: { $in: [...unknown] } }).toArray())) {
          const key = opened(document);
          cache.set(document._id, key, readAt);
          known.set(document._id, key);
        }
      }
      return new Map(names.filter(isKnown).flatMap(({ k, s, c }) => entryOf(k, known.get(`${s}:${c}`))));
    },

    async macKeyAt(at) {
      const { k, bytes } = await keyNamed(macKeyName(at));
      return { id: k, bytes };
    },

    async macKey(id) {
      const known = cache.get(`mac:${id}`);
      if (known !== undefined) return { id, bytes: known.bytes };
      const readAt = now().getTime();
      const document = await answered(() => keys.findOne({ k: id }));
      if (!document?._id.startsWith('mac:')) return undefined;
      const key = opened(document);
      cache.set(`mac:${id}`, key, readAt);
      return { id, bytes: key.bytes };
    },

    async lookupKey() {
      return (await keyNamed(LOOKUP_KEY)).bytes;
    },

    async verifyKek() {
      await answered(() => keys.createIndexes([{ key: { k: 1 }, unique: true }]));
      const anyKey = await answered(() => keys.findOne({ _id: { $ne: CHECK } })); // before the check, which comes before any key
      const check = await answered(() => keys.findOne({ _id: CHECK }));
      if (check === null && anyKey !== null)
        throw new Error('The keyring holds keys but nothing that says which KEK is theirs.');
      const proof = check === null ? await answered(() => make(CHECK, PROOF)) : opened(check);
      if (!PROOF.equals(proof.bytes)) throw new Error('The keyring was made by something else.');
    },

    async forgetOldMacKeys(at) {
      const oldest = macKeyName(new Date(at.getTime() - MAC_KEPT_MS).toISOString());
      await answered(() => keys.deleteMany({ _id: { $gte: 'mac:', $lt: oldest } }));
      cache.clear();
    },
  };
}

const entryOf = (k: string, key: DataKey | undefined): [string, DataKey][] => (key === undefined ? [] : [[k, key]]);

/** What MongoDB answers within 3 s; throws `Unavailable` otherwise. What was sent may still be done: every call is repeatable. */
export async function answered<T>(call: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  try {
    return await Promise.race([call(), silence(ended.signal)]);
  } catch (error) {
    throw error instanceof MongoError ? unavailable(error) : error;
  } finally {
    ended.abort();
  }
}

async function silence(signal: AbortSignal): Promise<never> {
  await delay(ANSWER_WITHIN_MS, undefined, { signal }); // mongodb 7 ignores its option timeoutMS
  throw unavailable(undefined);
}

const unavailable = (cause: unknown): Unavailable =>
  new Unavailable('keyring-unavailable', 'The keys cannot be reached at the moment: try again shortly.', { cause });
