import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { databaseThrough } from './documents.js';
import { keyringThrough } from './house.js';
import { CUTS, FAULTS, SURE } from './port.js';
import { serverOf, storeThrough } from './store.js';

const NEVER_FAIL: ReadonlySet<string> = new Set(['renew', 'close', 'houseKeys', 'collection']); // they reach nobody
const methodsOf = (port: object): readonly string[] =>
  Object.entries(port).flatMap(([name, method]) =>
    typeof method === 'function' && !NEVER_FAIL.has(name) ? [name] : [],
  );

/** How calls of each method of a port are counted: under its name, or under that of a kind of collection and its name. */
const METHODS: readonly RegExp[] = [
  ...methodsOf(storeThrough(SURE, serverOf(new InMemoryEventStore()))).map((name) => new RegExp(`^${name}$`)),
  ...methodsOf(keyringThrough(SURE, inMemoryKeyring())).map((name) => new RegExp(`^keyring ${name}$`)),
  ...methodsOf(databaseThrough(SURE, () => new Map())).map((name) => new RegExp(`^${name}$`)),
  ...methodsOf(databaseThrough(SURE, () => new Map()).collection('any')).map(
    (name) => new RegExp(`^([a-z]+ )?${name}$`),
  ),
];

/** The methods that were never called. */
export const uncalled = (called: readonly string[]): readonly string[] =>
  METHODS.filter((method) => !called.some((name) => method.test(name))).map(
    ({ source }) => `${source} was never called`,
  );

/** What was never drawn: a method that was never called, a fault that never struck one that was, a call at which nobody died. */
export function neverDrawn(drawn: Readonly<Record<string, number>>): readonly string[] {
  const called = Object.keys(drawn).flatMap((what) => /^(.*): called$/.exec(what)?.[1] ?? []);
  const expected = called.flatMap((name) => {
    const isArrival = name.endsWith(' event');
    const kinds = [...(isArrival ? CUTS : FAULTS), 'death'].map((kind) => `${name}: ${kind}`);
    return isArrival ? kinds : [...kinds, `${name} answered: death`];
  });
  return [
    ...uncalled(called),
    ...expected.filter((what) => drawn[what] === undefined).map((what) => `${what} was never drawn`),
  ];
}
