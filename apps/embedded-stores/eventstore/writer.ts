import type { Addition, Log, StreamHead } from './log.js';
import { nextTurn } from './protocol.js';
import { encodeRecord, sizeOf, type ProposedEvent } from './record.js';

export type Expected = number | 'no_stream' | 'stream_exists' | 'any';

export type Append = { stream: string; expected: Expected; events: ProposedEvent[]; abandoned?: boolean };

/** Revisions are -1 for a stream that is not there; a position is absent when nothing was written. */
export type Outcome =
  | { kind: 'appended'; revision: number; position?: number }
  | { kind: 'wrong-revision'; current: number }
  | { kind: 'abandoned' }
  | { kind: 'not-stored'; reason: string };

type Head = StreamHead & { fresh: { id: string; position: number }[] };
type Waiting = { append: Append; bytes: number; settle: (outcome: Outcome) => void };

const transactionBytes = 4 * 1024 * 1024;
const overhead = 256;
const knownStreams = 50_000;
const turnEvents = 1_000; // of one append: then others have a turn
const recentIds = 50_000;

/** Appends in the order they come, one write transaction at a time, each holding everything that waits by then. */
export function startWriter(log: Log) {
  const queue: Waiting[] = [];
  const heads = new Map<string, Head>();
  const recent = new Map<string, { revision: number; position: number }>();
  let position = log.lastPosition();
  let streams = log.streamCount();
  let backlog = 0;
  let running: Promise<void> | undefined;

  function append(append: Append): Promise<Outcome> {
    const bytes = append.events.reduce((sum, event) => sum + sizeOf(event) + overhead, 0);
    backlog += bytes;
    return new Promise((settle) => {
      queue.push({ append, bytes, settle });
      running ??= run().finally(() => (running = undefined));
    });
  }

  async function run(): Promise<void> {
    await nextTurn();
    while (queue.length > 0) {
      await writeOnce(take());
      await nextTurn();
    }
  }

  function take(): Waiting[] {
    let bytes = 0;
    const end = queue.findIndex((waiting, i) => i > 0 && (bytes += waiting.bytes) > transactionBytes);
    return queue.splice(0, end === -1 ? queue.length : end);
  }

  async function writeOnce(taken: Waiting[]): Promise<void> {
    const additions: Addition[] = [];
    const newStreams = new Map<string, number>();
    if (heads.size > knownStreams) heads.clear();
    const outcomes: Outcome[] = [];
    for (const { append } of taken) outcomes.push(await plan(append, additions, newStreams));
    let failure: Outcome | undefined;
    if (additions.length > 0) {
      try {
        await log.write(additions, newStreams);
      } catch (error) {
        failure = { kind: 'not-stored', reason: error instanceof Error ? error.message : String(error) };
        heads.clear();
        recent.clear();
        position = log.lastPosition();
        streams = log.streamCount();
      }
    }
    for (const { stream } of additions.length > 0 ? taken.map(({ append }) => append) : []) {
      const head = heads.get(stream);
      if (head) head.fresh = [];
    }
    taken.forEach(({ settle, bytes }, i) => {
      backlog -= bytes;
      const outcome = outcomes[i];
      settle(failure && outcome?.kind !== 'abandoned' ? failure : (outcome ?? { kind: 'abandoned' }));
    });
  }

  async function plan(append: Append, additions: Addition[], newStreams: Map<string, number>): Promise<Outcome> {
    if (append.abandoned) return { kind: 'abandoned' };
    const head = headOf(append.stream);
    const current = head?.revision ?? -1;
    const repeated = repetition(append, head);
    if (repeated) return repeated;
    if (!matches(append.expected, current)) return { kind: 'wrong-revision', current };
    if (append.events.length === 0) return { kind: 'appended', revision: current };
    const target = head ?? newHead(append.stream, newStreams);
    for (const [i, event] of append.events.entries()) {
      if (i % turnEvents === turnEvents - 1) await nextTurn();
      position += sizeOf(event) + 1; // like an offset: growing, with gaps
      target.revision++;
      const value = encodeRecord(event, append.stream, target.revision, position);
      additions.push({ stream: target.id, revision: target.revision, position, value });
      target.fresh.push({ id: event.id, position });
      remember(`${target.id}:${event.id}`, { revision: target.revision, position });
    }
    return { kind: 'appended', revision: target.revision, position };
  }

  // The server's order of checks: an append that is there already succeeds again, one that is there in part never does.
  function repetition({ expected, events }: Append, head: Head | undefined): Outcome | undefined {
    if (!head || events.length === 0) return undefined;
    if (expected === 'any' || expected === 'stream_exists') {
      const found = events.map(({ id }) => recent.get(`${head.id}:${id}`));
      const last = found.at(-1);
      if (found.every((place) => place !== undefined) && last) return { kind: 'appended', ...last };
      return found.some((place) => place !== undefined)
        ? { kind: 'wrong-revision', current: head.revision }
        : undefined;
    }
    const first = expected === 'no_stream' ? 0 : expected + 1;
    if (first > head.revision) return undefined;
    if (events.some(({ id }, i) => idAt(head, first + i) !== id)) return undefined;
    const revision = first + events.length - 1;
    const at = positionAt(head, revision);
    return { kind: 'appended', revision, ...(at !== undefined && { position: at }) };
  }

  const idAt = (head: Head, revision: number) => freshAt(head, revision)?.id ?? log.idAt(head.id, revision);
  const positionAt = (head: Head, revision: number) =>
    freshAt(head, revision)?.position ?? log.positionAt(head.id, revision);
  const freshAt = (head: Head, revision: number) => head.fresh[revision - (head.revision - head.fresh.length + 1)];

  function headOf(stream: string): Head | undefined {
    const known = heads.get(stream);
    if (known) return known;
    const stored = log.head(stream);
    if (!stored) return undefined;
    const head = { ...stored, fresh: [] };
    heads.set(stream, head);
    return head;
  }

  function newHead(stream: string, newStreams: Map<string, number>): Head {
    const head: Head = { id: ++streams, revision: -1, fresh: [] };
    heads.set(stream, head);
    newStreams.set(stream, head.id);
    return head;
  }

  function remember(key: string, place: { revision: number; position: number }): void {
    recent.set(key, place);
    if (recent.size <= recentIds) return;
    const [oldest] = recent.keys();
    if (oldest !== undefined) recent.delete(oldest);
  }

  return { append, backlog: () => backlog, idle: () => running ?? Promise.resolve() };
}

export type Writer = ReturnType<typeof startWriter>;

function matches(expected: Expected, current: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return current === -1;
  if (expected === 'stream_exists') return current >= 0;
  return expected === current;
}
