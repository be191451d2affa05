import { STAFF_ROLES } from '#contracts/access/staff.codes';

/** Role codes, as a token's `role` claim carries them. */
export const ROLES = STAFF_ROLES;
export type Role = (typeof ROLES)[number];

/** Whether it is a role code. */
export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);
