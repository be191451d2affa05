import { withoutAbandoned } from './abandonment.js';
import type { Fact, Reading } from './ask.js';
import type { AnyEvent } from './decider.js';
import type { RecordedEvent } from './envelope.js';
import { historyOf } from './histories.js';
import type { Projected } from './projection.js';

/** Where an event stands, to be cited as a basis (D12). */
export const factAt = ({
  stream,
  revision,
  metadata: { hash },
}: Pick<RecordedEvent, 'stream' | 'revision' | 'metadata'>): Fact => ({
  stream,
  revision,
  hash,
});

/** What another stream says on the store's leader, and the head to cite as the basis of what follows from it (D12). */
export interface Cited {
  readonly events: readonly Projected<AnyEvent>[];
  readonly basis: Fact;
}

/**
 * The verified history of another stream in the latest versions of its types, its seals closed; undefined when it has none.
 * Throws `HistoryCorrupt`, `UnknownEvent`, `Unavailable`.
 */
export async function cite(engine: Reading, stream: string): Promise<Cited | undefined> {
  const history = withoutAbandoned((await historyOf(engine, stream)).whole);
  const head = history.at(-1);
  if (head === undefined) return undefined;
  return {
    events: history.map((event) => engine.registry.believe(event, event) as Projected<AnyEvent>),
    basis: factAt(head),
  };
}
