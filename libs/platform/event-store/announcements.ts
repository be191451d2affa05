import { commitOf, HistoryCorrupt, id, isStream, type RawEvent, UnknownEvent, verifyAlone } from '#kernel';

/** The stream in which a log says what it is, and which kinds of stream are its own. */
export const LOG_STREAM = `log-${id('log')}`;

/** The prefixes that an event announces: none unless it stands in the log's own stream and its own hash holds (D3). */
export function announcedIn(raw: RawEvent): readonly string[] {
  if (raw.stream !== LOG_STREAM || (raw.type !== 'LogStarted' && raw.type !== 'PrefixesAdded')) return [];
  try {
    const { prefixes } = verifyAlone(raw).data;
    return Array.isArray(prefixes) ? prefixes.filter((prefix) => typeof prefix === 'string') : [];
  } catch (error) {
    if (error instanceof HistoryCorrupt || error instanceof UnknownEvent) return [];
    throw error;
  }
}

/** Every prefix that the events of the log's own stream announce. */
export const announcedPrefixes = (events: readonly RawEvent[]): readonly string[] => [
  ...new Set(events.flatMap(announcedIn)),
];

/**
 * Which streams are ours, and from where on: a prefix counts from the event that announced it, one of `known` that nobody announced from the
 * first. Without `known` all that is outside `$` is ours (specs).
 */
export function announcements(known: readonly string[] | undefined) {
  const since = new Map<string, bigint>(known?.map((prefix) => [prefix, 0n]));
  const announced = new Set<string>();

  return {
    /** Takes in an event of the log: what it announces is ours from there on. */
    take(raw: RawEvent): void {
      for (const prefix of known === undefined ? [] : announcedIn(raw)) {
        if (announced.has(prefix)) continue;
        announced.add(prefix);
        since.set(prefix, commitOf(raw.position));
      }
    },
    /** Whether a stream of that name is ours where an event of it was committed. */
    isOurs(stream: string, commit: bigint): boolean {
      if (known === undefined) return !stream.startsWith('$');
      const from = since.get(stream.slice(0, stream.indexOf('-')));
      return from !== undefined && from <= commit && isStream(stream);
    },
    /** Whether it is called as a stream of ours would be, were its prefix announced. */
    mayBeOurs: (stream: string): boolean =>
      known !== undefined && isStream(stream) && !since.has(stream.slice(0, stream.indexOf('-'))),
    /** What the server is to deliver, as an expression on the names of streams. */
    pattern: (): string =>
      known === undefined
        ? '^[^$]'
        : `^(?:${[...since.keys()].sort().join('|')})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`,
  };
}
