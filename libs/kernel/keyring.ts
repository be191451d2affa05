import { randomBytes, randomUUID } from 'node:crypto';

/** The kinds of sealed properties (D8), in the order in which an object lists its seals. */
export const SEAL_CLASSES = ['health', 'identity', 'narrative', 'security'] as const;
export type SealClass = (typeof SEAL_CLASSES)[number];

/** One of a subject's keys: `k` its uuid, `bytes` 32. */
export interface DataKey {
  readonly k: string;
  readonly bytes: Uint8Array;
}

/** A month's key for the MACs of commands (D2): `id` its uuid, `bytes` 32. */
export interface MacKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What a seal says about its key: `k` the key's uuid, `s` the subject, `c` the class. */
export interface KeyName {
  readonly k: string;
  readonly s: string;
  readonly c: SealClass;
}

/**
 * Port. Abstract class, so it is its own injection token.
 * Every method throws `Unavailable('keyring-unavailable')` when the keys cannot be reached.
 */
export abstract class Keyring {
  /** The subject's key of that class, made when there is none and durable before it is answered. */
  abstract keyFor(subject: string, c: SealClass): Promise<DataKey>;
  /** The keys that are still there, by `k`: an absent one is gone. */
  abstract find(names: readonly KeyName[]): Promise<Map<string, DataKey>>;
  /** The MAC key of the month (UTC) of an instant `YYYY-MM-DDTHH:mm:ss.sssZ`, made when there is none and durable before it is answered. */
  abstract macKeyAt(at: string): Promise<MacKey>;
  /** The MAC key with that id, undefined when it is gone; kept for at least 60 days after its month. */
  abstract macKey(id: string): Promise<MacKey | undefined>;
  /** The keyring's one key for names by which a value is looked up, 32 bytes, the same for ever; made when there is none and durable before it is answered. */
  abstract lookupKey(): Promise<Uint8Array>;
}

/** The name under which the lookup key is kept. */
export const LOOKUP_KEY = 'lookup:key';

/** The name under which the MAC key of an instant's month (UTC) is kept, `mac:2026-11`. */
export const macKeyName = (at: string): string => `mac:${at.slice(0, 7)}`;

/** A keyring in memory, for specs: keeps the same contract as the real one; `destroy` drops every key of a subject. */
export function inMemoryKeyring(): Keyring & { destroy(subject: string): void } {
  const keys = new Map<string, DataKey>();

  const keyNamed = (name: string): DataKey => {
    const key = keys.get(name) ?? { k: randomUUID(), bytes: randomBytes(32) };
    keys.set(name, key);
    return key;
  };

  return {
    keyFor: (subject, c) => Promise.resolve(keyNamed(`${subject}:${c}`)),
    find: (names) => {
      const found = names.map(({ s, c, k }) => ({ k, key: keys.get(`${s}:${c}`) }));
      return Promise.resolve(new Map(found.flatMap(({ k, key }) => (key?.k === k ? [[k, key]] : []))));
    },
    macKeyAt: (at) => {
      const { k, bytes } = keyNamed(macKeyName(at));
      return Promise.resolve({ id: k, bytes });
    },
    macKey: (id) => {
      const [, key] = [...keys].find(([name, { k }]) => name.startsWith('mac:') && k === id) ?? [];
      return Promise.resolve(key && { id, bytes: key.bytes });
    },
    lookupKey: () => Promise.resolve(keyNamed(LOOKUP_KEY).bytes),
    destroy: (subject) => {
      for (const c of SEAL_CLASSES) keys.delete(`${subject}:${c}`);
    },
  };
}
