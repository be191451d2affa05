import { hostname } from 'node:os';
import type { StaffStatus } from '#platform/auth';
import type { Follower } from '#platform/operations';
import type { PolicyStatus } from '#platform/policies';
import { checkpointId, type ProjectionStatus } from '#platform/projections';

/** Who speaks: this process, in all of its threads. */
export const WHO = `${hostname()}/${process.pid}`;

interface Statuses {
  readonly projections: readonly ProjectionStatus[];
  readonly policies: readonly PolicyStatus[];
  readonly parked: readonly { readonly stream: string }[];
}

/** What projections and policies say of themselves, as operators are told. */
export function viewsOf({ projections, policies, parked }: Statuses): readonly Follower[] {
  const passedBy = parked.map(({ stream }) => stream);
  return [...projections.map((one) => projectionView(one, passedBy)), ...policies.map(policyView)];
}

function projectionView(status: ProjectionStatus, parked: readonly string[]): Follower {
  const { state, since, position, waiting, reason, trouble } = status;
  const waitsFor = waiting && `${waiting.type}@${waiting.v}`;
  const known = { since, position, waitsFor, reason: reason?.kind ?? trouble };
  return { kind: 'PROJECTION', name: checkpointId(status), state, ...defined(known), parked };
}

function policyView({ name, n, state, since, position, parked, reason, trouble }: PolicyStatus): Follower {
  const isWaiting = reason?.kind === 'too-old';
  const known = {
    ...{ since, position },
    waitsFor: isWaiting ? reason.detail : undefined,
    reason: isWaiting ? undefined : (reason?.kind ?? trouble),
  };
  return { kind: 'POLICY', name: `${name}@${n}`, state, ...defined(known), parked: Object.keys(parked) };
}

/** What this process's own register of staff says of itself. */
export const staffView = ({ state, position }: StaffStatus): Follower => ({
  ...{ kind: 'STAFF', name: 'staff', state },
  ...defined({ position }),
  by: WHO,
});

/** The members that are there. */
export const defined = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
