import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventStore, type RawEvent, verifyStream } from '#kernel';
import { compareWithFoldFromZero } from '#platform/projections';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../../apps/bersinar/config.js';
import { openEngine } from '../../../apps/bersinar/engine.js';
import { PROJECTIONS } from '../../../apps/bersinar/followers.js';
import { type Closing, openStores } from '../../../apps/bersinar/stores.js';
import { until } from '../../../apps/bersinar/story/client.js';
import { checkpointsIn, GROUP } from '../../../libs/platform/projections/checkpoint.js';
import { areOnServers } from '../../../libs/platform/stores/stores-for-specs.js';
import { isAlive } from '../../journeys/processes-for-specs.js';
import { readinessOf } from '../../journeys/readiness-for-specs.js';
import { stageAt } from '../../journeys/stage-for-specs.js';
import { isOver } from '../../tier.js';
import { readOnce } from '../repeated-log-for-specs.js';
import { type Counts, type Fault, FAULTS, losing, type Planned, type Planning, planOf } from './faults-for-specs.js';
import { type Journey, journeyOf, nurseOf } from './journey-for-specs.js';
import { systemBehindProxies } from './system-for-specs.js';

const LANES = areOnServers() ? 1 : 3; // there they would share a log
const OF_OUR_STORES: readonly Fault[] = ['restart', 'older-copy'];
/** What may strike: nobody kills a server. */
export const POSSIBLE = FAULTS.filter((fault) => !areOnServers() || !OF_OUR_STORES.includes(fault));
const RUNS_OF_A_SYSTEM = 10;
const PATIENCE_MS = 90_000;
const MARK = 'InmateMarkedDuplicate';
const WARNING = /"level":[456]0/;
const NO_FAULT = /"level":60|a promise was rejected for which nobody waits|the projector thread failed/;

/** One system, and what a journey without faults comes to there; nothing of it is left when it fails. */
async function stageBehindProxies(root?: string) {
  const system = await systemBehindProxies(root);
  const closing: Closing = [() => system.close()];
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    return { ...(await stageOn(system, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function stageOn(system: Awaited<ReturnType<typeof systemBehindProxies>>, closing: Closing) {
  const own = randomUUID().slice(0, 8); // another may have written to the same log
  const config = configFrom(system.direct, areOnServers() ? ['--demonstration'] : []);
  const stores = openStores(
    { events: system.direct.EVENTSTORE_URL, models: system.direct.MONGODB_URL, keyring: system.direct.KEYRING_URL },
    closing,
  );
  const { engine } = await openEngine(config, stores, createLogger('silent'), closing, { mayCreate: false });
  const { store, database } = stores;
  const isReady = async (): Promise<boolean> => (await fetch(`${system.app.url}/health/ready`)).ok;
  await until('It is ready', isReady, PATIENCE_MS);
  const stage = await patiently(() => stageAt(system.app.url)); // three systems begin at once
  const nurse = await nurseOf(stage);
  system.strikes.begin([]);
  const expected = await typesOf(store, await journeyOf(stage, nurse, `${own}-reference`));
  const counts: Counts = structuredClone(system.strikes.counts);

  /** A journey under the faults of a seed, and what is wrong afterwards. */
  async function run(seed: number, planFor: Planning): Promise<readonly Planned[]> {
    const plan = planFor(seed, counts);
    try {
      if (plan.some(({ fault }) => fault === 'older-copy')) await system.keepCopy();
      system.strikes.begin(plan);
      const journey = await journeyOf(stage, nurse, `${own}-${seed}`, losing(seed));
      const met = [...system.strikes.met];
      system.strikes.begin([]);
      await system.healed();
      expect(await typesOf(store, journey)).toEqual(expected);
      await expectWhole(journey);
      return met;
    } catch (error) {
      const said = `SEED=${seed} repeats it: ${JSON.stringify(plan)}; struck: ${JSON.stringify(system.strikes.met)}`;
      const readiness = await readinessOf(system.app.url).then((seen) => JSON.stringify(seen), String);
      const warnings = system.app.said.out.split('\n').filter((line) => WARNING.test(line));
      const state = [system.app.said.error, readiness, ...warnings].join('\n');
      throw new Error(`${said}\n${String(error)}\n${state}`, { cause: error });
    }
  }

  async function expectWhole({ positions }: Journey): Promise<void> {
    expect([isAlive(system.app.pid), system.app.said.error]).toEqual([true, '']);
    expect(system.app.said.out).not.toMatch(NO_FAULT);
    await until('It is ready', isReady, PATIENCE_MS);
    const head = (await store.head()) ?? '';
    await until('The read models are up with the log', () => areUpWith(head), PATIENCE_MS);
    const events: RawEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    expect(positions.filter((position) => !events.some((event) => event.position === position))).toEqual([]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const stream of new Set(events.map((event) => event.stream))) {
      verifyStream(events.filter((event) => event.stream === stream));
    }
    const once = await readOnce(store);
    const means = { store: once.store, registry: engine.registry, keyring: engine.keyring };
    for (const projection of PROJECTIONS) {
      expect(await compareWithFoldFromZero(means, projection, database)).toEqual([]);
    }
  }

  async function areUpWith(head: string): Promise<boolean> {
    const group = await checkpointsIn(database).findOne({ _id: GROUP });
    return group?.members.length === PROJECTIONS.length && (group.reached ?? '') >= head;
  }

  return { run };
}

async function patiently<T>(call: () => Promise<T>, times = 5): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (times === 0) throw error;
    return patiently(call, times - 1);
  }
}

/** What stands in the streams of a journey, by what they are, once the policy has told the duplicate. */
async function typesOf(store: EventStore, { streams }: Journey) {
  const typesIn = async (stream: string) => (await store.read(stream)).map(({ type }) => type);
  await until(
    'The duplicate is told',
    async () => (await typesIn(streams.duplicate ?? '')).includes(MARK),
    PATIENCE_MS,
  );
  await delay(100); // a second time would come at once
  const all = Object.entries(streams).map(async ([name, stream]) => [name, await typesIn(stream)] as const);
  return Object.fromEntries(await Promise.all(all));
}

const drawn: Planning = (seed, counts) => planOf(seed, counts, POSSIBLE);

/** Journeys under the faults of so many seeds, from a first one on, in a build; what struck them. Throws what is wrong after one of them. */
export async function runUnderFaults(
  from: number,
  runs: number,
  planFor = drawn,
  root?: string,
): Promise<readonly Planned[]> {
  const struck: Planned[] = [];
  const failures: unknown[] = [];
  let tried = 0;
  const allHeld = (): boolean => failures.length === 0;
  const seeds = Array.from({ length: runs }, (_, run) => from + run);
  const lane = async (): Promise<void> => {
    while (seeds.length > 0 && allHeld() && !isOver(PATIENCE_MS)) {
      const mine = seeds.splice(0, RUNS_OF_A_SYSTEM);
      const stage = await stageBehindProxies(root);
      try {
        for (const seed of mine) {
          if (!allHeld() || isOver(PATIENCE_MS)) break;
          struck.push(...(await stage.run(seed, planFor)));
          tried += 1;
        }
      } catch (error) {
        failures.push(error);
      } finally {
        await stage.close();
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failures.length > 0) throw failures[0];
  const never = FAULTS.filter((fault) => !POSSIBLE.includes(fault)).map((fault) => `, never by ${fault}`);
  process.stdout.write(`tried ${tried} of ${runs} journeys, struck ${struck.length} times${never.join('')}\n`);
  return struck;
}
