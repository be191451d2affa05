import type { Position, RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { lagsOf, MOST_COUNTED } from './lag.js';

/** Counts the events that are read. */
class Counting extends InMemoryEventStore {
  reads = 0;
  override async *readAll(after?: Position): AsyncIterable<RawEvent> {
    for await (const event of super.readAll(after)) {
      this.reads += 1;
      yield event;
    }
  }
}

async function logOf(events: number) {
  const store = new Counting();
  const positions: Position[] = [];
  for (let n = 0; n < events; n += 1) {
    const { position } = await store.append(`note-${n}`, 'no-stream', [
      { id: crypto.randomUUID(), type: 'Noted', data: {}, metadata: {} as never },
    ]);
    positions.push(position);
  }
  return { store, positions, at: (n: number): Position => positions[n - 1] ?? '' };
}

describe('how many events stand after a position', () => {
  it('is counted for all by one way through the log, the head is none', async () => {
    const { store, at } = await logOf(20);
    expect(await lagsOf(store, [at(20), at(5), at(15), at(5)])).toEqual(
      new Map([
        [at(20), 0],
        [at(15), 5],
        [at(5), 15],
      ]),
    );
    expect(store.reads).toBe(15);
  });

  it('is none on an empty log', async () => {
    expect(await lagsOf(new InMemoryEventStore(), [])).toEqual(new Map());
  });

  it('is not counted beyond a thousand, however many are far behind', async () => {
    const { store, at } = await logOf(MOST_COUNTED + 50);
    expect(await lagsOf(store, [at(1), at(2), at(30), at(MOST_COUNTED + 40)])).toEqual(
      new Map([
        [at(MOST_COUNTED + 40), 10],
        [at(30), MOST_COUNTED],
        [at(2), MOST_COUNTED],
        [at(1), MOST_COUNTED],
      ]),
    );
    expect(store.reads).toBe(MOST_COUNTED);
  });
});
