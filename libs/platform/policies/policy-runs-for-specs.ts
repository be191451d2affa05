import { afterEach } from '@jest/globals';
import type { AnyPolicy } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { until } from './until-for-specs.js';
import { parkedStreams } from '../repair/index.js';
import { checkpointsForSpecs, mirror, policyEngine, senders } from './mirror-for-specs.js';
import { type PolicyHost, type PolicyStatus, runPolicies, runPolicy } from './run-policy.js';
import { sendBy } from './senders.js';

export type PolicyWorld = ReturnType<typeof world>;
type World = PolicyWorld;

function world() {
  const [store, register] = [new InMemoryEventStore(), parkedStreams()];
  const engine = policyEngine({ store, keyring: inMemoryKeyring(), parked: register.of });
  return { store, engine, register, checkpoints: checkpointsForSpecs() };
}

const hostOf = ({ store, engine, register, checkpoints }: World, parts: Partial<PolicyHost> = {}): PolicyHost => ({
  store,
  engine,
  checkpoints,
  register,
  dispatch: sendBy(engine, senders),
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

  const run = (
    its: World,
    policy: AnyPolicy = mirror,
    { isNew, ...parts }: Partial<PolicyHost> & { isNew?: true } = {},
  ) => kept(runPolicy(isNew === true ? policy : { ...policy, from: 'LOG_START' }, hostOf(its, parts)));
  const atHead = (its: World, one: { status(): PolicyStatus }): Promise<void> =>
    until(async () => one.status().position === (await its.store.head()));

  return {
    world,
    /** Runs the policy as one that reacts from the first event of the log on, unless `isNew`. */
    run,
    runAll: (its: World, policies: readonly AnyPolicy[]) => kept(runPolicies(policies, hostOf(its))),
    /** Resolves when the policy has reacted to everything in the log. */
    atHead,
    /** Runs a policy as one that is new until it has reacted to everything; answers how often it told something. */
    upToDate: async (its: World, policy: AnyPolicy = mirror, parts: Partial<PolicyHost> = {}): Promise<number> => {
      let input = 0;
      const dispatch: PolicyHost['dispatch'] = (command) => {
        input += 1;
        return sendBy(its.engine, senders)(command);
      };
      const policyRun = run(its, policy, { isNew: true, dispatch, ...parts });
      await atHead(its, policyRun);
      await policyRun.stop();
      return input;
    },
  };
}
