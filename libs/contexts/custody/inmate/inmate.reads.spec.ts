import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { storeWith } from '#kernel/store-with-for-specs';
import { annulling, change, karutan } from './inmate-for-specs.js';
import { records } from './inmate-merges-for-specs.js';
import { custody } from './inmate-played-for-specs.js';

/** A store in memory, and how often a record was read since it was last asked. */
function counted() {
  const stored = new InMemoryEventStore();
  const reads: string[] = [];
  const store = storeWith(stored, {
    read: (stream, from) => {
      reads.push(stream);
      return stored.read(stream, from);
    },
  });
  return { store, readsOf: (inmateId: string) => reads.splice(0).filter((one) => one === `inmate-${inmateId}`).length };
}

describe('A record that takes a number or another record', () => {
  it('is read once by a command that changes it, whatever is looked up in it first', async () => {
    const { store, readsOf } = counted();
    const its = custody(undefined, store);
    const inmateId = await its.register();
    expect(readsOf(inmateId)).toBe(1);
    await its.act({ type: 'ChangeCustodyStatus', data: change }, inmateId);
    expect(readsOf(inmateId)).toBe(1);
    const of = await its.last(inmateId);
    readsOf(inmateId);
    await its.act(annulling(of), inmateId, { by: karutan });
    expect(readsOf(inmateId)).toBe(1);
  });

  it('is read once when it is merged into', async () => {
    const { store, readsOf } = counted();
    const { one, two, merge } = await records(store);
    readsOf(one);
    await merge(two, one);
    expect(readsOf(one)).toBe(1);
  });
});
