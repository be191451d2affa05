import type { Ask } from './ask.js';
import type { AnyCommand, AnyEvent } from './decider.js';
import { id } from './ids.js';
import type { JsonObject } from './json.js';
import { happened } from './occurrence.js';
import type { Projected } from './projection.js';
import type { EventDefinition } from './registry.js';

/** One command that follows from an event. */
export interface Reaction<Command extends AnyCommand = AnyCommand> {
  /** The uuid of the aggregate that handles it, also of one that the command creates. */
  readonly target: string;
  /** Whether the command may create it; the unit that owns the event then owns it too. */
  readonly creates?: true;
  readonly command: Command;
}

/** When that event, then these commands: a pure function of the event, at most one command to each target. Its name is for ever. */
export interface Policy<E extends AnyEvent, Command extends AnyCommand = AnyCommand> {
  readonly name: string;
  /** Counts the sets of types that it reacted to, from 1: another set is the next one, which handles what the one before it did not. */
  readonly n?: number;
  /** Whether its first deployment also reacts to what is in the log already; otherwise it begins where it is started. */
  readonly from?: 'LOG_START';
  /** The types it reacts to; every other event only moves its checkpoint. */
  readonly events: readonly EventDefinition[];
  react(event: Projected<E>): readonly Reaction<Command>[];
}

/** A policy among others, whatever it reacts to. */
export type AnyPolicy = Policy<AnyEvent>;

/** Which set of types a policy reacts to. */
export const countOf = ({ n = 1 }: Pick<AnyPolicy, 'n'>): number => n;

/** The types that a policy reacts to, sorted, as its start says them. */
export const typesOf = ({ events }: Pick<AnyPolicy, 'events'>): readonly string[] =>
  [...new Set(events.map(({ type }) => type))].sort();

/**
 * The commands of a policy for an event, each under `id('command', event id, policy, target)`: sending them again is a repeat.
 * Throws when the policy sends one target two commands, and what its `react` throws.
 */
export function asksOf(policy: AnyPolicy, event: Projected<AnyEvent>): readonly Ask[] {
  if (!policy.events.some(({ type }) => type === event.type)) return [];
  const reactions = policy.react(event);
  if (new Set(reactions.map(({ target }) => target)).size < reactions.length) {
    throw new Error(`${policy.name} tells one target twice for one event.`);
  }
  const { unitId, $correlationId, lateCode, about, legalBasis } = event.metadata;
  const { id: causationId, stream, revision } = event;
  const cause = {
    ...happened(event),
    ...(lateCode && { lateCode }),
    ...(legalBasis && { legalBasis }),
    about,
  };
  return reactions.map(({ target, creates, command }) => ({
    command,
    ...(creates === true ? { createdId: target } : { target: { id: target } }),
    unitId,
    by: { kind: 'SYSTEM', name: policy.name },
    commandId: commandIdOf(causationId, policy.name, target),
    body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
    context: {},
    cause,
    of: { policy: policy.name, stream, revision },
    correlationId: $correlationId,
    causationId,
  }));
}

const commandIdOf = (causationId: string, policy: string, target: string): string =>
  id('command', causationId, policy, target);

/** A policy's command for whoever knows better than the policy whom it is for: its id follows from whom it reaches (D2). */
export const reaching = <Command extends AnyCommand>(ask: Ask<Command>, target: string): Ask<Command> => ({
  ...ask,
  target: { id: target },
  ...(ask.of !== undefined && { commandId: commandIdOf(ask.causationId, ask.of.policy, target) }),
});
