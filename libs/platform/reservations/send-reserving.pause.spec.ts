import { setTimeout as delay } from 'node:timers/promises';
import { Conflict, type Engine, inParallel, Refusal, send, type Receipt, Unavailable, verifyStream } from '#kernel';
import { faultsAtRandom, faultyEventStore } from '#kernel/faulty-event-store-for-specs';
import { pausingProcess } from '#kernel/pausing-process-for-specs';
import { seeded } from '#kernel/seeded';
import { ask, tally } from '#kernel/tally-for-specs';
import { hangsAfter, runsOf, seedOf } from '../../../test/tier.js';
import { count, isFull, open, ownersOf, unlabelled, world } from './tallies-for-specs.js';

const RUNS = runsOf(150, 3_000);
const SEED = seedOf(1);
const seeds = Array.from({ length: RUNS }, (_, n) => SEED + n);
const LATE_MS = 8;
const LATER_MS = 11 * 60_000;
const NEVER = Number.MAX_SAFE_INTEGER;

type World = ReturnType<typeof world>;
type Work = (engine: Engine) => Promise<Receipt>;

async function outcomeOf(attempt: Promise<Receipt>): Promise<string> {
  try {
    return `tally-${(await attempt).id}`;
  } catch (error) {
    if (error instanceof Refusal || error instanceof Conflict) return error.code;
    if (error instanceof Unavailable) return 'unknown';
    throw error;
  }
}

/** A process that does its work up to its n-th cut, and the rest when it is resumed. */
async function upTo(its: World, n: number, work: Work, isLate = false) {
  const process = pausingProcess(n);
  const now = () => new Date(its.clock.at + (isLate ? LATER_MS : 0));
  const outcome = outcomeOf(work(its.process({ store: process.storeOf(its.store), now })));
  await process.run(outcome);
  return {
    isPaused: process.isPaused(),
    resume: (): Promise<string> => {
      process.resume();
      return outcome;
    },
  };
}

/** Nobody has the value twice, who was told to have it has it, and who was refused as abandoned stays so. */
async function mustHold(its: World, value: string, outcomes: readonly string[]): Promise<void> {
  const owners = await ownersOf(its, value);
  expect(owners.length).toBeLessThan(2);
  for (const outcome of outcomes.filter((one) => one.startsWith('tally-'))) expect(owners).toContain(outcome);
}

/** Runs `play` with the pause one cut later each time, until nobody pauses; answers how often. */
async function atEveryCut(play: (cut: number) => Promise<boolean>): Promise<number> {
  let [cut, isPaused] = [0, true];
  for (; isPaused; cut += 1) isPaused = await play(cut);
  return cut;
}

const opens =
  (key: string): Work =>
  (engine) =>
    open(engine, key, ['12/B']);

