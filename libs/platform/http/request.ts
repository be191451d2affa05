import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { IncomingHttpHeaders } from 'node:http';

/** What the edge reads of a request; `id` is the correlation id. */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What the edge sets on an answer. */
export interface HttpReply {
  header(name: string, value: string): unknown;
}

/** The request behind a handler's call, of REST and GraphQL alike. */
export function requestOf(context: ExecutionContext): HttpRequest {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest<HttpRequest>();
  return GqlExecutionContext.create(context).getContext<{ request: HttpRequest }>().request;
}
