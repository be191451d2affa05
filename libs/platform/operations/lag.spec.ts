import type { Position, RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { lagsOf, MOST_COUNTED, secondsOf } from './lag.js';

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
        [at(20), { events: 0 }],
        [at(15), { events: 5 }],
        [at(5), { events: 15 }],
      ]),
    );
    expect(store.reads).toBe(15);
  });

  it('says since when the first of them waits, however far behind', async () => {
    const store = new InMemoryEventStore();
    const positions: Position[] = [];
    for (const recordedAt of ['2024-12-16T02:00:00.000Z', '2024-12-16T02:00:09.500Z', '2024-12-16T02:01:00.000Z']) {
      const event = { id: crypto.randomUUID(), type: 'Noted', data: {}, metadata: { recordedAt } as never };
      positions.push((await store.append(`note-${positions.length}`, 'no-stream', [event])).position);
    }
    const lags = [...(await lagsOf(store, positions)).values()];
    expect(lags.map(({ events, since = '-' }) => [events, since])).toEqual([
      [0, '-'],
      [1, '2024-12-16T02:01:00.000Z'],
      [2, '2024-12-16T02:00:09.500Z'],
    ]);
    const now = new Date('2024-12-16T02:01:30.000Z');
    expect(lags.map((lag) => secondsOf(lag, now))).toEqual([0, 30, 81]);
  });

  it('is none on an empty log', async () => {
    expect(await lagsOf(new InMemoryEventStore(), [])).toEqual(new Map());
  });

  it('is not counted beyond a thousand, however many are far behind', async () => {
    const { store, at } = await logOf(MOST_COUNTED + 50);
    expect(await lagsOf(store, [at(1), at(2), at(30), at(MOST_COUNTED + 40)])).toEqual(
      new Map([
        [at(MOST_COUNTED + 40), { events: 10 }],
        [at(30), { events: MOST_COUNTED }],
        [at(2), { events: MOST_COUNTED }],
        [at(1), { events: MOST_COUNTED }],
      ]),
    );
    expect(store.reads).toBe(MOST_COUNTED + 2);
  });
});
