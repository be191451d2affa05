import type { EventDefinition } from '#kernel';
import { agreementEvents } from './cooperation/agreement.events.js';
import { screeningEvents } from './rehabilitation/screening.events.js';

/** Every stored event type of this build, for the registry of the kernel. */
export const definitions: readonly EventDefinition[] = [...agreementEvents, ...screeningEvents];
