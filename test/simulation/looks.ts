import type { RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';

const MOST_LOOKS = 4_096;

/** What whoever looked at each stream at some time before had not seen yet. */
export function earlierLooks(newer: readonly RawEvent[]): readonly ReadonlySet<RawEvent>[] {
  let looks: readonly (readonly RawEvent[])[] = [[]];
  for (const stream of new Set(newer.map((event) => event.stream))) {
    const its = newer.filter((event) => event.stream === stream);
    const tails = [...its.keys(), its.length].map((n) => its.slice(n));
    looks = looks.flatMap((look) => tails.map((tail) => [...look, ...tail])).slice(0, MOST_LOOKS);
  }
  return looks.filter((look) => look.length > 0).map((look) => new Set(look));
}

/** A log that notes at which streams somebody looked. */
export class Looked extends InMemoryEventStore {
  constructor(private readonly looked: Set<string>) {
    super();
  }
  override read(stream: string, from?: number): Promise<RawEvent[]> {
    this.looked.add(stream);
    return super.read(stream, from);
  }
}
