import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { type Fault, faultsAtRandom, faultyEventStore } from '#kernel/faulty-event-store-for-specs';
import { seeded } from '#kernel/seeded';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import {
  checkpointsForSpecs,
  countAll,
  mirror,
  policyEngine,
  reflected,
  refusals,
  senders,
} from './mirror-for-specs.js';
import { runPolicy } from './run-policy.js';
import { sendBy } from './senders.js';
import { runsOf, seedOf } from '../../../test/tier.js';

const IMMORTAL = Number.MAX_SAFE_INTEGER;
const RUNS = runsOf(200, 2000);
const FIRST = seedOf(1);
const FROM_FIRST = { ...mirror, from: 'LOG_START' } as const;
const COUNTS = [300, 1, 250, 150, 0, 40];
const REFLECTED = [600, 2, 300, 80]; // 500 more would be more than 1000

type World = ReturnType<typeof world>;

function world() {
  const checkpoints = checkpointsForSpecs();
  return { store: new InMemoryEventStore(), keyring: inMemoryKeyring(), checkpoints };
}

/** A process that runs the policy until it dies at its n-th cut; answers whether it died before it got to a position. */
async function live({ store, keyring, checkpoints }: World, n: number, to: Position, next: () => Fault = () => 'none') {
  const { step, storeOf, died } = mortalProcess(n);
  const patience = { attemptMs: 10, totalMs: 60 };
  const engine = policyEngine({ store: storeOf(faultyEventStore(store, next, 15)), keyring, patience });
  const run = runPolicy(FROM_FIRST, {
    engine,
    store,
    dispatch: (ask) => step(() => sendBy(engine, senders)(ask)),
    checkpoints: {
      read: (policy) => step(() => checkpoints.read(policy)),
      move: (policy, checkpoint) => step(() => checkpoints.move(policy, checkpoint)),
      forget: (policy, checkpoint) => step(() => checkpoints.forget(policy, checkpoint)),
    },
    pace: { batch: 3, pauseMs: 5 },
  });
  while (!died() && (checkpoints.stored.get('mirror@1')?.place.position ?? '') < to) {
    if (run.status().state === 'stopped') throw new Error('It stopped alive.');
    await delay(1);
  }
  await run.stop();
  return died();
}

async function expectOneEffectEach({ store }: World, tallyId: string): Promise<void> {
  expect(await reflected({ store }, tallyId)).toEqual(REFLECTED);
  expect((await refusals({ store })).map(({ data }) => [data.command, data.code])).toEqual([['Count', 'full']]);
}

const headOf = async ({ store }: World): Promise<Position> => (await store.head()) ?? '';

describe('A policy whose process dies', () => {
  it('reacts to each event once, wherever it is cut, and the next process goes on', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      const tallyId = await countAll(policyEngine(its), 'x', COUNTS);
      const head = await headOf(its);
      died = await live(its, cuts, head);
      await live(its, IMMORTAL, head);
      await expectOneEffectEach(its, tallyId);
    }
    expect(cuts).toBeGreaterThan(60);
  });

  it(`reacts to each event once on a store that fails, dying again and again, two at a time, in ${RUNS} runs`, async () => {
    const runs = Array.from({ length: RUNS }, async (_, index) => {
      const seed = FIRST + index;
      const random = seeded(seed);
      const its = world();
      const tallyId = await countAll(policyEngine(its), 'x', COUNTS);
      const head = await headOf(its);
      const process = (n: number) => live(its, n, head, faultsAtRandom(seed * 100 + n, 0.15));
      const once = async () => {
        while (await process(Math.floor(random() * 25)));
      };
      await Promise.all([once(), once()]);
      await expectOneEffectEach(its, tallyId);
    });
    await Promise.all(runs);
  });
});
