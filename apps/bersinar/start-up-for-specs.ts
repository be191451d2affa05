import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import {
  type Aggregate,
  type AnyEvent,
  type EventStore,
  inParallel,
  type Place,
  type Position,
  type RawEvent,
  send,
  Unavailable,
} from '#kernel';
import { person } from '#kernel/given-for-specs';
import { createLogger } from '#platform/telemetry';
import { configFrom } from './config.js';
import { POLICIES } from './followers.js';
import { KEYRING, openStores } from './stores.js';
import { type Running, startSystem, type System } from './system.js';

const A_STREAM = 20;
const UNIT = 'BNNK-PURBALINGGA';

/** How often something was asked, and of how much it answered. */
export type Counts = Record<string, { calls: number; items: number }>;

/** What `use` answers on a folder with a log of so many events, up to which everybody has got, and a key for every twentieth. */
export async function withLogOf<T>(events: number, use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-start-'));
  let system: System | undefined;
  try {
    system = await startOn(dataDir, { keysEveryMs: 1_000 });
    const running = system;
    const streams = Array.from({ length: events / A_STREAM }, () => randomUUID());
    await inParallel(streams, 4, (uuid) => writeAtLast(running, uuid));
    await until(async () => {
      const head = (await running.engine.store.head()) ?? '';
      return (await haveGotTo(running, head)) && (await keysAreCheckedTo(running, head));
    });
    await system.close();
    return await use(dataDir);
  } finally {
    await system?.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What a start asks of the log and of the keyring until everybody has got to an event that is written then. */
export async function startedOn(dataDir: string): Promise<{ readonly log: Counts; readonly keyring: Counts }> {
  const [log, keyring]: [Counts, Counts] = [{}, {}];
  const system = await startOn(dataDir, {
    open: (urls, closing) => {
      const stores = openStores(urls, closing);
      const client = new MongoClient(urls.models, { monitorCommands: true });
      closing.push(() => client.close());
      client.on('commandSucceeded', ({ commandName, reply }) => {
        count(keyring, commandName, documentsIn(reply as Reply));
      });
      return {
        ...stores,
        store: counting(stores.store, log),
        projected: counting(stores.projected, log),
        keyring: client.db(stores.keyring.databaseName),
      };
    },
  });
  try {
    const position = await write(system, randomUUID(), 1);
    await until(() => haveGotTo(system, position));
    return structuredClone({ log, keyring });
  } finally {
    await system.close();
  }
}

const startOn = (dataDir: string, running: Running): Promise<System> =>
  startSystem(configFrom({ PORT: '0', DATA_DIR: dataDir }), createLogger('silent'), running);

const keysAreCheckedTo = async ({ database }: System, position: Position): Promise<boolean> => {
  const checked = await database.client.db(KEYRING).collection('checkpoints').findOne({});
  return (checked?.position as Position | undefined) === position;
};

interface Reached {
  readonly _id: string;
  readonly members: readonly string[];
  readonly reached: Position;
}

async function haveGotTo(system: System, position: Position): Promise<boolean> {
  const { database, projections } = system;
  const group = await database.collection<Reached>('checkpoints').findOne({ _id: 'group' });
  const policies = await database.collection('policies').find().toArray();
  const places = policies.map(({ place }) => (place as Place).position);
  return (
    group?.members.length === projections.length &&
    places.length === POLICIES.length &&
    [group.reached, ...places].every((at) => at >= position)
  );
}

/** Writes a directive with so many events and one key; answers the position of the last. */
async function write({ engine }: System, createdId: string, events: number): Promise<Position> {
  const { position } = await send(engine, directive, {
    command: { type: 'Write', data: { events } },
    by: person('head', 'kepala-bnnk', UNIT),
    createdId,
    unitId: UNIT,
    commandId: createdId,
    body: {},
    context: {},
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
  return position;
}

/** Asks again, as a client does, while a store on a busy machine does not answer in time. */
async function writeAtLast(system: System, createdId: string): Promise<Position> {
  try {
    return await write(system, createdId, A_STREAM);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return writeAtLast(system, createdId);
  }
}

const FOLLOW_UP = {
  type: 'DirectiveFollowUpRecorded',
  data: { followUpId: randomUUID(), report: 'It was done.', recordedBy: randomUUID() },
} as const;

/** Directives whose events nobody's rules are asked about. */
const directive: Aggregate<null, { readonly type: 'Write'; readonly data: { readonly events: number } }, AnyEvent> = {
  name: 'directive',
  unitsOf: () => [UNIT],
  decider: {
    initial: null,
    decide: { Write: ({ data }) => Array.from({ length: data.events }, () => FOLLOW_UP) },
    evolve: { [FOLLOW_UP.type]: () => null },
  },
};

interface Reply {
  readonly cursor?: { readonly firstBatch?: readonly unknown[]; readonly nextBatch?: readonly unknown[] };
}

const documentsIn = ({ cursor }: Reply): number => (cursor?.firstBatch ?? cursor?.nextBatch ?? []).length;

function count(counts: Counts, what: string, items: number, calls = 1): void {
  const { calls: before, items: known } = counts[what] ?? { calls: 0, items: 0 };
  counts[what] = { calls: before + calls, items: known + items };
}

/** The store, counting what it is asked and the events that it answers. */
function counting(store: EventStore, counts: Counts): EventStore {
  const answered = async <T>(what: string, answer: Promise<T>): Promise<T> => {
    const found = await answer;
    count(counts, what, Array.isArray(found) ? found.length : found === undefined ? 0 : 1);
    return found;
  };
  const counted = async function* (what: string, events: AsyncIterable<RawEvent>): AsyncGenerator<RawEvent> {
    count(counts, what, 0);
    for await (const event of events) {
      count(counts, what, 1, 0);
      yield event;
    }
  };
  return {
    append: (...batch) => store.append(...batch),
    read: (...what) => answered(what[0].startsWith('policy-') ? 'policies' : 'read', store.read(...what)),
    readOne: (...which) => answered('readOne', store.readOne(...which)),
    eventAt: (position) => answered('eventAt', store.eventAt(position)),
    head: (may) => answered('head', store.head(may)),
    readAll: (after) => counted('readAll', store.readAll(after)),
    subscribe: (...from) => counted('subscribe', store.subscribe(...from)),
    get generation() {
      return store.generation;
    },
    renew: (generation) => store.renew(generation),
    close: () => store.close(),
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 240_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It never came true.');
    await delay(50);
  }
}
