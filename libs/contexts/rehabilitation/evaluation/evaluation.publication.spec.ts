import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { after, evaluated, type Past } from './evaluation-for-specs.js';
import { evaluationPublication } from './evaluation.publication.js';

type Published = Extract<Past, { type: 'OutcomeMeasured' | 'RehabEvaluated' }>;

const publish = (past: Past, revision: number) =>
  evaluationPublication.publish({
    ...recorded(past as Published, revision),
    stream: 'evaluation-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02',
    position: '00000000000000000500',
  });

describe('evaluationPublication', () => {
  it('says when something was measured and concluded, and nothing of what', () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL('evaluation.publication.golden.json', import.meta.url), 'utf8'),
    );
    expect([publish(after, 1), publish(evaluated, 2)]).toEqual(golden);
  });

  it('tells nothing of other events', () => {
    expect(evaluationPublication.events.map(({ type }) => type)).toEqual(['OutcomeMeasured', 'RehabEvaluated']);
  });
});
