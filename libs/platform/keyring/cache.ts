import type { DataKey } from '#kernel';

/** How long a key may be used after it was read, in milliseconds: a destroyed key works no longer than this (D9). */
export const KEPT_MS = 60_000;

/** Keys by name, each for at most 60 s after `readAt`, the time (ms since the epoch) at which it was asked for. */
export function keyCache(now: () => Date) {
  const kept = new Map<string, { readonly key: DataKey; readonly readAt: number }>();
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
    set(name: string, key: DataKey, readAt: number): void {
      kept.delete(name);
      kept.set(name, { key, readAt });
    },
    clear(): void {
      kept.clear();
    },
    get size(): number {
      return kept.size;
    },
  };
}
