import { setTimeout as delay } from 'node:timers/promises';
import { type AnyPolicy, HistoryCorrupt, id, send, verifyStream } from '#kernel';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { seeded } from '#kernel/seeded';
import { ask, tally } from '#kernel/tally-for-specs';
import { parkedStreams } from '../repair/index.js';
import { checkpointsForSpecs, countAll, mirror, policyEngine, reflected, senders } from './mirror-for-specs.js';
import { altered, resume, wrong } from './parking-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import { sendBy } from './senders.js';

const { world, run, atHead } = policyRuns();
type World = ReturnType<typeof world>;

const RUNS = 60;
const FROM_FIRST: AnyPolicy = { ...mirror, from: 'LOG_START' };

/** A process, with a register of its own, that lives until its n-th step, or until it is through. */
async function live(its: World, n: number): Promise<void> {
  const { step, storeOf, died } = mortalProcess(n);
  const register = parkedStreams();
  const patience = { attemptMs: 10, totalMs: 30 };
  const { keyring } = its.engine;
  const engine = policyEngine({ store: storeOf(its.store), keyring, patience, parked: register.of });
  const { checkpoints } = its;
  const head = (await its.store.head()) ?? '';
  const policyRun = run(its, FROM_FIRST, {
    isNew: true,
    engine,
    register,
    pace: { pauseMs: 5, batch: 2, reachEvents: 3 },
    dispatch: (command) => step(() => sendBy(engine, senders)(command)),
    checkpoints: {
      read: (key) => step(() => checkpoints.read(key)),
      move: (key, to) => step(() => checkpoints.move(key, to)),
      forget: (key, read) => step(() => checkpoints.forget(key, read)),
    },
  });
  while (!died() && (policyRun.status().position ?? '') < head) await delay(1);
  await policyRun.stop();
}

describe(`A policy whose streams and targets are altered and put right again, in ${RUNS} runs`, () => {
  it('tells everything once and in order when all are resumed, whenever it dies and whatever is lost but the log', async () => {
    const all = Array.from({ length: RUNS }, async (_, seed) => {
      const random = seeded(seed + 1);
      const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
      const its: World = { ...world(), checkpoints: checkpointsForSpecs() };
      const tallies = [await countAll(its.engine, 'a', [1]), await countAll(its.engine, 'b', [1])];
      const broken = new Map<string, () => void>();

      async function happen(step: number): Promise<void> {
        const tallyId = pick(tallies) ?? '';
        const stream = pick([`tally-${tallyId}`, `tally-${id('mirror', tallyId)}`]) ?? '';
        const length = (await its.store.read(stream)).length;
        if (random() < 0.4) {
          const count = ask({ type: 'Count', data: { n: 2 + step } }, `n${step}`, { on: tallyId });
          await send(its.engine, tally, count).catch((error: unknown) => {
            if (!(error instanceof HistoryCorrupt)) throw error;
          });
        } else if (random() < 0.5 && length > 0 && !broken.has(stream)) {
          broken.set(stream, await altered(its, stream, Math.floor(random() * length), wrong));
        } else if (broken.size > 0) {
          await mend(pick([...broken.keys()]) ?? '');
        }
      }
      async function mend(stream: string): Promise<void> {
        broken.get(stream)?.();
        broken.delete(stream);
        await resume(its, stream);
      }

      for (let step = 0; step < 20; step += 1) {
        await happen(step);
        if (random() < 0.2) its.checkpoints = checkpointsForSpecs();
        if (random() < 0.6) await live(its, Math.floor(random() * 60));
      }
      for (const stream of broken.keys()) await mend(stream);
      for (let left = true; left;) {
        const last = run(its, FROM_FIRST);
        await atHead(its, last);
        await last.stop();
        const waited = new Set(Object.values(last.status().parked).map(({ until }) => until));
        for (const stream of waited) await resume(its, stream); // what was resumed before it was found
        left = waited.size > 0;
      }
      for (const on of tallies) {
        const counted = verifyStream(await its.store.read(`tally-${on}`)).flatMap(({ type, data }) =>
          type === 'Counted' ? [2 * Number(data.n)] : [],
        );
        expect(await reflected(its.engine, on)).toEqual(counted);
      }
    });
    await Promise.all(all);
  });
});
