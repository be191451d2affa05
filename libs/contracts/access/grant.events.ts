import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { closed, code, day, id, staffId, unitId } from '../schemas.js';
import { GRANT_REVOCATION_REASONS } from './grant.codes.js';
import { STAFF_ROLES } from './staff.codes.js';

const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** In `grant-<id('grant', unit)>`, where all grants of a unit are: somebody may act in that role, of that unit, from a day on and until one. */
export const AccessGranted = event(
  'AccessGranted',
  declaration,
  closed({ grantId: id, staffId, role: code(STAFF_ROLES), unitId, from: day, until: Type.Optional(day) }),
);

/** It counts no longer, from the moment on in which this is recorded. */
export const GrantRevoked = event(
  'GrantRevoked',
  declaration,
  closed({ grantId: id, reasonCode: code(GRANT_REVOCATION_REASONS) }),
);

export const grantEvents = [AccessGranted, GrantRevoked] as const;
export type GrantEvent = EventOf<typeof AccessGranted | typeof GrantRevoked>;
