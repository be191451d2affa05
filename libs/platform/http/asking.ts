import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Ask, type Context, Forbidden } from '#kernel';
import { world } from '#kernel/world';
import { type Asker, askerOf, idIn, type Reader, requestOf } from '../auth/index.js';
import { commandOf } from './commands.js';
import { bodyOf } from './validation.js';
import { idempotencyKeyIn, revisionIn } from './headers.js';

/** What every command's body may carry besides its own. */
export interface WithContext {
  readonly context?: Context;
}

type DataIn<Body> = Omit<Body, 'context'>;

/** What a request says about a command besides its body. */
export class Asking {
  constructor(
    private readonly command: string,
    private readonly asker: Pick<Asker, 'mayNameSource'>,
    private readonly ask: Omit<Ask<never>, 'command' | 'context' | 'unitId'>,
  ) {}

  /**
   * The ask for the bus. `data` is the body without its context and, when it creates, without `unitId`, which then owns the record.
   * Throws `Forbidden` for a source that is not the asker's to name.
   */
  to<T extends string, Body extends WithContext>(
    type: T,
    body: Body,
  ): Ask<{ readonly type: T; readonly data: DataIn<Body> }> {
    if (type !== this.command) throw new Error(`A route of ${this.command} asks for ${type}.`);
    const { context = {}, ...data } = body;
    mustMayNameSource(this.asker, this.command, context);
    if (this.ask.target !== undefined) return { ...this.ask, command: { type, data }, context };
    const { unitId, ...owned } = data as { unitId?: unknown };
    return {
      ...this.ask,
      command: { type, data: owned as DataIn<Body> },
      context,
      ...(typeof unitId === 'string' && { unitId }),
    };
  }
}

/** Throws `Forbidden` when a context names a source that is not the asker's to name of that command (D1). */
export function mustMayNameSource(
  { mayNameSource }: Pick<Asker, 'mayNameSource'>,
  command: string,
  { source }: Context,
): void {
  if (source === undefined || mayNameSource(source, command)) return;
  throw new Forbidden('source-not-allowed', { source });
}

/** The route's `Asking`. Throws `Malformed` when a header is not what it should be. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const request = requestOf(context);
  const { name, creates } = commandOf(context.getHandler());
  const asker = askerOf(request);
  const { actor, reader } = asker;
  const target = creates ? undefined : String(idIn(request));
  const key = idempotencyKeyIn(request.headers, { required: creates });
  const revision = creates ? undefined : revisionIn(request.headers);
  return new Asking(name, asker, {
    ...(target !== undefined && { target: { id: target, ...(revision !== undefined && { revision }) } }),
    by: actor,
    commandId: key === undefined ? world.uuid() : asker.idOf('command', name, target ?? '', key),
    body: bodyOf(request.body),
    correlationId: reader.correlationId,
    causationId: reader.correlationId,
  });
});

/** Who asks a question, for REST and GraphQL alike. */
export const ReaderOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Reader => askerOf(requestOf(context)).reader,
);
