/**
 * Reads ahead of whoever takes: `take` answers everything at hand, at most `most`, as soon as there is something, and nothing
 * after `patienceMs` of silence; a take that is not full waits for `gather`, or until it is. It throws what the source throws; undefined says that the source has ended.
 */
export function readAhead<T>(source: AsyncIterable<T>, most: number) {
  const waiting: T[] = [];
  const nobody = (): void => undefined;
  let [wakeTaker, wakePump] = [nobody, nobody];
  let end: { readonly error?: unknown } | undefined;

  async function pump(): Promise<void> {
    try {
      for await (const item of source) {
        waiting.push(item);
        wakeTaker();
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

  const isFull = (): boolean => waiting.length >= most || end !== undefined;

  function filled(): Promise<void> {
    return new Promise((resolve) => {
      wakeTaker = () => {
        if (isFull()) resolve();
      };
    });
  }

  void pump();
  return {
    async take(patienceMs: number, gather?: () => Promise<void>): Promise<readonly T[] | undefined> {
      if (waiting.length === 0 && end === undefined) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patienceMs);
          wakeTaker = () => {
            clearTimeout(timer);
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
