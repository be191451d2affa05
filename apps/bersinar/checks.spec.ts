import type { PolicyStatus } from '#platform/policies';
import type { ProjectionStatus } from '#platform/projections';
import { followerChecks, parkedCheck } from './checks.js';

const STREAM = 'inmate-00000000-0000-4000-8000-000000000001';
const OTHER = 'plan-00000000-0000-4000-8000-000000000002';
const projection = (state: ProjectionStatus['state'], more: Partial<ProjectionStatus> = {}): ProjectionStatus => ({
  ...{ name: 'plans', version: 2, state },
  ...more,
});
const policy = (more: Partial<PolicyStatus>): PolicyStatus => ({
  ...{ name: 'case-on-screening', n: 1, state: 'running', parked: {} },
  ...more,
});
const checked = (...projections: readonly ProjectionStatus[]) => followerChecks({ projections, policies: [] });

describe('What readiness says of those who follow the log', () => {
  it('is up when they run', () => {
    expect(checked(projection('running'))).toEqual([{ name: 'plans@2', state: 'up' }]);
  });

  it('is degraded, and why, while one waits for a newer build or is not up with the log', () => {
    const waiting = { type: 'PlanDrafted', v: 3 };
    expect(checked(projection('waiting', { waiting }), projection('building'), projection('behind'))).toEqual([
      { name: 'plans@2', state: 'degraded', reason: 'waits for PlanDrafted@3' },
      { name: 'plans@2', state: 'degraded', reason: 'building' },
      { name: 'plans@2', state: 'degraded', reason: 'behind' },
    ]);
    const policies = [policy({ state: 'waiting', reason: { kind: 'too-old', detail: 'PlanDrafted@3' } })];
    expect(followerChecks({ projections: [], policies })).toEqual([
      { name: 'policy:case-on-screening', state: 'degraded', reason: 'waits for PlanDrafted@3' },
    ]);
  });

  it('is down while a store does not answer, or when one stopped', () => {
    const reason = { kind: 'foreign-log', projection: 'plans@2' } as const;
    const states = checked(
      projection('retrying', { trouble: 'read-models-unavailable' }),
      projection('stopped', { reason }),
      projection('starting'),
    );
    expect(states.map((check) => [check.state, check.reason])).toEqual([
      ['down', 'read-models-unavailable'],
      ['down', 'foreign-log'],
      ['down', 'starting'],
    ]);
  });

  it('names each parked stream once, whoever passes it by', () => {
    const parked = [{ stream: STREAM, revision: 1, code: 'hash' }];
    const passing = { [STREAM]: { revision: 1, until: STREAM }, [OTHER]: { revision: 0, until: STREAM } };
    const policies = [policy({ parked: passing })];
    expect(followerChecks({ projections: [], policies })).toEqual([{ name: 'policy:case-on-screening', state: 'up' }]);
    const degraded = (...streams: string[]) => [
      { name: 'parked', state: 'degraded', reason: streams.join(', '), streams: streams.length },
    ];
    expect(parkedCheck({ policies, parked })).toEqual(degraded(STREAM, OTHER));
    expect(parkedCheck({ policies: [], parked }, [STREAM])).toEqual(degraded(STREAM));
    expect(parkedCheck({ policies: [], parked: [] })).toEqual([]);
  });
});
