import { type AnyProjection, documentsTouched, type RecordedEvent } from '#kernel';
import { checkpointId, type Parked } from './checkpoint.js';

/** A projection that is carried on from a place. */
export interface Member {
  readonly projection: AnyProjection;
  readonly id: string;
  readonly types: Pick<ReadonlySet<string>, 'has'>;
}

const EVERY_TYPE = { has: () => true };

export const memberOf = (projection: AnyProjection): Member => ({
  projection,
  id: checkpointId(projection),
  types: projection.everyType === true ? EVERY_TYPE : new Set(projection.events.map(({ type }) => type)),
});

/** Whether an event is of a stream that is passed by from there on. */
export const isParked = (
  parked: ReadonlyMap<string, Pick<Parked, 'revision'>>,
  { stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>,
): boolean => revision >= (parked.get(stream)?.revision ?? Infinity);

/** The documents that events touch; a projection that cannot say of one touches none by it. */
export function touchedBy({ projection, types }: Member, events: readonly RecordedEvent[]): readonly string[] {
  const ids = new Set<string>();
  for (const event of events) {
    if (!types.has(event.type)) continue;
    try {
      for (const id of documentsTouched(projection, event)) ids.add(id);
    } catch {
      continue; // it was told as broken when it was folded
    }
  }
  return [...ids];
}
