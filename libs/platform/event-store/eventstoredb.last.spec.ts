import { END, type ReadPosition } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { commitOf, type Position, type RawEvent } from '#kernel';
import type { Connection, LogEvent } from './eventstoredb.connection.js';
import { lastOfOurs } from './eventstoredb.last.js';

const MANY = 1_200;

type Asked = { readonly fromPosition: ReadPosition; readonly maxCount: number };

const eventOf = (streamId: string, at: number) =>
  ({ streamId, id: randomUUID(), revision: 0n, type: 'Said', data: {}, position: { commit: BigInt(at) } }) as LogEvent;

/** A log that counts what is read of it, and whoever looks for its end; `cutAfter` so many events a search throws. */
function aLog() {
  let events: LogEvent[] = [];
  let read = 0;
  let learned = 0;
  let cutAfter = Infinity;
  const readAll = ({ fromPosition, maxCount }: Asked) => {
    const before = fromPosition === END ? Infinity : Number((fromPosition as LogEvent['position']).commit);
    return events
      .filter(({ position }) => Number(position.commit) < before)
      .reverse()
      .slice(0, maxCount);
  };
  async function* all(page: readonly LogEvent[]) {
    for (const event of await Promise.resolve(page)) {
      if (read === cutAfter) throw new Error('cut off');
      read += 1;
      yield { event };
    }
  }
  const connection = { client: { readAll }, all } as unknown as Connection;
  const find = lastOfOurs({
    isOurs: ({ streamId }) => streamId === 'ours',
    learnOf: ({ streamId }) => Promise.resolve(streamId === 'new' && (learned += 1) > 0),
  });
  const at = (position: Position | undefined) => position && Number(commitOf(position));
  return {
    write: (streamId: string, count = 1) => {
      for (let n = 0; n < count; n += 1) events.push(eventOf(streamId, events.length + 1));
    },
    isReplacedBy: (streams: readonly string[]) => {
      events = streams.map((stream, n) => eventOf(stream, n + 1));
    },
    cut: (after: number) => (cutAfter = read + after),
    learned: () => learned,
    /** Where it is found, and how many events were read for it. */
    search: async (may?: (event: RawEvent) => boolean) => {
      const before = read;
      return { at: at(await find(connection, may)), read: read - before };
    },
  };
}

describe('the last event of ours', () => {
  let log: ReturnType<typeof aLog>;

  beforeEach(() => {
    log = aLog();
    log.write('others', 10);
    log.write('ours', 2);
  });

  it('is the first that is read of a log that it ends', async () => {
    expect(await log.search()).toEqual({ at: 12, read: 1 });
  });

  it('is looked for once among what others wrote after it', async () => {
    log.write('others', MANY);
    expect(await log.search()).toEqual({ at: 12, read: MANY + 1 });
    expect(await log.search()).toEqual({ at: 12, read: 2 });
    log.write('others', 3);
    expect(await log.search()).toEqual({ at: 12, read: 5 });
    expect(await log.search()).toEqual({ at: 12, read: 2 });
    log.write('ours');
    log.write('others', MANY);
    expect(await log.search()).toEqual({ at: 12 + MANY + 4, read: MANY + 1 });
    expect(await log.search()).toEqual({ at: 12 + MANY + 4, read: 2 });
  });

  it('is looked for from where a search was cut off, also when others wrote meanwhile', async () => {
    log.write('others', MANY);
    for (const cut of [500, 400]) {
      log.cut(cut);
      await expect(log.search()).rejects.toThrow('cut off');
      log.write('others', 2);
    }
    log.cut(Infinity);
    expect((await log.search()).read).toBeLessThan(MANY - 800);
    expect((await log.search()).at).toBe(12);
  });

  it('is looked for anew in a log that was put back from an older copy', async () => {
    log.write('others', 20);
    await log.search();
    log.isReplacedBy(['ours', ...Array.from({ length: 30 }, () => 'others')]);
    expect(await log.search()).toEqual({ at: 1, read: 31 });
    expect(await log.search()).toEqual({ at: 1, read: 2 });
  });

  it('is nowhere in a log of others, which is read once too', async () => {
    log.isReplacedBy(Array.from({ length: 30 }, () => 'others'));
    expect(await log.search()).toEqual({ at: undefined, read: 30 });
    expect(await log.search()).toEqual({ at: undefined, read: 1 });
  });

  it('is one that may be it, for who asks for such; others are not kept from it', async () => {
    log.write('others', 20);
    const early = (event: RawEvent) => commitOf(event.position) < 12n;
    expect((await log.search(early)).at).toBe(11);
    expect(await log.search()).toEqual({ at: 12, read: 2 });
  });

  it('may be of a kind that is new, of which a search learns once', async () => {
    log.write('new', 20);
    await log.search();
    expect(log.learned()).toBe(1);
  });
});
