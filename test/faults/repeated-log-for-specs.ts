import {
  type DataKey,
  deadlineOf,
  type EventStore,
  GENESIS,
  id,
  isObject,
  type JsonObject,
  type JsonValue,
  type Keyring,
  link,
  type Metadata,
  type Position,
  type RawEvent,
  type RecordedEvent,
  type Seal,
  type SealOrigin,
  sealsIn,
  untilAnswered,
  without,
} from '#kernel';
import { storeWith } from '#kernel/store-with-for-specs';
import { sealObject, unsealObject } from '../../libs/kernel/seal.object.js';

/** Said of one log as a whole: it is not said again. */
const OF_THE_LOG = /^(log|loghead|policy|policyrefusal|repair|key)-/;
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** Whose keys seal, and what names the log, stay what they are. */
const KEPT: ReadonlySet<string> = new Set(['log', 'subject', 's', 'k', 'mac', 'macKey', 'iv', 'ct']);
const BLOCK = 256;
const PATIENCE = { attemptMs: 5_000, totalMs: 120_000 };

interface Head {
  readonly revision: number;
  readonly hash: string;
}

type Keys = ReadonlyMap<string, DataKey>;

/** Makes tellers that say again what a log says, again and again, each time under other ids: in the same order, sealed and linked as it must be. */
export async function repeatedLog(store: EventStore, keyring: Pick<Keyring, 'find'>) {
  const originals: RecordedEvent[] = [];
  for await (const raw of store.readAll()) if (!OF_THE_LOG.test(raw.stream)) originals.push(raw as RecordedEvent);
  const names = originals.flatMap(({ data }) => sealsIn(data).map(({ k, s, c }) => ({ k, s, c })));
  const keys = await keyring.find([...new Map(names.map((name) => [name.k, name])).values()]);
  const batches = batchesOf(originals);
  let copies = 0;

  /** Appends the next batch of a copy, or of another when that one is whole; answers where each event is. */
  return (): (() => Promise<readonly Position[]>) => {
    let copy = 0;
    let turn = batches.length;
    let heads = new Map<string, Head>();
    return async () => {
      if (turn === batches.length) {
        copies += 1;
        copy = copies;
        turn = 0;
        heads = new Map();
      }
      const again = (batches[turn] ?? []).map((event) => repeated(event, copy, keys));
      turn += 1;
      const stream = again[0]?.stream ?? '';
      const head = heads.get(stream) ?? { revision: -1, hash: GENESIS };
      const linked = link(stream, head, again);
      const expected = head.revision < 0 ? 'no-stream' : head.revision;
      const { revision, position } = await askedAgain(store, () => store.append(stream, expected, linked));
      heads.set(stream, { revision, hash: linked.at(-1)?.metadata.hash ?? GENESIS });
      return linked.map(() => position); // the last one's
    };
  };
}

/** What a store answers, on a machine that may be busy; what is appended twice is there once. */
export const askedAgain = <T>(store: EventStore, call: () => Promise<T>): Promise<T> =>
  untilAnswered(store, call, deadlineOf(PATIENCE), { code: 'event-store-unavailable', patience: PATIENCE });

/** What stands in a row in one stream. */
function batchesOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const batches: RecordedEvent[][] = [];
  for (const event of events) {
    const last = batches.at(-1);
    if (last?.[0]?.stream === event.stream) last.push(event);
    else batches.push([event]);
  }
  return batches;
}

function repeated({ stream, id: eventId, type, data, metadata }: RecordedEvent, copy: number, keys: Keys) {
  const other = (text: string): string => text.replaceAll(UUID, (uuid) => id('copy', copy, uuid));
  const to = { stream: other(stream), id: other(eventId) };
  const from = { stream, id: eventId, type, v: metadata.v };
  const envelope = renamed(without(metadata, 'hash', 'prevHash'), other) as unknown as Omit<
    Metadata,
    'hash' | 'prevHash'
  >;
  const resealed = walked(data, (seal, path) => moved(seal, { ...from, path }, { ...from, ...to, path }, keys));
  return { ...to, type, data: renamed(resealed, other) as JsonObject, metadata: envelope };
}

function renamed(value: unknown, other: (text: string) => string): JsonValue {
  if (typeof value === 'string') return other(value);
  if (Array.isArray(value)) return value.map((item) => renamed(item, other));
  if (!isObject(value)) return value as JsonValue;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    KEPT.has(name) ? member : renamed(member, other),
  ]);
  return Object.fromEntries(members) as JsonObject;
}

function walked(value: JsonValue, move: (seal: Seal, path: string) => Seal, path = ''): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue, index) => walked(item, move, `${path}/${index}`));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    name === 'sealed'
      ? (member as unknown as Seal[]).map((seal) => move(seal, path))
      : walked(member, move, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  ]);
  return Object.fromEntries(members) as JsonObject;
}

/** A seal of the same in another event; one whose key is gone stays as it is. */
function moved(seal: Seal, from: SealOrigin, to: SealOrigin, keys: Keys): Seal {
  const key = keys.get(seal.k);
  if (key === undefined) return seal;
  const opened = unsealObject({ sealed: [{ ...seal, of: from, as: from }] }, { keys });
  const classOf = Object.fromEntries(Object.keys(opened).map((name) => [name, seal.c]));
  const context = { of: to, subject: seal.s, keys: new Map([[seal.c, key]]) };
  const { sealed } = sealObject(opened, { classOf, blocks: { [seal.c]: BLOCK } }, context);
  return (sealed as unknown as Seal[])[0] ?? seal;
}

/** A store whose log was read once, for whoever reads it many times: what was verified once stays so; and how long it is. */
export async function readOnce(store: EventStore): Promise<{ readonly store: EventStore; readonly length: number }> {
  const events: RawEvent[] = [];
  for await (const raw of store.readAll()) events.push(raw);
  async function* readAll() {
    await Promise.resolve();
    yield* events;
  }
  return { store: storeWith(store, { readAll }), length: events.length };
}
