import {
  BEFORE_FIRST,
  commitOf,
  deadlineOf,
  type EventStore,
  isWhole,
  Malformed,
  PATIENCE,
  type Position,
  Unavailable,
  untilAnswered,
} from '#kernel';

const MOST_OF_ONE = 8;
const MOST_IN_ALL = 200;
const MOST_KNOWN = 10_000;

/** Lets so many wait at a time. */
export function waitingRoom({ ofOne = MOST_OF_ONE, inAll = MOST_IN_ALL } = {}) {
  const waiting = new Map<string, Map<object, number>>();
  let all = 0;
  return {
    /**
     * Waits as somebody; all that one request waits for counts once. Throws `Unavailable('too-many-waiting')`, of one person or of all, and
     * what the waiting throws.
     */
    async wait(who: string, request: object, until: () => Promise<void>): Promise<void> {
      const own = waiting.get(who) ?? new Map<object, number>();
      if (!own.has(request) && (own.size >= ofOne || all >= inAll)) {
        throw new Unavailable('too-many-waiting', { status: 429, retryAfterSeconds: 1 });
      }
      if (!own.has(request)) all += 1;
      waiting.set(who, own.set(request, (own.get(request) ?? 0) + 1));
      try {
        await until();
      } finally {
        const left = (own.get(request) ?? 1) - 1;
        if (left > 0) own.set(request, left);
        else {
          own.delete(request);
          all -= 1;
        }
        if (own.size === 0) waiting.delete(who);
      }
    },
  };
}

/** The positions of a log. */
export interface Positions {
  /** Whether it was looked up before, and is one. */
  readonly knows: (position: Position) => boolean;
  /**
   * Throws unless the event of a position stands there, be it altered since: `Malformed('position-ahead')` beyond the head,
   * `Malformed('foreign-position')` where another stands or none, `Unavailable('event-store-unavailable')`.
   */
  readonly mustBeOurs: (position: Position) => Promise<void>;
}

export function positionsIn(store: Pick<EventStore, 'eventAt' | 'head' | 'generation' | 'renew'>): Positions {
  const known = new Set<Position>();
  const asked = <T>(call: () => Promise<T>): Promise<T> =>
    untilAnswered(store, call, deadlineOf(PATIENCE), { code: 'event-store-unavailable' });

  return {
    knows: (position) => position === BEFORE_FIRST || known.has(position),
    async mustBeOurs(position) {
      if (position === BEFORE_FIRST || known.has(position)) return;
      const found = await asked(() => store.eventAt(position));
      if (found === undefined || (found.position !== position && isWhole(found))) {
        const head = await asked(() => store.head());
        const isAhead = head === undefined || commitOf(position) > commitOf(head);
        if (isAhead) throw new Malformed('position-ahead', { sent: position });
        throw new Malformed('foreign-position', { sent: position });
      }
      known.add(position);
      const [oldest] = known.size > MOST_KNOWN ? known : [];
      if (oldest !== undefined) known.delete(oldest);
    },
  };
}
