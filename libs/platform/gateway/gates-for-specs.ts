import { Type } from '@sinclair/typebox';
import { repairEvents } from '#contracts/repair/repair.events';
import {
  type AnyPublication,
  BEFORE_FIRST,
  type Engine,
  event,
  type EventStore,
  GENESIS,
  id,
  type JsonObject,
  link,
  type Metadata,
  onDay,
  type Position,
  type RawEvent,
  type RecordedEvent,
  Registry,
  repairStreamOf,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { person } from '#kernel/given-for-specs';
import { mappingOf } from './cloud-event.js';
import { feedsOf, type Step } from './feed.js';

const declaration = { legalBasis: 'PUBLIC_TASK', moment: onDay('on') } as const;
export const opened = event(
  'GateOpened',
  declaration,
  Type.Object({ gate: Type.String() }, { additionalProperties: false }),
);
export const closed = event('GateClosed', declaration, Type.Object({}, { additionalProperties: false }));
export const registry = new Registry([opened, closed, ...repairEvents]);

export const openings = {
  events: [opened],
  publish: ({ stream, data, metadata }: { stream: string; data: { gate: string }; metadata: Metadata }) => ({
    type: 'rutan.gates.gate-opened.v1',
    subject: stream,
    data: { gate: data.gate },
    units: [metadata.unitId],
  }),
} as unknown as AnyPublication;
export const mapping = mappingOf([openings], registry);

export const uuid = (n: number) => id('spec', n);
export const gate = (n: number): string => `gate-${uuid(10 + n)}`;
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

type Input = Omit<RawEvent, 'position' | 'stream' | 'revision' | 'metadata'> & { unitId?: string; v?: number };

/** A log of gates that open and close. */
export function gates() {
  const store = new InMemoryEventStore();
  const heads = new Map<string, { revision: number; hash: string }>();
  let count = 0;

  async function write(stream: string, type: string, data: JsonObject, change: Partial<Input> = {}): Promise<Position> {
    const last = heads.get(stream) ?? { revision: -1, hash: GENESIS };
    const { unitId = 'RUTAN-A', v = 1 } = change;
    const [one] = link(stream, last, [
      { id: id('spec', 'event', (count += 1)), type, data, metadata: { ...metadataAt(unitId), v } },
    ]);
    if (one === undefined) throw new Error('One event.');
    heads.set(stream, { revision: last.revision + 1, hash: one.metadata.hash });
    return (await store.append(stream, last.revision === -1 ? 'no-stream' : last.revision, [one])).position;
  }

  return {
    store,
    write,
    open: (n: number, label: string, change: Partial<Input> = {}) =>
      write(gate(n), 'GateOpened', { gate: label }, change),
    park: (n: number, revision: number) =>
      write(repairStreamOf(gate(n)), 'StreamParked', { stream: gate(n), revision, code: 'hash' }),
    resume: (n: number, to: number) => write(repairStreamOf(gate(n)), 'StreamResumed', { stream: gate(n), to }),
    /** Alters the bytes of an event; answers how to put them right. */
    alter: (
      n: number,
      revision: number,
      change: (raw: RecordedEvent) => object = () => ({ data: { gate: 'forged' } }),
    ) => {
      let before: RawEvent | undefined;
      store.tamper(gate(n), revision, (raw) => {
        before = raw;
        return { ...raw, ...change(raw as RecordedEvent) };
      });
      return () => {
        store.tamper(gate(n), revision, (raw) => before ?? raw);
      };
    },
  };
}

export const feedOf = (store: EventStore, parts: Partial<Engine> & { mapping?: typeof mapping } = {}) =>
  feedsOf({ store, registry, ...parts }, parts.mapping ?? mapping);

/** One who hears what comes, from a position on. */
export function subscriber(feed: ReturnType<typeof feedsOf>, after: Position = BEFORE_FIRST, reach = 'all') {
  const gone = new AbortController();
  const steps: Step[] = [];
  const ended = (async () => {
    for await (const step of feed(reach, after, gone.signal)) steps.push(step);
  })();
  return {
    steps,
    /** The gates that opened, and the cursor said with each. */
    heard: () => steps.flatMap(({ cloudEvent, position }) => (cloudEvent ? [[cloudEvent.data.gate, position]] : [])),
    gates: () => steps.flatMap(({ cloudEvent }) => (cloudEvent ? [cloudEvent.data.gate] : [])),
    cursor: () => steps.at(-1)?.position ?? after,
    leave: () => {
      gone.abort();
      return ended;
    },
  };
}

export const live = () => new AbortController().signal;
