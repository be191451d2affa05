import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Logger } from 'pino';
import { map, type Observable } from 'rxjs';
import { formatPosition, isId, NotFound, type Receipt } from '#kernel';
import { askerOf, type HttpRequest, idIn, isAdmitted, requestOf } from '../auth/index.js';
import { rowsOf, type Receipts } from './answers.many.js';
import { type RoutedCommand, routedCommandOf } from './commands.js';
import { inTurn } from './in-turn.js';
import { mustBeTaken } from './validation.js';

interface Reply {
  header(name: string, value: string): unknown;
}

/**
 * Around every route: what is asked in the address must be taken by it; an `:id` that is no lower-case uuid is nobody's (404); the receipt of a command becomes headers and
 * `{id, revision}`, or the rows of a batch; a single record that says its revision carries it as its ETag; an answer that rests on what is
 * not believed says so. Repeats of one request wait for it.
 */
export const answers = (log: string, logger: Logger): NestInterceptor => ({
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'http') return next.handle();
    const request = requestOf(context);
    mustBeTaken(request.query, context);
    const id = idIn(request);
    if (id !== undefined && !isId(id)) throw new NotFound('record with that id');
    const reply = context.switchToHttp().getResponse<Reply>();
    const command = routedCommandOf(context.getHandler());
    const answer = (value: unknown): unknown => {
      if (command?.many) {
        const { position, rows } = rowsOf(value as Receipts, request, logger);
        if (position !== undefined) reply.header('Position', formatPosition(log, position));
        return { rows };
      }
      if (command !== undefined) return receiptIn(value as Receipt, command, context, reply, log);
      if (id !== undefined && isRevised(value)) reply.header('ETag', `"${value.revision}"`);
      return isIncomplete(request) ? incomplete(value, reply) : value;
    };
    return inTurn(request, () => next.handle()).pipe(map(answer));
  },
});

/** Whether something of a request's answer rests on what is not believed (D3). */
export const isIncomplete = (request: HttpRequest): boolean =>
  isAdmitted(request) && askerOf(request).reader.findings?.incomplete === true;

function incomplete(value: unknown, reply: Reply): unknown {
  reply.header('Incomplete', 'true');
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, incomplete: true } : value;
}

function receiptIn(receipt: Receipt, { creates }: RoutedCommand, context: ExecutionContext, reply: Reply, log: string) {
  const { id, revision, position, replayed } = receipt;
  reply.header('Position', formatPosition(log, position));
  reply.header('ETag', `"${revision}"`);
  if (creates) reply.header('Location', `/${String(Reflect.getMetadata('path', context.getClass()))}/${id}`);
  if (replayed) reply.header('Idempotency-Replayed', 'true');
  return { id, revision };
}

const isRevised = (value: unknown): value is { revision: number } =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as { revision?: unknown }).revision);
