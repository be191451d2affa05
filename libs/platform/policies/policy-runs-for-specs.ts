import { afterEach } from '@jest/globals';
import { type AnyPolicy, inMemoryKeyring, InMemoryEventStore } from '#kernel';
import { until } from '../projections/mongo-for-specs.js';
import { checkpointsForSpecs, mirror, policyEngine, tellers } from './mirror-for-specs.js';
import { type PolicyHost, type PolicyStatus, runPolicies, runPolicy } from './run-policy.js';
import { tellBy } from './tellers.js';

type World = ReturnType<typeof world>;

function world() {
  const store = new InMemoryEventStore();
  return { store, engine: policyEngine({ store, keyring: inMemoryKeyring() }), checkpoints: checkpointsForSpecs() };
}

const hostOf = ({ store, engine, checkpoints }: World, parts: Partial<PolicyHost> = {}): PolicyHost => ({
  store,
  engine,
  checkpoints,
  dispatch: tellBy(engine, tellers),
  pace: { pauseMs: 10 },
  ...parts,
});

/** Policies that run on stores in memory until the spec ends. */
export function policyRuns() {
  let runs: { stop(): Promise<void> }[] = [];
  const kept = <R extends { stop(): Promise<void> }>(run: R): R => {
    runs.push(run);
    return run;
  };
  afterEach(async () => {
    await Promise.all(runs.map((run) => run.stop()));
    runs = [];
  });

  return {
    world,
    /** Runs the policy as one that was deployed before the first event, unless `isNew`. */
    run: (its: World, policy: AnyPolicy = mirror, { isNew, ...parts }: Partial<PolicyHost> & { isNew?: true } = {}) => {
      if (isNew !== true && !its.checkpoints.stored.has(policy.name)) {
        its.checkpoints.stored.set(policy.name, { log: its.engine.log, position: '' });
      }
      return kept(runPolicy(policy, hostOf(its, parts)));
    },
    runAll: (its: World, policies: readonly AnyPolicy[]) => kept(runPolicies(policies, hostOf(its))),
    /** Resolves when the policy has reacted to everything in the log. */
    atHead: (its: World, run: { status(): PolicyStatus }): Promise<void> =>
      until(async () => run.status().position === (await its.store.head())),
  };
}
