import { BEFORE_FIRST, verifyStream, without } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { storeWith } from '#kernel/store-with-for-specs';
import { mappingOf } from './cloud-event.js';
import { beginning } from './cursor.js';
import type { Step } from './feed.js';
import { feedOf, gate, gates, live, mapping, openings, registry, uuid } from './gates-for-specs.js';

/** Two gates of two units: each opens, closes and opens again. */
async function twoGates(): Promise<InMemoryEventStore> {
  const { store, write } = gates();
  for (const [n, unitId] of ['RUTAN-A', 'RUTAN-B'].entries()) {
    await write(gate(n), 'GateOpened', { gate: `${unitId} 0` }, { unitId });
    await write(gate(n), 'GateClosed', {}, { unitId });
    await write(gate(n), 'GateOpened', { gate: `${unitId} 2` }, { unitId });
  }
  return store;
}

async function take(steps: AsyncIterable<Step>, count: number): Promise<Step[]> {
  const taken: Step[] = [];
  for await (const step of steps) {
    taken.push(step);
    if (taken.length === count) break;
  }
  return taken;
}

const published = (steps: readonly Step[]) => steps.flatMap(({ cloudEvent }) => (cloudEvent ? [cloudEvent.data] : []));

describe('a mapping', () => {
  it('makes a CloudEvent of what is published, with an id that only the event and the publication decide', async () => {
    const store = await twoGates();
    const [first] = verifyStream(await store.read(gate(0)));
    const outgoing = first && mapping(first);
    expect(outgoing).toEqual({
      units: ['RUTAN-A'],
      cloudEvent: {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        source: `urn:bersinar:log:${uuid(0)}`,
        type: 'rutan.gates.gate-opened.v1',
        subject: gate(0),
        time: '2024-12-13T02:00:00.000Z',
        datacontenttype: 'application/json',
        on: '2024-12-13',
        zone: 'Asia/Jakarta',
        recordedtime: '2024-12-13T03:00:00.000Z',
        correlationid: uuid(3),
        data: { gate: 'RUTAN-A 0' },
      },
    });
    expect(first && mapping(first)).toEqual(outgoing);
  });

  it('says the day on which it happened, and no time where none is known (D1)', async () => {
    const [first] = verifyStream(await (await twoGates()).read(gate(0)));
    if (first === undefined) throw new Error('The first gate was opened.');
    const metadata = without(first.metadata, 'occurredAt');
    const { cloudEvent } =
      mapping({ ...first, metadata: { ...metadata, on: '2024-12-12', zone: 'Asia/Jayapura' } }) ?? {};
    expect(cloudEvent).toMatchObject({ on: '2024-12-12', zone: 'Asia/Jayapura', recordedtime: metadata.recordedAt });
    expect(cloudEvent).not.toHaveProperty('time');
  });

  it('keeps everything else inside', async () => {
    const [, second] = verifyStream(await (await twoGates()).read(gate(0)));
    expect(second && mapping(second)).toBeUndefined();
  });

  it('lets no event be published twice', () => {
    expect(() => mappingOf([openings, openings], registry)).toThrow('GateOpened is published twice.');
  });
});

describe('a feed', () => {
  it('considers every event in log order and shows what the units may see', async () => {
    const store = await twoGates();
    const everything = await take(feedOf(store)('all', BEFORE_FIRST, live()), 6);
    expect(published(everything)).toEqual(
      ['RUTAN-A 0', 'RUTAN-A 2', 'RUTAN-B 0', 'RUTAN-B 2'].map((gate) => ({ gate })),
    );
    expect(everything.map(({ position }) => position)).toEqual([...everything.map(({ position }) => position)].sort());
    expect(published(await take(feedOf(store)('RUTAN-B', BEFORE_FIRST, live()), 6))).toEqual([
      { gate: 'RUTAN-B 0' },
      { gate: 'RUTAN-B 2' },
    ]);
  });

  it('continues after any of its positions without losing or doubling', async () => {
    const store = await twoGates();
    const whole = await take(feedOf(store)('all', BEFORE_FIRST, live()), 6);
    for (const [cut, { position }] of whole.slice(0, -1).entries()) {
      const rest = await take(feedOf(store)('all', position, live()), 5 - cut);
      expect([...whole.slice(0, cut + 1), ...rest]).toEqual(whole);
    }
  });

  it('ends when the subscription drops: the subscriber goes on from its cursor', async () => {
    const store = storeWith(await twoGates(), {
      subscribe: () => {
        throw new Error('dropped');
      },
    });
    await expect(take(feedOf(store)('all', BEFORE_FIRST, live()), 6)).rejects.toThrow('dropped');
  });
});

