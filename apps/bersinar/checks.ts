import type { Db } from 'mongodb';
import type { EventStore } from '#kernel';
import { world } from '#kernel/world';
import type { StaffStatus } from '#platform/auth';
import { type Check, Readiness } from '#platform/http';
import type { PolicyStatus } from '#platform/policies';
import { checkpointId, type ProjectionStatus } from '#platform/projections';
import type { FollowersStatus } from './followers.js';
import { withServed } from './served-checks.js';

const PROBE_MS = 2_000;

/** Whether the stores answer and whoever follows the log keeps up with it. */
export class Checks extends Readiness {
  constructor(
    private readonly store: EventStore,
    private readonly database: Db,
    private readonly followers: () => readonly Check[],
    private readonly served: () => Promise<readonly Check[]>,
  ) {
    super();
  }

  override async checks(): Promise<readonly Check[]> {
    return [
      await answers('event-store', () => this.store.head()),
      await answers('mongodb', () => this.database.command({ ping: 1 })),
      ...withServed(this.followers(), await this.served()),
    ];
  }
}

/** What those who follow the log say of themselves. */
export const followerChecks = ({ projections, policies }: Pick<FollowersStatus, 'projections' | 'policies'>) => [
  ...projections.map((status) => checkOf(checkpointId(status), status)),
  ...policies.map((status) => checkOf(`policy:${status.name}`, status)),
];

/** Which streams are passed by, or not believed by this process. */
export function parkedCheck(
  { policies, parked }: Pick<FollowersStatus, 'policies' | 'parked'>,
  known: Iterable<string> = [],
): readonly Check[] {
  const passedBy = policies.flatMap((policy) => Object.keys(policy.parked));
  const streams = new Set([...known, ...parked.map(({ stream }) => stream), ...passedBy]);
  if (streams.size === 0) return [];
  return [{ name: 'parked', state: 'degraded', reason: [...streams].sort().join(', '), streams: streams.size }];
}

/** Requests are answered while somebody is behind or waits for a newer build, but not with all that has happened. */
const DEGRADED: readonly string[] = ['behind', 'building', 'waiting'];

function checkOf(name: string, status: ProjectionStatus | PolicyStatus): Check {
  const { state, reason, trouble } = status;
  if (state === 'running') return { name, state: 'up' };
  const waitsFor = 'waiting' in status ? `${status.waiting.type}@${status.waiting.v}` : waitedForBy(reason);
  return {
    name,
    state: DEGRADED.includes(state) ? 'degraded' : 'down',
    reason: waitsFor === undefined ? (reason?.kind ?? trouble ?? state) : `waits for ${waitsFor}`,
  };
}

const waitedForBy = (reason: ProjectionStatus['reason'] | PolicyStatus['reason']): string | undefined =>
  reason?.kind === 'too-old' ? reason.detail : undefined;

/** What the register of staff says of itself. */
export const staffCheck = ({ state }: StaffStatus): Check => ({
  name: 'staff',
  state: state === 'following' ? 'up' : 'down',
  ...(state !== 'following' && { reason: state }),
});

async function answers(name: string, call: () => Promise<unknown>): Promise<Check> {
  const late = world.delay(PROBE_MS, { ref: false }).then(() => false);
  const up = await Promise.race([
    call().then(
      () => true,
      () => false,
    ),
    late,
  ]);
  return up ? { name, state: 'up' } : { name, state: 'down', reason: 'does not answer' };
}
