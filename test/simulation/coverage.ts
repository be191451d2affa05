import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { databaseThrough } from './documents.js';
import { keyringThrough } from './house.js';
import { CUTS, faultsFor, SURE } from './port.js';
import { HAPPENINGS } from './restores.js';
import { serverOf, storeThrough } from './store.js';

const NEVER_FAIL: ReadonlySet<string> = new Set(['renew', 'close', 'collection']); // they reach nobody
const methodsOf = (port: object): readonly string[] =>
  Object.entries(port).flatMap(([name, method]) =>
    typeof method === 'function' && !NEVER_FAIL.has(name) ? [name] : [],
  );

const SURE_STORE = storeThrough(SURE, serverOf(new InMemoryEventStore()));
const SURE_DATABASE = databaseThrough(SURE, () => new Map());

/** The methods of the ports, and what comes by itself, as their calls are counted; those of collections under the kind of one and the name. */
export const METHODS: readonly string[] = [
  ...methodsOf(SURE_STORE),
  ...['readAll event', 'subscribe event'],
  ...methodsOf(keyringThrough(SURE, inMemoryKeyring())).map((name) => `keyring ${name}`),
  ...methodsOf(SURE_DATABASE),
  ...methodsOf(SURE_DATABASE.collection('any')),
];

/** The methods that were never called. */
export const uncalled = (called: readonly string[]): readonly string[] =>
  METHODS.filter((method) => !called.some((name) => name === method || isOfCollection(name, method))).map(
    (method) => `${method} was never called`,
  );
const isOfCollection = (name: string, method: string): boolean =>
  name.endsWith(` ${method}`) && !name.startsWith('keyring ');

const ARRIVES = / (event|document)$/;

/** What may happen to a call of that name besides that it is made. */
const fatesOf = (name: string): readonly string[] =>
  ARRIVES.test(name)
    ? [...CUTS, 'death'].map((fate) => `${name}: ${fate}`)
    : [...[...faultsFor(name), 'death'].map((fate) => `${name}: ${fate}`), `${name} answered: death`];

/** What is counted of a call of that name. */
export const countedOf = (name: string): readonly string[] => [`${name}: called`, ...fatesOf(name)];

/** What was never drawn: a method that was never called, a fault that never struck one that was, a call at which nobody died, what never happened. */
export function neverDrawn(drawn: Readonly<Record<string, number>>): readonly string[] {
  const called = Object.keys(drawn).flatMap((what) => /^(.*): called$/.exec(what)?.[1] ?? []);
  const expected = [...called.flatMap(fatesOf), ...HAPPENINGS];
  return [
    ...uncalled(called),
    ...expected.filter((what) => drawn[what] === undefined).map((what) => `${what} was never drawn`),
  ];
}