describe('the beginning of a feed', () => {
  const gone = { code: 'cursor-gone' };

  it('is the start, now, or a cursor that the log knows', async () => {
    const store = await twoGates();
    const head = (await store.head()) ?? '';
    await expect(beginning({ store }, 'start')).resolves.toBe(BEFORE_FIRST);
    await expect(beginning({ store }, 'now')).resolves.toBe(head);
    await expect(beginning({ store: new InMemoryEventStore() }, 'now')).resolves.toBe(BEFORE_FIRST);
    await expect(beginning({ store: new InMemoryEventStore() }, { after: BEFORE_FIRST })).resolves.toBe(BEFORE_FIRST);
    for await (const { position } of store.readAll()) {
      await expect(beginning({ store }, { after: position })).resolves.toBe(position);
    }
  });

  it('is gone where no event stands, or another: an older copy that has grown past it', async () => {
    const store = await twoGates();
    const head = (await store.head()) ?? '';
    await expect(beginning({ store }, { after: `${head.slice(0, 21)}00000000` })).rejects.toMatchObject(gone);
    await expect(beginning({ store }, { after: `${'1'.padStart(20, '0')}${head.slice(20)}` })).rejects.toMatchObject(
      gone,
    );
    await expect(beginning({ store }, { after: `${'9'.repeat(20)}${head.slice(20)}` })).rejects.toMatchObject(gone);
    await expect(beginning({ store: new InMemoryEventStore() }, { after: head })).rejects.toMatchObject(gone);
    const { store: copy, open } = gates();
    for (let n = 0; n < 9; n += 1) await open(3, `other ${n}`);
    await expect(beginning({ store: copy }, { after: head })).rejects.toMatchObject(gone);
  });

  it('stays where its event was altered since, or put right', async () => {
    const { store, open, alter, park } = gates();
    const written = await open(0, 'one');
    const putRight = alter(0, 0, () => ({ metadata: 'forged' }));
    await expect(beginning({ store }, { after: written })).resolves.toBe(written);
    const whileAltered = `${written.slice(0, 21)}00000000`;
    await expect(beginning({ store }, { after: whileAltered })).resolves.toBe(whileAltered);
    await park(0, 0);
    putRight();
    await expect(beginning({ store }, { after: whileAltered })).resolves.toBe(whileAltered);
  });

  it('is held to its hash again after what was resumed (D6)', async () => {
    const { store, open, park, resume } = gates();
    const written = [await open(0, 'one'), await open(0, 'two')];
    await park(0, 1);
    await resume(0, 1);
    const later = await open(0, 'three');
    const other = (position: string) => ({ after: `${position.slice(0, 21)}00000000` });
    await expect(beginning({ store }, other(written[0] ?? ''))).rejects.toMatchObject(gone);
    await expect(beginning({ store }, other(written[1] ?? ''))).resolves.toBe(other(written[1] ?? '').after);
    await expect(beginning({ store }, other(later))).rejects.toMatchObject(gone);
  });

  it('is not known while the store does not answer', async () => {
    const store = storeWith(await twoGates(), { eventAt: () => Promise.reject(new Error('down')) });
    const after = (await store.head()) ?? '';
    const patience = { attemptMs: 5, totalMs: 20 };
    await expect(beginning({ store, patience }, { after })).rejects.toMatchObject({ code: 'event-store-unavailable' });
  });
});
