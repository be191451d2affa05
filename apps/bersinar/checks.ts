import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { EventStore } from '#kernel';
import type { StaffStatus } from '#platform/auth';
import { type Check, Readiness } from '#platform/http';
import type { PolicyStatus } from '#platform/policies';
import type { ProjectionStatus } from '#platform/projections';

const PROBE_MS = 2_000;

/** Whether the stores answer and whoever follows the log keeps up with it. */
export class Checks extends Readiness {
  constructor(
    private readonly store: EventStore,
    private readonly database: Db,
    private readonly followers: () => readonly Check[],
  ) {
    super();
  }

  override async checks(): Promise<readonly Check[]> {
    return [
      await answers('event-store', () => this.store.head()),
      await answers('mongodb', () => this.database.command({ ping: 1 })),
      ...this.followers(),
    ];
  }
}

/** What a projection or a policy says of itself. */
export const checkOf = (name: string, { state, reason, trouble }: ProjectionStatus | PolicyStatus): Check => ({
  name,
  state: state === 'running' ? 'up' : 'down',
  ...(state !== 'running' && { reason: reason?.kind ?? trouble ?? state }),
});

/** What the register of staff says of itself. */
export const staffCheck = ({ state }: StaffStatus): Check => ({
  name: 'staff',
  state: state === 'following' ? 'up' : 'down',
  ...(state !== 'following' && { reason: state }),
});

async function answers(name: string, call: () => Promise<unknown>): Promise<Check> {
  const late = delay(PROBE_MS, false, { ref: false });
  const up = await Promise.race([
    call().then(
      () => true,
      () => false,
    ),
    late,
  ]);
  return up ? { name, state: 'up' } : { name, state: 'down', reason: 'does not answer' };
}
