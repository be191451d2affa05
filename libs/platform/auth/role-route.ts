import { type INestApplicationContext, RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type Access, PERMISSION, PUBLIC } from './access.js';
import { type Role, ROLES } from './roles.js';

/** A handler of an application: a route, or a GraphQL query. */
export interface Route {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly access?: Access;
  readonly isPublic: boolean;
}

type Handlers = Readonly<Record<string, unknown>>;

const SOMEBODY = '00000000-0000-4000-8000-000000000000';
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Every route and GraphQL query of an application. */
export function routesOf(app: INestApplicationContext): Route[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  const providers = modules.flatMap((module) => [...module.providers.values()]);
  const classes = new Set([...controllers, ...providers].map(({ metatype }) => metatype));
  return [...classes].flatMap((type) => (typeof type === 'function' ? handlersOf(type) : []));
}

/** The handlers of these controllers and resolvers. */
export const routesIn = (types: readonly Type[]): Route[] => types.flatMap(handlersOf);

/** The handlers that are neither public nor have a permission: closed to everybody, so forgotten. */
export const undeclared = (app: INestApplicationContext): string[] =>
  routesOf(app).flatMap(({ name, access, isPublic }) => (access === undefined && !isPublic ? [name] : []));

/**
 * Asks every route, as every role, over HTTP; the lines `GET /agreements as kpr: 200` of those answers that differ from the
 * table. The application must listen at `url`; every `:id` is one that nothing has.
 */
export async function misfits(
  app: INestApplicationContext,
  url: string,
  tokenOf: (role: Role) => Promise<string>,
): Promise<string[]> {
  const found: string[] = [];
  for (const role of ROLES) {
    const token = await tokenOf(role);
    for (const { method, path, access } of routesOf(app)) {
      if (method === undefined || path === undefined || access === undefined) continue;
      const { status, isRefused } = await ask(`${url}${path}`, method, token);
      if (status === 401 || isRefused === access.roles.includes(role))
        found.push(`${method} ${path} as ${role}: ${status}`);
    }
  }
  return found;
}

async function ask(url: string, method: string, token: string): Promise<{ status: number; isRefused: boolean }> {
  const leaving = new AbortController();
  const headers = {
    Authorization: `Bearer ${token}`,
    'Idempotency-Key': 'role-route',
    'Content-Type': 'application/json',
  };
  const body = method === 'POST' ? { body: '{}' } : {};
  const answer = await fetch(url, { method, headers, ...body, signal: leaving.signal });
  const { code } = answer.status === 403 ? ((await answer.json()) as { code?: string }) : {};
  leaving.abort(); // an event stream would never end
  return { status: answer.status, isRefused: code === 'role-not-allowed' };
}

function handlersOf(type: { readonly name: string; readonly prototype?: unknown }): Route[] {
  const handlers = (type.prototype ?? {}) as Handlers;
  return Object.getOwnPropertyNames(handlers).flatMap((name) => {
    const handler = Object.getOwnPropertyDescriptor(handlers, name)?.value as unknown;
    if (typeof handler !== 'function' || name === 'constructor') return [];
    const http = metadata('method', handler) as RequestMethod | undefined;
    const isQuery = ROOTS.some((root) => root === metadata('graphql:resolver_type', handler));
    if (http === undefined && !isQuery) return [];
    const access = (metadata(PERMISSION, handler) ?? metadata(PERMISSION, type)) as Access | undefined;
    const route: Route = {
      name: `${type.name}.${name}`,
      isPublic: metadata(PUBLIC, handler) === true,
      ...(access !== undefined && { access }),
    };
    return [http === undefined ? route : { ...route, method: RequestMethod[http], path: pathOf(type, handler) }];
  });
}

function pathOf(type: object, handler: object): string {
  const parts = [metadata('path', type), metadata('path', handler)] as (string | undefined)[];
  const path = parts.flatMap((part = '') => part.split('/')).filter((part) => part !== '');
  return `/${path.map((part) => (part.startsWith(':') ? SOMEBODY : part)).join('/')}`;
}

const metadata = (key: string | symbol, of: object): unknown => Reflect.getMetadata(key, of);
