import type { Db } from 'mongodb';
import { KeyDestroyed, type KeyEvent, SubjectKeyDestroyed } from '#contracts/privacy/key.events';
import { definitions } from '#contracts/registry';
import {
  type EventStore,
  gapsOf,
  HistoryCorrupt,
  isExcluded,
  type KeyName,
  type Place,
  placeOf,
  type RawEvent,
  type RecordedEvent,
  Registry,
  sealsIn,
  UnknownEvent,
  uuidOf,
  verifyAlone,
} from '#kernel';
import { troubleIn } from '../repair/index.js';
import { keyCheckpoint } from './checkpoint.js';
import type { MongoKeyring } from './mongo-keyring.js';

const PAGE = 1_000;
const MOST_NAMINGS = 50_000;

interface Checking {
  readonly store: Pick<EventStore, 'read' | 'readOne' | 'readAll'>;
  readonly keyring: Pick<MongoKeyring, 'lost' | 'destroy'>;
  /** The keyring's own database. */
  readonly db: Db;
  /** How many keys that seem to be missing are kept in mind at once; specs alone say another number. */
  readonly suspects?: number;
}

/**
 * Deletes again what the log says was destroyed, and answers how many keys that seals of the log name are neither in the keyring
 * nor destroyed (D9), at most 10,000 of them: a system that lost keys must not start, because it would answer as if they had been
 * destroyed on purpose. Looks at what came after the last time that nothing was missing. Events that are not
 * believed, as everybody judges their streams, or were excluded, count for nothing. Throws `Unavailable`, and `UnknownEvent` where a later build may have destroyed a key.
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

/** A key, and the events that name it. */
interface Named {
  readonly name: KeyName;
  readonly by: Pick<RawEvent, 'stream' | 'revision'>[];
}

async function pass(
  store: Checking['store'],
  keyring: Checking['keyring'],
  most: number,
  after: Place | undefined,
): Promise<{ suspects: readonly KeyName[]; isComplete: boolean; reached: Place | undefined }> {
  const [page, suspects] = [new Map<string, Named>(), new Map<string, KeyName>()];
  let [isComplete, isReadable, namings] = [true, true, 0];
  let reached: Place | undefined;

  const ask = async (): Promise<void> => {
    const counts = crediting(store);
    for (const name of await keyring.lost([...page.values()].map((named) => named.name))) {
      if (!(await some(page.get(name.k)?.by ?? [], counts))) continue;
      if (suspects.size < most) suspects.set(name.k, name);
      else isComplete = false;
    }
    page.clear();
    namings = 0;
  };

  for await (const raw of store.readAll(after?.position)) {
    const event = alone(raw);
    if (event === 'altered') continue;
    if (event instanceof UnknownEvent) {
      const matters = (isReadable || isOfKeys(raw)) && (await crediting(store)(raw));
      if (matters && isOfKeys(raw)) throw event;
      if (matters) isReadable = false;
      continue;
    }
    for (const { k, s, c } of sealsIn(event.data)) {
      if (suspects.has(k)) continue;
      const named = page.get(k) ?? { name: { k, s, c }, by: [] };
      named.by.push({ stream: raw.stream, revision: raw.revision });
      page.set(k, named);
      namings += 1;
      if (page.size === PAGE || namings === MOST_NAMINGS) await ask();
    }
    if (isDestruction(event) && (await crediting(store)(event))) {
      const { data } = registry.upcast(event) as unknown as KeyEvent;
      await keyring.destroy(uuidOf(event.stream), data.classes);
    }
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

/** The event if it holds by itself, wherever it stands. */
function alone(raw: RawEvent): RecordedEvent | UnknownEvent | 'altered' {
  try {
    return verifyAlone(raw);
  } catch (error) {
    if (error instanceof HistoryCorrupt) return 'altered';
    if (error instanceof UnknownEvent) return error;
    throw error;
  }
}

const registry = new Registry(definitions);

const isDestruction = (event: RecordedEvent): boolean =>
  isOfKeys(event) && [KeyDestroyed.type, SubjectKeyDestroyed.type].some((type) => type === event.type);

/** Whether an event counts where it stands: it is not excluded, and its stream is believed up to it; looks at each stream once. */
function crediting(store: Checking['store']) {
  const known = new Map<string, (revision: number) => boolean>();

  async function look(stream: string): Promise<(revision: number) => boolean> {
    const trouble = await troubleIn({ store, registry }, await store.read(stream));
    const gaps = await gapsOf(store, stream);
    return (revision) => revision < (trouble?.revision ?? Infinity) && !isExcluded(gaps, revision);
  }

  return async ({ stream, revision }: Pick<RawEvent, 'stream' | 'revision'>): Promise<boolean> => {
    const counts = known.get(stream) ?? (await look(stream));
    known.set(stream, counts);
    return counts(revision);
  };
}

async function some<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await holds(item)) return true;
  return false;
}
