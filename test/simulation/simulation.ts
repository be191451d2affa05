import type { Ask, EventStore } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { seeded } from '#kernel/seeded';
import { world } from '#kernel/world';
import type { Handle } from '#platform/commands';
import type { Feed } from '#platform/gateway';
import { compareWithFoldFromZero } from '../../libs/platform/projections/compare.js';
import { PROJECTIONS } from '../../apps/bersinar/followers.js';
import { faultsIn } from './checkers.js';
import { copied, databaseThrough } from './documents.js';
import { type Durable, engineThrough, type Process, startProcess } from './house.js';
import { act, type Known, type Server, type Told } from './people.js';
import { faultsOf, type Port } from './port.js';
import { listen, type Subscriber, subscriber } from './subscriber.js';
import { tapeOf } from './tape.js';
import { enterVirtualWorld } from './virtual-world.js';

const STARTS_AT = Date.parse('2024-12-16T02:00:00.000Z');
const APIS = 2;
const PROJECTORS = 2;
const PEOPLE = 3;
const DEEDS = 10;
const TAPE = 40_000;
const HOUR = 3_600_000;
const SLICE_MS = 6_000; // of three looks at what is served

export interface Outcome {
  readonly faults: readonly string[];
  readonly trace: readonly string[];
  readonly drawn: ReadonlyMap<string, number>;
  readonly told: readonly Told[];
  readonly events: number;
}

/** The choices of a seed. */
export function choicesOf(seed: number): readonly number[] {
  const random = seeded(seed);
  return Array.from({ length: TAPE }, () => Math.floor(random() * 65_536));
}

const sure: Port = { call: (_, work) => work(), arrive: () => Promise.resolve() };

/** Runs the whole house under these choices: faults, deaths and people first, then peace, in which everything must reach the head and hold. */
export async function simulate(choices: readonly number[], seed = 0): Promise<Outcome> {
  const tape = tapeOf(choices);
  const virtual = enterVirtualWorld(tape, seed, STARTS_AT);
  const durable: Durable = { log: new InMemoryEventStore(), keys: inMemoryKeyring(), disk: new Map() };
  const died: string[] = [];
  const faults = faultsOf(virtual, tape, ({ name }) => died.push(name));
  const processes = new Map<string, Process>();
  const start = (name: string): void => {
    const report = (line: string) => {
      virtual.note(`${name} says ${line.trim()}`);
    };
    const follows = name.startsWith('projector');
    processes.set(name, startProcess(faults.portOf, durable, { name, follows, report }));
  };
  for (let n = 0; n < APIS; n += 1) start(`api ${n}`);
  for (let n = 0; n < PROJECTORS; n += 1) start(`projector ${n}`);
  const living = (): Process[] => [...processes.values()].filter(({ runner }) => !runner.isDead);
  const servers = (): Server[] =>
    living().flatMap(({ engine, followers }) =>
      followers === undefined ? [(ask: Ask, handle: Handle) => handle(engine, ask)] : [],
    );
  const feeds = (): Feed[] => living().flatMap(({ feed }) => feed ?? []);

  const told: Told[] = [];
  const crashes: string[] = [];
  const fell = (error: unknown): void => {
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  try {
    const known: Known = { inmates: [], consents: [] };
    let busy = PEOPLE;
    for (let n = 0; n < PEOPLE; n += 1) {
      void live(known)
        .catch(fell)
        .finally(() => (busy -= 1));
    }
    const service = subscriber();
    let isOver = false;
    void listen(service, tape, feeds, () => isOver).catch(fell);
    const restarts = world.every(500, () => {
      const name = died.shift();
      if (name !== undefined) start(name);
    });
    if (tape.rarely(300)) copyBack(500 + tape.choose(4_000), 500 + tape.choose(4_000));
    await virtual.until(() => busy === 0, HOUR, 'people');
    faults.end();
    await peace(service);
    isOver = true;
    restarts();
    const found = [
      ...crashes,
      ...(await faultsIn(durable.log, engineThrough(sure, durable), { told, received: service.received })),
      ...(await differences()),
    ];
    return { faults: found, trace: virtual.trace, drawn: faults.drawn, told, events: await size(durable.log) };
  } catch (error) {
    fell(error);
    return { faults: crashes, trace: virtual.trace, drawn: faults.drawn, told, events: await size(durable.log) };
  } finally {
    for (const { runner } of processes.values()) runner.isDead = true;
    virtual.leave();
  }

  async function live(known: Known): Promise<void> {
    for (let n = 0; n < DEEDS; n += 1) {
      await world.delay(50 + tape.choose(400));
      const said = await act(known, tape, servers);
      told.push(...said);
      for (const { ask, answer } of said) {
        virtual.note(
          `${ask.command.type} of ${ask.target?.id.slice(0, 8) ?? 'nobody'}: ${typeof answer === 'string' ? answer : 'done'}`,
        );
      }
    }
  }

  /** The read models are put back as they were a while before. */
  function copyBack(takenAfterMs: number, putBackAfterMs: number): void {
    world.later(takenAfterMs, () => {
      const copy = copied(durable.disk);
      world.later(putBackAfterMs, () => {
        virtual.note('an older copy of the read models is put back');
        durable.disk = copy;
      });
    });
  }

  /** Time passes until whoever follows has reached the head, and stays there. */
  async function peace(service: Subscriber): Promise<void> {
    const late = virtual.now() + HOUR;
    for (;;) {
      const next = virtual.now() + SLICE_MS;
      await virtual.until(() => virtual.now() >= next, HOUR, 'time');
      const head = await durable.log.head();
      const behind = [...processes.values()].flatMap(({ followers, runner }) => {
        if (followers === undefined) return [];
        const { projections, policies } = followers.status();
        return [...projections, ...policies]
          .filter(({ position }) => runner.isDead || position !== head)
          .map(({ name, state, position }) => `${runner.name}: ${name} ${state} at ${position ?? 'none'}`);
      });
      if (service.cursor !== head) behind.push(`the service at ${service.cursor}`);
      if (died.length === 0 && behind.length === 0) return;
      if (virtual.now() > late) throw new Error(`Not at the head ${head ?? ''}: ${behind.join('; ')}`);
    }
  }

  async function differences(): Promise<readonly string[]> {
    const means = { store: durable.log, registry: engineThrough(sure, durable).registry, keyring: durable.keys };
    const database = databaseThrough(sure, () => durable.disk);
    const found = await Promise.all(
      PROJECTIONS.map(async (projection) =>
        (await compareWithFoldFromZero(means, projection, database)).map(
          ({ id, kind }) => `${projection.name} ${id} is ${kind}`,
        ),
      ),
    );
    return found.flat();
  }
}

const size = async (log: EventStore): Promise<number> => {
  let many = 0;
  for await (const event of log.readAll()) many += Number(event.revision >= 0);
  return many;
};
