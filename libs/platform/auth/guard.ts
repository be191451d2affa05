import type { CanActivate, ExecutionContext } from '@nestjs/common';
import {
  dayIn,
  type Engine,
  Forbidden,
  HOUSE_ZONE,
  keyed,
  parsePosition,
  type StaffActor,
  Unauthenticated,
} from '#kernel';
import { type Access, PERMISSION, PUBLIC } from './access.js';
import { type Asker, askerOf } from './asker.js';
import { DEVELOPMENT_ISSUER } from './development-issuer.js';
import { developmentGrantOf, type Grant, isInForce } from '#contracts/access/grants';
import { loginOf } from './login.js';
import { isRole } from './roles.js';
import { type HttpRequest, requestOf } from './request.js';
import { mayNameSourceOf } from './sources.js';
import type { SignIn } from './sign-in.js';
import type { StaffRegister } from './staff-register.js';
import type { Claims, Verify } from './token.js';
import { unitOf } from './units.js';

/** What the guard knows the house by. */
export interface Gate {
  readonly verify: Verify;
  readonly staff: Pick<StaffRegister, 'staffIdOf' | 'grantsOf'>;
  readonly engine: Pick<Engine, 'log' | 'keys' | 'demonstration' | 'now' | 'zoneOf'>;
  /** How somebody signs in with a browser, where they do. */
  readonly signIn?: Pick<SignIn, 'tokenIn'> | undefined;
}

/**
 * The one guard of REST and GraphQL: lets in whoever was admitted with a role that the handler's permission names. A handler that names none, and is not
 * public, is closed to everybody.
 */
export const accessGuard: CanActivate = {
  canActivate: (context) => {
    if (declared(context, PUBLIC) === true) return true;
    const access = declared(context, PERMISSION) as Access | undefined;
    if (access === undefined) throw new Forbidden('route-closed');
    const { actor, scopes } = askerOf(requestOf(context));
    if (!access.roles.some((allowed) => allowed === actor.role)) {
      throw new Forbidden('role-not-allowed', {}, access.roles);
    }
    const { scope } = access;
    if (actor.kind !== 'SERVICE' || scope === undefined || scopes.includes(scope)) return true;
    throw new Forbidden('scope-missing', { scope });
  },
};

/** Who sent a request, by its headers alone: its token is good, and its role and unit are known. Throws `Unauthenticated` or `Forbidden`. */
export async function askerBehind(request: Pick<HttpRequest, 'id' | 'headers'>, gate: Gate): Promise<Asker> {
  const { verify, staff, engine, signIn } = gate;
  const { log, keys, demonstration = false } = engine;
  const token = tokenOf(request) ?? (await signIn?.tokenIn(request.headers));
  if (token === undefined) throw new Unauthenticated('token-missing');
  const claims = await verify(token);
  const login = loginOf(keys, claims);
  const staffId = await staff.staffIdOf(login);
  const grant =
    claims.issuer === DEVELOPMENT_ISSUER ? undefined : await grantFor(staffId, request.headers['acting-grant'], gate);
  const actor = grant === undefined ? developmentActor(claims, staffId) : actorBy(grant, staffId);
  const waitFor = request.headers['wait-for-position'];
  const position = waitFor === undefined ? {} : { waitFor: parsePosition(String(waitFor), log) };
  const { issuer, until } = claims;
  const { role } = actor;
  return {
    actor,
    reader: {
      ...{ actor, correlationId: request.id, until, findings: {}, ...position },
      ...(grant && {
        isStillGranted: async () =>
          (await grantsToday(await staff.staffIdOf(login), gate)).some(({ grantId }) => grantId === grant.grantId),
      }),
    },
    login,
    scopes: typeof claims.scope === 'string' ? claims.scope.split(' ') : [],
    idOf: (kind, ...parts) => keyed(keys.command.bytes, kind, login, ...parts),
    mayNameSource: (source, command) => mayNameSourceOf(source, { command, role, issuer, demonstration }),
  };
}

const tokenOf = ({ headers }: Pick<HttpRequest, 'headers'>): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Somebody of the staff with the role and unit that a token of the development issuer claims. Throws `Forbidden` when the role or the unit is not known. */
export function developmentActor({ role, unit }: Pick<Claims, 'role' | 'unit'>, staffId: string): StaffActor {
  if (!isRole(role)) throw new Forbidden('unknown-role', { role: textOf(role) });
  if (typeof unit !== 'string' || unitOf(unit) === undefined) {
    throw new Forbidden('unknown-unit', { unitId: textOf(unit) });
  }
  return actorBy({ role, unitId: unit, grantId: developmentGrantOf(role, unit) }, staffId);
}

const actorBy = (
  { role, unitId, grantId }: Pick<Grant, 'role' | 'unitId' | 'grantId'>,
  staffId: string,
): StaffActor => ({
  kind: role === 'service' ? 'SERVICE' : 'USER',
  staffId,
  role,
  unitId,
  grantId,
});

/**
 * The grant under which somebody asks: the one that they name, else the only one that they have today. Throws `Forbidden` when they have none, or
 * several and name none; `Unavailable`.
 */
async function grantFor(staffId: string, named: string | string[] | undefined, gate: Gate): Promise<Grant> {
  const today = await grantsToday(staffId, gate);
  const [grant, ...others] = named === undefined ? today : today.filter(({ grantId }) => grantId === named);
  if (grant === undefined) throw new Forbidden('no-grant', { named: named === undefined ? '-' : textOf(named) });
  if (others.length === 0) return grant;
  const problems = today.map(({ grantId, role, unitId }) => `${grantId}: ${role} of ${unitId}`);
  throw new Forbidden('which-grant', { count: today.length }, problems);
}

/** The grants of whom a login is linked to now, or of itself, that count today where each unit is. */
async function grantsToday(staffId: string, { staff, engine: { now, zoneOf } }: Gate): Promise<readonly Grant[]> {
  const at = now().toISOString();
  const granted = await staff.grantsOf(staffId);
  return granted.filter((grant) => isInForce(grant, dayIn(zoneOf(grant.unitId) ?? HOUSE_ZONE, at)));
}

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim.slice(0, LONGEST_NAME) : '-');

const LONGEST_NAME = 40;

const declared = (context: ExecutionContext, key: symbol): unknown =>
  Reflect.getMetadata(key, context.getHandler()) ?? Reflect.getMetadata(key, context.getClass());
