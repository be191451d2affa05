import { DEVELOPMENT_ISSUER, developmentToken, type Role } from '#platform/auth';
import { type Answer, type Api, type Bearer, patiently, type Person } from './client.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const BNNK = 'BNNK-PURBALINGGA';
const LAPAS = 'LAPAS-PURWOKERTO';

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
  receiver: ['petugas-registrasi', LAPAS],
  receivingNurse: ['perawat-klinik', LAPAS],
  regionalOffice: ['kanwil', 'KANWIL-JAWA-TENGAH'],
  auditor: ['auditor', 'INSPEKTORAT-JENDERAL'],
  service: ['service', RUTAN],
} as const satisfies Record<string, readonly [Role, string]>;

export type Office = keyof typeof OFFICES;
/** Somebody who can sign in, whom nobody has registered yet. */
export type Login = Omit<Person, 'id'> & { readonly subject: string };
export type Logins = Readonly<Record<Office, Login>>;
export type Cast = Readonly<Record<Office, Person>>;

const OFFICE_NAMES = Object.keys(OFFICES) as readonly Office[];

/** The logins of the cast, with tokens of the development issuer. */
export async function logins(): Promise<Logins> {
  const all = OFFICE_NAMES.map(async (office) => {
    const [role, unit] = OFFICES[office];
    return [office, await loginOf(role, unit)] as const;
  });
  return Object.fromEntries(await Promise.all(all)) as Logins;
}

/** Who administers the register of staff: they act, and nobody ever names them. */
export const administrator = (): Promise<Bearer> => loginOf('admin', 'BERSINAR');

/** The cast, each registered by the administrator as one of the staff and linked to the login; again it changes nothing. */
export async function cast(api: Api): Promise<Cast> {
  const [admin, known] = [await administrator(), await logins()];
  const all = OFFICE_NAMES.map(async (office, index) => {
    const { role, unit, subject, token } = known[office];
    const id = await register(api, admin, { unitId: unit, name: nameOf(office), number: numberOf(index), role });
    const login = { issuer: DEVELOPMENT_ISSUER, subject };
    await sent(() => api.command(admin, `/staff/${id}/link-login`, login, { 'Idempotency-Key': `link-${subject}` }));
    return [office, { id, role, unit, token }] as const;
  });
  return Object.fromEntries(await Promise.all(all)) as Cast;
}

/** What somebody of the staff is registered with. */
export interface Registration {
  readonly unitId: string;
  readonly name: string;
  readonly number: string;
  readonly role: string;
}

/** The staff id of somebody who is registered, once however often. */
export async function register(api: Api, admin: Bearer, registration: Registration): Promise<string> {
  const key = { 'Idempotency-Key': `register-${registration.number}` };
  return (await sent(() => api.command(admin, '/staff', registration, key))).text('id');
}

/** How somebody of the cast is called in the register of staff. */
export const nameOf = (office: Office): string => `Staff ${office}`;

const numberOf = (index: number): string => `1900${String(index).padStart(14, '0')}`;

async function loginOf(role: Role, unit: string): Promise<Login> {
  const subject = `${role}.${unit.toLowerCase()}`;
  return { role, unit, subject, token: await developmentToken({ role, unit, subject }) };
}

async function sent(send: () => Promise<Answer>): Promise<Answer> {
  const answer = await patiently(send);
  if (answer.status >= 300) throw new Error(`The staff could not be registered: ${answer.text('code')}.`);
  return answer;
}
