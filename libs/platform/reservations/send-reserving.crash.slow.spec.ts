import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, FAULTS, faultsAtRandom, faultyEventStore } from '#kernel/faulty-event-store-for-specs';
import { seeded } from '#kernel/seeded';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { historyOf, open, outcomeOf, ownersOf, world } from './tallies-for-specs.js';
import { runsOf, seedOf } from '../../../test/tier.js';

const RUNS = runsOf(300, 3000);
const FIRST = seedOf(1);
const LATE_MS = 12;
const LATER_MS = 11 * 60_000;
const patience = { attemptMs: 5, totalMs: 200 };

type World = ReturnType<typeof world>;

/** A process that dies at its n-th cut while it opens a tally with the label. */
async function openDying(its: World, key: string, n: number, mayOpen?: () => boolean) {
  const { storeOf, died } = mortalProcess(n);
  const outcome = await outcomeOf(open(its.process({ store: storeOf(its.store) }), key, ['12/B'], mayOpen));
  return { outcome, died: died() };
}

const atMostOneOwner = async (its: World): Promise<void> => {
  expect((await ownersOf(its, '12/B')).length).toBeLessThan(2);
};

describe('sendReserving in a process that dies', () => {
  it('leaves what a repeat completes, wherever it is cut', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      ({ died } = await openDying(its, 'k', cuts));
      const repeat = await open(its.process(), 'k', ['12/B']);
      expect(await ownersOf(its, '12/B')).toEqual([`tally-${repeat.id}`]);
      await expect(open(its.process(), 'other', ['12/B'])).rejects.toMatchObject({ code: 'label-taken' });
    }
    expect(cuts).toBe(9);
  });

  it('leaves what another gets after ten minutes unless its owner is born, wherever it is cut', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      ({ died } = await openDying(its, 'k', cuts));
      const [firstBorn] = await ownersOf(its, '12/B');
      const hasTaken = (await historyOf(its, '12/B')).length > 0;
      const soon = await outcomeOf(open(its.process(), 'soon', ['12/B']));
      expect(soon === 'label-taken').toBe(hasTaken);
      its.clock.at += LATER_MS;
      const later = await outcomeOf(open(its.process(), 'later', ['12/B']));
      expect(later === 'label-taken').toBe(firstBorn !== undefined || !hasTaken);
      expect(await ownersOf(its, '12/B')).toHaveLength(1);
      const repeat = await outcomeOf(open(its.process(), 'k', ['12/B']));
      const lost = hasTaken ? 'command-abandoned' : 'label-taken';
      expect(repeat).toBe(firstBorn === undefined ? lost : firstBorn.replace('tally-', 'owner '));
    }
    expect(cuts).toBe(9);
  });

  it('frees an unborn owner’s value once, wherever that is cut', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      await openDying(its, 'k', 5);
      expect(await historyOf(its, '12/B')).toHaveLength(1);
      its.clock.at += LATER_MS;
      ({ died } = await openDying(its, 'other', cuts));
      await atMostOneOwner(its);
      const outcomes = await Promise.all(['k', 'other'].map((key) => outcomeOf(open(its.process(), key, ['12/B']))));
      expect(outcomes.filter((outcome) => outcome.startsWith('owner '))).toHaveLength(1);
      expect(await ownersOf(its, '12/B')).toHaveLength(1);
    }
    expect(cuts).toBeGreaterThan(20);
  });

  it('is given back after a refusal or freed later, wherever it is cut', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      const { outcome, died: hasDied } = await openDying(its, 'k', cuts, () => false);
      died = hasDied;
      if (!died) expect(outcome).toBe('not-today');
      its.clock.at += LATER_MS;
      expect(await outcomeOf(open(its.process(), 'other', ['12/B']))).toContain('owner');
      expect(await ownersOf(its, '12/B')).toHaveLength(1);
    }
    expect(cuts).toBeGreaterThan(10);
  });
});

describe('sendReserving by many at once, on a store that fails, in processes that die, under rules that change', () => {
  async function run(seed: number): Promise<ReadonlySet<Fault>> {
    const its = world();
    const random = seeded(seed);
    const suffered = new Set<Fault>();
    let processes = 0;

    const attempt = async (key: string): Promise<string> => {
      processes += 1;
      const { storeOf } = mortalProcess(random() < 0.5 ? Math.floor(random() * 14) : Number.MAX_SAFE_INTEGER);
      const faulty = faultyEventStore(its.store, faultsAtRandom(seed * 100 + processes, 0.2), LATE_MS);
      const engine = its.process({ store: storeOf(faulty), patience });
      const outcome = await outcomeOf(open(engine, key, ['12/B'], () => random() < 0.6));
      for (const fault of faulty.suffered) suffered.add(fault);
      return outcome;
    };

    for (let round = 0; round < 3; round += 1) {
      await Promise.all(['a', 'a', 'a', 'b', 'c'].map(attempt));
      await delay(2 * LATE_MS); // what is still under way arrives long before ten minutes are over
      await atMostOneOwner(its);
      if (random() < 0.5) its.clock.at += LATER_MS;
    }
    its.clock.at += LATER_MS;
    await Promise.all(['a', 'b', 'c'].map((key) => outcomeOf(open(its.process(), key, ['12/B']))));
    await outcomeOf(open(its.process(), 'd', ['12/B'])); // the others may all have been abandoned
    expect(await ownersOf(its, '12/B')).toHaveLength(1);
    return suffered;
  }

  it(`gives a value to exactly one owner, in ${RUNS} runs`, async () => {
    const suffered = await Promise.all(Array.from({ length: RUNS }, (_, index) => run(FIRST + index)));
    expect(new Set(suffered.flatMap((faults) => [...faults]))).toEqual(new Set<Fault>(['none', ...FAULTS]));
  });
});
