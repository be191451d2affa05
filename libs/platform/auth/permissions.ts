import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { operators, riskBandReaders } from './role-groups.js';

/** Role codes, as a token's `role` claim carries them. */
export const ROLES = STAFF_ROLES;
export type Role = (typeof ROLES)[number];

/** Who may do what: commands and questions by name, each with its roles (domain 5.5). What is not here is refused. */
export const PERMISSIONS = {
  AskExclusion: operators,
  ApproveExclusion: operators,
  ResumeStream: operators,

  history: ['karutan', 'auditor', 'dpo'],
  events: ['service'],
  alarms: operators,
  parked: operators,
  projections: operators,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** What is clear in events and yet is shown to these roles alone, wherever events leave as stored (D8). */
const GUARDED: Readonly<Record<string, readonly Role[]>> = { riskBand: riskBandReaders };

/** The properties of events that are kept from a role. */
export const keptFrom = (role: string): readonly string[] =>
  Object.entries(GUARDED).flatMap(([name, shownTo]) => (shownTo.some((one) => one === role) ? [] : [name]));

/** Who may say of which commands that they record a letter of a laboratory. */
export type LettersTable = Readonly<Partial<Record<string, readonly Role[]>>>;

/** Nobody, until results of laboratories are recorded. */
export const LAB_LETTERS: LettersTable = {};

/** Whether it is a role code. */
export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** Whether the table gives a role a permission. */
export const allows = (permission: Permission, role: string): boolean =>
  PERMISSIONS[permission].some((allowed) => allowed === role);
