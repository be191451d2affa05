import { id, type Policy, verifyStream } from '#kernel';
import { type TallyCommand, type TallyEvent, TallyOpened } from '#kernel/tally-for-specs';
import { mirror, reflected } from './mirror-for-specs.js';
import type { PolicyWorld } from './policy-runs-for-specs.js';

export const LOG = `policy-${id('policy', 'mirror')}`;
export const opening: Policy<TallyEvent, TallyCommand> = { ...mirror, events: [TallyOpened] };
export const both: Policy<TallyEvent, TallyCommand> = { ...mirror, n: 2 };

export const logOf = async ({ store }: Pick<PolicyWorld, 'store'>, stream = LOG) =>
  verifyStream(await store.read(stream));
export const reachedIn = async (its: PolicyWorld) => (await logOf(its)).filter(({ type }) => type === 'PolicyReached');
export const mirrorsOf = async (its: PolicyWorld, tallyIds: readonly string[]) =>
  Promise.all(tallyIds.map((tallyId) => reflected(its.engine, tallyId)));
