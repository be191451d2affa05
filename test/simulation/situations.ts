import {
  asksOf,
  type AnyPolicy,
  Conflict,
  type DataKey,
  type Engine,
  type EventStore,
  NotFound,
  type RawEvent,
  Refusal,
  uuidOf,
} from '#kernel';
import { custodyPolicies, custodySenders } from '#contexts/custody';
import { rehabilitationPolicies, rehabilitationSenders } from '#contexts/rehabilitation';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { world } from '#kernel/world';
import { sendBy } from '#platform/policies';
import { TODAY } from './builds.js';
import type { Kind, Known } from './deeds.js';
import { copied, type Disk } from './documents.js';
import { type Folds, foldsOf } from './folds.js';
import { type Durable, engineThrough, startProcess } from './house.js';
import { houseKeyring } from './keys.js';
import { asked, begun, doneBy, type House, learn, nextOf } from './people.js';
import { SURE } from './port.js';
import { serverOf } from './store.js';
import { tapeOf } from './tape.js';
import { enterVirtualWorld } from './virtual-world.js';

/** How far something has come when a run begins. */
interface Begun {
  readonly kind: Kind;
  readonly course: number;
  readonly steps: number;
}
const so = (kind: Kind, course: number, steps: number): Begun => ({ kind, course, steps });
const house = [so('template', 0, 1), so('staff', 0, 1), so('agreement', 0, 5)];

/** From where runs begin: the plain one is an empty house. */
export const SITUATIONS: readonly (readonly Begun[])[] = [
  [],
  [
    ...[...house, so('agreement', 1, 2), so('visit', 1, 1), so('directive', 0, 2), so('directive', 1, 2)],
    ...[so('person', 0, 2), so('person', 2, 1), so('person', 2, 6), so('person', 8, 1)],
  ],
  [
    ...[...house, so('visit', 0, 2), so('person', 0, 13), so('person', 7, 17), so('person', 1, 11)],
    ...[so('person', 9, 3), so('person', 3, 3)],
  ],
  [
    ...[...house.slice(0, 2), so('agreement', 2, 5), so('person', 0, 19), so('person', 7, 23), so('person', 1, 20)],
    ...[so('person', 10, 20), so('agreement', 0, 4)],
  ],
  [
    ...[...house, so('directive', 0, 5), so('person', 0, 26), so('person', 5, 15), so('person', 3, 4)],
    so('person', 11, 21),
  ],
  [
    ...[...house, so('agreement', 3, 5), so('person', 0, 30), so('person', 1, 29), so('person', 6, 19)],
    so('person', 11, 25),
  ],
];

const BEGAN_AT = Date.parse('2024-11-04T01:00:00.000Z');
const ENDED_AT = Date.parse('2024-12-16T00:00:00.000Z');
const HOURS_MS = 5 * 3_600_000;
const TRIES = 20;
const POLICIES: readonly AnyPolicy[] = [...custodyPolicies, ...rehabilitationPolicies];

/** What is there when a run begins, and what people know of it. */
interface Beginning {
  readonly events: readonly RawEvent[];
  readonly keys: ReadonlyMap<string, DataKey>;
  readonly disk: Disk;
  readonly folds: Folds;
  readonly known: Known;
}

const beginnings = new Map<number, Promise<Beginning>>();

/** A house of its own in that situation, which is made once, by real commands. */
export async function houseIn(
  situation: number,
): Promise<Pick<Beginning, 'events' | 'folds' | 'known'> & { readonly durable: Durable }> {
  const making = beginnings.get(situation) ?? made(SITUATIONS[situation] ?? []);
  beginnings.set(situation, making);
  const { events, keys, disk, folds, known } = await making;
  const log = new InMemoryEventStore();
  log.putBack(events);
  return {
    durable: { server: serverOf(log), keys: houseKeyring(new Map(keys)), disk: copied(disk), erased: new Set() },
    ...{ events, folds },
    known: JSON.parse(JSON.stringify(known)) as Known,
  };
}

