import { createHash } from 'node:crypto';
import { type Ask, BEFORE_FIRST, type Keyring, Unavailable, UnknownEvent } from '#kernel';
import { seeded } from '#kernel/seeded';
import { world } from '#kernel/world';
import type { Handle } from '#platform/commands';
import { NEWER, OLDER, RAISED, TODAY } from './builds.js';
import type { Sent } from './checkers.refusals.js';
import type { Known } from './deeds.js';
import { erasing } from './erasures.js';
import { type Process, startProcess } from './house.js';
import { faultsOfRun } from './judging.js';
import { operate, type Operation } from './operators.js';
import { act, commandsIn, type Commands, receiptIn, type Server, type Told } from './people.js';
import { faultsOf } from './port.js';
import { type Asking, type Front, type Heard, inquire, lastQuestions } from './questions.js';
import { restores, type Witness } from './restores.js';
import { entryIn, houseIn, SITUATIONS } from './situations.js';
import { type Feeding, listen, type Subscriber, subscribersOf } from './subscriber.js';
import { tapeOf } from './tape.js';
import { enterVirtualWorld } from './virtual-world.js';

const STARTS_AT = Date.parse('2024-12-16T02:00:00.000Z');
const APIS = 2;
const PROJECTORS = 2;
const PEOPLE = 3;
const DEEDS = 10;
const TAPE = 40_000;
const OPERATIONS = 3;
const INQUISITIVE = 300;
const HOUR = 3_600_000;
const SLICE_MS = 6_000; // of three looks at what is served

export interface Outcome {
  readonly faults: readonly string[];
  readonly trace: readonly string[];
  readonly drawn: ReadonlyMap<string, number>;
  readonly commands: Commands;
  readonly told: readonly Told[];
  readonly heard: readonly Heard[];
  readonly events: number;
  /** Of every turn, everything that was answered and the log: two runs that are alike have the same. */
  readonly digest: () => string;
}

const NOTHING: Outcome = {
  ...{ faults: [], trace: [], drawn: new Map(), commands: new Map(), told: [], heard: [], events: 0, digest: () => '' },
};

/** The choices of a seed. */
export function choicesOf(seed: number): readonly number[] {
  const random = seeded(seed);
  return Array.from({ length: TAPE }, () => Math.floor(random() * 65_536));
}

