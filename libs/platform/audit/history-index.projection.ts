import { type AnyEvent, type EventDefinition, isId, nameOf, type Projected, type Projection } from '#kernel';
import type { Scoped } from '../projections/index.js';

/** Where an event stands and who recorded it: pointers only, the event itself is always read from the log. */
export interface IndexedEvent extends Scoped {
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  /** A staff id, or the name of a part of the system. */
  readonly actorId: string;
  readonly recordedAt: string;
  /** The agreement that this event says its own stream stands under. */
  readonly parentAgreementId?: string;
}

/** The read model behind `GET /audit/history`: every event of every type by actor, and by the agreement it names as parent. */
export const historyIndex = (events: readonly EventDefinition[]): Projection<IndexedEvent, AnyEvent> => ({
  name: 'history-index',
  version: 1,
  events,
  everyType: true,
  indexes: [
    ['actorId', 'position'],
    ['parentAgreementId', 'position'],
  ],
  documents: ({ id }) => [id],
  fold: (_, event) => indexed(event),
});

function indexed({ id, stream, revision, position, metadata, data }: Projected<AnyEvent>): IndexedEvent {
  const parent = 'parentAgreementId' in data ? data.parentAgreementId : undefined;
  return {
    eventId: id,
    stream,
    revision,
    position,
    actorId: nameOf(metadata.actor),
    recordedAt: metadata.recordedAt,
    units: [metadata.unitId],
    ...(isId(parent) && { parentAgreementId: parent }),
  };
}
