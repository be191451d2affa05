import {
  deadlineOf,
  type Engine,
  type EventStore,
  type Gap,
  gapsOf,
  isExcluded,
  PATIENCE,
  type RawEvent,
  untilAnswered,
} from '#kernel';
import { judgeOf, type Trouble } from '../event-store/judge.js';

/** The first event of a stream that is not believed, and what of it does not hold. */
export interface TroubleAt {
  readonly revision: number;
  readonly code: Trouble;
}

type Reading = Pick<Engine, 'store' | 'registry' | 'patience'>;

/** A stream as it stands on the store's leader. Throws `Unavailable`. */
export async function standing({ store, patience = PATIENCE }: Reading, stream: string): Promise<readonly RawEvent[]> {
  const code = 'event-store-unavailable';
  return untilAnswered(store, () => store.read(stream), deadlineOf(patience), { code, patience });
}

/** The first event of a stream that is not believed, what was excluded left out; undefined when all of it is. Throws what the store throws. */
export async function troubleIn(
  reading: Pick<Engine, 'registry'> & { readonly store: Pick<EventStore, 'read' | 'readOne'> },
  raw: readonly RawEvent[],
): Promise<TroubleAt | undefined> {
  const [first] = raw;
  if (first === undefined) return undefined;
  const gaps: readonly Gap[] = first.stream.startsWith('repair-') ? [] : await gapsOf(reading.store, first.stream);
  const judge = judgeOf(reading);
  for (const [revision, event] of raw.entries()) {
    if (event.revision !== revision) return { revision, code: 'chain' };
    if (isExcluded(gaps, revision)) continue;
    const judgement = await judge.judge(event);
    if (judgement.kind === 'disbelieved') return { revision, code: judgement.trouble };
  }
  return undefined;
}
