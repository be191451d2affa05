import { person } from '#kernel/given-for-specs';
import { custody, type Registration } from '../inmate/inmate-played-for-specs.js';
import type { InmateAsked } from '../inmate/inmate.record.js';

export const RUTAN = 'RUTAN-BANJARNEGARA';
export const clerk = person('staff-clerk', 'petugas-registrasi', RUTAN);
export const warden = person('staff-warden', 'karutan', RUTAN);
export const receiver = person('staff-receiver', 'petugas-registrasi', 'LAPAS-PURWOKERTO');

/** A person of no register, whose name no base64url can spell. */
export const jose: Registration = {
  name: 'José Ma’ruf Santoso',
  aliases: ['Si Kancil', 'Bang Jo'],
  sex: 'MALE',
  registerNumber: 'AIII12/2024',
  registerPeriod: '2024',
  identityNumber: { kind: 'NIK', country: 'ID', value: '3304 0112 0389 0002' },
  birthDate: '1989-03-12',
  offence: 'Pasal 112 ayat (1)',
  room: 'Melati 3',
  custodyStatus: 'A_III',
  registeredOn: '2024-11-04',
};
export const siti: Registration = {
  name: 'Siti Aminah Santika',
  sex: 'FEMALE',
  registerNumber: 'BI45/2024',
  registerPeriod: '2024',
  custodyStatus: 'B_I',
  registeredOn: '2024-11-05',
};

export async function bothRegistered() {
  const log = custody();
  const send = async (by: typeof clerk, command: InmateAsked, inmateId?: string): Promise<string> =>
    (await log.act(command, inmateId, { by })).id;
  const register = async (data: Registration) => {
    const id = await send(clerk, { type: 'RegisterInmate', data });
    return { id, subject: await log.subjectOf(id) };
  };
  return { log, send, register, jose: await register(jose), siti: await register(siti) };
}
