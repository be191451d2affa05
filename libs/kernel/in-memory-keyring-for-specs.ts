import {
  type DataKey,
  HOUSE_KEY_NAMES,
  keyName,
  type Keyring,
  type MacKey,
  macKeyName,
  oldestMacKeyName,
  SEAL_CLASSES,
  type SealClass,
} from './keyring.js';
import { world } from './world.js';

/**
 * A keyring in memory, for specs: keeps the same contract as the real one, with these keys at first. `destroy` without classes destroys all of a
 * subject's keys.
 */
export function inMemoryKeyring(keys = new Map<string, DataKey>()): Keyring & {
  destroy(s: string, classes?: readonly SealClass[]): Promise<void>;
  forgetOldMacKeys(now: Date): Promise<void>;
} {
  const destroyed = new Set<string>();

  const keyNamed = (name: string): DataKey => {
    const key = keys.get(name) ?? { k: world.uuid(), bytes: world.bytes(32) };
    keys.set(name, key);
    return key;
  };
  const macKeyNamed = (name: string): MacKey => {
    const { k: id, bytes } = keyNamed(name);
    return { id, bytes };
  };

  return {
    keysFor: (owners) => {
      const living = owners.map(keyName).filter((name) => !destroyed.has(name));
      return Promise.resolve(new Map(living.map((name) => [name, keyNamed(name)])));
    },
    find: (names) => {
      const found = names.map((name) => ({ k: name.k, key: keys.get(keyName(name)) }));
      return Promise.resolve(new Map(found.flatMap(({ k, key }) => (key?.k === k ? [[k, key]] : []))));
    },
    macKeyAt: (at) => Promise.resolve(macKeyNamed(macKeyName(at))),
    macKey: (id) => {
      const [name] = [...keys].find(([name, { k }]) => name.startsWith('mac:') && k === id) ?? [];
      return Promise.resolve(name === undefined ? undefined : macKeyNamed(name));
    },
    houseKeys: () => {
      const { command, login, lookup } = HOUSE_KEY_NAMES;
      return Promise.resolve({
        command: macKeyNamed(command),
        login: macKeyNamed(login),
        lookup: macKeyNamed(lookup),
      });
    },
    destroy: (s, classes = SEAL_CLASSES) => {
      for (const c of classes) {
        destroyed.add(keyName({ s, c }));
        keys.delete(keyName({ s, c }));
      }
      return Promise.resolve();
    },
    forgetOldMacKeys: (now) => {
      const isOld = (name: string): boolean => name.startsWith('mac:') && name < oldestMacKeyName(now);
      for (const name of [...keys.keys()].filter(isOld)) keys.delete(name);
      return Promise.resolve();
    },
  };
}
