import {
  type EventStore,
  type Gap,
  GENESIS,
  gapsOf,
  hashOf,
  HistoryCorrupt,
  isExcluded,
  isObject,
  type RawEvent,
  type RecordedEvent,
  type Registry,
  UnknownEvent,
  verifyAlone,
} from '#kernel';

/** What of an event does not hold, in the order in which it is judged ("To the byte" 3). */
export type Trouble = 'hash' | 'chain' | 'envelope' | 'schema';

/** What a reader makes of an event of ours (D3). */
export type Judgement =
  /** It is what was written, in its latest version; frozen, because many read it. */
  | { readonly kind: 'believed'; readonly event: RecordedEvent }
  /** It is whole, but of an envelope, type or version that only a later build knows. */
  | { readonly kind: 'too-old'; readonly type: string; readonly v: number }
  /** Two people excluded it. */
  | { readonly kind: 'excluded' }
  | { readonly kind: 'disbelieved'; readonly trouble: Trouble };

export interface Judge {
  /**
   * Judges an event as it stands in its stream; the same object is judged once for all. Answers at once when nothing must be read for it;
   * throws what the store throws.
   */
  readonly judge: (raw: RawEvent) => Judgement | Promise<Judgement>;
  /** Forgets what was found of a stream, because its bytes were put right or something of it was excluded. */
  readonly forget: (stream: string) => void;
}

const MOST_HEADS = 50_000;

/** The judge of one process: it remembers the hashes of the last events that it saw, and reads the one before where it does not. */
export function judgeOf({
  store,
  registry,
  excluded,
  mostHeads = MOST_HEADS,
}: {
  readonly store: Pick<EventStore, 'read' | 'readOne'>;
  readonly registry: Registry;
  /** What this process knows to be excluded, whether it holds or not. */
  readonly excluded?: ((stream: string) => readonly Gap[]) | undefined;
  readonly mostHeads?: number;
}): Judge {
  let judged = new WeakMap<RawEvent, Judgement | Promise<Judgement>>();
  let [hashes, olderHashes] = [new Map<string, string>(), new Map<string, string>()];

  function remember({ stream, revision }: RawEvent, hash: string): void {
    if (hashes.size >= mostHeads / 2) [hashes, olderHashes] = [new Map<string, string>(), hashes];
    hashes.set(`${stream}@${revision}`, hash);
  }

  function knownBefore({ stream, revision }: RawEvent): string | undefined {
    if (revision === 0) return GENESIS;
    const key = `${stream}@${revision - 1}`;
    return hashes.get(key) ?? olderHashes.get(key);
  }

  /** As it is remembered where that fits, else as it stands there now: an older copy of the log may have taken the place of what was seen. */
  const hashBeforeIn = (raw: RawEvent, prevHash: unknown): string | undefined | Promise<string | undefined> => {
    const known = knownBefore(raw);
    return known === prevHash || raw.revision === 0 ? known : readBefore(raw);
  };

  async function readBefore({ stream, revision }: RawEvent): Promise<string | undefined> {
    const before = await store.readOne(stream, revision - 1);
    return before && ownHashOf(before);
  }

  function look(raw: RawEvent): Judgement | Promise<Judgement> {
    if (isExcluded(excluded?.(raw.stream) ?? [], raw.revision)) return { kind: 'excluded' };
    const verified = verifiedOf(raw);
    if (verified instanceof Error || verified.metadata.prevHash !== knownBefore(raw)) return lookUp(raw, verified);
    remember(raw, verified.metadata.hash);
    const judgement = believed(raw, verified);
    return judgement.kind === 'disbelieved' ? lookUp(raw, verified) : judgement;
  }

  /** Reads what stands before it, and whether something was excluded, where what is remembered does not tell. */
  async function lookUp(raw: RawEvent, verified: RecordedEvent | HistoryCorrupt | UnknownEvent): Promise<Judgement> {
    const hash = verified instanceof Error ? ownHashOf(raw) : verified.metadata.hash;
    const prevHash = isObject(raw.metadata) ? raw.metadata.prevHash : undefined;
    const hashBefore = hash === undefined ? undefined : await hashBeforeIn(raw, prevHash);
    const trouble: Trouble | undefined = hash === undefined ? 'hash' : prevHash === hashBefore ? undefined : 'chain';
    if (trouble !== undefined) {
      const gaps = await gapsOf(store, raw.stream);
      if (isExcluded(gaps, raw.revision)) return { kind: 'excluded' };
      const follows = gaps.some(({ to, lastHash }) => to === raw.revision - 1 && lastHash === prevHash);
      if (trouble === 'hash' || !follows) return { kind: 'disbelieved', trouble };
    }
    if (hash !== undefined) remember(raw, hash);
    const judgement = believed(raw, verified);
    if (judgement.kind !== 'disbelieved') return judgement;
    return isExcluded(await gapsOf(store, raw.stream), raw.revision) ? { kind: 'excluded' } : judgement;
  }

  function believed(raw: RawEvent, verified: RecordedEvent | HistoryCorrupt | UnknownEvent): Judgement {
    if (verified instanceof HistoryCorrupt) return { kind: 'disbelieved', trouble: 'envelope' };
    if (verified instanceof UnknownEvent) return tooOld(verified);
    try {
      const event = registry.believe(raw, verified);
      const problem = registry.misfitOf(verified);
      return problem === undefined ? { kind: 'believed', event } : { kind: 'disbelieved', trouble: 'schema' };
    } catch (error) {
      if (error instanceof UnknownEvent) return tooOld(error);
      throw error;
    }
  }

  return {
    judge(raw) {
      const known = judged.get(raw) ?? look(raw);
      judged.set(raw, known);
      if (known instanceof Promise) known.catch(() => judged.delete(raw));
      return known;
    },
    forget(stream) {
      judged = new WeakMap();
      for (const some of [hashes, olderHashes])
        for (const key of some.keys()) if (key.startsWith(`${stream}@`)) some.delete(key);
    },
  };
}

const tooOld = ({ type, v }: UnknownEvent): Judgement => ({ kind: 'too-old', type, v });

/** The event if it holds by itself, else what does not. */
function verifiedOf(raw: RawEvent): RecordedEvent | HistoryCorrupt | UnknownEvent {
  try {
    return verifyAlone(raw);
  } catch (error) {
    if (error instanceof HistoryCorrupt || error instanceof UnknownEvent) return error;
    throw error;
  }
}

/** The hash of an event as stored, if it is that of what is stored. */
function ownHashOf(raw: RawEvent): string | undefined {
  const { data, metadata } = raw;
  if (!isObject(data) || !isObject(metadata) || typeof metadata.hash !== 'string') return undefined;
  return hashOf({ ...raw, data, metadata: metadata as never }) === metadata.hash ? metadata.hash : undefined;
}
