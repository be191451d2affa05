import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { type Engine, Forbidden, keyed, parsePosition, type StaffActor, Unauthenticated } from '#kernel';
import { type Access, PERMISSION, PUBLIC } from './access.js';
import { type Asker, askerOf } from './asker.js';
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
  readonly staff: Pick<StaffRegister, 'staffIdOf'>;
  readonly engine: Pick<Engine, 'log' | 'keys' | 'demonstration'>;
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
export async function askerBehind(
  request: Pick<HttpRequest, 'id' | 'headers'>,
  { verify, staff, engine, signIn }: Gate,
): Promise<Asker> {
  const { log, keys, demonstration = false } = engine;
  const token = tokenOf(request) ?? (await signIn?.tokenIn(request.headers));
  if (token === undefined) throw new Unauthenticated('token-missing');
  const claims = await verify(token);
  const login = loginOf(keys, claims);
  const actor = actorOf(claims, await staff.staffIdOf(login));
  const waitFor = request.headers['wait-for-position'];
  const position = waitFor === undefined ? {} : { waitFor: parsePosition(String(waitFor), log) };
  const { issuer, until } = claims;
  const { role } = actor;
  return {
    actor,
    reader: { actor, correlationId: request.id, until, findings: {}, ...position },
    login,
    scopes: typeof claims.scope === 'string' ? claims.scope.split(' ') : [],
    idOf: (kind, ...parts) => keyed(keys.command.bytes, kind, login, ...parts),
    mayNameSource: (source, command) => mayNameSourceOf(source, { command, role, issuer, demonstration }),
  };
}

const tokenOf = ({ headers }: Pick<HttpRequest, 'headers'>): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Somebody of the staff with the role and unit that a token claims. Throws `Forbidden` when the role or the unit is not known. */
export function actorOf({ role, unit }: Pick<Claims, 'role' | 'unit'>, staffId: string): StaffActor {
  if (!isRole(role)) throw new Forbidden('unknown-role', { role: textOf(role) });
  if (typeof unit !== 'string' || unitOf(unit) === undefined) {
    throw new Forbidden('unknown-unit', { unitId: textOf(unit) });
  }
  return { kind: role === 'service' ? 'SERVICE' : 'USER', staffId, role, unitId: unit };
}

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim.slice(0, LONGEST_NAME) : '-');

const LONGEST_NAME = 40;

const declared = (context: ExecutionContext, key: symbol): unknown =>
  Reflect.getMetadata(key, context.getHandler()) ?? Reflect.getMetadata(key, context.getClass());
