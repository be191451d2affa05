import type { StaffStatus } from '#platform/auth';
import type { FollowersReport, FollowerView } from '#platform/operations';
import type { PolicyStatus } from '#platform/policies';
import type { ProjectionStatus } from '#platform/projections';
import type { FollowersStatus } from './followers.js';

/** What those who follow the log say of themselves, as operators are told; no follower of another process is among them. */
export const followersReport = (followers: () => FollowersStatus, staff: () => StaffStatus): FollowersReport => ({
  followers: () => {
    const { projections, policies, parked } = followers();
    const passedBy = parked.map(({ stream }) => stream);
    return [
      ...projections.map((one) => projectionView(one, passedBy)),
      ...policies.map(policyView),
      staffView(staff()),
    ];
  },
});

function projectionView(status: ProjectionStatus, parked: readonly string[]): FollowerView {
  const { name, version, state, position, waiting, reason, trouble } = status;
  const known = { position, waitsFor: waiting && `${waiting.type}@${waiting.v}`, reason: reason?.kind ?? trouble };
  return { kind: 'PROJECTION', name: `${name}@${version}`, state, ...defined(known), parked };
}

function policyView({ name, n, state, position, parked, reason, trouble }: PolicyStatus): FollowerView {
  const isWaiting = reason?.kind === 'too-old';
  const known = {
    position,
    waitsFor: isWaiting ? reason.detail : undefined,
    reason: isWaiting ? undefined : (reason?.kind ?? trouble),
  };
  return { kind: 'POLICY', name: `${name}@${n}`, state, ...defined(known), parked: Object.keys(parked) };
}

const staffView = ({ state, position }: StaffStatus): FollowerView => ({
  ...{ kind: 'STAFF', name: 'staff', state },
  ...defined({ position }),
});

/** The members that are there. */
const defined = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
