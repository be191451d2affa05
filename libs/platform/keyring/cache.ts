import type { DataKey } from '#kernel';

/** How long a key may be used after it was read, in milliseconds: a destroyed key works no longer than this (D9). */
export const KEPT_MS = 60_000;

/** Keys by name, each for at most 60 s after whoever read it began to. */
export function keyCache(now: () => Date) {
  const kept = new Map<string, { readonly key: DataKey; readonly readAt: number }>();
  let forgotten = 0;
  const isFresh = (readAt: number): boolean => Math.abs(now().getTime() - readAt) < KEPT_MS; // also when the clock is set back

  const dropStale = (): void => {
    for (const [name, { readAt }] of kept) {
      if (isFresh(readAt)) return;
      kept.delete(name);
    }
  };

  return {
    get(name: string): DataKey | undefined {
      dropStale();
      const entry = kept.get(name);
      return entry && isFresh(entry.readAt) ? entry.key : undefined;
    },
    /** Begins to read: what keeps a key that is found, unless something was forgotten in between. */
    reading(): (name: string, key: DataKey) => void {
      const [readAt, before] = [now().getTime(), forgotten];
      return (name, key) => {
        if (forgotten !== before) return;
        kept.delete(name);
        kept.set(name, { key, readAt });
      };
    },
    forget(names: Iterable<string> = kept.keys()): void {
      forgotten += 1;
      for (const name of names) kept.delete(name);
    },
    get size(): number {
      return kept.size;
    },
  };
}
