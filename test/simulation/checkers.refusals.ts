import type { Ask, Engine, Position, RawEvent, RecordedEvent } from '#kernel';
import type { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { DOINGS } from './doings.js';
import { earlierLooks, Looked } from './looks.js';
import { refusalOf, type Told } from './people.js';

/** What somebody asked and was told, and the head of the log before and after. */
export interface Sent extends Told {
  readonly since: Position | undefined;
  readonly until: Position | undefined;
  /** When it was answered. */
  readonly at: string;
}

/** Others came first each time that it was decided: no state of the log alone refuses so. */
const CONTENDED: ReadonlySet<string> = new Set(['refused: revision-changed', 'refused: other-record-changed']);

/**
 * Who was refused something was refused it by a state that the log had between asking and answering: the command is sent once more to a copy of it, as it was
 * at one position or another, or as whoever looked at each stream at some time has seen it. Of those whose keys were destroyed nothing can be decided again.
 */
export async function untrueRefusalsIn(
  events: readonly RawEvent[],
  { sent, erased }: { readonly sent: readonly Sent[]; readonly erased: ReadonlySet<string> },
  engineOn: (log: InMemoryEventStore, at: string) => Engine,
): Promise<readonly string[]> {
  const places = new Map<Position | undefined, number>(events.map(({ position }, index) => [position, index + 1]));
  const unreadable = new Set(events.filter(isAbout(erased)).map(({ stream }) => stream));
  const found: string[] = [];
  for (const one of sent) {
    const { ask, answer, since, until, at } = one;
    if (typeof answer !== 'string' || !answer.startsWith('refused')) continue;
    const [from, to] = [places.get(since) ?? 0, places.get(until) ?? 0];
    if (to > from && CONTENDED.has(answer)) continue;
    const looked = new Set<string>();
    const decide = (log: readonly RawEvent[]) => decidedOn(log, ask, looked, (store) => engineOn(store, at));
    const said = await firstUnlike(answer, statesOf(events, { from, to, looked }), decide);
    if (said === undefined || [...looked].some((stream) => unreadable.has(stream))) continue;
    found.push(`${ask.command.type} was ${answer}, and would be ${said}`);
  }
  return found;
}

/** The log at each position that it had then, the last first; and as whoever looked at some streams earlier has seen it. */
function* statesOf(
  events: readonly RawEvent[],
  { from, to, looked }: { readonly from: number; readonly to: number; readonly looked: ReadonlySet<string> },
): Generator<readonly RawEvent[]> {
  for (let at = to; at >= from; at -= 1) yield events.slice(0, at);
  const now = events.slice(0, to);
  for (const unseen of earlierLooks(now.slice(from).filter(({ stream }) => looked.has(stream))))
    yield now.filter((event) => !unseen.has(event));
}

/** What a command comes to where it comes to that on none of these; undefined when it does on one. */
async function firstUnlike(
  answer: string,
  states: Iterable<readonly RawEvent[]>,
  decide: (log: readonly RawEvent[]) => Promise<string>,
): Promise<string | undefined> {
  let first: string | undefined;
  for (const state of states) {
    const said = await decide(state);
    if (said === answer) return undefined;
    first ??= said;
  }
  return first;
}

async function decidedOn(
  log: readonly RawEvent[],
  ask: Ask,
  looked: Set<string>,
  engineOn: (store: InMemoryEventStore) => Engine,
): Promise<string> {
  const store = new Looked(looked);
  store.putBack(log);
  try {
    await DOINGS[ask.command.type]?.handle(engineOn(store), ask);
    return 'done';
  } catch (error) {
    return refusalOf(error) ?? String(error);
  }
}

const isAbout =
  (subjects: ReadonlySet<string>) =>
  ({ metadata }: RawEvent): boolean =>
    (metadata as RecordedEvent['metadata']).about.some(({ subject }) => subjects.has(subject));
