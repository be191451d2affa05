import { type AnyEvent, type Projected, validEntries, without } from '#kernel';
import type { InmateEvent } from './inmate.events.js';

/** Where an inmate is, from their registration until they leave; a transfer that is accepted goes on in the other unit. */
export interface Presence {
  readonly subject: string;
  /** The unit whose register it is; of a transfer the giving one, until the other accepts it. */
  readonly unitId: string;
  /** When they came into that register: they were registered there, or the record was taken over. */
  readonly registeredOn: string;
  /** How and on which day they left that unit; `changeId` is the event's id. */
  readonly left?: {
    readonly how: 'TRANSFERRED' | 'RELEASED';
    readonly on: string;
    readonly changeId: string;
    readonly died?: true;
  };
  /** The unit that has yet to accept the transfer by which they left: until then both reach the record. */
  readonly pendingTo?: string;
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
    const { transferredOn, toUnitId } = data;
    const left = { how: 'TRANSFERRED', on: transferredOn, changeId } as const;
    return { ...presence, left, ...(toUnitId !== undefined && { pendingTo: toUnitId }) };
  }
  if (type === 'InmateTransferAccepted') {
    return { ...without(presence, 'left', 'pendingTo'), unitId: metadata.unitId, registeredOn: data.acceptedOn };
  }
  if (type === 'InmateReleased') {
    const died = data.releaseKind === 'DIED' && { died: true as const };
    return { ...presence, left: { how: 'RELEASED', on: data.releasedOn, changeId, ...died } };
  }
  if (type === 'InmateMarkedDuplicate') return { ...presence, survivorId: data.survivorId };
  return type === 'InmateUnmarkedDuplicate' ? without(presence, 'survivorId') : presence;
}
