import { event, type EventOf, RECORDING } from '#kernel';
import { closed, code, id, identity, staffId, unitId } from '../schemas.js';
import { STAFF_ROLES } from './staff.codes.js';

const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** In `staff-<id>`: somebody of the staff, whose name and employee number are sealed under that stream. */
export const StaffRegistered = event(
  'StaffRegistered',
  declaration,
  closed({ name: identity(200), number: identity(30), unitId, role: code(STAFF_ROLES) }),
);

/** In `stafflogin-<login>`: whoever signs in with that login is them, until it is unlinked. */
export const StaffLoginLinked = event('StaffLoginLinked', declaration, closed({ staffId }));
export const StaffLoginUnlinked = event('StaffLoginUnlinked', declaration, closed({ staffId }));

/** In `stafflogin-<staff id>`: a login is about to be linked to them; whether it was, its own stream says. */
export const StaffLoginNoted = event('StaffLoginNoted', declaration, closed({ login: id }));

export const staffEvents = [StaffRegistered, StaffLoginLinked, StaffLoginUnlinked, StaffLoginNoted] as const;
export type StaffRecordEvent = EventOf<typeof StaffRegistered>;
export type StaffLoginEvent = EventOf<typeof StaffLoginLinked | typeof StaffLoginUnlinked>;
export type StaffLoginNotedEvent = EventOf<typeof StaffLoginNoted>;
export type StaffEvent = StaffRecordEvent | StaffLoginEvent | StaffLoginNotedEvent;
