import type { EventDefinition } from '#kernel';
import { grantEvents } from './access/grant.events.js';
import { staffEvents } from './access/staff.events.js';
import { viewingEvents } from './access/viewing.events.js';
import { agreementEvents } from './cooperation/agreement.events.js';
import { directiveEvents } from './cooperation/directive.events.js';
import { visitEvents } from './cooperation/visit.events.js';
import { inmateEvents } from './custody/inmate.events.js';
import { logEvents } from './log/log.events.js';
import { policyEvents } from './policies/policy.events.js';
import { keyEvents } from './privacy/key.events.js';
import { aftercareEvents } from './rehabilitation/aftercare.events.js';
import { assessmentEvents } from './rehabilitation/assessment.events.js';
import { caseEvents } from './rehabilitation/case.events.js';
import { consentEvents } from './rehabilitation/consent.events.js';
import { evaluationEvents } from './rehabilitation/evaluation.events.js';
import { planEvents } from './rehabilitation/plan.events.js';
import { programmeTemplateEvents } from './rehabilitation/programme-template.events.js';
import { screeningEvents } from './rehabilitation/screening.events.js';
import { sessionEvents } from './rehabilitation/session.events.js';
import { readModelEvents } from './projections/readmodel.events.js';
import { repairEvents } from './repair/repair.events.js';
import { reservationEvents } from './reservations/reservation.events.js';

/** Every stored event type of this build, for the registry of the kernel. */
export const definitions: readonly EventDefinition[] = [
  ...agreementEvents,
  ...visitEvents,
  ...directiveEvents,
  ...inmateEvents,
  ...consentEvents,
  ...screeningEvents,
  ...assessmentEvents,
  ...caseEvents,
  ...planEvents,
  ...programmeTemplateEvents,
  ...sessionEvents,
  ...evaluationEvents,
  ...aftercareEvents,
  ...viewingEvents,
  ...staffEvents,
  ...grantEvents,
  ...keyEvents,
  ...logEvents,
  ...policyEvents,
  ...reservationEvents,
  ...readModelEvents,
  ...repairEvents,
];
