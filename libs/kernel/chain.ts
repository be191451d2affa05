import { hash as digest } from 'node:crypto';
import { canonical } from './canonical.js';
import { type Metadata, MetadataSchema, type NewEvent, type RawEvent, type RecordedEvent } from './envelope.js';
import { HistoryCorrupt, UnknownEvent } from './errors.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import { validator } from './schema.js';

/** `prevHash` of a stream's first event. */
export const GENESIS = '0'.repeat(64);

const isMetadata = validator(MetadataSchema);

type Hashed = Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'type' | 'data'> & {
  metadata: Omit<Metadata, 'hash'>;
};

/** Hex SHA-256 over the stored event without its hash (D6): `"bersinar/event/1\n" + JCS({stream,revision,id,type,data,metadata})`. */
export function hashOf({ stream, revision, id, type, data, metadata }: Hashed): string {
  const unhashed: Record<string, JsonValue> = { ...metadata };
  delete unhashed.hash;
  const text = canonical({ stream, revision, id, type, data, metadata: unhashed });
  return digest('sha256', `bersinar/event/1\n${text}`, 'hex');
}

type Unlinked = Omit<NewEvent, 'metadata'> & { metadata: Omit<Metadata, 'hash' | 'prevHash'> };

/** The events with `prevHash` and `hash` in their metadata, continuing a stream after `last` (its revision and hash). */
export function link(
  stream: string,
  last: { revision: number; hash: string },
  events: readonly Unlinked[],
): NewEvent[] {
  let { revision, hash: prevHash } = last;
  return events.map((event) => {
    revision += 1;
    const metadata = { ...event.metadata, prevHash };
    const hash = hashOf({ stream, revision, id: event.id, type: event.type, data: event.data, metadata });
    prevHash = hash;
    return { ...event, metadata: { ...metadata, hash } };
  });
}

/**
 * The event if its own hash holds, wherever it stands. Throws `HistoryCorrupt` that says what does not hold, and `UnknownEvent`
 * when what holds is an envelope of a later build.
 */
export function verifyAlone(raw: RawEvent): RecordedEvent {
  return believable(withOwnHash(raw));
}

/** The event if it follows `last` unaltered; judged in this order: own hash, chain, envelope. Throws like `verifyAlone`. */
export function verify(raw: RawEvent, last: { revision: number; hash: string }): RecordedEvent {
  if (raw.revision !== last.revision + 1) throw new HistoryCorrupt(raw.stream, raw.revision, 'a revision is missing');
  const event = withOwnHash(raw);
  if (event.metadata.prevHash === last.hash) return believable(event);
  throw new HistoryCorrupt(raw.stream, raw.revision, 'it does not follow the event before it');
}

type Hashable = RawEvent & { readonly data: JsonObject; readonly metadata: JsonObject };

function withOwnHash(raw: RawEvent): Hashable {
  const { data, metadata } = raw;
  if (!isObject(data)) throw new HistoryCorrupt(raw.stream, raw.revision, 'its data is not an object');
  if (!isObject(metadata)) throw new HistoryCorrupt(raw.stream, raw.revision, 'its metadata is not an envelope');
  const event = raw as Hashable;
  if (metadata.hash === hashOf(event as unknown as Hashed)) return event;
  throw new HistoryCorrupt(raw.stream, raw.revision, 'it is not what was written');
}

function believable(event: Hashable): RecordedEvent {
  const { env } = event.metadata;
  if (typeof env === 'number' && env !== 1) throw new UnknownEvent('envelope', env);
  if (isMetadata(event.metadata)) return event as Hashable & RecordedEvent;
  throw new HistoryCorrupt(event.stream, event.revision, 'its metadata is not an envelope');
}

/** The events that follow `last`, each unaltered. Throws like `verifyAlone`. */
export function verifyAfter(raw: readonly RawEvent[], last: { revision: number; hash: string }): RecordedEvent[] {
  let { revision, hash } = last;
  return raw.map((event) => {
    const verified = verify(event, { revision, hash });
    ({ revision } = verified);
    ({ hash } = verified.metadata);
    return verified;
  });
}

/** Revisions that two people excluded: what follows them must follow `lastHash` (D3). */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly lastHash: string;
}

/** Whether a revision was excluded. */
export const isExcluded = (gaps: readonly Gap[], revision: number): boolean =>
  gaps.some(({ from, to }) => from <= revision && revision <= to);

/**
 * The events of one stream from its first, each unaltered, without those in a gap; what follows a gap must follow its `lastHash`, and no
 * other gap is accepted. Throws `HistoryCorrupt` at the first that is not, `UnknownEvent`.
 */
export function verifyStream(raw: readonly RawEvent[], gaps: readonly Gap[] = []): RecordedEvent[] {
  let last = { revision: -1, hash: GENESIS };
  return raw.flatMap((event) => {
    const gap = gaps.find(({ from, to }) => from <= event.revision && event.revision <= to);
    if (gap !== undefined && event.revision === last.revision + 1) {
      last = { revision: event.revision, hash: gap.lastHash };
      return [];
    }
    const verified = verify(event, last);
    last = { revision: verified.revision, hash: verified.metadata.hash };
    return [verified];
  });
}

/**
 * How many events from the stream's first on are unaltered or excluded, of whatever build they are; what follows a break counts as altered.
 */
export function verifiedLength(raw: readonly RawEvent[], gaps: readonly Gap[] = []): number {
  let last = { revision: -1, hash: GENESIS };
  for (const [length, event] of raw.entries()) {
    const { revision } = event;
    const gap = gaps.find((one) => isExcluded([one], revision));
    try {
      if (gap === undefined || revision !== last.revision + 1) verify(event, last);
    } catch (error) {
      if (error instanceof HistoryCorrupt) return length;
      if (!(error instanceof UnknownEvent)) throw error; // hash and chain hold: a later build wrote it
    }
    last = { revision, hash: gap?.lastHash ?? (event.metadata as Metadata).hash };
  }
  return raw.length;
}
