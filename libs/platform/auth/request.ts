import type { ExecutionContext } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';

/** What the edge reads of a request; `id` is the correlation id. */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The request behind a handler's call, of REST and GraphQL alike. */
export function requestOf(context: ExecutionContext): HttpRequest {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest<HttpRequest>();
  const [, , { req }] = context.getArgs<[unknown, unknown, { req: HttpRequest }]>();
  return req;
}

/** The `:id` of a request's route, as it was sent; undefined when the route has none. */
export const idIn = ({ params }: HttpRequest): unknown => (params as { id?: unknown } | undefined)?.id;