/** Runs the whole house under these choices: faults, deaths and people first, then peace, in which everything must reach the head and hold. */
export async function simulate(choices: readonly number[], seed = 0): Promise<Outcome> {
  const tape = tapeOf(choices);
  const begun = await houseIn(tape.choose(SITUATIONS.length)).catch((error: unknown) => String(error));
  if (typeof begun === 'string') return { ...NOTHING, faults: [`It cannot even begin: ${begun}`] };
  const { durable, events: beginning, known } = begun;
  const virtual = enterVirtualWorld(tape, seed, STARTS_AT);
  const { server } = durable;
  const { log } = server;
  const died: string[] = [];
  const faults = faultsOf(virtual, tape, ({ name }) => died.push(name));
  const isMixed = tape.rarely(200); // an older build runs beside a newer one
  const built = isMixed ? NEWER : TODAY;
  const reports: string[] = [];
  const processes = new Map<string, Process>();
  const start = (name: string): void => {
    const report = (line: string) => {
      reports.push(line);
      virtual.note(`${name} says ${line.trim()}`);
    };
    const follows = name.startsWith('projector');
    const build = !isMixed ? TODAY : name.endsWith('1') ? OLDER : NEWER;
    processes.set(name, startProcess(faults.portOf, durable, { name, build, follows, report }));
  };
  for (let n = 0; n < APIS; n += 1) start(`api ${n}`);
  for (let n = 0; n < PROJECTORS; n += 1) start(`projector ${n}`);
  const living = (): Process[] => [...processes.values()].filter(({ runner }) => !runner.isDead);
  const servers = (): Server[] =>
    living().flatMap(({ engine, followers }) =>
      followers === undefined ? [(ask: Ask, handle: Handle) => handle(engine, ask).catch(tooOld)] : [],
    );
  const feeds = (): Feeding[] => living().flatMap(({ engine, feed }) => (feed === undefined ? [] : [{ engine, feed }]));
  const note = (line: string): void => {
    virtual.note(line);
  };
  const witness: Witness = { note, count: faults.count };
  if (isMixed) faults.count('older build');
  const keyring = (): Keyring | undefined => living()[0]?.engine.keyring;
  const stop = (): void => {
    for (const { runner } of living()) {
      runner.isDead = true;
      died.push(runner.name);
    }
  };

  const told: Told[] = [];
  const operations: Operation[] = [];
  const sent: Sent[] = [];
  const heard: Heard[] = [];
  const fronts = (): Front[] => living().flatMap(({ front }) => front ?? []);
  const ofInterest: string[] = isMixed ? [...RAISED] : [];
  const asking: Asking = {
    ...{ fronts, ofInterest, disk: () => durable.disk, head: () => log.head() },
    begun: beginning.at(-1)?.position ?? '',
    ...{ heard, note },
  };
  const crashes: string[] = [];
  const fell = (error: unknown): void => {
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  try {
    let busy = PEOPLE + 1;
    for (let n = 0; n < PEOPLE; n += 1) {
      void live(known)
        .catch(fell)
        .finally(() => (busy -= 1));
    }
    const services = subscribersOf(beginning, tape);
    let isOver = false;
    for (const service of services) void listen(service, tape, feeds, () => isOver).catch(fell);
    const restarts = world.every(500, () => {
      const name = died.shift();
      if (name !== undefined) start(name);
    });
    void Promise.all([
      restores(durable, tape, witness).then(goOn),
      ...(tape.rarely(400) ? [operating()] : []),
      ...(tape.rarely(400) ? [erasing(durable, tape, { keyring, stop }, witness)] : []),
    ])
      .catch(fell)
      .finally(() => (busy -= 1));
    await virtual.until(() => busy === 0, HOUR, 'people');
    faults.end();
    await peace(services);
    const head = await log.head();
    const last: Heard[] = [];
    let isAsked = false;
    void lastQuestions(tape, { ...asking, heard: last }, head ?? BEFORE_FIRST).then(() => (isAsked = true), fell);
    await virtual.until(() => isAsked || crashes.length > 0, HOUR, 'the last answers');
    isOver = true;
    restarts();
    let found: readonly string[] | undefined;
    void faultsOfRun({
      ...{ durable, begun, built, seed, head },
      ...{ told, sent, heard, last, services, said: reports },
    })
      .catch((error: unknown) => [String(error)])
      .then((its) => (found = its));
    await virtual.until(() => found !== undefined, HOUR, 'what is judged'); // a rule that is asked again may wait
    return outcome([...crashes, ...(found ?? [])], log.copy().length);
  } catch (error) {
    fell(error);
    return outcome(crashes, log.copy().length);
  } finally {
    for (const { runner } of processes.values()) runner.isDead = true;
    virtual.leave();
  }

  function outcome(found: readonly string[], events: number): Outcome {
    return {
      faults: found,
      trace: virtual.trace,
      drawn: faults.drawn,
      commands: commandsIn(told, operations),
      told,
      heard,
      events,
      digest: () => digestOf([virtual.digest(), told, heard.map(({ asked, answer }) => [asked, answer]), log.copy()]),
    };
  }

  /** Once a log has lost events, people go on with what they know of them. */
  async function goOn(): Promise<void> {
    if (server.restores > 0) await Promise.all(Array.from({ length: PEOPLE }, () => live(known)));
  }

  async function live(known: Known): Promise<void> {
    const looking: Promise<void>[] = []; // beside what they do next
    for (let n = 0; n < DEEDS; n += 1) {
      await world.delay(50 + tape.choose(400));
      const since = await log.head();
      const said = await act(known, tape, { servers, entryAt: entryIn(log) });
      told.push(...said);
      const [until, at] = [await log.head(), new Date(world.now()).toISOString()];
      sent.push(...said.map((one) => ({ ...one, since, until, at })));
      if (tape.rarely(INQUISITIVE)) looking.push(inquire(tape, asking, receiptIn(said)).catch(fell));
      for (const { ask, answer } of said) {
        const what = `${ask.command.type} of ${ask.target?.id.slice(0, 8) ?? 'nobody'}`;
        virtual.note(
          `${who(ask)}: ${what}: ${typeof answer === 'string' ? answer : `is ${answer.id.slice(0, 8)}, revision ${answer.revision}`}`,
        );
      }
    }
    await Promise.all(looking);
  }

  /** Somebody asks for other buildings of read models meanwhile. */
  async function operating(): Promise<void> {
    for (let n = 0; n < OPERATIONS; n += 1) {
      await world.delay(500 + tape.choose(5_000));
      const [api] = living().filter(({ followers }) => followers === undefined);
      const asked = api && operate(tape, { ...api, disk: () => durable.disk }, ofInterest);
      const operation = await Promise.race([asked, patience()]);
      if (operation === undefined) continue;
      operations.push(operation);
      note(`${operation.type} of ${operation.name}: ${operation.answer}`);
    }
  }

  /** Time passes until whoever follows has reached the head, and stays there. */
  async function peace(services: readonly Subscriber[]): Promise<void> {
    const late = virtual.now() + HOUR;
    for (;;) {
      const next = virtual.now() + SLICE_MS;
      await virtual.until(() => virtual.now() >= next, HOUR, 'time');
      const head = await log.head();
      const behind = [...processes.values()].flatMap(({ followers, runner }) => {
        if (followers === undefined) return [];
        const { projections, policies } = followers.status();
        const mayWait = isMixed && runner.name.endsWith('1');
        return [...projections, ...policies]
          .filter(
            ({ position, state }) =>
              runner.isDead || state === 'stopped' || (position !== head && !(mayWait && state === 'waiting')),
          )
          .map(({ name, state, position }) => `${runner.name}: ${name} ${state} at ${position ?? 'none'}`);
      });
      behind.push(...services.flatMap(({ cursor }) => (cursor === head ? [] : [`a service at ${cursor}`])));
      if (died.length === 0 && behind.length === 0) return;
      if (virtual.now() > late) throw new Error(`Not at the head ${head ?? ''}: ${behind.join('; ')}`);
    }
  }
}

const who = ({ by }: Ask): string => (by.kind === 'SYSTEM' ? by.name : by.role);

const digestOf = (all: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(all)).digest('hex');

/** As clients are answered by a build that does not know what it found. */
const tooOld = (error: unknown): never => {
  throw error instanceof UnknownEvent ? new Unavailable('build-too-old') : error;
};

const patience = (): Promise<undefined> => world.delay(30_000).then(() => undefined);
