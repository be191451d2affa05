import { randomUUID } from 'node:crypto';
import { grantEvents } from '#contracts/access/grant.events';
import { staffEvents } from '#contracts/access/staff.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { uuidOf } from '#kernel';
import { loginOf, type Role } from '#platform/auth';
import { type Answer, api } from '#platform/for-specs';
import { AccessModule, accessProjections } from '../index.js';

export const RUTAN = 'RUTAN-BANJARNEGARA';
export const BNNK = 'BNNK-PURBALINGGA';
export const ISSUER = 'bersinar-development';

export type Asks = (path: string, body?: object, key?: string) => Promise<Answer>;

/** The context before an API whose read models and register of staff follow the log. */
export async function accessForSpecs() {
  const edge = await api({
    module: AccessModule,
    projections: accessProjections,
    definitions: [...staffEvents, ...grantEvents, ...caseEvents],
    live: true,
  });
  const as = (role: Role, unit: string, subject = `${role}.${unit.toLowerCase()}`): Promise<Asks> =>
    edge.as(role, unit, subject);
  const head = await as('karutan', RUTAN);
  let registered = 0;
  /** Registers somebody, by the head of the Rutan by default; gives their staff id. */
  const register = async (change: Partial<typeof NURSE> = {}, by: Asks = head): Promise<string> => {
    registered += 1;
    const { body } = await by('/staff', { ...NURSE, ...change }, `register-${registered}`);
    return (body as { id: string }).id;
  };
  const link = (staffId: string, subject: string, by: Asks = head): Promise<Answer> =>
    by(`/staff/${staffId}/link-login`, { issuer: ISSUER, subject }, randomUUID());
  const unlink = (staffId: string, subject: string, by: Asks = head): Promise<Answer> =>
    by(`/staff/${staffId}/unlink-login`, { issuer: ISSUER, subject }, randomUUID());
  const graph = async (by: Asks, query: string): Promise<Answer> => by('/graphql', { query });
  const loginStreamOf = (subject: string) => `stafflogin-${loginOf(edge.log.engine.keys, { issuer: ISSUER, subject })}`;
  /** The staff id under which whoever a token calls by that subject acts now. */
  const actingAs = async (subject: string): Promise<string> => edge.log.staff.staffIdOf(uuidOf(loginStreamOf(subject)));
  return { ...edge, as, head, register, link, unlink, graph, loginStreamOf, actingAs };
}

export type AccessForSpecs = Awaited<ReturnType<typeof accessForSpecs>>;

export const NURSE = {
  unitId: RUTAN,
  name: 'Siti Aminah Santika',
  number: '198503122010121003',
  role: 'perawat-klinik' as Role,
};

export const outcome = ({ status, body }: Answer): string =>
  `${status} ${(body as { code?: string }).code ?? ''}`.trim();
