import { labels } from '#kernel';
import { ADDRESSEE_ROLES } from '../cooperation/directive.codes.js';

/** What people of the staff do, as tokens and staff records say it. */
export const STAFF_ROLES = labels('STAFF_ROLES', 'clear', {
  ...ADDRESSEE_ROLES.meanings,
  kanwil: 'Regional office of corrections: looks over the region',
  auditor: 'Auditor or inspector: reads and proves histories',
  dpo: 'Officer for the protection of personal data',
  service: 'Another system, which subscribes to what happens',
  admin: 'Administrator of the system: users, no data of inmates',
});

/** Why somebody may look: the table gives it to their role in their unit, they look over the region, or it is their own record. */
export const VIEWING_GROUNDS = labels('VIEWING_GROUNDS', 'clear', {
  ROLE_IN_UNIT: 'Their role in their unit lets them',
  OVERSIGHT: 'They look over the region',
  OWN_RECORD: 'It is their own record',
});
