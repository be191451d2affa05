import type { AnyProjection, Position } from '#kernel';
import { world } from '#kernel/world';
import { checkpointId, reachedIn, versionedOf } from './checkpoint.js';
import { unmarkedIn } from './marks.js';
import type { Projections, Projector } from './projector.js';
import { idle, runBuilds, troubleOf } from './run-builds.js';
import { carriedBy, type ServedModels } from './serving.js';
import { switchedByItself } from './switching.js';
import { type ProjectionStatus, statusBoard } from './status.js';
import { someAreUnread, sweep } from './sweep.js';

const LOOKED_MS = 500;
const LOOKS_A_COUNT = 4;
const MOVING: ReadonlySet<ProjectionStatus['state']> = new Set(['running', 'behind', 'building']);

/**
 * Keeps the documents of all projections up with the log until it is stopped: of each the building that is served, and the one beside it; what is
 * served, and what stands beside, is looked up twice a second.
 */
export function runProjections(projections: readonly AnyProjection[], projector: Projector): Projections {
  if (projections.length === 0) return idle;
  const { db, log } = projector;
  const self = world.uuid();
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = (): boolean => signal.aborted;
  const { report } = projector;
  const board = statusBoard(projections, report);
  let [woken, looks]: [Position, number] = ['', 0];
  let run = idle;
  let [carried, others]: [readonly AnyProjection[], readonly ProjectionStatus[]] = [[], board.all()];
  const done = keepLooking();

  return {
    statuses: () => [...run.statuses(), ...others],
    parked: () => run.parked(),
    wake: (position) => {
      woken = position;
      run.wake(position);
    },
    stop: async () => {
      stopping.abort();
      await done;
    },
  };

  async function keepLooking(): Promise<void> {
    while (!stopped()) {
      await look().catch((error: unknown) => {
        if (carried.length > 0) return; // those who run say it themselves
        run = idle;
        board.become(projections.map(checkpointId), { state: 'retrying', trouble: troubleOf(error) });
        others = board.all();
      });
      await world.delay(LOOKED_MS, { signal }).catch(() => undefined);
    }
    await run.stop();
  }

  async function look(): Promise<void> {
    const { log: ofLog, models } = await switchedByItself(db, log, projections, projector.switched);
    const wanted = ofLog === log ? carriedBy(projections, models) : projections;
    const isSame = wanted.map(checkpointId).join() === carried.map(checkpointId).join();
    looks += 1;
    if (isSame && someAreUnread(models)) await sweep(db, log);
    if (isSame && (looks % LOOKS_A_COUNT !== 0 || !(await someFellBack()))) return;
    await run.stop();
    carried = []; // whatever fails until they run again
    await sweep(db, log);
    if (stopped()) return;
    others = ofLog === log ? outdated(models) : [];
    carried = wanted;
    run = runBuilds(wanted, projector, self);
    run.wake(woken);
  }

  /** Whether documents are gone, or an older copy of them was put back: then they are behind what this process has read. */
  async function someFellBack(): Promise<boolean> {
    const moving = run.statuses().filter(({ state }) => MOVING.has(state));
    const reached = await reachedIn(db, log);
    if (moving.some((one) => (reached.get(checkpointId(one)) ?? '') < (one.position ?? ''))) return true;
    return (await unmarkedIn(db, moving.map(checkpointId))).length > 0;
  }

  /** Those of which nothing is carried on here, because another build's version is served. */
  function outdated(models: ServedModels): readonly ProjectionStatus[] {
    return projections
      .filter(
        ({ name }) => models[name] !== undefined && !carriedBy(projections, models).some((one) => one.name === name),
      )
      .map(({ name, version }) => {
        const { version: v } = versionedOf(models[name]?.serves ?? '');
        return { name, version, state: 'waiting', waiting: { type: name, v } };
      });
  }
}
