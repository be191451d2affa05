import { foldAll, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { PolicyEvent } from '#contracts/policies/policy.events';
import { policyRefusals } from './refusals.projection.js';

type Refused = Extract<PolicyEvent, { type: 'PolicyReactionRefused' }>;

const refused = (policy: string, n: number, code: string): Projected<Refused> => ({
  ...recorded<Refused>(
    {
      type: 'PolicyReactionRefused',
      data: {
        policy,
        of: { stream: `inmate-${id('spec')}`, revision: n, hash: '0'.repeat(64) },
        target: id('target'),
        command: 'CloseCase',
        code,
      },
    },
    0,
  ),
  stream: `policyrefusal-${id('spec', n)}`,
  position: String(n).padStart(20, '0'),
});

describe('how often rules refused what a policy told', () => {
  it('is counted by policy, with what was refused last', () => {
    const events = [refused('one', 1, 'case-closed'), refused('two', 2, 'not-found'), refused('one', 3, 'too-late')];
    const documents = foldAll(policyRefusals, events);
    expect([...documents.values()]).toMatchObject([
      { policy: 'one', refused: 2, lastCommand: 'CloseCase', lastCode: 'too-late', units: ['BERSINAR'] },
      { policy: 'two', refused: 1, lastCode: 'not-found' },
    ]);
  });
});
