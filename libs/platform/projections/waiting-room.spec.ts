import { BEFORE_FIRST, commitOf, toPosition } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { noteId, sendNote, written } from './notes-for-specs.js';
import { positionsIn, waitingRoom } from './waiting-room.js';

describe('A waiting room', () => {
  const never = () => {
    let end = (): void => undefined;
    const waits = () => new Promise<void>((resolve) => (end = resolve));
    return {
      waits,
      end: () => {
        end();
      },
    };
  };

  it('takes so many of one person, and of others meanwhile', async () => {
    const room = waitingRoom({ ofOne: 2, inAll: 10 });
    const [first, second] = [never(), never()];
    const waiting = [room.wait('one', {}, first.waits), room.wait('one', {}, second.waits)];
    const now = () => Promise.resolve();
    await expect(room.wait('one', {}, now)).rejects.toMatchObject({ code: 'too-many-waiting' });
    await room.wait('another', {}, now);
    first.end();
    await waiting[0];
    await room.wait('one', {}, now);
    second.end();
    await waiting[1];
  });

  it('counts one request once, whatever it waits for', async () => {
    const room = waitingRoom({ ofOne: 1, inAll: 1 });
    const [request, held, other] = [{}, never(), never()];
    const waiting = [room.wait('one', request, held.waits), room.wait('one', request, other.waits)];
    held.end();
    await waiting[0];
    await expect(room.wait('one', {}, () => Promise.resolve())).rejects.toMatchObject({ code: 'too-many-waiting' });
    other.end();
    await waiting[1];
    await room.wait('one', {}, () => Promise.resolve());
  });

  it('takes so many in all', async () => {
    const room = waitingRoom({ ofOne: 8, inAll: 1 });
    const held = never();
    const waiting = room.wait('one', {}, held.waits);
    await expect(room.wait('another', {}, () => Promise.resolve())).rejects.toMatchObject({ code: 'too-many-waiting' });
    held.end();
    await waiting;
  });

  it('takes 8 of one person and 200 in all, unless it is told', async () => {
    const room = waitingRoom();
    const held = never();
    const whole = new Promise<void>((resolve) => void held.waits().then(resolve));
    const waiting: Promise<void>[] = [];
    const now = () => Promise.resolve();
    const refused = async (who: string) => {
      await expect(room.wait(who, {}, now)).rejects.toMatchObject({ code: 'too-many-waiting' });
    };
    for (let n = 0; n < 8; n += 1) waiting.push(room.wait('one', {}, () => whole));
    await refused('one');
    for (let n = 8; n < 200; n += 1) waiting.push(room.wait(`person ${n % 24}`, {}, () => whole));
    await refused('another');
    held.end();
    await Promise.all(waiting);
    await room.wait('another', {}, now);
  });

  it('has its place again after one that failed', async () => {
    const room = waitingRoom({ ofOne: 1, inAll: 1 });
    const fails = () => Promise.reject(new Error('behind'));
    for (let turn = 0; turn < 3; turn += 1) await expect(room.wait('one', {}, fails)).rejects.toThrow('behind');
  });
});

describe('A position that somebody waits for', () => {
  it('is one of an event of ours, looked up once', async () => {
    const store = new InMemoryEventStore();
    const position = await sendNote(store, 1, written('first'));
    let asked = 0;
    const eventAt = store.eventAt.bind(store);
    store.eventAt = (at) => {
      asked += 1;
      return eventAt(at);
    };
    const { mustBeOurs } = positionsIn(store);
    await mustBeOurs(position);
    await mustBeOurs(position);
    expect(asked).toBe(1);
  });

  it('may be the one before the first, as a heartbeat names it', async () => {
    const { mustBeOurs, knows } = positionsIn(new InMemoryEventStore());
    expect(knows(BEFORE_FIRST)).toBe(true);
    await mustBeOurs(BEFORE_FIRST);
  });

  it('is not refused when its event is no longer what was written ("To the byte" 21)', async () => {
    const store = new InMemoryEventStore();
    const position = await sendNote(store, 1, written('first'));
    const metadata = { hash: 'f'.repeat(64) };
    const altered = toPosition(commitOf(position), metadata);
    store.tamper(`note-${noteId(1)}`, 0, (event) => ({ ...event, metadata, position: altered }));
    expect((await store.eventAt(position))?.position).toBe(altered);
    await positionsIn(store).mustBeOurs(position);
  });

  it('is refused at once beyond the head, between two events, and when it names another', async () => {
    const store = new InMemoryEventStore();
    const position = await sendNote(store, 1, written('first'));
    const { mustBeOurs } = positionsIn(store);
    const commit = commitOf(position);
    const refused = (code: string) => ({ code, problems: [] });
    await expect(mustBeOurs(toPosition(commit + 1n, undefined))).rejects.toMatchObject(refused('position-ahead'));
    await expect(mustBeOurs(toPosition(commit - 1n, undefined))).rejects.toMatchObject(refused('foreign-position'));
    await expect(mustBeOurs(toPosition(commit, undefined))).rejects.toMatchObject(refused('foreign-position'));
    await expect(positionsIn(new InMemoryEventStore()).mustBeOurs(position)).rejects.toMatchObject(
      refused('position-ahead'),
    );
  });
});
