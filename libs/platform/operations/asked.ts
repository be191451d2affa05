import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Ask } from '#kernel';
import { world } from '#kernel/world';
import { askerOf, requestOf } from '../auth/index.js';
import { commandOf } from '../http/commands.js';
import { idempotencyKeyIn } from '../http/headers.js';
import { bodyOf } from '../http/validation.js';

export type Asked = Omit<Ask<never>, 'target' | 'createdId' | 'command'>;

/** Who asks for what is to become of what a parameter of the route names. Throws `Malformed` when the Idempotency-Key is none. */
export const AskedOf = createParamDecorator((parameter: string, context: ExecutionContext): Asked => {
  const request = requestOf(context);
  const { actor, reader, idOf } = askerOf(request);
  const target = (request.params as Readonly<Record<string, string>>)[parameter] ?? '';
  const key = idempotencyKeyIn(request.headers, { required: false });
  const { name } = commandOf(context.getHandler());
  return {
    by: actor,
    commandId: key === undefined ? world.uuid() : idOf('command', name, target, key),
    body: bodyOf(request.body),
    context: {},
    correlationId: reader.correlationId,
    causationId: reader.correlationId,
  };
});
