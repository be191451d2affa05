import { COMMAND_ABANDONED } from './abandonment.js';
import type { Aggregate, Ask, Engine } from './ask.js';
import type { RecordedEvent } from './envelope.js';
import { WrongExpectedRevision } from './event-store.js';
import { deadlineOf, PATIENCE, untilAnswered } from './persistence.js';
import { record } from './record.js';
import { endOf, type StreamEnd } from './repair.js';
import { world } from './world.js';

interface Abandon {
  readonly type: 'AbandonCommands';
  readonly data: { readonly commandIds: readonly string[] };
}
interface Abandoned {
  readonly type: typeof COMMAND_ABANDONED;
  readonly data: { readonly commandId: string };
}

const abandonment: Aggregate<null, Abandon, Abandoned> = {
  name: 'abandonment',
  ofTheHouse: true,
  unitsOf: () => [],
  decider: {
    initial: null,
    decide: {
      AbandonCommands: ({ data: { commandIds } }) =>
        commandIds.map((commandId) => ({ type: COMMAND_ABANDONED, data: { commandId } })),
    },
    evolve: { CommandAbandoned: (state) => state },
  },
};

/** A stream as it was looked at; `end` is what is appended to where that is not the last event that is believed. */
interface Looked {
  readonly stream: string;
  readonly history: readonly RecordedEvent[];
  readonly end?: StreamEnd;
}

/**
 * Makes sure that commands are never recorded in a stream, if it is still as it was looked at; whether it was. From then on an append
 * that was on its way fails, and whoever repeats it is refused. Throws `Unavailable`.
 */
export async function abandon(
  engine: Engine,
  { stream, history, ...looked }: Looked,
  commandIds: readonly string[],
  because: Pick<Ask<Abandon>, 'by' | 'correlationId' | 'causationId'>,
): Promise<boolean> {
  const command: Abandon = { type: 'AbandonCommands', data: { commandIds } };
  const ask: Ask<Abandon> = { ...because, command, commandId: world.uuid(), body: {}, context: {} };
  const end = looked.end ?? endOf(history);
  const batch = await record(engine, abandonment, ask, stream, history, null, () => Promise.resolve(command), end);
  const patience = engine.patience ?? PATIENCE;
  const append = () => engine.store.append(stream, end.revision < 0 ? 'no-stream' : end.revision, batch);
  try {
    await untilAnswered(engine.store, append, deadlineOf(patience), { code: 'outcome-unknown', patience });
    return true;
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return false;
    throw error;
  }
}
