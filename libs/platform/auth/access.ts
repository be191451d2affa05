import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Role } from './roles.js';

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** What somebody asks for, and the roles that may. */
export interface Access {
  readonly name: string;
  readonly roles: readonly Role[];
  /** What a service's token must name in its `scope` besides (RFC 6749, 3.3). */
  readonly scope?: Scope;
  /** The codes with which it alone can be refused, by their status: what all are refused with alike is known. */
  readonly refuses?: Refuses;
}

/** What tokens of services are for. */
export type Scope = 'events' | 'metrics';

export type Refuses = Readonly<Record<number, readonly string[]>>;

/** Says who may come in; a handler that says nothing is closed to everybody. */
export const Needs = (access: Access) => SetMetadata(PERMISSION, access);

const OPEN = { isPublic: true };

/** Opens a handler to everybody, without a token. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(PUBLIC, true), RouteConfig(OPEN));

/** Whether a route, by its configuration, is open to everybody. */
export const isPublic = (config: unknown): boolean =>
  typeof config === 'object' && config !== null && 'isPublic' in config && config.isPublic === true;