const COUNTING = Array.from({ length: 10_000 }, (_, n) => n % 500);

/** A situation as it is brought about, step by step, with nothing that fails; then the read models are built. */
async function made(situation: readonly Begun[]): Promise<Beginning> {
  const virtual = enterVirtualWorld(tapeOf([]), 0, BEGAN_AT);
  const keys = new Map<string, DataKey>();
  const durable: Durable = {
    server: serverOf(new InMemoryEventStore()),
    keys: houseKeyring(keys),
    disk: new Map(),
    erased: new Set(),
  };
  const engine = engineThrough(SURE, durable);
  const known: Known = [];
  try {
    await ended(virtual, live(situation, engine, known));
    if (situation.length > 0) await built(virtual, durable);
  } finally {
    virtual.leave();
  }
  const events = await eventsIn(durable.server.log);
  return { events, keys, disk: durable.disk, folds: foldsOf(events, engine), known };
}

type World = ReturnType<typeof enterVirtualWorld>;

/** Lets time pass until the work has ended. */
async function ended(virtual: World, work: Promise<void>): Promise<void> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  work.then(over, over);
  await virtual.until(() => isOver, ENDED_AT, 'living');
  await work;
}

async function live(situation: readonly Begun[], engine: Engine, known: Known): Promise<void> {
  const tape = tapeOf(COUNTING);
  const follow = following(engine);
  for (const { kind, course, steps } of situation) {
    const dossier = begun(kind, course);
    for (let tries = 0; dossier.step < steps; tries += 1) {
      const deed = doneBy(known, nextOf(dossier) ?? '', dossier, tape);
      if (deed === undefined) break;
      try {
        const receipt = await deed.handle(engine, asked(deed));
        await learn(known, dossier, deed, receipt, entryIn(engine.store));
      } catch (error) {
        if (!(error instanceof Refusal) || tries > TRIES) throw error; // another number is not taken
      }
      await follow();
      await world.delay(HOURS_MS);
    }
  }
  await world.delay(ENDED_AT - world.now());
}

/** What the policies make of all that was recorded since. */
function following(engine: Engine): () => Promise<void> {
  const dispatch = sendBy(engine, { ...custodySenders, ...rehabilitationSenders });
  let done = 0;
  return async function follow(): Promise<void> {
    const events = (await eventsIn(engine.store)).slice(done);
    done += events.length;
    for (const event of events.map((raw) => engine.registry.believe(raw))) {
      for (const ask of POLICIES.flatMap((policy) => asksOf(policy, event))) {
        await dispatch(ask).catch((error: unknown) => {
          if (!(error instanceof Refusal || error instanceof NotFound || error instanceof Conflict)) throw error;
        });
      }
    }
    if (events.length > 0) await follow();
  };
}

async function built(virtual: World, durable: Durable): Promise<void> {
  const { runner, followers } = startProcess(() => SURE, durable, {
    name: 'projector',
    build: TODAY,
    follows: true,
    report: () => undefined,
  });
  let head = await durable.server.log.head();
  const isAtHead = (): boolean => {
    const { projections = [], policies = [] } = followers?.status() ?? {};
    return projections.length > 0 && [...projections, ...policies].every(({ position }) => position === head);
  };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const next = virtual.now() + 5_000;
    await virtual.until(() => virtual.now() >= next, ENDED_AT, 'building');
    head = await durable.server.log.head();
    if (isAtHead()) break;
  }
  runner.isDead = true;
}

export async function eventsIn(log: EventStore): Promise<readonly RawEvent[]> {
  const events: RawEvent[] = [];
  for await (const event of log.readAll()) events.push(event);
  return events;
}

/** The id of the entry of a record that was acknowledged with that revision. */
export const entryIn =
  (log: EventStore): House['entryAt'] =>
  async ({ id, revision }) =>
    (await eventsIn(log)).find((event) => uuidOf(event.stream) === id && event.revision === revision)?.id ?? '';
