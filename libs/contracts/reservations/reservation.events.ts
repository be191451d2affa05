import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { closed, id } from '../schemas.js';

const whenRecorded = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;

const code = Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,39}$' });
/** The stream of whoever has the value, also before its first event. */
const owner = Type.String({ pattern: '^[a-z]+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/**
 * Each attempt to give the owner a command takes the value once, so that no attempt gives back what another still needs. The value is
 * its owner's once the owner's stream has an event of `commandId`. `lookupKey` is the key that gave the stream its name.
 */
export const ReservationTaken = event(
  'ReservationTaken',
  whenRecorded,
  closed({ owner, set: code, commandId: id, lookupKey: id }),
);
export const ReservationReleased = event(
  'ReservationReleased',
  whenRecorded,
  closed({ owner, reasonCode: code, lookupKey: id }),
);

/**
 * Stands in the stream of an owner, not of the reservation: `commandId` was not recorded there in time and never will be ("To the byte"
 * 18). Who freed what it had taken recorded this first.
 */
export const CommandAbandoned = event('CommandAbandoned', whenRecorded, closed({ commandId: id }));

export const reservationEvents = [ReservationTaken, ReservationReleased, CommandAbandoned] as const;
export type ReservationEvent = EventOf<typeof ReservationTaken> | EventOf<typeof ReservationReleased>;
