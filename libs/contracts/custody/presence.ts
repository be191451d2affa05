import { type AnyEvent, type Projected, validEntries, without } from '#kernel';
import type { InmateEvent } from './inmate.events.js';

/** Where an inmate is, from their registration until they leave. */
export interface Presence {
  readonly subject: string;
  /** The unit whose register it is. */
  readonly unitId: string;
  readonly registeredOn: string;
  /** How and on which day they left the unit; `changeId` is the event's id. */
  readonly left?: {
    readonly how: 'TRANSFERRED' | 'RELEASED';
    readonly on: string;
    readonly changeId: string;
    readonly died?: true;
  };
  /** The record that stands for the person, when this one is a duplicate. */
  readonly survivorId?: string;
}

/** Where an inmate is, as it is known now; undefined when the registration was annulled or the events are of something else. */
export function presenceIn(events: readonly Projected<AnyEvent>[]): Presence | undefined {
  return validEntries(events as readonly Projected<InmateEvent>[]).reduce<Presence | undefined>(present, undefined);
}

function present(presence: Presence | undefined, event: Projected<InmateEvent>): Presence | undefined {
  const { type, data, id: changeId, metadata } = event;
  if (type === 'InmateRegistered') {
    return { subject: data.subject, registeredOn: data.registeredOn, unitId: metadata.unitId };
  }
  if (presence === undefined) return undefined;
  if (type === 'InmateTransferred') {
    return { ...presence, left: { how: 'TRANSFERRED', on: data.transferredOn, changeId } };
  }
  if (type === 'InmateReleased') {
    const died = data.releaseKind === 'DIED' && { died: true as const };
    return { ...presence, left: { how: 'RELEASED', on: data.releasedOn, changeId, ...died } };
  }
  if (type === 'InmateMarkedDuplicate') return { ...presence, survivorId: data.survivorId };
  return type === 'InmateUnmarkedDuplicate' ? without(presence, 'survivorId') : presence;
}
