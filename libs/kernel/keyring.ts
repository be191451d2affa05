/** The kinds of sealed properties (D8), in the order in which an object lists its seals. */
export const SEAL_CLASSES = ['health', 'identity', 'narrative', 'security'] as const;
export type SealClass = (typeof SEAL_CLASSES)[number];

/** One of a subject's keys: `k` its uuid, `bytes` 32. */
export interface DataKey {
  readonly k: string;
  readonly bytes: Uint8Array;
}

/** A key for MACs and keyed ids (D2): `id` its uuid, `bytes` 32. */
export interface MacKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Whose key of which class: `s` the subject, or the stream's uuid where there is none. */
export interface KeyOwner {
  readonly s: string;
  readonly c: SealClass;
}

/** What a seal says about its key: `k` the key's uuid. */
export interface KeyName extends KeyOwner {
  readonly k: string;
}

/** The keys of the house (D2), made at the start of a log and kept for good. */
export interface HouseKeys {
  readonly command: MacKey;
  readonly login: MacKey;
  readonly lookup: MacKey;
}

/**
 * Port. Abstract class, so it is its own injection token.
 * Every method throws `Unavailable('keyring-unavailable')` when the keys cannot be reached.
 */
export abstract class Keyring {
  /** The keys by `keyName`: missing ones are made in one write, durable before they are answered; a destroyed one is absent and never made anew. */
  abstract keysFor(owners: readonly KeyOwner[]): Promise<ReadonlyMap<string, DataKey>>;
  /** The keys that are still there, by `k`: an absent one is gone. */
  abstract find(names: readonly KeyName[]): Promise<ReadonlyMap<string, DataKey>>;
  /**
   * The MAC key of the month (UTC) of an instant `YYYY-MM-DDTHH:mm:ss.sssZ`, made when there is none and durable before it is
   * answered; for a month that was forgotten it is another key under another id.
   */
  abstract macKeyAt(at: string): Promise<MacKey>;
  /** The MAC key with that id, undefined when it is gone: from 60 days after its month on. */
  abstract macKey(id: string): Promise<MacKey | undefined>;
  /** The keys of the house, the same for ever; made when there are none and durable before they are answered. */
  abstract houseKeys(): Promise<HouseKeys>;
  /** Destroys the keys of those classes for good, also those that nobody has made yet: a tombstone takes each one's place. */
  abstract destroy(s: string, classes: readonly SealClass[]): Promise<void>;
}

/** The name under which a data key is kept, `<s>:<c>`. */
export const keyName = ({ s, c }: KeyOwner): string => `${s}:${c}`;

/** The names under which the keys of the house are kept. */
export const HOUSE_KEY_NAMES = { command: 'command:key', login: 'login:key', lookup: 'lookup:key' } as const;

/** The name under which the MAC key of an instant's month (UTC) is kept, `mac:2026-11`. */
export const macKeyName = (at: string): string => `mac:${at.slice(0, 7)}`;

const MAC_KEPT_MS = 60 * 86_400_000;

/** The name of the oldest MAC key that is still kept: its month ended less than 60 days before, or not yet. */
export const oldestMacKeyName = (now: Date): string => macKeyName(new Date(now.getTime() - MAC_KEPT_MS).toISOString());
