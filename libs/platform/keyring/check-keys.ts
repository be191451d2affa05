import type { Db } from 'mongodb';
import { KeyDestroyed, keyEvents, SubjectKeyDestroyed } from '#contracts/privacy/key.events';
import {
  type EventStore,
  HistoryCorrupt,
  type KeyName,
  type RawEvent,
  type RecordedEvent,
  Registry,
  sealsIn,
  UnknownEvent,
  uuidOf,
  validator,
  verifyAlone,
} from '#kernel';
import { keyCheckpoint, type Place } from './checkpoint.js';
import type { MongoKeyring } from './mongo-keyring.js';

const PAGE = 1_000;

interface Checking {
  readonly store: Pick<EventStore, 'read' | 'readAll'>;
  readonly keyring: Pick<MongoKeyring, 'lost' | 'destroy'>;
  /** The keyring's own database. */
  readonly db: Db;
  /** How many keys that seem to be missing are kept in mind at once; specs alone say another number. */
  readonly suspects?: number;
}

/**
 * Deletes again what the log says was destroyed, and answers how many keys that seals of the log name are neither in the keyring
 * nor destroyed (D9), at most 10,000 of them: a system that lost keys must not start, because it would answer as if they had been
 * destroyed on purpose. Looks at what came after the last time that nothing was missing. Events that are not what was written
 * count for nothing. Throws `Unavailable`, and `UnknownEvent` where a later build may have destroyed a key.
 */
export async function checkKeys({ store, keyring, db, suspects: most = 10_000 }: Checking): Promise<number> {
  const checkpoint = keyCheckpoint(db);
  const after = await checkpoint.read(store);
  for (;;) {
    const { suspects, isComplete, reached } = await pass(store, keyring, most, after);
    const missing = await lostOf(keyring, suspects);
    if (missing > 0) return missing;
    if (!isComplete) continue; // now the keyring itself says which of them were destroyed
    if (reached !== undefined) await checkpoint.move(reached);
    return 0;
  }
}

async function pass(
  store: Checking['store'],
  keyring: Checking['keyring'],
  most: number,
  after: Place | undefined,
): Promise<{ suspects: readonly KeyName[]; isComplete: boolean; reached: Place | undefined }> {
  const [page, suspects] = [new Map<string, KeyName>(), new Map<string, KeyName>()];
  let [isComplete, isReadable] = [true, true];
  let reached: Place | undefined;

  const ask = async (): Promise<void> => {
    for (const name of await keyring.lost([...page.values()])) {
      if (suspects.size < most) suspects.set(name.k, name);
      else isComplete = false;
    }
    page.clear();
  };

  for await (const raw of store.readAll(after?.position)) {
    const event = believed(raw);
    if (event === 'too-new') isReadable = false;
    if (typeof event !== 'object') continue;
    for (const { k, s, c } of sealsIn(event.data)) {
      if (!suspects.has(k)) page.set(k, { k, s, c });
      if (page.size === PAGE) await ask();
    }
    const classes = destroyedBy(event);
    if (classes.length > 0) await keyring.destroy(uuidOf(event.stream), classes);
    if (isReadable) reached = placeOf(event);
  }
  await ask();
  return { suspects: [...suspects.values()], isComplete, reached };
}

/** How many of the suspects are still missing now that every destruction was heard of. */
async function lostOf(keyring: Checking['keyring'], suspects: readonly KeyName[]): Promise<number> {
  let missing = 0;
  for (let from = 0; from < suspects.length; from += PAGE) {
    missing += (await keyring.lost(suspects.slice(from, from + PAGE))).length;
  }
  return missing;
}

const isOfKeys = ({ stream }: Pick<RawEvent, 'stream'>): boolean => stream.startsWith('key-');

function believed(raw: RawEvent): RecordedEvent | 'altered' | 'too-new' {
  try {
    return verifyAlone(raw);
  } catch (error) {
    if (error instanceof HistoryCorrupt) return 'altered';
    if (error instanceof UnknownEvent && !isOfKeys(raw)) return 'too-new';
    throw error;
  }
}

const registry = new Registry(keyEvents);
const isDestruction = validator(KeyDestroyed.plain);

function destroyedBy(event: RecordedEvent) {
  const isOne = [KeyDestroyed.type, SubjectKeyDestroyed.type].some((type) => type === event.type);
  if (!isOne || !isOfKeys(event)) return [];
  const { data } = registry.upcast(event);
  return isDestruction(data) ? data.classes : [];
}

const placeOf = ({ position, stream, revision, id, metadata: { hash } }: RecordedEvent): Place => ({
  position,
  stream,
  revision,
  eventId: id,
  hash,
});
