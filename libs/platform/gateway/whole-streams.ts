import type { EventStore, RawEvent } from '#kernel';
import type { Judge } from '../event-store/index.js';
import { repairsOf } from './repairs.js';

/**
 * As far as a stream was looked at from its first event on: up to where it is believed, or from where it is not, and after which resumption
 * that was found.
 */
type Known = { readonly upTo: number } | { readonly brokenAt: number; readonly resumedAt: number };

const MOST = 50_000;

/**
 * From where streams are not believed, in the eyes of one process: a judge looks at one event and the one before, but what follows something
 * that is not believed is passed by, wherever a reader begins. What is broken stays so until it is resumed, although its bytes are back.
 */
export function wholeStreams({
  store,
  judge,
  most = MOST,
}: {
  readonly store: Pick<EventStore, 'read'>;
  readonly judge: Judge;
  readonly most?: number;
}) {
  const known = new Map<string, Known>();

  function remember(stream: string, what: Known): void {
    known.delete(stream);
    known.set(stream, what);
    const [oldest] = known.size > most ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  async function breakAt({ stream, revision }: RawEvent): Promise<void> {
    const before = known.get(stream);
    if (before !== undefined && 'brokenAt' in before && before.brokenAt <= revision) return;
    const { resumedAt } = await repairsOf(store, stream);
    remember(stream, { brokenAt: revision, resumedAt });
  }

  function forget(stream: string): void {
    known.delete(stream);
    judge.forget(stream);
  }

  /** Whether a stream is still broken that was found to be. */
  async function isStillBroken(stream: string, before: Known & { readonly resumedAt: number }): Promise<boolean> {
    const { resumedAt } = await repairsOf(store, stream);
    if (resumedAt <= before.resumedAt) return true;
    if (known.get(stream) === before) forget(stream);
    return false;
  }

  return {
    /** Takes in an event that was judged, so that it need not be read again. Throws what the store throws. */
    async take(raw: RawEvent, isBelieved: boolean): Promise<void> {
      if (!isBelieved) return breakAt(raw);
      const { stream, revision } = raw;
      const before = known.get(stream) ?? { upTo: revision === 0 ? -1 : -Infinity };
      if ('upTo' in before && before.upTo === revision - 1) remember(stream, { upTo: revision });
    },

    /** Whether something of the stream before that event is not believed. Throws what the store throws. */
    async isBroken({ stream, revision }: RawEvent): Promise<boolean> {
      const before = known.get(stream);
      if (revision === 0) return false;
      if (before !== undefined && 'upTo' in before && before.upTo >= revision - 1) return false;
      if (before !== undefined && 'brokenAt' in before) {
        if (before.brokenAt >= revision) return false;
        if (await isStillBroken(stream, before)) return true;
      }
      for (const raw of await store.read(stream)) {
        if (raw.revision >= revision) break;
        if ((await judge.judge(raw)).kind !== 'disbelieved') continue;
        await breakAt(raw);
        return true;
      }
      remember(stream, { upTo: revision });
      return false;
    },

    /** Forgets that a stream was found broken, because it was resumed. */
    resumed(stream: string): void {
      const before = known.get(stream);
      if (before !== undefined && 'brokenAt' in before) forget(stream);
    },
  };
}
