import { id, InMemoryEventStore, Registry, UnknownEvent } from '#kernel';
import { staffEvents } from '#contracts/access/staff.events';
import { ownStaffIdOf } from './login.js';
import { staffHistory } from './staff-for-specs.js';
import { staffRegister } from './staff-register.js';

const uuid = (name: string) => id('spec', name);
const [SITI, BUDI, NOBODY] = ['siti', 'budi', 'nobody'].map(uuid) as [string, string, string];
const [LOGIN, SECOND] = ['login', 'second'].map(uuid) as [string, string];

class CountingStore extends InMemoryEventStore {
  reads = 0;
  override read(stream: string) {
    this.reads += 1;
    return super.read(stream);
  }
}

function world() {
  const store = new CountingStore();
  const disbelieved: object[] = [];
  const register = staffRegister({
    store,
    registry: new Registry(staffEvents),
    disbelieved: (at) => disbelieved.push(at),
  });
  const takeAll = async (): Promise<void> => {
    for await (const event of store.readAll()) register.take(event);
  };
  return { store, register, disbelieved, takeAll, ...staffHistory(store) };
}

describe('a register of staff', () => {
  it('knows under which staff id a login acts, from when it is linked until it is unlinked (D1)', async () => {
    const { register, linked, unlinked, takeAll } = world();
    expect(register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
    await linked(LOGIN, SITI);
    await takeAll();
    expect([register.staffIdOf(LOGIN), register.staffIdOf(SECOND)]).toEqual([SITI, ownStaffIdOf(SECOND)]);
    await unlinked(LOGIN, SITI);
    await takeAll();
    expect(register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
    await linked(LOGIN, BUDI);
    await takeAll();
    expect(register.staffIdOf(LOGIN)).toBe(BUDI);
  });

  it('takes a login and every record it was ever linked to for one person, for ever', async () => {
    const { register, linked, unlinked, takeAll } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    await linked(SECOND, BUDI);
    await takeAll();
    const person = new Set([SITI, BUDI, ownStaffIdOf(LOGIN), ownStaffIdOf(SECOND)]);
    for (const staffId of person) expect(register.idsOf(staffId)).toEqual(person);
    expect(register.idsOf(NOBODY)).toEqual(new Set([NOBODY]));
  });

  it('joins those whom a later login connects', async () => {
    const { register, linked, unlinked, takeAll } = world();
    await linked(LOGIN, SITI);
    await linked(SECOND, BUDI);
    await takeAll();
    expect(register.idsOf(SITI)).not.toContain(BUDI);
    await unlinked(SECOND, BUDI);
    await linked(SECOND, SITI);
    await takeAll();
    expect(register.idsOf(SITI)).toEqual(new Set([SITI, BUDI, ownStaffIdOf(LOGIN), ownStaffIdOf(SECOND)]));
  });

  it('asks the leader for whom it does not know, and once for whom it does', async () => {
    const { store, register, registered } = world();
    await registered(SITI);
    store.reads = 0;
    expect(await register.unregistered([SITI, NOBODY])).toEqual([NOBODY]);
    expect(store.reads).toBe(2);
    expect(await register.unregistered([SITI])).toEqual([]);
    expect(store.reads).toBe(2);
  });

  it('registers nobody by a login: its own staff id is nobody’s to name', async () => {
    const { register, linked, takeAll } = world();
    await linked(LOGIN, SITI);
    await takeAll();
    expect(await register.unregistered([ownStaffIdOf(LOGIN), SITI])).toEqual([ownStaffIdOf(LOGIN), SITI]);
  });

  it('knows what it read at once, and the tail changes nothing of it afterwards', async () => {
    const { register, linked, unlinked, takeAll } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    await register.read(`stafflogin-${LOGIN}`);
    expect(register.staffIdOf(LOGIN)).toBe(BUDI);
    await takeAll();
    expect(register.staffIdOf(LOGIN)).toBe(BUDI);
  });

  it('passes by what others wrote', async () => {
    const { register, add, takeAll, disbelieved } = world();
    await add(`tally-${LOGIN}`, 'StaffLoginLinked', { staffId: SITI });
    await takeAll();
    expect([register.staffIdOf(LOGIN), disbelieved]).toEqual([ownStaffIdOf(LOGIN), []]);
  });

  it.each([
    ['altered', (data: unknown) => ({ data: { ...(data as object), staffId: BUDI } })],
    ['without an envelope', () => ({ metadata: 'forged' })],
  ])('believes nothing of a stream from an event on that is %s, and goes on with others', async (_, change) => {
    const { store, register, disbelieved, linked, unlinked, takeAll } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    await linked(SECOND, BUDI);
    store.tamper(`stafflogin-${LOGIN}`, 1, (event) => ({ ...event, ...change(event.data) }));
    await takeAll();
    await takeAll();
    expect([register.staffIdOf(LOGIN), register.staffIdOf(SECOND)]).toEqual([SITI, BUDI]);
    expect(disbelieved).toEqual([{ stream: `stafflogin-${LOGIN}`, revision: 1 }]);
  });

  it('believes nothing that follows an event which is missing', async () => {
    const { store, register, disbelieved, linked, unlinked } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    for (const event of await store.read(`stafflogin-${LOGIN}`)) if (event.revision !== 1) register.take(event);
    expect(register.staffIdOf(LOGIN)).toBe(SITI);
    expect(disbelieved).toEqual([{ stream: `stafflogin-${LOGIN}`, revision: 2 }]);
  });

  it.each<[string, () => Parameters<ReturnType<typeof staffHistory>['add']>]>([
    ['a type', () => [`staff-${SITI}`, 'StaffRecordsMerged', {}]],
    ['a version', () => [`stafflogin-${LOGIN}`, 'StaffLoginLinked', { staffId: SITI }, { v: 2 }]],
  ])('refuses %s that only a later build knows', async (_, event) => {
    const { add, takeAll } = world();
    await add(...event());
    await expect(takeAll()).rejects.toThrow(UnknownEvent);
  });
});
