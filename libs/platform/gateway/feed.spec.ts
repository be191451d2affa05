import { Type } from '@sinclair/typebox';
import {
  type AnyPublication,
  event,
  HistoryCorrupt,
  InMemoryEventStore,
  link,
  type Metadata,
  onDay,
  Registry,
  UnknownEvent,
  verifyStream,
  without,
} from '#kernel';
import { id } from '#kernel';
import { person } from '#kernel/given';
import { mappingOf } from './cloud-event.js';
import { beginning, feed, type Step } from './feed.js';

const declaration = { legalBasis: 'PUBLIC_TASK', moment: onDay('on') } as const;
const opened = event('GateOpened', declaration, Type.Object({ gate: Type.String() }, { additionalProperties: false }));
const closed = event('GateClosed', declaration, Type.Object({}, { additionalProperties: false }));
const registry = new Registry([opened, closed]);

const openings = {
  events: [opened],
  publish: ({ stream, data, metadata }: { stream: string; data: { gate: string }; metadata: Metadata }) => ({
    type: 'rutan.gates.gate-opened.v1',
    subject: stream,
    data: { gate: data.gate },
    units: [metadata.unitId],
  }),
} as unknown as AnyPublication;
const mapping = mappingOf([openings], registry);

const uuid = (n: number) => id('spec', n);
const metadataAt = (unitId: string): Omit<Metadata, 'hash' | 'prevHash'> => ({
  env: 1,
  v: 1,
  log: uuid(0),
  recordedAt: '2024-12-13T03:00:00.000Z',
  occurredAt: '2024-12-13T02:00:00.000Z',
  on: '2024-12-13',
  zone: 'Asia/Jakarta',
  actor: person('staff-1', 'kpr', unitId),
  unitId,
  about: [],
  command: { id: uuid(1), mac: '0'.repeat(64), macKey: uuid(2), attempt: uuid(4) },
  $correlationId: uuid(3),
  $causationId: uuid(3),
  source: 'API',
  legalBasis: 'PUBLIC_TASK',
  build: 'spec',
});

async function gates(): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  const units = ['RUTAN-A', 'RUTAN-B'];
  for (const [n, unitId] of units.entries()) {
    const stream = `gate-${uuid(10 + n)}`;
    const batch = ['GateOpened', 'GateClosed', 'GateOpened'].map((type, index) => ({
      id: id('spec', stream, index),
      type,
      data: type === 'GateOpened' ? { gate: `${unitId} ${index}` } : {},
      metadata: metadataAt(unitId),
    }));
    await store.append(stream, 'no-stream', link(stream, { revision: -1, hash: '0'.repeat(64) }, batch));
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

const live = () => new AbortController().signal;
const told = (steps: readonly Step[]) => steps.flatMap(({ cloudEvent }) => (cloudEvent ? [cloudEvent.data] : []));

describe('a mapping', () => {
  it('makes a CloudEvent of what is published, with an id that only the event and the publication decide', async () => {
    const store = await gates();
    const [first] = verifyStream(await store.read(`gate-${uuid(10)}`));
    const outgoing = first && mapping(first);
    expect(outgoing).toEqual({
      units: ['RUTAN-A'],
      cloudEvent: {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        source: `urn:bersinar:log:${uuid(0)}`,
        type: 'rutan.gates.gate-opened.v1',
        subject: `gate-${uuid(10)}`,
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
    const [first] = verifyStream(await (await gates()).read(`gate-${uuid(10)}`));
    if (first === undefined) throw new Error('The first gate was opened.');
    const metadata = without(first.metadata, 'occurredAt');
    const { cloudEvent } =
      mapping({ ...first, metadata: { ...metadata, on: '2024-12-12', zone: 'Asia/Jayapura' } }) ?? {};
    expect(cloudEvent).toMatchObject({ on: '2024-12-12', zone: 'Asia/Jayapura', recordedtime: metadata.recordedAt });
    expect(cloudEvent).not.toHaveProperty('time');
  });

  it('keeps everything else inside', async () => {
    const [, second] = verifyStream(await (await gates()).read(`gate-${uuid(10)}`));
    expect(second && mapping(second)).toBeUndefined();
  });

  it('lets no event be published twice', () => {
    expect(() => mappingOf([openings, openings], registry)).toThrow('GateOpened is published twice.');
  });
});

describe('a feed', () => {
  it('considers every event in log order and shows what the units may see', async () => {
    const store = await gates();
    const everything = await take(feed(store, mapping, 'all', undefined, live()), 6);
    expect(told(everything)).toEqual(['RUTAN-A 0', 'RUTAN-A 2', 'RUTAN-B 0', 'RUTAN-B 2'].map((gate) => ({ gate })));
    expect(everything.map(({ position }) => position)).toEqual([...everything.map(({ position }) => position)].sort());
    expect(told(await take(feed(store, mapping, 'RUTAN-B', undefined, live()), 6))).toEqual([
      { gate: 'RUTAN-B 0' },
      { gate: 'RUTAN-B 2' },
    ]);
  });

  it('continues after any of its positions without losing or doubling', async () => {
    const store = await gates();
    const whole = await take(feed(store, mapping, 'all', undefined, live()), 6);
    for (const [cut, { position }] of whole.slice(0, -1).entries()) {
      const rest = await take(feed(store, mapping, 'all', position, live()), 5 - cut);
      expect([...whole.slice(0, cut + 1), ...rest]).toEqual(whole);
    }
  });

  it('ends at an event that is not what was written', async () => {
    const store = await gates();
    store.tamper(`gate-${uuid(10)}`, 1, (raw) => ({ ...raw, data: { gate: 'forged' } }));
    await expect(take(feed(store, mapping, 'all', undefined, live()), 6)).rejects.toThrow(HistoryCorrupt);
  });

  it('ends at a published type in a version that this build does not know', async () => {
    const store = await gates();
    const older = new Registry([{ ...opened, v: 0 }, closed]);
    const steps = feed(store, mappingOf([openings], older), 'all', undefined, live());
    await expect(take(steps, 6)).rejects.toThrow(UnknownEvent);
  });

  it('begins at the start, now, or after a cursor of this log', async () => {
    const store = await gates();
    const head = await store.head();
    await expect(beginning(store, 'start')).resolves.toBeUndefined();
    await expect(beginning(store, 'now')).resolves.toBe(head);
    await expect(beginning(store, { after: head ?? '' })).resolves.toBe(head);
    await expect(beginning(store, { after: '9'.repeat(20) })).rejects.toMatchObject({ code: 'position-ahead' });
    await expect(beginning(new InMemoryEventStore(), { after: '0'.repeat(20) })).rejects.toMatchObject({
      code: 'position-ahead',
    });
  });
});
