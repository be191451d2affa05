import type { AnyEvent, Projection } from '#kernel';
import { definitions } from '#contracts/registry';
import type { Scoped } from '#platform/projections';

/** Where an event of a case stands: a pointer only, the event itself is always read from the log. Its scope is the case. */
export interface TimelinePointer extends Scoped {
  readonly caseId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
  readonly recordedAt: string;
}

/** Every event of every stream that is about a case, by its case. */
export const caseTimeline: Projection<TimelinePointer, AnyEvent> = {
  name: 'case-timeline',
  version: 1,
  events: definitions,
  indexes: [['units', 'position']],
  documents: ({ id, metadata }) => {
    const cases = metadata.about.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId]));
    return [...new Set(cases)].map((caseId) => `${caseId}.${id}`);
  },
  fold: (_, { id: eventId, stream, position, metadata: { recordedAt } }, key) => {
    const caseId = key.slice(0, key.indexOf('.'));
    return { caseId, eventId, stream, position, recordedAt, units: [caseId] };
  },
};
