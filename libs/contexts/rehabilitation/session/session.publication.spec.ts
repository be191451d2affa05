import { readFileSync } from 'node:fs';
import type { Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { SessionEvent } from '#contracts/rehabilitation/session.events';
import { cancelled, held, type Past, scheduled } from './session-for-specs.js';
import { sessionPublication } from './session.publication.js';

const stream = 'session-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02';
const published = (event: Past, revision: number) => {
  const projected = { ...recorded<SessionEvent>(event, revision), stream, position: '00000000000000000500' };
  return sessionPublication.publish(projected as Projected<Extract<SessionEvent, { type: 'SessionScheduled' }>>);
};

describe('sessionPublication', () => {
  it('counts who was expected and who came, and names nobody', () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL('session.publication.golden.json', import.meta.url), 'utf8'),
    );
    const publications = [published(scheduled, 0), published(held, 1), published(cancelled, 1)];
    expect(publications).toEqual(golden);
    expect(JSON.stringify(publications)).not.toMatch(/caseId|subject":"[^5]|outcome|staffId/);
  });

  it('tells nothing of other events', () => {
    expect(sessionPublication.events.map(({ type }) => type)).toEqual([
      'SessionScheduled',
      'CatchUpScheduled',
      'RehabSessionHeld',
      'SessionCancelled',
    ]);
  });
});