describe('A process that pauses between taking and appending', () => {
  it('creates nothing once another was given the value, wherever it pauses and whatever its clock says', async () => {
    const abandoned: string[] = [];
    const cuts = await atEveryCut(async (cut) => {
      const its = world();
      const paused = await upTo(its, cut, opens('k'));
      const other = await (await upTo(its, NEVER, opens('other'), true)).resume();
      const first = await paused.resume();
      await mustHold(its, '12/B', [other, first]);
      expect([other, first].filter((outcome) => outcome.startsWith('tally-'))).toHaveLength(1);
      if (first === 'command-abandoned') abandoned.push(first);
      const repeat = await outcomeOf(opens('k')(its.process({ now: () => new Date(its.clock.at + LATER_MS) })));
      expect(repeat).toBe(first === 'unknown' ? 'label-taken' : first); // its clock was wrong: nothing was recorded
      return paused.isPaused;
    });
    expect(cuts).toBe(9);
    expect(abandoned.length).toBeGreaterThan(1);
  });

  it('records nothing on what is there already, either', async () => {
    const abandoned: string[] = [];
    const cuts = await atEveryCut(async (cut) => {
      const its = world();
      const [one, two] = [await unlabelled(its.process(), 'one'), await unlabelled(its.process(), 'two')];
      const paused = await upTo(its, cut, (engine) => count(engine, one, 'k', 7));
      const other = await (await upTo(its, NEVER, (engine) => count(engine, two, 'other', 7), true)).resume();
      const first = await paused.resume();
      await mustHold(its, '7', [other, first]);
      expect([other, first].filter((outcome) => outcome.startsWith('tally-'))).toHaveLength(1);
      if (first === 'command-abandoned') abandoned.push(first);
      return paused.isPaused;
    });
    expect(cuts).toBe(9);
    expect(abandoned.length).toBeGreaterThan(1);
  });

  it('is abandoned after an end that two people excluded, too', async () => {
    const its = world();
    const [one, two] = [await unlabelled(its.process(), 'one'), await unlabelled(its.process(), 'two')];
    await send(its.process(), tally, ask({ type: 'Count', data: { n: 1 } }, 'lost', { on: one }));
    const [first] = verifyStream(await its.store.read(`tally-${one}`));
    const gaps = [{ from: 1, to: 1, lastHash: first?.metadata.hash ?? '' }];
    const excluded = (stream: string) => (stream === `tally-${one}` ? gaps : []);
    const process = pausingProcess(5); // the number is taken, and nothing counted
    const late = outcomeOf(count(its.process({ store: process.storeOf(its.store), excluded }), one, 'k', 7));
    await process.run(late);
    its.clock.at += LATER_MS;
    expect(await outcomeOf(count(its.process({ excluded }), two, 'other', 7))).toBe(`tally-${two}`);
    process.resume();
    expect(await late).toBe('command-abandoned');
    const types = verifyStream(await its.store.read(`tally-${one}`), gaps).map(({ type }) => type);
    expect(types).toEqual(['TallyOpened', 'CommandAbandoned']);
  });

  it('does not need again what was given to another because it was over', async () => {
    await atEveryCut(async (cut) => {
      const its = world();
      const [one, two] = [await unlabelled(its.process(), 'one'), await unlabelled(its.process(), 'two')];
      await count(its.process(), one, 'earlier', 7);
      await send(its.process(), tally, ask({ type: 'Count', data: { n: 993 } }, 'fill', { on: one }));
      const full = (engine: Engine) => count(engine, one, 'again', 7, undefined, isFull(its.process()));
      const paused = await upTo(its, cut, full);
      const taking = (engine: Engine) => count(engine, two, 'other', 7, undefined, isFull(its.process()));
      const other = await (await upTo(its, NEVER, taking, true)).resume();
      const first = await paused.resume();
      expect(['full', 'label-taken', 'command-abandoned', 'unknown']).toContain(first);
      expect(other).toBe(`tally-${two}`);
      return paused.isPaused;
    });
  });

  it.each(['the first', 'who frees'])(
    'is one of two: who frees what it took pauses as well, at every cut of both, and %s goes on before the other',
    async (goesOn) => {
      let worlds = 0;
      await atEveryCut(async (cut) => {
        let isFirstPaused = true;
        await atEveryCut(async (ofFreeing) => {
          worlds += 1;
          const its = world();
          const paused = await upTo(its, cut, opens('k'));
          const freeing = await upTo(its, ofFreeing, opens('other'), true);
          const third = await (await upTo(its, NEVER, opens('third'), true)).resume();
          const order = goesOn === 'the first' ? [paused, freeing] : [freeing, paused];
          const outcomes = [third];
          for (const one of order) outcomes.push(await one.resume());
          await mustHold(its, '12/B', outcomes);
          isFirstPaused = paused.isPaused;
          return freeing.isPaused;
        });
        return isFirstPaused;
      });
      expect(worlds).toBeGreaterThan(100);
    },
    60_000,
  );
});

describe('Many who take at once, pause, and have clocks of their own, on a store that fails', () => {
  async function run(seed: number): Promise<readonly string[]> {
    const its = world();
    const random = seeded(seed);
    const ids = [await unlabelled(its.process(), 'one'), await unlabelled(its.process(), 'two')];
    const outcomes: string[] = [];
    let processes = 0;
    const attempt = async (key: string): Promise<void> => {
      processes += 1;
      const faulty = faultyEventStore(its.store, faultsAtRandom(seed * 100 + processes, 0.1), LATE_MS);
      const process = pausingProcess(random() < 0.6 ? Math.floor(random() * 20) : NEVER);
      const ahead = random() < 0.4 ? LATER_MS : 0;
      const engine = its.process({
        store: process.storeOf(faulty),
        patience: { attemptMs: 150, totalMs: 300 },
        now: () => new Date(its.clock.at + ahead),
      });
      const on = ids[Math.floor(random() * 3)];
      const work = on === undefined ? open(engine, key, ['7'], () => random() < 0.8) : count(engine, on, key, 7);
      const outcome = outcomeOf(work);
      await Promise.race([process.run(outcome), delay(2 * LATE_MS)]);
      await delay(Math.floor(random() * 3 * LATE_MS));
      process.resume();
      outcomes.push(await outcome);
    };
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(['a', 'b', 'c', 'a', `d${round}`].map(attempt));
      await delay(2 * LATE_MS);
      await mustHold(its, '7', outcomes);
      if (random() < 0.5) its.clock.at += LATER_MS;
    }
    its.clock.at += 3 * LATER_MS;
    outcomes.push(await outcomeOf(open(its.process(), 'last', ['7'])));
    await mustHold(its, '7', outcomes);
    expect(await ownersOf(its, '7')).toHaveLength(1);
    return outcomes;
  }

  it(
    `gives a value to exactly one, in ${RUNS} runs`,
    async () => {
      const outcomes = await inParallel(seeds, 15, run);
      expect([...new Set(outcomes.flat())]).toEqual(
        expect.arrayContaining(['command-abandoned', 'label-taken', 'not-today', 'unknown']),
      );
    },
    hangsAfter(RUNS, 1_000),
  );
});
