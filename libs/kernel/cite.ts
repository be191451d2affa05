import { withoutAbandoned } from './abandonment.js';
import type { Engine, Fact } from './ask.js';
import type { AnyEvent } from './decider.js';
import type { RecordedEvent } from './envelope.js';
import { deadlineOf, PATIENCE, untilAnswered } from './persistence.js';
import type { Projected } from './projection.js';
import { believe } from './repair.js';

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
export async function cite(
  engine: Pick<Engine, 'store' | 'registry' | 'patience' | 'parked' | 'excluded'>,
  stream: string,
): Promise<Cited | undefined> {
  const patience = engine.patience ?? PATIENCE;
  const read = () => engine.store.read(stream);
  const raw = await untilAnswered(engine.store, read, deadlineOf(patience), {
    code: 'event-store-unavailable',
    patience,
  });
  const history = withoutAbandoned(await believe(engine, stream, raw));
  const head = history.at(-1);
  if (head === undefined) return undefined;
  return {
    events: history.map((event) => engine.registry.upcast(event) as Projected<AnyEvent>),
    basis: factAt(head),
  };
}
