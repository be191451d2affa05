import type { Logger } from 'pino';
import { accessProjections } from '#contexts/access';
import { cooperationProjections } from '#contexts/cooperation';
import { custodyPolicies, custodyProjections, custodySenders } from '#contexts/custody';
import { rehabilitationPolicies, rehabilitationProjections, rehabilitationSenders } from '#contexts/rehabilitation';
import { definitions } from '#contracts/registry';
import type { AnyPolicy, AnyProjection, Engine, Position } from '#kernel';
import { historyIndex } from '#platform/audit';
import { judgeOf } from '#platform/event-store';
import { integrityAlarms, keepHeartbeat, policyRefusals } from '#platform/operations';
import {
  mongoPolicyCheckpoints,
  type PolicyStatus,
  runPolicies,
  type StartedPolicies,
  sendBy,
  type Senders,
} from '#platform/policies';
import { type Parked, type ProjectionStatus, runProjections } from '#platform/projections';
import { type ParkedStreams, parkingAgain, parkingOf, type Unrecorded } from '#platform/repair';
import { viewsOf, WHO } from './follower-views.js';
import type { Stores } from './stores.js';

export const PROJECTIONS: readonly AnyProjection[] = [
  ...accessProjections,
  ...cooperationProjections,
  ...custodyProjections,
  ...rehabilitationProjections,
  historyIndex(definitions),
  integrityAlarms,
  policyRefusals,
];
const MOST_UNRECORDED = 200;
export const POLICIES: readonly AnyPolicy[] = [...custodyPolicies, ...rehabilitationPolicies];
export const SENDERS: Senders = { ...custodySenders, ...rehabilitationSenders };

/** What those who follow the log say of themselves. */
export interface FollowersStatus {
  readonly projections: readonly ProjectionStatus[];
  readonly policies: readonly PolicyStatus[];
  /** The streams that the projections pass by. */
  readonly parked: readonly Parked[];
  /** What of that the log does not say yet. */
  readonly unrecorded: readonly Unrecorded[];
}

/** The projections and the policies while they run, in this thread or another. */
export interface Followers {
  status(): FollowersStatus;
  /** Somebody waits for a position. */
  readonly wake: (position: Position) => void;
  stop(): Promise<void>;
}

export const NOBODY: Followers = {
  status: () => ({ projections: [], policies: [], parked: [], unrecorded: [] }),
  wake: () => undefined,
  stop: () => Promise.resolve(),
};

/** Runs the projections and the policies in this thread; the register is the one that the engine asks. A simulation brings the projections of another build. */
export function runFollowers(
  { engine, register }: { readonly engine: Engine; readonly register: ParkedStreams },
  { projected: store, database }: Stores,
  logger: Logger,
  started?: StartedPolicies,
  known = PROJECTIONS,
): Followers {
  const { registry, keyring, log } = engine;
  const judge = judgeOf({ store, registry, excluded: register.excludedOf });
  const park = parkingOf({
    engine,
    register,
    alarm: (alarm) => {
      logger.error({ alarm }, 'a stream is not what was written: it is parked');
    },
  });
  const projections = runProjections(known, {
    ...{ store, registry, keyring, log, judge, park },
    db: database,
    broke: (breakage) => {
      logger.error({ breakage }, 'a projection broke on a document');
    },
    switched: ({ isHeldBack, ...switched }) => {
      if (isHeldBack)
        logger.error({ switched }, 'a read model is not answered from what was built again: documents broke in it');
      else logger.info({ switched }, 'a read model is answered from another building');
    },
    report: (projection) => {
      logger[isWell(projection) ? 'info' : 'error']({ projection }, 'projection');
    },
  });
  const policies = runPolicies(POLICIES, {
    ...{ engine, store, judge, register, park, started },
    dispatch: sendBy(engine, SENDERS),
    checkpoints: mongoPolicyCheckpoints(database),
    report: (policy) => {
      logger[isWell(policy) ? 'info' : 'error']({ policy }, 'policy');
    },
  });
  const status = () => ({
    projections: projections.statuses(),
    policies: policies.statuses(),
    parked: projections.parked(),
    unrecorded: [...register.unrecorded().values()].slice(0, MOST_UNRECORDED),
  });
  const again = parkingAgain({ engine, register, park }, () => projections.parked());
  const heartbeat = keepHeartbeat(database, { _id: WHO, log, followers: () => viewsOf(status()) });
  return {
    status,
    wake: projections.wake,
    stop: async () => {
      again.stop();
      await heartbeat.stop();
      await Promise.all([projections.stop(), policies.stop()]);
    },
  };
}

const isWell = ({ state }: ProjectionStatus | PolicyStatus): boolean => state !== 'stopped' && state !== 'waiting';
