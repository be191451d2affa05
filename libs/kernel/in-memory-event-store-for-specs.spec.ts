import { collect, itIsAnEventStore, someEvents, someStream } from './event-store-contract-for-specs.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';

describe('InMemoryEventStore', () => {
  const store = new InMemoryEventStore();
  itIsAnEventStore(() => store);

  it('keeps what it was given, whatever becomes of that', async () => {
    const [stream, events] = [someStream(), someEvents(1)];
    await store.append(stream, 'no-stream', events);
    const before = structuredClone(events);
    Object.assign(events[0]?.data ?? {}, { n: 7 });
    const [first] = await store.read(stream);
    expect(() => Object.assign(first ?? {}, { type: 'Other' })).toThrow(TypeError);
    expect(await store.read(stream)).toMatchObject(before);
  });

  it('has no head and nothing to read while it is empty', async () => {
    expect(await new InMemoryEventStore().head()).toBeUndefined();
    expect(await collect(new InMemoryEventStore().readAll())).toEqual([]);
  });

  it('lets specs tamper with one event', async () => {
    const [stream, events] = [someStream(), someEvents(2)];
    await store.append(stream, 'no-stream', events);
    store.tamper(stream, 1, (event) => ({ ...event, type: 'Tampered' }));
    expect((await store.read(stream)).map(({ type }) => type)).toEqual(['Counted', 'Tampered']);
  });
});
