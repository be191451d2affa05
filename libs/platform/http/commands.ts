import { applyDecorators, HttpCode, type Type, Post, SetMetadata } from '@nestjs/common';
import { type Access, Needs } from '../auth/index.js';
import { DocumentsAct, DocumentsBatch, DocumentsCreation } from './documents.js';

const COMMAND = Symbol('command');

/** The command that a route sends, and whether it creates. */
export interface RoutedCommand {
  readonly name: string;
  readonly creates: boolean;
  /** Whether one request creates many. */
  readonly many?: true;
}

/** A route that creates: `POST` on `path`, 201 with Location, Idempotency-Key required. */
export const CreatesAt = (path: string, access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(201),
    Needs(access),
    Sends({ name: access.name, creates: true }),
    DocumentsCreation(access, summary),
  );

/**
 * A route that creates one record for each of the body's `rows`: `POST` on `path`, Idempotency-Key required, 200 with what became of every
 * row.
 */
export const CreatesManyAt = (path: string, access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Needs(access),
    Sends({ name: access.name, creates: true, many: true }),
    DocumentsBatch({ ...access, name: `${access.name}Batch` }, summary),
  );

/** A route that acts on `:id`: `POST`, 200 with ETag, If-Match honoured. */
export const ActsAt = (path: string, access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Needs(access),
    Sends({ name: access.name, creates: false }),
    DocumentsAct(path, access, summary),
  );

/** Says which command a route sends. */
export const Sends = (command: RoutedCommand) => SetMetadata(COMMAND, command);

/** The command of a route, undefined when it is none. */
export const routedCommandOf = (handler: Type | (() => unknown) | object): RoutedCommand | undefined =>
  Reflect.getMetadata(COMMAND, handler) as RoutedCommand | undefined;

/** The command of a route. Throws when it is none: `@Asked()` needs `@CreatesAt` or `@ActsAt`, `@AskedMany()` needs `@CreatesManyAt`. */
export function commandOf(handler: object): RoutedCommand {
  const command = routedCommandOf(handler);
  if (command === undefined) throw new Error('@Asked() needs @CreatesAt or @ActsAt on its method.');
  return command;
}
