import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import type { VisitEventData } from '#contracts/cooperation/visit.events';
import { followUpId, lead, observationId, uuid } from './visit-for-specs.js';
import { visitPublication } from './visit.publication.js';

const data: VisitEventData<'VisitConcluded'> = {
  visitingUnitId: lead.unitId,
  announced: false,
  departedAt: '2024-12-13T05:00:00.000Z',
  findings: [
    { observationId, rating: 'MAJOR', followUpIds: [followUpId] },
    { observationId: uuid(3), rating: 'MINOR', followUpIds: [] },
  ],
  followUpIds: [followUpId],
};

describe('visitPublication', () => {
  it('counts what was found, and says nothing of what it was', () => {
    const event = recorded({ type: 'VisitConcluded' as const, data }, 4);
    const stream = 'visit-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02';
    const published = visitPublication.publish({ ...event, stream, position: '00000000000000000500' });
    const golden: unknown = JSON.parse(readFileSync(new URL('visit.publication.golden.json', import.meta.url), 'utf8'));
    expect(published).toEqual(golden);
  });

  it('tells nothing of other events', () => {
    expect(visitPublication.events.map(({ type }) => type)).toEqual(['VisitConcluded']);
  });
});
