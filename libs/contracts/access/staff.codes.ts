import { labels } from '#kernel';
import { ADDRESSEE_ROLES } from '../cooperation/directive.codes.js';

/** What people of the staff do, as tokens and staff records say it. */
export const STAFF_ROLES = labels('STAFF_ROLES', 'clear', [
  ...ADDRESSEE_ROLES,
  'kanwil',
  'auditor',
  'dpo',
  'service',
  'admin',
] as const);

/** Why somebody may look: the table gives it to their role in their unit, they look over the region, or it is their own record. */
export const VIEWING_GROUNDS = labels('VIEWING_GROUNDS', 'clear', ['ROLE_IN_UNIT', 'OVERSIGHT', 'OWN_RECORD']);
