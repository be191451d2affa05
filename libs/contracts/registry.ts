import type { EventDefinition } from '#kernel';
import { viewingEvents } from './access/viewing.events.js';
import { agreementEvents } from './cooperation/agreement.events.js';
import { directiveEvents } from './cooperation/directive.events.js';
import { visitEvents } from './cooperation/visit.events.js';
import { inmateEvents } from './custody/inmate.events.js';
import { logEvents } from './log/log.events.js';
import { policyEvents } from './policies/policy.events.js';
import { screeningEvents } from './rehabilitation/screening.events.js';
import { reservationEvents } from './reservations/reservation.events.js';

/** Every stored event type of this build, for the registry of the kernel. */
export const definitions: readonly EventDefinition[] = [
  ...agreementEvents,
  ...visitEvents,
  ...directiveEvents,
  ...inmateEvents,
  ...screeningEvents,
  ...viewingEvents,
  ...logEvents,
  ...policyEvents,
  ...reservationEvents,
];
