import { setTimeout as delay } from 'node:timers/promises';
import { send } from '#kernel';
import { type Fault, FAULTS, faultsAtRandom, faultyEventStore } from '#kernel/faulty-event-store-for-specs';
import { seeded } from '#kernel/seeded';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { ask, tally } from '#kernel/tally-for-specs';
import { count, historyOf, isFull, outcomeOf, ownersOf, unlabelled, world } from './tallies-for-specs.js';
import { runsOf, seedOf } from '../../../test/tier.js';

const RUNS = runsOf(100, 1000);
const FIRST = seedOf(1);
const LATE_MS = 12;
const LATER_MS = 11 * 60_000;
const patience = { attemptMs: 5, totalMs: 200 };

type World = Awaited<ReturnType<typeof tallies>>;

async function tallies() {
  const its = world();
  const names = ['first', 'second', 'third'];
  const [first = '', second = '', third = ''] = await Promise.all(names.map((name) => unlabelled(its.process(), name)));
  return { its, first, second, third };
}

/** A process that dies at its n-th cut while a tally counts 7. */
async function countDying({ its }: World, on: string, key: string, n: number, mayCount?: () => boolean) {
  const { storeOf, died } = mortalProcess(n);
  const engine = its.process({ store: storeOf(its.store) });
  const outcome = await outcomeOf(count(engine, on, key, 7, mayCount, isFull(its.process())));
  return { outcome, died: died() };
}

/** Runs `play` in new worlds, with the death one cut later each time, until nobody dies; answers how often. */
async function atEveryCut(play: (its: World, cut: number) => Promise<boolean>): Promise<number> {
  let [cut, died] = [0, true];
  for (; died; cut += 1) died = await play(await tallies(), cut);
  return cut;
}

describe('sendReserving a command that acts in a process that dies', () => {
  it('leaves what a repeat completes, wherever it is cut', async () => {
    const cuts = await atEveryCut(async (played, cut) => {
      const { its, first, second } = played;
      const { died } = await countDying(played, first, 'k', cut);
      await count(its.process(), first, 'k', 7);
      expect(await ownersOf(its, '7')).toEqual([`tally-${first}`]);
      await expect(count(its.process(), second, 'other', 7)).rejects.toMatchObject({ code: 'label-taken' });
      return died;
    });
    expect(cuts).toBe(9);
  });

  it('leaves what another gets after ten minutes unless the command was recorded, wherever it is cut', async () => {
    const cuts = await atEveryCut(async (played, cut) => {
      const { its, first, second, third } = played;
      const { died } = await countDying(played, first, 'k', cut);
      const isRecorded = (await ownersOf(its, '7')).length > 0;
      const hasTaken = (await historyOf(its, '7')).length > 0;
      expect((await outcomeOf(count(its.process(), second, 'soon', 7))) === 'label-taken').toBe(hasTaken);
      its.clock.at += LATER_MS;
      const later = await outcomeOf(count(its.process(), third, 'later', 7));
      expect(later === 'label-taken').toBe(isRecorded || !hasTaken);
      expect(await ownersOf(its, '7')).toHaveLength(1);
      const repeat = await outcomeOf(count(its.process(), first, 'k', 7));
      const lost = hasTaken ? 'command-abandoned' : 'label-taken';
      expect(repeat).toBe(isRecorded ? `owner ${first}` : lost);
      return died;
    });
    expect(cuts).toBe(9);
  });

  it('never gives back what its owner had before, wherever a refused attempt is cut', async () => {
    const cuts = await atEveryCut(async (played, cut) => {
      const { its, first, second } = played;
      await count(its.process(), first, 'earlier', 7);
      const { outcome, died } = await countDying(played, first, 'k', cut, () => false);
      if (!died) expect(outcome).toBe('not-today');
      its.clock.at += LATER_MS;
      expect(await outcomeOf(count(its.process(), second, 'other', 7))).toBe('label-taken');
      expect(await ownersOf(its, '7')).toEqual([`tally-${first}`]);
      return died;
    });
    expect(cuts).toBeGreaterThan(10);
  });

  it('gives back or leaves to be freed what a refused attempt took, wherever it is cut', async () => {
    const cuts = await atEveryCut(async (played, cut) => {
      const { its, first, second } = played;
      const { died } = await countDying(played, first, 'k', cut, () => false);
      its.clock.at += LATER_MS;
      expect(await outcomeOf(count(its.process(), second, 'other', 7))).toBe(`owner ${second}`);
      expect(await ownersOf(its, '7')).toEqual([`tally-${second}`]);
      return died;
    });
    expect(cuts).toBeGreaterThan(10);
  });

  it('takes a value over once from an owner that is over, wherever that is cut', async () => {
    const cuts = await atEveryCut(async (played, cut) => {
      const { its, first, second, third } = played;
      await count(its.process(), first, 'earlier', 7);
      await send(its.process(), tally, ask({ type: 'Count', data: { n: 993 } }, 'fill', { on: first }));
      const { died } = await countDying(played, second, 'k', cut);
      const takers = [second, third].map((on, n) =>
        outcomeOf(count(its.process(), on, ['k', 'other'][n] ?? '', 7, undefined, isFull(its.process()))),
      );
      const outcomes = await Promise.all(takers);
      expect(outcomes.filter((outcome) => outcome === 'label-taken')).toHaveLength(1);
      expect((await ownersOf(its, '7')).filter((owner) => owner !== `tally-${first}`)).toHaveLength(1);
      return died;
    });
    expect(cuts).toBeGreaterThan(18);
  });
});

describe('sendReserving many that act at once, on a store that fails, in processes that die', () => {
  async function run(seed: number): Promise<ReadonlySet<Fault>> {
    const { its, first, second, third } = await tallies();
    const random = seeded(seed);
    const suffered = new Set<Fault>();
    let processes = 0;

    const attempt = async ([on, key]: readonly [string, string]): Promise<void> => {
      processes += 1;
      const { storeOf } = mortalProcess(random() < 0.5 ? Math.floor(random() * 14) : Number.MAX_SAFE_INTEGER);
      const faulty = faultyEventStore(its.store, faultsAtRandom(seed * 100 + processes, 0.2), LATE_MS);
      const engine = its.process({ store: storeOf(faulty), patience });
      await outcomeOf(count(engine, on, key, 7, () => random() < 0.6));
      for (const fault of faulty.suffered) suffered.add(fault);
    };

    for (let round = 0; round < 3; round += 1) {
      const asks = [
        [first, 'a'],
        [first, 'a'],
        [first, `b${round}`],
        [second, 'a'],
        [third, 'a'],
      ] as const;
      await Promise.all(asks.map(attempt));
      await delay(2 * LATE_MS); // what is still under way arrives long before ten minutes are over
      expect((await ownersOf(its, '7')).length).toBeLessThan(2);
      if (random() < 0.5) its.clock.at += LATER_MS;
    }
    its.clock.at += LATER_MS;
    const last = [first, second, third].map((on) => outcomeOf(count(its.process(), on, 'a', 7)));
    await Promise.all(last);
    await outcomeOf(count(its.process(), first, 'z', 7)); // the others may all have been abandoned
    expect(await ownersOf(its, '7')).toHaveLength(1);
    return suffered;
  }

  it(`gives a value to exactly one owner, in ${RUNS} runs`, async () => {
    const suffered = await Promise.all(Array.from({ length: RUNS }, (_, index) => run(FIRST + index)));
    expect(new Set(suffered.flatMap((faults) => [...faults]))).toEqual(new Set<Fault>(['none', ...FAULTS]));
  });
});
