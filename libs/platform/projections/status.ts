import type { AnyProjection, Position } from '#kernel';
import { world } from '#kernel/world';
import { checkpointId, type TooOld, type Versioned } from './checkpoint.js';

/** Why a projection stopped, where only a person can make it go on, or why it is built anew. */
export interface StopReason {
  readonly kind: 'foreign-log' | 'documents-gone';
  readonly projection: string;
  readonly position?: Position;
}

/** Where one projection is; `trouble` names the store that does not answer while it retries. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly rebuild?: number;
  /** `building` reads from the first event and is not whole yet; `behind` reads by itself until it joins the others; `waiting` is for a build that knows what is in its way. */
  readonly state: 'starting' | 'running' | 'behind' | 'building' | 'waiting' | 'retrying' | 'stopped';
  /** Since when it is in this state. */
  readonly since?: string;
  readonly position?: Position;
  readonly reason?: StopReason;
  readonly waiting?: TooOld;
  readonly trouble?: 'read-models-unavailable' | 'event-store-unavailable' | 'keyring-unavailable';
}

export type StatusChange = Omit<ProjectionStatus, 'name' | 'version' | 'rebuild' | 'since'>;

/** What each projection says of itself, by its key; `report` is told every change of state. */
export function statusBoard(projections: readonly AnyProjection[], report?: (status: ProjectionStatus) => void) {
  const statuses = new Map(
    projections.map((projection): [string, ProjectionStatus] => [
      checkpointId(projection),
      { ...namedAs(projection), state: 'starting' },
    ]),
  );
  return {
    all: (): readonly ProjectionStatus[] => [...statuses.values()],
    become(ids: Iterable<string>, change: StatusChange): void {
      for (const id of ids) {
        const before = statuses.get(id);
        if (before === undefined) continue;
        const { position = change.position } = before;
        const isNew = change.state !== before.state || before.since === undefined;
        const since = isNew ? new Date(world.now()).toISOString() : before.since;
        const after = { ...namedAs(before), ...(position !== undefined && { position }), ...change, since };
        statuses.set(id, after);
        if (after.state !== before.state) report?.(after);
      }
    },
  };
}

const namedAs = ({ name, version, rebuild }: Versioned): Versioned => ({
  name,
  version,
  ...(rebuild !== undefined && { rebuild }),
});

export type StatusBoard = ReturnType<typeof statusBoard>;
