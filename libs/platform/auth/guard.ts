import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { type Actor, Forbidden, parsePosition } from '#kernel';
import { PERMISSION, PUBLIC } from './access.js';
import { admit, type Asker, askerOf, isAdmitted } from './asker.js';
import { allows, isRole, type Permission } from './permissions.js';
import { type HttpRequest, requestOf } from './request.js';
import type { Claims, Verify } from './token.js';
import { Unauthenticated } from './unauthenticated.js';
import { unitOf } from './units.js';

/**
 * The one guard of REST and GraphQL: admits who has a good token, a known role and unit, and a role that the handler's
 * permission names. A handler that names none, and is not public, is closed to everybody.
 */
export const accessGuard = (verify: Verify, log: string): CanActivate => ({
  canActivate: async (context) => {
    if (declared(context, PUBLIC) === true) return true;
    const request = requestOf(context);
    if (!isAdmitted(request)) admit(request, await askerBehind(request, verify, log));
    const permission = declared(context, PERMISSION) as Permission | undefined;
    if (permission === undefined) throw new Forbidden('route-closed', 'Nobody has been allowed to do this.');
    if (allows(permission, askerOf(request).actor.role)) return true;
    throw new Forbidden('role-not-allowed', 'Your role may not do this.');
  },
});

async function askerBehind(request: HttpRequest, verify: Verify, log: string): Promise<Asker> {
  const claims = await verify(tokenOf(request));
  const actor = actorOf(claims);
  const waitFor = request.headers['wait-for-position'];
  const position = waitFor === undefined ? {} : { waitFor: parsePosition(String(waitFor), log) };
  return { issuer: claims.issuer, actor, reader: { actor, correlationId: request.id, ...position } };
}

function tokenOf({ headers }: HttpRequest): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Unauthenticated('token-missing', 'Send a token: Authorization: Bearer <token>.');
  return token;
}

/** Who a token's claims say it is. Throws `Forbidden` when the role or the unit is not known. */
export function actorOf({ subject, role, unit }: Claims): Actor {
  if (!isRole(role)) throw new Forbidden('unknown-role', 'There is no such role.');
  if (typeof unit !== 'string' || unitOf(unit) === undefined) {
    throw new Forbidden('unknown-unit', 'There is no such unit in the register.');
  }
  return { id: subject, kind: role === 'service' ? 'SERVICE' : 'USER', role, unitId: unit };
}

const declared = (context: ExecutionContext, key: symbol): unknown =>
  Reflect.getMetadata(key, context.getHandler()) ?? Reflect.getMetadata(key, context.getClass());
