import type { STAFF_ROLES } from '#contracts/access/staff.codes';
import { type Grant, isInForce } from '#contracts/access/grants';
import type { UNIT_KINDS } from '#platform/auth';

type Role = (typeof STAFF_ROLES)[number];
export type UnitKind = (typeof UNIT_KINDS)[number];

const CUSTODY: readonly UnitKind[] = ['RUTAN', 'LAPAS'];
const AGENCY: readonly UnitKind[] = ['BNNK', 'BNNP'];
const OVERSIGHT: readonly UnitKind[] = ['KANWIL', 'INSPEKTORAT'];

/** In which kinds of unit each role is. */
const UNITS_OF_ROLES: Readonly<Record<Role, readonly UnitKind[]>> = {
  karutan: CUSTODY,
  'kasubsi-pelayanan': CUSTODY,
  'petugas-registrasi': CUSTODY,
  kpr: CUSTODY,
  karupam: CUSTODY,
  'perawat-klinik': CUSTODY,
  'asesor-bnnk': AGENCY,
  penyuluh: AGENCY,
  'kepala-bnnk': AGENCY,
  'pk-bapas': ['BAPAS'],
  kanwil: ['KANWIL'],
  auditor: OVERSIGHT,
  dpo: [...OVERSIGHT, 'SYSTEM'],
  service: [...CUSTODY, ...AGENCY, 'BAPAS', 'KANWIL', 'SYSTEM'],
  admin: ['SYSTEM'],
};

/** The kinds of unit in which a role is. */
export const kindsOf = (role: Role): readonly UnitKind[] => UNITS_OF_ROLES[role];

/** Whether a role is one of a kind of unit. */
export const isIn = (role: Role, kind: UnitKind): boolean => kindsOf(role).includes(kind);

/** Whether it lets somebody administer today, with no day on which that ends. */
export const administersForGood = (grant: Grant, today: string): boolean =>
  grant.role === 'admin' && grant.until === undefined && isInForce(grant, today);
