import type { Actor, AnyCommand, Ask, JsonObject } from '#kernel';
import { world } from '#kernel/world';

interface Asking extends Partial<Omit<Ask, 'command' | 'by' | 'target'>> {
  /** The uuid of the record that is told; without it one is created in `unitId`. */
  readonly target?: string | undefined;
}

/** The ask of a command on its way to a handler, of its own and recorded in time unless it says otherwise. */
export const askOf = <C extends AnyCommand>(
  command: C,
  by: Actor,
  { target, unitId = 'RUTAN-BANJARNEGARA', ...more }: Asking = {},
): Ask<C> => ({
  command,
  by,
  ...(target === undefined ? { unitId } : { target: { id: target } }),
  commandId: world.uuid(),
  body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
  context: {},
  correlationId: world.uuid(),
  causationId: world.uuid(),
  ...more,
});
