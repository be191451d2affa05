import { BEFORE_FIRST, id, Registry, repairStreamOf, UnknownEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { storeWith } from '#kernel/store-with-for-specs';
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
  const fresh = (parts: Partial<Parameters<typeof staffRegister>[0]> = {}) =>
    staffRegister({
      store,
      registry: new Registry(staffEvents),
      disbelieved: (at) => disbelieved.push(at),
      ...parts,
    });
  const register = fresh();
  let seen = BEFORE_FIRST;
  /** The tail brings what was told since. */
  const takeNew = async (): Promise<void> => {
    for await (const event of store.readAll(seen)) {
      register.take(event);
      seen = event.position;
    }
  };
  return { store, fresh, register, disbelieved, takeNew, ...staffHistory(store) };
}

describe('a register of staff', () => {
  it('knows under which staff id a login acts, from when it is linked until it is unlinked (D1)', async () => {
    const { register, linked, unlinked, takeNew } = world();
    expect(await register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
    await linked(LOGIN, SITI);
    await takeNew();
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
    expect(await register.staffIdOf(SECOND)).toBe(ownStaffIdOf(SECOND));
    await unlinked(LOGIN, SITI);
    await takeNew();
    expect(await register.staffIdOf(LOGIN)).toBe(ownStaffIdOf(LOGIN));
    await linked(LOGIN, BUDI);
    await takeNew();
    expect(await register.staffIdOf(LOGIN)).toBe(BUDI);
  });

  it('takes a login and every record it was ever linked to for one person, for ever, whichever it is asked for', async () => {
    const { fresh, register, linked, unlinked } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    await linked(SECOND, BUDI);
    const person = new Set([SITI, BUDI, ownStaffIdOf(LOGIN), ownStaffIdOf(SECOND)]);
    for (const staffId of person) expect(await fresh().idsOf(staffId)).toEqual(person);
    expect(await register.idsOf(NOBODY)).toEqual(new Set([NOBODY]));
  });

  it('joins those whom a later login connects', async () => {
    const { register, linked, unlinked, takeNew } = world();
    await linked(LOGIN, SITI);
    await linked(SECOND, BUDI);
    expect(await register.idsOf(SITI)).not.toContain(BUDI);
    await unlinked(SECOND, BUDI);
    await linked(SECOND, SITI);
    await takeNew();
    expect(await register.idsOf(SITI)).toEqual(new Set([SITI, BUDI, ownStaffIdOf(LOGIN), ownStaffIdOf(SECOND)]));
  });

  it('joins nobody by a login that was noted and never linked to them', async () => {
    const { register, linked, noted } = world();
    await linked(LOGIN, SITI);
    await noted(LOGIN, BUDI);
    await noted(SECOND, BUDI);
    expect(await register.idsOf(BUDI)).toEqual(new Set([BUDI]));
    expect(await register.idsOf(SITI)).not.toContain(BUDI);
  });

  it('reads a stream once, until the tail says more of it', async () => {
    const { store, register, linked, takeNew, add } = world();
    await linked(LOGIN, SITI);
    store.reads = 0;
    for (let n = 0; n < 3; n += 1) await register.staffIdOf(LOGIN);
    expect(store.reads).toBe(1);
    await add(`tally-${LOGIN}`, 'Counted', {});
    store.reads = 1;
    await takeNew(); // what it had read already, and what is of others
    await register.staffIdOf(LOGIN);
    expect(store.reads).toBe(1);
    register.clear();
    await register.staffIdOf(LOGIN);
    expect(store.reads).toBe(2);
  });

  it('misses nothing that is told while it reads', async () => {
    const { store, fresh, linked } = world();
    const during: (() => Promise<void>)[] = [];
    const register = fresh({
      store: storeWith(store, {
        read: async (stream) => {
          const read = await store.read(stream);
          await during.pop()?.();
          return read;
        },
      }),
    });
    during.push(async () => {
      await linked(LOGIN, SITI);
      for await (const event of store.readAll()) register.take(event);
    });
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
  });

  it('keeps so many streams and no more', async () => {
    const { store, fresh, linked } = world();
    const register = fresh({ most: 1 });
    await linked(LOGIN, SITI);
    store.reads = 0;
    for (const login of [LOGIN, SECOND, LOGIN]) await register.staffIdOf(login);
    expect(store.reads).toBe(3);
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
    const { register, linked } = world();
    await linked(LOGIN, SITI);
    expect(await register.unregistered([ownStaffIdOf(LOGIN), SITI])).toEqual([ownStaffIdOf(LOGIN), SITI]);
  });

  it('knows what it is told to read, before the tail brings it', async () => {
    const { register, linked, takeNew } = world();
    await register.staffIdOf(LOGIN);
    await linked(LOGIN, SITI);
    await register.read(`stafflogin-${LOGIN}`);
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
    await takeNew();
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
  });

  it.each([
    ['altered', (data: unknown) => ({ data: { ...(data as object), staffId: BUDI } })],
    ['without an envelope', () => ({ metadata: 'forged' })],
  ])('believes nothing of a stream from an event on that is %s, until it is put right', async (_, change) => {
    const { store, register, disbelieved, linked, unlinked, takeNew, add } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    await linked(SECOND, BUDI);
    const stream = `stafflogin-${LOGIN}`;
    const [, written] = await store.read(stream);
    store.tamper(stream, 1, (event) => ({ ...event, ...change(event.data) }));
    for (let n = 0; n < 2; n += 1) {
      expect(await register.staffIdOf(LOGIN)).toBe(SITI);
      expect(await register.staffIdOf(SECOND)).toBe(BUDI);
      register.clear();
    }
    expect(disbelieved).toEqual([{ stream, revision: 1 }]);

    await register.staffIdOf(LOGIN);
    store.tamper(stream, 1, (event) => written ?? event);
    expect(await register.staffIdOf(LOGIN)).toBe(SITI);
    await add(repairStreamOf(stream), 'StreamResumed', { stream, to: 2 });
    await takeNew();
    expect(await register.staffIdOf(LOGIN)).toBe(BUDI);
  });

  it('believes nothing that follows an event which is missing', async () => {
    const { store, fresh, disbelieved, linked, unlinked } = world();
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    const read = async (stream: string) => (await store.read(stream)).filter(({ revision }) => revision !== 1);
    expect(await fresh({ store: storeWith(store, { read }) }).staffIdOf(LOGIN)).toBe(SITI);
    expect(disbelieved).toEqual([{ stream: `stafflogin-${LOGIN}`, revision: 2 }]);
  });

  it('reads on where two people excluded what could not be had back', async () => {
    const { store, register, linked, unlinked, add } = world();
    const stream = `stafflogin-${LOGIN}`;
    await linked(LOGIN, SITI);
    await unlinked(LOGIN, SITI);
    await linked(LOGIN, BUDI);
    const [, , third] = await store.read(stream);
    const { prevHash: lastHash } = third?.metadata as { prevHash: string };
    store.tamper(stream, 1, (event) => ({ ...event, data: {} }));
    const by = { askedBy: SITI, approvedBy: BUDI };
    await add(repairStreamOf(stream), 'EventsExcluded', { stream, from: 1, to: 1, lastHash, ...by });
    expect(await register.staffIdOf(LOGIN)).toBe(BUDI);
  });

  it.each(['', ', also before an event that is no longer what was written'])(
    'leaves out what two people excluded although it holds%s',
    async (trouble) => {
      const { store, fresh, linked, unlinked } = world();
      const stream = `stafflogin-${LOGIN}`;
      await linked(LOGIN, SITI);
      await unlinked(LOGIN, SITI);
      await linked(LOGIN, BUDI);
      await unlinked(LOGIN, BUDI);
      const { hash: lastHash } = (await store.read(stream))[2]?.metadata as { hash: string };
      if (trouble) store.tamper(stream, 3, (event) => ({ ...event, data: {} }));
      const excluded = (of: string) => (of === stream ? [{ from: 2, to: 2, lastHash }] : []);
      expect(await fresh().idsOf(BUDI)).toContain(ownStaffIdOf(LOGIN));
      expect(await fresh({ excluded }).idsOf(BUDI)).toEqual(new Set([BUDI]));
    },
  );

  it.each<[string, () => Parameters<ReturnType<typeof staffHistory>['add']>]>([
    ['a type', () => [`stafflogin-${LOGIN}`, 'StaffRecordsMerged', {}]],
    ['a version', () => [`stafflogin-${LOGIN}`, 'StaffLoginLinked', { staffId: SITI }, { v: 2 }]],
  ])('refuses to say of whom a later build wrote %s, and of nobody else', async (_, event) => {
    const { register, add, linked } = world();
    await add(...event());
    await linked(SECOND, BUDI);
    await expect(register.staffIdOf(LOGIN)).rejects.toThrow(UnknownEvent);
    expect(await register.staffIdOf(SECOND)).toBe(BUDI);
  });

  it('says that the store does not answer', async () => {
    const { store, fresh } = world();
    const silent = storeWith(store, { read: () => Promise.reject(new Error('down')) });
    const register = fresh({ store: silent, patience: { attemptMs: 5, totalMs: 10 } });
    await expect(register.staffIdOf(LOGIN)).rejects.toMatchObject({ code: 'event-store-unavailable' });
  });
});
