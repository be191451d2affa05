import { developmentToken, type Role } from '#platform/auth';
import type { Person } from './client.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const BNNK = 'BNNK-PURBALINGGA';

/** Everybody in the story: offices, not people. */
const OFFICES = {
  karutan: ['karutan', RUTAN],
  kasubsi: ['kasubsi-pelayanan', RUTAN],
  registrar: ['petugas-registrasi', RUTAN],
  security: ['kpr', RUTAN],
  agencyHead: ['kepala-bnnk', BNNK],
  rehabilitation: ['asesor-bnnk', BNNK],
  nurse: ['perawat-klinik', BNNK],
  counsellor: ['penyuluh', BNNK],
  neighbour: ['kasubsi-pelayanan', 'RUTAN-PURBALINGGA'],
  regionalOffice: ['kanwil', 'KANWIL-JAWA-TENGAH'],
  auditor: ['auditor', 'INSPEKTORAT-JENDERAL'],
  service: ['service', RUTAN],
} as const satisfies Record<string, readonly [Role, string]>;

export type Office = keyof typeof OFFICES;
export type Cast = Readonly<Record<Office, Person>>;

/** The cast with tokens of the development issuer. */
export async function cast(): Promise<Cast> {
  const people = Object.entries(OFFICES).map(async ([office, [role, unit]]) => {
    const id = `${role}.${unit.toLowerCase()}`;
    return [office, { id, role, unit, token: await developmentToken({ role, unit, subject: id }) }] as const;
  });
  return Object.fromEntries(await Promise.all(people)) as Cast;
}
