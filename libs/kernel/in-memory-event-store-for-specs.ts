import type { NewEvent, Position, RawEvent } from './envelope.js';
import {
  type Appended,
  BEFORE_FIRST,
  commitOf,
  EventStore,
  type Expected,
  toPosition,
  WrongExpectedRevision,
} from './event-store.js';

/** An event store in memory, for specs: keeps the same contract as the real one. */
export class InMemoryEventStore extends EventStore {
  override readonly generation = 0;
  private readonly log: RawEvent[] = [];
  private readonly waiting = new Set<() => void>();

  override append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const present = this.stream(stream);
    const next = expected === 'no-stream' ? 0 : expected + 1;
    if (present.length !== next) {
      const repeated = present.slice(next, next + events.length);
      const isRepeat = repeated.length === events.length && repeated.every(({ id }, index) => id === events[index]?.id);
      const last = repeated.at(-1);
      return isRepeat && last !== undefined
        ? Promise.resolve({ revision: last.revision, position: last.position })
        : Promise.reject(new WrongExpectedRevision(stream));
    }
    for (const [index, event] of events.entries()) {
      const position = toPosition(BigInt(this.log.length + 1) * 100n, event.metadata);
      this.log.push({ ...structuredClone(event), stream, revision: next + index, position });
    }
    for (const wake of this.waiting) wake();
    const last = this.log.at(-1);
    return Promise.resolve({ revision: next + events.length - 1, position: last?.position ?? BEFORE_FIRST });
  }

  override read(stream: string, from = 0): Promise<RawEvent[]> {
    return Promise.resolve(structuredClone(this.stream(stream).slice(from)));
  }

  override readOne(stream: string, revision: number): Promise<RawEvent | undefined> {
    return Promise.resolve(structuredClone(this.stream(stream)[revision]));
  }

  override eventAt(position: Position): Promise<RawEvent | undefined> {
    const commit = commitOf(position);
    return Promise.resolve(structuredClone(this.log.find((event) => commitOf(event.position) === commit)));
  }

  override async *readAll(after?: Position): AsyncIterable<RawEvent> {
    yield* await Promise.resolve(structuredClone(this.after(after)));
  }

  override head(may: (event: RawEvent) => boolean = () => true): Promise<Position | undefined> {
    return Promise.resolve(this.log.findLast((event) => may(event))?.position);
  }

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    let last = after;
    while (!signal.aborted) {
      const event = this.log.find(({ position }) => last === undefined || position > last);
      if (event === undefined) {
        await this.somethingNew(signal);
      } else {
        last = event.position;
        yield structuredClone(event);
      }
    }
  }

  override renew(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  /** Overwrites a stored event as nobody should be able to, so that specs can show it is noticed. */
  tamper(stream: string, revision: number, change: (event: RawEvent) => RawEvent): void {
    const at = this.log.findIndex((event) => event.stream === stream && event.revision === revision);
    const event = this.log[at];
    if (event !== undefined) this.log[at] = change(event);
  }

  private stream(name: string): RawEvent[] {
    return this.log.filter(({ stream }) => stream === name);
  }

  private after(position: Position | undefined): RawEvent[] {
    return position === undefined ? this.log : this.log.filter((event) => event.position > position);
  }

  private somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
