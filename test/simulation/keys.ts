import { type DataKey, keyName, type KeyName, type Keyring, type SealClass } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';

/** A keyring that outlives every process, and of which an older copy can be put back. */
export type Keys = Keyring & {
  readonly copy: () => ReadonlyMap<string, DataKey>;
  /** Has these keys again, and what was made since; that any was destroyed is forgotten. */
  readonly putBack: (older: ReadonlyMap<string, DataKey>) => void;
  /** Which of these are neither there nor destroyed. */
  readonly lost: (names: readonly KeyName[]) => Promise<KeyName[]>;
};

/** One with these keys at first. */
export function houseKeyring(keys = new Map<string, DataKey>()): Keys {
  let keyring = inMemoryKeyring(keys);
  const destroyed = new Set<string>();
  return {
    keysFor: (owners) => keyring.keysFor(owners),
    find: (names) => keyring.find(names),
    macKeyAt: (at) => keyring.macKeyAt(at),
    macKey: (id) => keyring.macKey(id),
    houseKeys: () => keyring.houseKeys(),
    destroy: (s: string, classes: readonly SealClass[]) => {
      for (const c of classes) destroyed.add(keyName({ s, c }));
      return keyring.destroy(s, classes);
    },
    copy: () => new Map(keys),
    putBack: (older) => {
      for (const [name, key] of older) keys.set(name, key);
      destroyed.clear();
      keyring = inMemoryKeyring(keys);
    },
    lost: (names) =>
      Promise.resolve(names.filter((name) => !destroyed.has(keyName(name)) && keys.get(keyName(name))?.k !== name.k)),
  };
}
