import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { caseId, subject } from '../facts-for-specs.js';
import { approved } from './plan-for-specs.js';
import { planPublication } from './plan.publication.js';

describe('planPublication', () => {
  it('says that a plan was approved, and nothing of what it plans', () => {
    const { data } = approved;
    const event = recorded({ type: 'RehabPlanApproved' as const, data }, 2);
    const published = planPublication.publish({
      ...event,
      metadata: { ...event.metadata, about: [{ subject, caseId, legalBasis: 'LEGAL_DUTY' }] },
      stream: 'plan-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02',
      position: '00000000000000000500',
    });
    const golden: unknown = JSON.parse(readFileSync(new URL('plan.publication.golden.json', import.meta.url), 'utf8'));
    expect(published).toEqual(golden);
  });

  it('tells nothing of other events', () => {
    expect(planPublication.events.map(({ type }) => type)).toEqual(['RehabPlanApproved']);
  });
});
