import { type Engine, id, keptHistories, type Keyring, Unavailable } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { world } from '#kernel/world';
import { zoneOf } from '#platform/auth';
import { sharedTail } from '#platform/event-store';
import { everybody } from '#platform/for-specs';
import { cursorKeyOf, MongoReadModels } from '#platform/projections';
import { parkedStreams } from '#platform/repair';
import { createLogger } from '#platform/telemetry';
import { type Feed, feedsOf } from '#platform/gateway';
import { type Followers, runFollowers } from '../../apps/bersinar/followers.js';
import { type Build, TODAY } from './builds.js';
import { databaseThrough, type Disk } from './documents.js';
import type { Keys } from './keys.js';
import type { Client, Port, Runner } from './port.js';
import type { Front } from './questions.js';
import { type Server, storeThrough } from './store.js';

/** What outlives every process. */
export interface Durable {
  /** Whose keys were destroyed. */
  readonly erased: Set<string>;
  readonly server: Server;
  readonly keys: Keys;
  disk: Disk;
}

export interface Process {
  readonly runner: Runner;
  readonly port: Port;
  readonly engine: Engine;
  /** Of a process that takes commands, answers questions and feeds subscribers. */
  readonly feed?: Feed;
  readonly front?: Front;
  /** Of a process that follows the log. */
  readonly followers?: Followers;
}

const CLIENT: Client = { failure: () => new Unavailable('keyring-unavailable'), givesUpMs: 3_000 }; // as what asks its database

export const keyringThrough = (port: Port, keys: Keyring): Keyring => ({
  keysFor: (owners) => port.call('keyring keysFor', () => keys.keysFor(owners), CLIENT),
  find: (names) => port.call('keyring find', () => keys.find(names), CLIENT),
  macKeyAt: (at) => port.call('keyring macKeyAt', () => keys.macKeyAt(at), CLIENT),
  macKey: (name) => port.call('keyring macKey', () => keys.macKey(name), CLIENT),
  houseKeys: () => port.call('keyring houseKeys', () => keys.houseKeys(), CLIENT),
  destroy: (s, classes) => port.call('keyring destroy', () => keys.destroy(s, classes), CLIENT),
});

/** What commands run on, as a process reaches it. */
export const engineThrough = (port: Port, { server, keys }: Durable, { registry } = TODAY): Engine => ({
  store: storeThrough(port, server),
  keyring: keyringThrough(port, keys),
  registry,
  staff: everybody,
  keys: SPEC_KEYS,
  log: id('log'),
  build: 'simulated',
  zoneOf,
  now: () => new Date(world.now()),
});

/** Starts a process: one that handles commands, or one that follows the log too. */
export function startProcess(
  portOf: (runner: Runner) => Port,
  durable: Durable,
  {
    name,
    build,
    follows,
    report,
  }: {
    readonly name: string;
    readonly build: Build;
    readonly follows: boolean;
    readonly report: (line: string) => void;
  },
): Process {
  const runner: Runner = { name, isDead: false };
  const port = portOf(runner);
  const register = parkedStreams();
  const known = { parked: register.of, excluded: register.excludedOf, histories: keptHistories() };
  const engine = Object.assign(engineThrough(port, durable, build), known);
  const database = databaseThrough(port, () => durable.disk);
  if (!follows) {
    const means = { store: engine.store, cursorKey: cursorKeyOf(engine.keys) };
    const models = new MongoReadModels(database, engine.log, means);
    const front = { models, projections: build.projections };
    return { runner, port, engine, feed: feedsOf(engine, build.mapping), front };
  }
  const projected = sharedTail(storeThrough(port, durable.server));
  const write = (line: string): void => {
    if (!runner.isDead) report(line);
  };
  const logger = createLogger('error', { write });
  const stores = { store: engine.store, projected, database, keyring: database };
  const followers = runFollowers({ engine, register }, stores, logger, undefined, build.projections);
  return { runner, port, engine, followers };
}
