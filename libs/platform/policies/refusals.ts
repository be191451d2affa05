import type { PolicyEvent, PolicyEventData } from '#contracts/policies/policy.events';
import { type Aggregate, type Ask, type Engine, id, load, type RecordedEvent, send } from '#kernel';
import { world } from '#kernel/world';

interface RecordRefusal {
  readonly type: 'RecordRefusal';
  readonly data: PolicyEventData<'PolicyReactionRefused'>;
}

/** A stream for each reaction that a rule refused; its state is whether that is recorded. */
const policyRefusal: Aggregate<boolean, RecordRefusal, Extract<PolicyEvent, { type: 'PolicyReactionRefused' }>> = {
  name: 'policyrefusal',
  ofTheHouse: true,
  decider: {
    initial: false,
    decide: {
      RecordRefusal: ({ data }, isRecorded) => (isRecorded ? [] : [{ type: 'PolicyReactionRefused', data }]),
    },
    evolve: { PolicyReactionRefused: () => true },
  },
  unitsOf: () => [],
};

const refusalIdOf = ({ commandId }: Pick<Ask, 'commandId'>): string => id('policyrefusal', commandId);

/** Whether a policy's command was refused before, and has been passed. Throws what `load` throws. */
export const wasRefused = async (engine: Engine, ask: Ask): Promise<boolean> =>
  (await load(engine, policyRefusal, `policyrefusal-${refusalIdOf(ask)}`)).state;

/** Records, once, that the rule `code` refused what a policy sent because of an event. Throws what `send` throws. */
export async function recordRefusal(
  engine: Engine,
  policy: string,
  { stream, revision, metadata: { hash } }: Pick<RecordedEvent, 'stream' | 'revision' | 'metadata'>,
  ask: Ask,
  code: string,
): Promise<void> {
  const target = ask.target?.id ?? ask.createdId ?? '';
  const data = { policy, of: { stream, revision, hash }, target, command: ask.command.type, code };
  const { by, cause, correlationId, causationId } = ask;
  await send(engine, policyRefusal, {
    command: { type: 'RecordRefusal', data },
    createdId: refusalIdOf(ask),
    by,
    commandId: world.uuid(), // the stream's state tells a repeat, also one that was refused for another reason
    body: data,
    context: { source: 'POLICY' },
    ...(cause && { cause }),
    about: cause?.about ?? [],
    correlationId,
    causationId,
  });
}
