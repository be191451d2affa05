import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { NewEvent, Position, RawEvent } from './envelope.js';
import { BEFORE_FIRST, type EventStore, WrongExpectedRevision } from './event-store.js';
import { recorded } from './given-for-specs.js';
import { isStream } from './ids.js';

/** Events to append in specs, `data.n` counting from 0. */
export const someEvents = (count: number, type = 'Counted'): NewEvent[] =>
  Array.from({ length: count }, (_, n) => {
    const data = { n, name: 'Banjarnegara “é” 😀', list: [true, { deep: [1, 2] }] };
    return { id: randomUUID(), type, data, metadata: recorded({ type, data }, n).metadata };
  });

export const someStream = (): string => `spec-${randomUUID()}`;

/** Everything of an iterable, or its first `limit` items. */
export async function collect<T>(items: AsyncIterable<T>, limit = Infinity): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) if (found.push(item) >= limit) break;
  return found;
}

/** What every event store must keep to; `open` gives the same one each time, and others may write to it meanwhile. */
export function itIsAnEventStore(open: () => EventStore): void {
  describe('append', () => {
    it('gives back what was written, in place', async () => {
      const [stream, events] = [someStream(), someEvents(3)];
      expect(isStream(stream)).toBe(true);
      const appended = await open().append(stream, 'no-stream', events);
      const read = await open().read(stream);
      expect(appended).toEqual({ revision: 2, position: read[2]?.position });
      expect(read).toEqual(
        events.map((event, revision) => ({ ...event, stream, revision, position: read[revision]?.position })),
      );
      expect(read.map(({ position }) => position)).toEqual([...new Set(read.map(({ position }) => position))].sort());
      expect(appended.position).toMatch(/^\d{20}\.[0-9a-f]{8}$/);
      expect(appended.position.slice(21)).toBe(events[2]?.metadata.hash.slice(0, 8));
      expect((await open().read(stream, 1)).map(({ id }) => id)).toEqual(events.slice(1).map(({ id }) => id));
      expect(await open().read(stream, 3)).toEqual([]);
    });

    it.each([
      ['a stream that is there already', 'no-stream'],
      ['a revision that has passed', 0],
      ['a revision that has not come', 2],
    ] as const)('refuses %s and writes nothing', async (_, expected) => {
      const [stream, events] = [someStream(), someEvents(2)];
      await open().append(stream, 'no-stream', events);
      await expect(open().append(stream, expected, someEvents(1))).rejects.toThrow(WrongExpectedRevision);
      expect(await open().read(stream)).toHaveLength(2);
    });

    it('refuses a revision of a stream that is not there', async () => {
      const stream = someStream();
      await expect(open().append(stream, 0, someEvents(1))).rejects.toThrow(WrongExpectedRevision);
      expect(await open().read(stream)).toEqual([]);
    });

    it('answers an identical batch with its original place, for ever', async () => {
      const [stream, first, second] = [someStream(), someEvents(2), someEvents(2)];
      const place = await open().append(stream, 'no-stream', first);
      expect(await open().append(stream, 'no-stream', first)).toEqual(place);
      const next = await open().append(stream, 1, second);
      expect(await open().append(stream, 'no-stream', first)).toEqual(place);
      expect(await open().append(stream, 1, second)).toEqual(next);
      expect(await open().read(stream)).toHaveLength(4);
    });

    it.each([
      ['starts alike', (events: NewEvent[]) => [...events.slice(0, 1), ...someEvents(1)]],
      ['is longer', (events: NewEvent[]) => [...events, ...someEvents(1)]],
      ['has another order', (events: NewEvent[]) => events.toReversed()],
    ] as const)('refuses a batch that only %s', async (_, change) => {
      const [stream, events] = [someStream(), someEvents(2)];
      await open().append(stream, 'no-stream', events);
      await expect(open().append(stream, 'no-stream', change(events))).rejects.toThrow(WrongExpectedRevision);
      expect(await open().read(stream)).toHaveLength(2);
    });

    it('lets one of many win', async () => {
      const stream = someStream();
      await open().append(stream, 'no-stream', someEvents(1));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => open().append(stream, 0, someEvents(2))),
      );
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(lost).toHaveLength(19);
      for (const error of lost) expect(error).toBeInstanceOf(WrongExpectedRevision);
      expect(await open().read(stream)).toHaveLength(3);
    });
  });

  describe('read', () => {
    it('gives nothing of a stream that is not there', async () => {
      expect(await open().read(someStream())).toEqual([]);
      expect(await open().read(someStream(), 5)).toEqual([]);
    });
  });

  describe('readOne and eventAt', () => {
    it('give the one event that stands there, or nothing', async () => {
      const [stream, events] = [someStream(), someEvents(3)];
      await open().append(stream, 'no-stream', events);
      const [, second] = await open().read(stream);
      expect(await open().readOne(stream, 1)).toEqual(second);
      expect(await open().readOne(stream, 3)).toBeUndefined();
      expect(await open().readOne(someStream(), 0)).toBeUndefined();
      expect(await open().eventAt(second?.position ?? '')).toEqual(second);
      const another = `${(second?.position ?? '').slice(0, 21)}ffffffff`;
      expect(await open().eventAt(another)).toEqual(second);
      expect(await open().eventAt(BEFORE_FIRST)).toBeUndefined();
      const beyond = `${'9'.repeat(18).padStart(20, '0')}.${'0'.repeat(8)}`;
      expect(await open().eventAt(beyond)).toBeUndefined();
    });
  });

  describe('readAll and head', () => {
    it('give what came after a position, in order, to the head', async () => {
      const streams = [someStream(), someStream()];
      const { position: before } = await open().append(someStream(), 'no-stream', someEvents(1));
      for (const stream of streams) await open().append(stream, 'no-stream', someEvents(40));
      const { position: last } = await open().append(streams[0] ?? '', 39, someEvents(1));
      expect(((await open().head()) ?? '') >= last).toBe(true);
      expect(await open().head(({ position }) => position === before)).toBe(before);
      const all = await collect(open().readAll(before));
      const ours = all.filter(({ stream }) => streams.includes(stream));
      expect(ours.map(({ stream, revision }) => [stream, revision])).toEqual([
        ...streams.flatMap((stream) => Array.from({ length: 40 }, (_, revision) => [stream, revision])),
        [streams[0], 40],
      ]);
      expect(all.every(({ position }) => position > before)).toBe(true);
      expect(all.every(({ stream }) => !stream.startsWith('$'))).toBe(true);
      expect((await collect(open().readAll(), 1)).length).toBe(1);
      expect(await ofStream(open().readAll(last), streams[0])).toEqual([]);
    });

    it('end at the head of the moment of the call', async () => {
      const stream = someStream();
      const { position: before } = await open().append(someStream(), 'no-stream', someEvents(1));
      await open().append(stream, 'no-stream', someEvents(2));
      const seen: RawEvent[] = [];
      for await (const event of open().readAll(before)) {
        if (event.stream !== stream) continue;
        if (seen.push(event) === 1) await open().append(stream, 1, someEvents(1));
      }
      expect(seen).toHaveLength(2);
    });
  });

  describe('subscribe', () => {
    it('catches up after a position, goes live, and ends when told', async () => {
      const stream = someStream();
      const { position: before } = await open().append(stream, 'no-stream', someEvents(2));
      await open().append(stream, 1, someEvents(2));
      const stopping = new AbortController();
      const revisions: number[] = [];
      for await (const event of open().subscribe(before, stopping.signal)) {
        if (event.stream !== stream) continue;
        expect(event.position > before).toBe(true);
        revisions.push(event.revision);
        if (revisions.length === 2) await open().append(stream, 3, someEvents(2));
        if (revisions.length === 4) stopping.abort();
      }
      expect(revisions).toEqual([2, 3, 4, 5]);
    });

    it('ends although nothing comes', async () => {
      const { position } = await open().append(someStream(), 'no-stream', someEvents(1));
      const stopping = new AbortController();
      const delivered = collect(open().subscribe(position, stopping.signal));
      await new Promise(setImmediate);
      stopping.abort();
      expect(await delivered).toEqual([]);
      expect(await collect(open().subscribe(position, stopping.signal))).toEqual([]);
    });

    it('gives events in the order of their positions', async () => {
      const stream = someStream();
      const { position: before } = await open().append(stream, 'no-stream', someEvents(1));
      let last = before;
      for (const revision of [0, 400, 800]) last = (await open().append(stream, revision, someEvents(400))).position;
      const stopping = new AbortController();
      const order: Position[] = [];
      for await (const { position } of open().subscribe(before, stopping.signal)) {
        order.push(position);
        if (position >= last) stopping.abort();
        if (order.length % 50 === 0) await new Promise(setImmediate);
      }
      expect(order).toEqual(order.toSorted());
      expect(order.length).toBeGreaterThanOrEqual(1_200);
    });
  });
}

const ofStream = async (events: AsyncIterable<RawEvent>, name: string | undefined): Promise<RawEvent[]> =>
  (await collect(events)).filter(({ stream }) => stream === name);
