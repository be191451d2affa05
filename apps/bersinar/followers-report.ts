import { type Db, MongoError } from 'mongodb';
import type { EventStore, Position } from '#kernel';
import { world } from '#kernel/world';
import type { StaffStatus } from '#platform/auth';
import {
  type Follower,
  type FollowersReport,
  heartbeatsOf,
  lagsOf,
  refusalsIn,
  secondsOf,
  SILENT_AFTER_MS,
} from '#platform/operations';
import { keyOf, placesIn } from '#platform/policies';
import {
  brokenIn,
  checkpointId,
  differing,
  reachedIn,
  type ServedModels,
  servingIn,
  versionedOf,
} from '#platform/projections';
import { defined, staffView, viewsOf, WHO } from './follower-views.js';
import { type FollowersStatus, POLICIES, PROJECTIONS } from './followers.js';

type Named = Pick<Follower, 'kind' | 'name'>;

/** Whom a report is made of: this process, the heartbeats of the others, and what all of them keep in the stores. */
interface Sources {
  readonly own: () => FollowersStatus;
  readonly staff: () => StaffStatus;
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  readonly database: Db;
  readonly log: string;
}

const ANSWER_MS = 2_000;

/** Whom one expects to hear of: of each read model what is served and what stands beside it, and every policy. */
const knownIn = (models: ServedModels): readonly Named[] => [
  ...PROJECTIONS.flatMap((projection) => {
    const { serves = checkpointId(projection), beside } = models[projection.name] ?? {};
    return [serves, ...(beside === undefined ? [] : [beside])].map((name): Named => ({ kind: 'PROJECTION', name }));
  }),
  ...POLICIES.map((policy): Named => ({ kind: 'POLICY', name: keyOf(policy) })),
];

/**
 * How all who follow the log are, whichever process they run in: what this process knows of its own, what others last said, how far the stores say
 * that they are. A store that does not answer leaves out what it would say.
 */
export const followersReport = ({ own, staff, store, database, log }: Sources): FollowersReport => ({
  followers: async () => {
    const here = viewsOf(own()).map((view): Follower => ({ ...view, by: WHO }));
    const kept = await keptIn(database, log).catch((error: unknown) => {
      if (error instanceof MongoError) return undefined;
      throw error;
    });
    const others = kept?.heard.filter(({ by }) => here.length === 0 || by !== WHO) ?? [];
    const rows = [...rowsOf(here, others, kept?.models), staffView(staff())].map((row) => furtherOf(row, kept));
    const late = world.delay(ANSWER_MS, { ref: false });
    const places = rows.flatMap((row) => placeOf(row) ?? []);
    const lags = await Promise.race([lagsOf(store, places).catch(() => undefined), late]);
    return rows.map((row) => {
      const lag = lags?.get(placeOf(row) ?? '');
      return { ...row, ...(lag && { lag: lag.events, lagSeconds: secondsOf(lag, new Date(world.now())) }) };
    });
  },
  unrecorded: () => own().unrecorded,
});

type Kept = Awaited<ReturnType<typeof keptIn>>;

async function keptIn(database: Db, log: string) {
  const [heartbeats, projections, policies, broken, refused, serving] = await Promise.all([
    heartbeatsOf(database, log),
    reachedIn(database, log),
    placesIn(database),
    brokenIn(database),
    refusalsIn(database),
    servingIn(database),
  ]);
  const heard = heartbeats.flatMap(({ _id: by, heardAt, followers }) =>
    followers.map((view) => ({ ...view, by, heardAt })),
  );
  const models = serving?.log === log ? serving.models : {};
  return { heard, reached: new Map([...projections, ...policies]), broken, refused, models };
}

/** A row for each who is heard of now, one for each who is not; those that only another build knows come last. */
function rowsOf(here: readonly Follower[], others: Kept['heard'], models?: ServedModels): readonly Follower[] {
  const known = knownIn(models ?? {});
  const live = [...here, ...others.filter(({ heardAt }) => world.now() - Date.parse(heardAt) < SILENT_AFTER_MS)];
  const rows = known.flatMap((named): readonly Follower[] => {
    const heard = live.filter(isOf(named));
    if (heard.length > 0) return heard;
    if (models === undefined) return [{ ...named, state: 'unknown', reason: 'read-models-unavailable' }];
    const { by, heardAt, position } = others.find(isOf(named)) ?? {};
    return [{ ...named, state: 'silent', ...defined({ by, heardAt, position }) }];
  });
  return [...rows, ...live.filter((view) => !known.some((named) => isOf(named)(view)))];
}

const isOf =
  (named: Named) =>
  ({ kind, name }: Named): boolean =>
    kind === named.kind && name === named.name;

/** The row with what the stores say of it, whoever said it last. */
function furtherOf(row: Follower, kept: Kept | undefined): Follower {
  if (kept === undefined) return row;
  const { name, kind, position = '' } = row;
  const reached = kept.reached.get(name) ?? '';
  const [policy = ''] = name.split('@');
  const refused = kind === 'POLICY' ? kept.refused.get(policy) : undefined;
  const { serves, beside, compared } = (kind === 'PROJECTION' ? kept.models[versionedOf(name).name] : undefined) ?? {};
  const stands = serves === name ? 'served' : beside === name ? 'beside' : undefined;
  return {
    ...row,
    ...(reached > position && { position: reached }),
    ...defined({ broken: kept.broken.get(name), refused: refused?.refused, lastRefused: refused?.last, stands }),
    ...(compared?.building === name && { differing: differing(compared) }),
  };
}

/** Where it is in this log. */
const placeOf = ({ position, reason }: Follower): Position | undefined =>
  reason === 'foreign-log' ? undefined : position;
