import { type AnyPolicy, type Engine, HistoryCorrupt, type RawEvent, UnknownEvent } from '#kernel';
import type { PolicyCheckpoints } from './checkpoints.js';
import type { Passing } from './passing.js';
import { reachedInLog } from './policy-log.js';
import { keyOf, type Standing } from './standing.js';

const OF_POLICIES = /^(policy|log|repair)-/;

interface Memory {
  readonly engine: Engine;
  readonly checkpoints: PolicyCheckpoints;
  readonly pace: { readonly reachEvents: number; readonly reachMs: number };
}

/** Keeps where a policy has got to: in MongoDB after each batch, in the log now and then. */
export function remembering(
  policy: AnyPolicy,
  { recordedAt, unrecorded }: Standing,
  { engine, checkpoints, pace }: Memory,
) {
  let due = Date.parse(recordedAt) + pace.reachMs;
  let since = unrecorded;

  /** Says in the log how far all is handled, when that is due; while something is passed by, that must be found again from before it. */
  async function inLog(passing: Passing): Promise<void> {
    const { place, parked } = passing.passed();
    const now = engine.now().getTime();
    const isDue = since >= pace.reachEvents || (since > 0 && now >= due);
    if (place === undefined || parked.size > 0 || !isDue) return;
    try {
      await reachedInLog(engine, policy, place);
    } catch (error) {
      if (!(error instanceof HistoryCorrupt || error instanceof UnknownEvent)) throw error;
    }
    [since, due] = [0, now + pace.reachMs];
    await nearer(passing);
  }

  async function nearer(passing: Passing): Promise<void> {
    const { place, effect, parked } = passing.passed();
    if (place === undefined) return;
    const its = { place, ...(effect && { effect }), parked: Object.fromEntries(parked), unrecorded: since };
    await checkpoints.move(keyOf(policy), its);
  }

  return {
    inLog,
    /** Moves the place of the policy after a batch. */
    async passedBatch(passing: Passing, batch: readonly RawEvent[]): Promise<void> {
      since += batch.filter(({ stream }) => !OF_POLICIES.test(stream)).length;
      await nearer(passing);
      await inLog(passing);
    },
  };
}
