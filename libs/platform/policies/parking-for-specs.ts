import { randomUUID } from 'node:crypto';
import { type Engine, hashOf, HOUSE, type RawEvent, type RecordedEvent, repairStreamOf, verifyStream } from '#kernel';
import type { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { person } from '#kernel/given-for-specs';
import { type RepairCommand, sendRepair } from '../repair/index.js';

interface World {
  readonly store: InMemoryEventStore;
  readonly engine: Engine;
}

export const [one, other] = [person('admin-1', 'admin', HOUSE), person('admin-2', 'admin', HOUSE)];

export const repaired = (its: World, command: RepairCommand, by = one) =>
  sendRepair(its.engine, {
    command,
    by,
    commandId: randomUUID(),
    body: { ...command.data },
    context: {},
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
export const resume = async (its: World, stream: string) =>
  repaired(its, { type: 'ResumeStream', data: { stream, to: (await its.store.read(stream)).length - 1 } });

/** Does something to the bytes of an event; gives what puts them right. */
export async function altered(
  its: World,
  stream: string,
  revision: number,
  change: (event: RecordedEvent) => RawEvent,
) {
  const original = await its.store.readOne(stream, revision);
  if (original === undefined) throw new Error('There is no such event.');
  its.store.tamper(stream, revision, (event) => change(event as RecordedEvent));
  return () => {
    its.store.tamper(stream, revision, () => original);
  };
}
export const wrong = (event: RecordedEvent): RawEvent => ({ ...event, data: { n: 99 } });
export const rehashed = (event: RecordedEvent): RawEvent => ({
  ...event,
  metadata: { ...event.metadata, hash: hashOf(event) },
});

export const parkedIn = async (its: World, stream: string) =>
  verifyStream(await its.store.read(repairStreamOf(stream))).map(({ type, data }) => [type, data.revision ?? data.to]);
