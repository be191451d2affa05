import { type Delivery, InMemoryEventStore, type Position } from '#kernel';
import { StoreSilent } from '../event-store/store-silent.js';
import { follow } from './follow.js';
import { tellAll } from './mongo-for-specs.js';
import { written } from './notes-for-specs.js';

/** Says first that everything up to `considered` has been, then nothing. */
class Considering extends InMemoryEventStore {
  constructor(private readonly considered: Position) {
    super();
  }

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<Delivery> {
    yield { checkpoint: this.considered };
    yield* super.subscribe(after ?? '9'.repeat(20), signal);
  }
}

class Ending extends InMemoryEventStore {
  override async *subscribe(after?: Position): AsyncIterable<Delivery> {
    for await (const event of this.readAll(after)) yield { event };
  }
}

const notes = Array.from({ length: 7 }, (_, n) => [n, written(`note ${n}`)] as const);

describe('follow', () => {
  it('gives what comes after a position in batches, and ends when it is told to', async () => {
    const store = new InMemoryEventStore();
    await tellAll(store, notes);
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
    await tellAll(store, notes);
    const read = readAll(follow(store, undefined, { batch: 10, silenceMs: 1_000, signal: aborter().signal }));
    await expect(read).rejects.toThrow(StoreSilent);
  });

  it('counts as reached what the store says it has considered', async () => {
    const store = new Considering('00000000000000000600');
    await tellAll(store, notes.slice(0, 6));
    const { signal, abort } = aborter();
    let asked = 0;
    const head = store.head.bind(store);
    store.head = () => {
      asked += 1;
      if (asked === 3) abort();
      return head();
    };
    await readAll(follow(store, undefined, { batch: 10, silenceMs: 5, signal }));
    expect(asked).toBe(3);
  });

  it('throws when the subscription is silent while the log goes on', async () => {
    const store = new Considering('00000000000000000500');
    await tellAll(store, notes.slice(0, 6));
    const read = readAll(follow(store, undefined, { batch: 10, silenceMs: 5, signal: aborter().signal }));
    await expect(read).rejects.toThrow('The subscription is silent.');
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

async function readAll(batches: AsyncIterable<unknown>): Promise<void> {
  for await (const batch of batches) expect(batch).toBeDefined();
}
