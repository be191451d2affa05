import type { NewEvent, Position, RawEvent } from './envelope.js';
import { frozen } from './json.js';
import {
  type Appended,
  BEFORE_FIRST,
  commitOf,
  EventStore,
  type Expected,
  toPosition,
  WrongExpectedRevision,
} from './event-store.js';

/** An event store in memory, for specs: keeps the same contract as the real one. What it answers is frozen. */
export class InMemoryEventStore extends EventStore {
  override readonly generation = 0;
  private log: RawEvent[] = [];
  private readonly streams = new Map<string, RawEvent[]>();
  private readonly waiting = new Set<() => void>();
  private restored = 0;

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
      this.put(Object.freeze({ ...asStored(event), stream, revision: next + index, position }));
    }
    this.wake();
    const last = this.log.at(-1);
    return Promise.resolve({ revision: next + events.length - 1, position: last?.position ?? BEFORE_FIRST });
  }

  override read(stream: string, from = 0): Promise<RawEvent[]> {
    return Promise.resolve(this.stream(stream).slice(from));
  }

  override readOne(stream: string, revision: number): Promise<RawEvent | undefined> {
    return Promise.resolve(this.stream(stream)[revision]);
  }

  override eventAt(position: Position): Promise<RawEvent | undefined> {
    const commit = commitOf(position);
    return Promise.resolve(this.log.find((event) => commitOf(event.position) === commit));
  }

  override async *readAll(after?: Position): AsyncIterable<RawEvent> {
    yield* await Promise.resolve(this.after(after));
  }

  override head(may: (event: RawEvent) => boolean = () => true): Promise<Position | undefined> {
    return Promise.resolve(this.log.findLast((event) => may(event))?.position);
  }

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    const { restored } = this;
    let last = after;
    while (!signal.aborted) {
      if (restored !== this.restored) throw new Error('Another copy of the log is there.');
      const event = this.log.find(({ position }) => last === undefined || position > last);
      if (event === undefined) {
        await this.somethingNew(signal);
      } else {
        last = event.position;
        yield event;
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
    this.hold(
      this.log.map((event) => (event.stream === stream && event.revision === revision ? change(event) : event)),
    );
  }

  /** Every event, as a backup has it. */
  copy(): readonly RawEvent[] {
    return [...this.log];
  }

  /** Has these events, and no others, from now on: subscriptions fail. */
  putBack(events: readonly RawEvent[]): void {
    this.hold(events);
    this.restored += 1;
    this.wake();
  }

  private hold(events: readonly RawEvent[]): void {
    this.log = [];
    this.streams.clear();
    for (const event of events) this.put(event);
  }

  private put(event: RawEvent): void {
    this.log.push(event);
    const present = this.streams.get(event.stream);
    if (present === undefined) this.streams.set(event.stream, [event]);
    else present.push(event);
  }

  private stream(name: string): readonly RawEvent[] {
    return this.streams.get(name) ?? [];
  }

  private after(position: Position | undefined): readonly RawEvent[] {
    return this.log.filter((event) => position === undefined || event.position > position);
  }

  private wake(): void {
    for (const wake of this.waiting) wake();
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

/** As it comes back from a store, which nobody can change. */
const asStored = (event: NewEvent): NewEvent => frozen(JSON.parse(JSON.stringify(event)) as NewEvent);
