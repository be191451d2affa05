import { setTimeout as delay } from 'node:timers/promises';
import { id, type Position, type RawEvent, Registry } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { someEvents, someStream } from '#kernel/event-store-contract-for-specs';
import { staffEvents } from '#contracts/access/staff.events';
import { followStaff, type StaffStatus } from './follow-staff.js';
import { ownStaffIdOf } from './login.js';
import { staffHistory } from './staff-for-specs.js';
import { staffRegister } from './staff-register.js';

const [SITI, LOGIN, SECOND] = ['siti', 'login', 'second'].map((name) => id('spec', name)) as [string, string, string];
const PACE = { pauseMs: 5, silenceMs: 50 };

/** Fails as often as it is told before it answers; counts the events that are read of it. */
class TroubledStore extends InMemoryEventStore {
  failures = 0;
  given = 0;
  isLost = false;

  override head() {
    if (this.failures === 0) return super.head();
    this.failures -= 1;
    return Promise.reject(new Error('down'));
  }
  override async read(stream: string, from?: number): Promise<RawEvent[]> {
    const events = await super.read(stream, from);
    this.given += events.length;
    return events;
  }
  override async *readAll(after?: Position) {
    for await (const event of super.readAll(after)) yield this.counted(event);
  }
  override async *subscribe(after: Position | undefined, signal: AbortSignal) {
    for await (const event of super.subscribe(after, signal)) yield this.counted(event);
  }
  override eventAt(position: Position) {
    return this.isLost ? Promise.resolve(undefined) : super.eventAt(position);
  }
  private counted(event: RawEvent): RawEvent {
    this.given += 1;
    return event;
  }
}

function world() {
  const store = new TroubledStore();
  const register = staffRegister({ store, registry: new Registry(staffEvents) });
  const states: StaffStatus['state'][] = [];
  const follow = () => followStaff(register, { store, pace: PACE, report: ({ state }) => states.push(state) });
  return { store, register, states, follow, ...staffHistory(store) };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; !(await holds()) && turns < 500; turns += 1) await delay(5);
  expect(await holds()).toBe(true);
}

describe('whoever follows the staff', () => {
  it('has caught up once it knows the head: what is asked of before is read when it is asked', async () => {
    const { register, states, follow, linked, store } = world();
    await linked(LOGIN, SITI);
    const following = follow();
    await following.caughtUp;
    expect([states, following.status()]).toEqual([['following'], { state: 'following', position: await store.head() }]);
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
    await following.stop();
  });

  it.each([2_000, 20_000])('reads the same few events at a start, with %i in the log', async (events) => {
    const { store, register, follow, linked } = world();
    await linked(LOGIN, SITI);
    await store.append(someStream(), 'no-stream', someEvents(events));
    store.given = 0;
    const following = follow();
    await following.caughtUp;
    await register.staffIdOf(LOGIN);
    await register.idsOf(SITI);
    expect(store.given).toBe(3); // of the login, and what is noted of the record and of the login’s own id
    await following.stop();
  });

  it('has caught up with an empty log', async () => {
    const following = world().follow();
    await following.caughtUp;
    await following.stop();
  });

  it('takes in what comes later', async () => {
    const { register, follow, linked } = world();
    const following = follow();
    await following.caughtUp;
    for (const login of [LOGIN, SECOND]) expect(await register.staffIdOf(login)).toBe(ownStaffIdOf(login));
    await linked(SECOND, SITI);
    await until(async () => (await register.staffIdOf(SECOND)) === SITI);
    await following.stop();
    await linked(LOGIN, SITI);
    await delay(20);
    expect(await register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
  });

  it('tries again while the store does not answer, and has not caught up before', async () => {
    const { store, states, follow } = world();
    store.failures = 3;
    const following = follow();
    await following.caughtUp;
    expect(states).toEqual(['retrying', 'following']);
    await following.stop();
  });

  it('forgets what it read when the log is a copy from before it', async () => {
    const { store, register, follow, linked } = world();
    await linked(LOGIN, SITI);
    const following = follow();
    await following.caughtUp;
    await register.staffIdOf(LOGIN);
    store.tamper(`stafflogin-${LOGIN}`, 0, (event) => ({ ...event, stream: `stafflogin-${SECOND}` }));
    store.isLost = true;
    store.failures = 1; // the next look-up of the head during a silence: it begins again
    await until(async () => (await register.staffIdOf(LOGIN)) === ownStaffIdOf(LOGIN));
    await following.stop();
  });

  it('goes on where a later build wrote what it does not know', async () => {
    const { register, states, follow, add, linked } = world();
    const following = follow();
    await following.caughtUp;
    await add(`staff-${SITI}`, 'StaffRecordsMerged', {});
    await linked(SECOND, SITI);
    await until(async () => (await register.staffIdOf(SECOND)) === SITI);
    expect(states).toEqual(['following']);
    await following.stop();
  });
});
