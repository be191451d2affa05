import { type EventStore, id, type RawEvent, uuidOf } from '#kernel';
import { storeWith } from '#kernel/store-with-for-specs';

/**
 * A log of its own on a store that others use as well, for each of many who write to it through clients of their own: its streams have other
 * names there, so that what is written is, as it is read, what its writers named.
 */
export function apart(seed: number) {
  const written = new Map<string, string>(); // by the name that the store knows
  const there = (stream: string): string => {
    const name = `${stream.slice(0, -uuidOf(stream).length)}${id('apart', seed, stream)}`;
    written.set(name, stream);
    return name;
  };
  const here = (event: RawEvent): RawEvent => ({ ...event, stream: written.get(event.stream) ?? event.stream });
  return (store: EventStore): EventStore =>
    storeWith(store, {
      append: (stream, ...input) => store.append(there(stream), ...input),
      read: async (stream, from) => (await store.read(there(stream), from)).map(here),
      readOne: async (stream, revision) => {
        const event = await store.readOne(there(stream), revision);
        return event && here(event);
      },
      async *readAll(after) {
        for await (const event of store.readAll(after)) if (written.has(event.stream)) yield here(event);
      },
    });
}
