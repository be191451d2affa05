import { setTimeout as delay } from 'node:timers/promises';
import { id, InMemoryEventStore, type Position, Registry, UnknownEvent } from '#kernel';
import { staffEvents } from '#contracts/access/staff.events';
import { followStaff, type StaffStatus } from './follow-staff.js';
import { ownStaffIdOf } from './login.js';
import { staffHistory } from './staff-for-specs.js';
import { staffRegister } from './staff-register.js';

const [SITI, LOGIN, SECOND] = ['siti', 'login', 'second'].map((name) => id('spec', name)) as [string, string, string];
const PACE = { pauseMs: 5, silenceMs: 50 };

/** Fails as often as it is told before it answers. */
class TroubledStore extends InMemoryEventStore {
  failures = 0;
  override readAll(after?: Position) {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('down');
    }
    return super.readAll(after);
  }
}

function world() {
  const store = new TroubledStore();
  const register = staffRegister({ store, registry: new Registry(staffEvents) });
  const states: StaffStatus['state'][] = [];
  const follow = () => followStaff(register, { store, pace: PACE, report: ({ state }) => states.push(state) });
  return { store, register, states, follow, ...staffHistory(store) };
}

async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds() && turns < 500; turns += 1) await delay(5);
  expect(holds()).toBe(true);
}

describe('whoever follows the staff', () => {
  it('has caught up once everything is taken in that was there', async () => {
    const { register, states, follow, linked, add } = world();
    await linked(LOGIN, SITI);
    await add(`tally-${SITI}`, 'Counted', {});
    const following = follow();
    await following.caughtUp;
    expect([register.staffIdOf(LOGIN), states, following.status().state]).toEqual([SITI, ['following'], 'following']);
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
    await linked(SECOND, SITI);
    await until(() => register.staffIdOf(SECOND) === SITI);
    await following.stop();
    await linked(LOGIN, SITI);
    await delay(20);
    expect(register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
  });

  it('tries again while the store does not answer, and has not caught up before', async () => {
    const { store, register, states, follow, linked } = world();
    await linked(LOGIN, SITI);
    store.failures = 3;
    const following = follow();
    await following.caughtUp;
    expect([register.staffIdOf(LOGIN), states]).toEqual([SITI, ['retrying', 'following']]);
    await following.stop();
  });

  it('ends, and never catches up, where it cannot read what a later build wrote', async () => {
    const { states, follow, add } = world();
    await add(`staff-${SITI}`, 'StaffRecordsMerged', {});
    const following = follow();
    await expect(following.caughtUp).rejects.toThrow(UnknownEvent);
    expect(states).toEqual(['too-old']);
    await following.stop();
  });
});
