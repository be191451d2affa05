import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Collection, type Db, MongoBulkWriteError, MongoError } from 'mongodb';
import {
  type DataKey,
  HOUSE_KEY_NAMES,
  type KeyName,
  keyName,
  type Keyring,
  type MacKey,
  macKeyName,
  oldestMacKeyName,
  Unavailable,
} from '#kernel';
import { keyCache } from './cache.js';
import type { Kek, Wrapped } from './kek.js';

/**
 * A key as stored, or the tombstone in its place: `_id` is `<s>:<class>`, `mac:<month>`, `command:key`, `login:key`, `lookup:key`
 * or `kek:check`, `k` its uuid, in a tombstone the `_id` again, `kek` the id of the key that wraps it.
 */
type LivingKey = Wrapped & { readonly _id: string; readonly k: string; readonly kek: string };
type Tombstone = { readonly _id: string; readonly k: string; readonly destroyed: true };
type KeyDocument = LivingKey | Tombstone;

export interface MongoKeyring extends Keyring {
  /** Proves that this KEK belongs to this keyring, which an empty one learns now; throws when it does not. */
  verifyKek(): Promise<void>;
  /** Deletes the MAC keys of months (UTC) that ended at least 60 days before. */
  forgetOldMacKeys(now: Date): Promise<void>;
  /** Those of the names under which neither that key lies nor a tombstone. */
  lost(names: readonly KeyName[]): Promise<KeyName[]>;
}

const CHECK = 'kek:check';
const PROOF = Buffer.from('bersinar/keyring/1');
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

  const wrapped = (_id: string, bytes: Uint8Array): { document: LivingKey; key: DataKey } => {
    const k = randomUUID();
    return { document: { _id, k, kek: kek.id, ...kek.wrap(bytes, [..._id.split(':'), k]) }, key: { k, bytes } };
  };

  const opened = ({ _id, k, kek: wrappedBy, ...secret }: LivingKey): DataKey => {
    if (wrappedBy !== kek.id)
      throw new Error(`A key is wrapped under the key-encryption key ${wrappedBy}, not under ${kek.id}.`);
    return { k, bytes: kek.unwrap(secret, [..._id.split(':'), k]) };
  };

  /** What lies under the names: a key, or undefined for a tombstone. */
  const read = async (names: readonly string[]): Promise<Map<string, DataKey | undefined>> => {
    const documents = await keys.find({ _id: { $in: [...names] } }).toArray();
    return new Map(documents.map((one) => [one._id, 'destroyed' in one ? undefined : opened(one)]));
  };

  /** What lies under the names afterwards: these keys, or what somebody else was first with. */
  const make = async (secrets: ReadonlyMap<string, Uint8Array>): Promise<Map<string, DataKey | undefined>> => {
    const made = [...secrets].map(([name, bytes]) => wrapped(name, bytes));
    try {
      await keys.insertMany(
        made.map(({ document }) => document),
        { ordered: false },
      );
      return new Map(made.map(({ document, key }) => [document._id, key]));
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      const first = await read([...secrets.keys()]);
      if (first.size < secrets.size) throw unavailable(); // its majority is still to come
      return first;
    }
  };

  const readOrMake = async (names: readonly string[]): Promise<Map<string, DataKey | undefined>> => {
    const there = await read(names);
    const missing = names.filter((name) => !there.has(name));
    if (missing.length === 0) return there;
    return new Map([...there, ...(await make(new Map(missing.map((name) => [name, randomBytes(32)]))))]);
  };

  /** The keys by name: from memory where one is there and will do, else what `ask` finds. */
  const keysNamed = async (
    names: readonly string[],
    ask: typeof read,
    willDo: (key: DataKey) => boolean = () => true,
  ): Promise<Map<string, DataKey>> => {
    const known = new Map<string, DataKey>();
    for (const name of names) {
      const key = cache.get(name);
      if (key !== undefined && willDo(key)) known.set(name, key);
    }
    const unknown = [...new Set(names)].filter((name) => !known.has(name));
    if (unknown.length === 0) return known;
    const keep = cache.reading();
    for (const [name, key] of await answered(() => ask(unknown))) {
      if (key === undefined) continue;
      known.set(name, key);
      keep(name, key);
    }
    return known;
  };

  const macKeyIn = (found: ReadonlyMap<string, DataKey>, name: string): MacKey => {
    const key = found.get(name);
    if (key === undefined) throw new Error(`The keyring says that ${name} was destroyed.`);
    return { id: key.k, bytes: key.bytes };
  };

  return {
    keysFor: (owners) => keysNamed(owners.map(keyName), readOrMake),

    async find(names) {
      const wanted = new Set(names.map(({ k }) => k));
      const found = await keysNamed(names.map(keyName), read, ({ k }) => wanted.has(k));
      return new Map([...found.values()].filter(({ k }) => wanted.has(k)).map((key) => [key.k, key]));
    },

    async macKeyAt(at) {
      const name = macKeyName(at);
      return macKeyIn(await keysNamed([name], readOrMake), name);
    },

    async macKey(id) {
      const known = cache.get(`mac:${id}`);
      if (known !== undefined) return { id, bytes: known.bytes };
      const keep = cache.reading();
      const document = await answered(() => keys.findOne({ k: id }));
      if (document === null || 'destroyed' in document || !document._id.startsWith('mac:')) return undefined;
      const key = opened(document);
      keep(`mac:${id}`, key);
      return { id, bytes: key.bytes };
    },

    async houseKeys() {
      const { command, login, lookup } = HOUSE_KEY_NAMES;
      const found = await keysNamed([command, login, lookup], readOrMake);
      return {
        command: macKeyIn(found, command),
        login: macKeyIn(found, login),
        lookup: macKeyIn(found, lookup),
      };
    },

    async destroy(s, classes) {
      if (classes.length === 0) return;
      const names = classes.map((c) => keyName({ s, c }));
      try {
        await answered(() => keys.bulkWrite(names.map(entombing), { ordered: false }));
      } finally {
        cache.forget(names); // also when nobody knows whether it was done
      }
    },

    async verifyKek() {
      await answered(() => keys.createIndexes([{ key: { k: 1 }, unique: true }]));
      const anyKey = await answered(() => keys.findOne({ _id: { $ne: CHECK } })); // before the check, which comes before any key
      const check = await answered(() => read([CHECK]));
      if (check.size === 0 && anyKey !== null)
        throw new Error('The keyring holds keys but nothing that says which KEK is theirs.');
      const proof = check.size === 0 ? await answered(() => make(new Map([[CHECK, PROOF]]))) : check;
      if (!PROOF.equals(proof.get(CHECK)?.bytes ?? Buffer.of()))
        throw new Error('The keyring was made by something else.');
    },

    async forgetOldMacKeys(at) {
      await answered(() => keys.deleteMany({ _id: { $gte: 'mac:', $lt: oldestMacKeyName(at) } }));
      cache.forget();
    },

    async lost(names) {
      const there = await answered(() => read([...new Set(names.map(keyName))]));
      const isThere = (name: KeyName): boolean => {
        const key = there.get(keyName(name));
        return key === undefined ? there.has(keyName(name)) : key.k === name.k;
      };
      return names.filter((name) => !isThere(name));
    },
  };
}

/** Puts a tombstone in the place of a key, or where one could come, in one write. */
const entombing = (_id: string) => ({
  replaceOne: { filter: { _id }, replacement: { k: _id, destroyed: true as const }, upsert: true },
});

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
  throw unavailable();
}

const unavailable = (cause?: unknown): Unavailable => new Unavailable('keyring-unavailable', { cause });
