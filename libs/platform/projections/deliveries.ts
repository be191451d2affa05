import { inBackground } from '#kernel';
import { world } from '#kernel/world';

/**
 * Reads ahead of whoever takes: `take` answers everything at hand, at most `most`, as soon as there is something, and nothing
 * after `patienceMs` of silence; a take that is not full waits for `gather`, or until it is. It throws what the source throws; undefined says that the source has ended.
 * `prepare` sees each item before the next is read, while the taker is busy with earlier ones; that it fails is nothing yet.
 */
export function readAhead<T>(source: AsyncIterable<T>, most: number, prepare: (item: T) => unknown = nothing) {
  const waiting: T[] = [];
  let [wakeTaker, wakePump]: [() => void, () => void] = [nothing, nothing];
  let end: { readonly error?: unknown } | undefined;

  async function pump(): Promise<void> {
    try {
      for await (const item of source) {
        waiting.push(item);
        wakeTaker();
        const preparing = prepared(item);
        if (preparing !== undefined) await preparing;
        if (waiting.length >= 2 * most && end === undefined) await new Promise<void>((resolve) => (wakePump = resolve));
        if (end !== undefined) return;
      }
      end ??= {};
    } catch (error) {
      end ??= { error };
    } finally {
      wakeTaker();
    }
  }

  function prepared(item: T): Promise<void> | undefined {
    try {
      const preparing = prepare(item);
      return preparing instanceof Promise ? preparing.then(nothing, nothing) : undefined;
    } catch {
      return undefined;
    }
  }

  const isFull = (): boolean => waiting.length >= most || end !== undefined;

  function filled(): Promise<void> {
    return new Promise((resolve) => {
      wakeTaker = () => {
        if (isFull()) resolve();
      };
    });
  }

  inBackground('reading ahead', pump());
  return {
    async take(patienceMs: number, gather?: () => Promise<void>): Promise<readonly T[] | undefined> {
      if (waiting.length === 0 && end === undefined) {
        await new Promise<void>((resolve) => {
          const forget = world.later(patienceMs, resolve);
          wakeTaker = () => {
            forget();
            resolve();
          };
        });
      }
      if (gather !== undefined && waiting.length > 0 && !isFull()) await Promise.race([gather(), filled()]);
      if (waiting.length === 0 && end !== undefined) {
        if ('error' in end) throw end.error;
        return undefined;
      }
      const taken = waiting.splice(0, most);
      wakePump();
      return taken;
    },
    /** Takes no more from the source; whoever opened it must end it. */
    close(): void {
      end ??= {};
      wakePump();
      wakeTaker();
    },
  };
}

const nothing = (): undefined => undefined;
