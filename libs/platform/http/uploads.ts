import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  Post,
  type Type,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { StaffActor } from '#kernel';
import { type Access, askerOf, Needs, requestOf } from '../auth/index.js';
import { DocumentsUpload } from './documents.js';
import { contentTypeSaid, idempotencyKeyIn } from './headers.js';
import { Unsupported } from './problems.js';

export const CSV = 'text/csv';
export const LARGEST_BODY = 256 * 1024;
export const LARGEST_UPLOAD = 8 * 1024 * 1024;

const TAKES_CSV = { takes: CSV };

/** A file that somebody sent, and the id of all that is sent because of it: the same Idempotency-Key is the same batch (D2). */
export interface Upload {
  readonly bytes: Uint8Array;
  /** Whoever sent it, as an importer: what is recorded is what the file says. */
  readonly by: StaffActor;
  readonly batchId: string;
  readonly correlationId: string;
}

/** A route that takes a file of `text/csv`, at most 8 MiB: `POST`, 200, Idempotency-Key required. `shows` is the view it answers, `example` a small file. */
export const Uploads = (path: string, access: Access, summary: string, shows: Type, example: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(200),
    Needs(access),
    RouteConfig(TAKES_CSV),
    DocumentsUpload(access, summary, shows, example),
  );

/** Whether a route, by its configuration, takes files. */
export const takesCsv = (config: unknown): boolean =>
  typeof config === 'object' && config !== null && 'takes' in config && config.takes === CSV;

/** Whether a request says that it brings a file. */
export const bringsCsv = (contentType = ''): boolean => /^text\/csv\s*(;|$)/i.test(contentType);

/** How many bytes a body of that type may have. */
export const largest = (contentType?: string): number => (bringsCsv(contentType) ? LARGEST_UPLOAD : LARGEST_BODY);

/** The file of a route with `@Uploads`. Throws `Unsupported` when there is none, `Malformed` when a header is not what it should be. */
export const Uploaded = createParamDecorator((name: string, context: ExecutionContext): Upload => {
  const request = requestOf(context);
  const { actor, reader, idOf } = askerOf(request);
  const key = idempotencyKeyIn(request.headers, { required: true }) ?? '';
  if (!(request.body instanceof Uint8Array)) {
    throw new Unsupported('not-csv', { contentType: contentTypeSaid(request.headers['content-type']) });
  }
  return {
    bytes: request.body,
    by: { ...actor, kind: 'IMPORT' },
    batchId: idOf('batch', name, key),
    correlationId: reader.correlationId,
  };
});
