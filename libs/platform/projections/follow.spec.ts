import type { Position, RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { StoreSilent } from '../event-store/store-silent.js';
import { follow } from './follow.js';
import { sendAll } from './mongo-for-specs.js';
import { written } from './notes-for-specs.js';

class Ending extends InMemoryEventStore {
  override async *subscribe(after?: Position): AsyncIterable<RawEvent> {
    yield* this.readAll(after);
  }
}

const notes = Array.from({ length: 7 }, (_, n) => [n, written(`note ${n}`)] as const);

describe('follow', () => {
  it('gives what comes after a position in batches, and ends when it is told to', async () => {
    const store = new InMemoryEventStore();
    await sendAll(store, notes);
    const [second] = (await store.read('note-00000000-0000-4000-8000-000000000001')).map(({ position }) => position);
    const { signal, abort } = aborter();
    const batches: number[] = [];
    for await (const events of follow(store, second, { batch: 2, silenceMs: 1_000, signal })) {
      batches.push(events.length);
      if (batches.reduce((sum, n) => sum + n) === 5) abort();
    }
    expect(Math.max(...batches)).toBe(2);
  });

  it('throws when the subscription ends by itself', async () => {
    const store = new Ending();
    await sendAll(store, notes);
    const read = readAll(follow(store, undefined, { batch: 10, silenceMs: 1_000, signal: aborter().signal }));
    await expect(read).rejects.toThrow(StoreSilent);
  });

  it('throws when the subscription is silent while the log goes on', async () => {
    const silent = Object.assign(new InMemoryEventStore(), {
      async *subscribe(_: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        yield* [];
      },
    });
    await sendAll(silent, notes.slice(0, 6));
    const read = readAll(follow(silent, undefined, { batch: 10, silenceMs: 5, signal: aborter().signal }));
    await expect(read).rejects.toThrow('The subscription is silent.');
  });

  it('goes on waiting while the log is silent too', async () => {
    const store = new InMemoryEventStore();
    await sendAll(store, notes.slice(0, 6));
    const { signal, abort } = aborter();
    let asked = 0;
    const head = store.head.bind(store);
    store.head = () => {
      asked += 1;
      if (asked === 3) abort();
      return head();
    };
    expect(await readAll(follow(store, undefined, { batch: 10, silenceMs: 5, signal }))).toBe(6);
    expect(asked).toBe(3);
  });
});

function aborter() {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}

/** Reads on until it ends, and answers how many events there were. */
async function readAll(batches: AsyncIterable<readonly RawEvent[]>): Promise<number> {
  let read = 0;
  for await (const events of batches) read += events.length;
  return read;
}
