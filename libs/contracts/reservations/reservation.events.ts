import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';

const closed = { additionalProperties: false };
const code = Type.String({ pattern: '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$', maxLength: 60 });
/** The stream of whoever has the value, also before its first event. */
const owner = Type.String({ pattern: '^[a-z]+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

const commandId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/**
 * Each attempt to tell the owner a command takes the value once, so that no attempt gives back what another still needs. The
 * value is its owner's once the owner's stream has an event of `commandId`; before version 2 the command was the owner's first.
 */
export const ReservationTaken = event(
  'ReservationTaken',
  'PUBLIC_TASK',
  Type.Object({ owner, set: code, commandId: Type.Optional(commandId) }, closed),
  [{ plain: Type.Object({ owner, set: code }, closed), upcast: { clear: (data) => data } }],
);
export const ReservationReleased = event(
  'ReservationReleased',
  'PUBLIC_TASK',
  Type.Object({ owner, reasonCode: code }, closed),
);

export const reservationEvents = [ReservationTaken, ReservationReleased] as const;
export type ReservationEvent = EventOf<(typeof reservationEvents)[number]>;
