import { randomUUID } from 'node:crypto';
import type { Actor } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { recording } from '#platform/specs';
import { inmate } from '../inmate/inmate.decider.js';
import type { Registration } from '../inmate/inmate.registration.js';

export const RUTAN = 'RUTAN-BANJARNEGARA';
export const clerk: Actor = { id: 'staff-clerk', kind: 'USER', role: 'petugas-registrasi', unitId: RUTAN };
export const warden: Actor = { id: 'staff-warden', kind: 'USER', role: 'karutan', unitId: RUTAN };

/** A person of no register, whose name no base64url can spell. */
export const jose: Registration = {
  name: 'José Ma’ruf Santoso',
  aliases: ['Si Kancil', 'Bang Jo'],
  sex: 'MALE',
  registerNumber: 'A.III 12/2024',
  registerPeriod: '2024',
  nationalId: '3304011203890002',
  birthDate: '1989-03-12',
  offence: 'Pasal 112 ayat (1)',
  room: 'Melati 3',
  custodyStatus: 'A_III',
  registeredOn: '2024-11-04',
};
export const siti: Registration = {
  name: 'Siti Aminah Santika',
  sex: 'FEMALE',
  registerNumber: 'B.I 45/2024',
  registerPeriod: '2024',
  custodyStatus: 'B_I',
  registeredOn: '2024-11-05',
};

/** A log in memory in which both are registered, and how to tell it more. */
export async function bothRegistered() {
  const log = recording(inmateEvents);
  const tell = log.teller(inmate);
  const register = async (data: Registration) => {
    const subject = randomUUID();
    return { id: await tell(clerk, { type: 'RegisterInmate', data, subject }), subject };
  };
  return { log, tell, register, jose: await register(jose), siti: await register(siti) };
}
