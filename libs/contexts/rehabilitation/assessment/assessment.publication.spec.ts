import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { completed, recommended } from './assessment-for-specs.js';
import { assessmentPublication } from './assessment.publication.js';

const golden: unknown = JSON.parse(
  readFileSync(new URL('assessment.publication.golden.json', import.meta.url), 'utf8'),
);
const where = { stream: 'assessment-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02', position: '00000000000000000500' };

describe('assessmentPublication', () => {
  it('says that it was completed and that the team recommended, and nothing of what', () => {
    const [first, second] = [completed, recommended].map((event) => ({ ...recorded(event, 8), ...where }));
    const published = {
      completed: first && assessmentPublication.publish(first),
      recommended: second && assessmentPublication.publish(second),
    };
    expect(published).toEqual(golden);
  });

  it('tells nothing of other events', () => {
    expect(assessmentPublication.events.map(({ type }) => type)).toEqual([
      'AssessmentCompleted',
      'PlacementRecommended',
    ]);
  });
});
