import { applyDecorators, HttpCode, type Type, Post, SetMetadata } from '@nestjs/common';
import { Needs, type Permission } from '../auth/index.js';
import { DocumentsAct, DocumentsCreation } from './documents.js';

const COMMAND = Symbol('command');

/** The command that a route tells, and whether it creates. */
export interface RoutedCommand {
  readonly name: Permission;
  readonly creates: boolean;
}

/** A route that creates: `POST` on `path`, 201 with Location, Idempotency-Key required. */
export const Creates = (name: Permission, summary: string, path = ''): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(201),
    Needs(name),
    told({ name, creates: true }),
    DocumentsCreation(name, summary),
  );

/** A route that acts on `:id`: `POST`, 200 with ETag, If-Match honoured. */
export const Acts = (path: string, name: Permission, summary: string): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), Needs(name), told({ name, creates: false }), DocumentsAct(name, summary));

const told = (command: RoutedCommand) => SetMetadata(COMMAND, command);

/** The command of a route, undefined when it is none. */
export const routedCommandOf = (handler: Type | (() => unknown) | object): RoutedCommand | undefined =>
  Reflect.getMetadata(COMMAND, handler) as RoutedCommand | undefined;

/** The command of a route. Throws when it is none: `@Asked()` needs `@Creates` or `@Acts`. */
export function commandOf(handler: object): RoutedCommand {
  const command = routedCommandOf(handler);
  if (command === undefined) throw new Error('@Asked() needs @Creates or @Acts on its method.');
  return command;
}
