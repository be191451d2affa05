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

/** What a command comes to that finds everything as it wants it. */
const UNCHANGED = 'unchanged';

/** Others came first each time that it was decided: no state of the log alone refuses so. */
const CONTENDED: ReadonlySet<string> = new Set(['refused: revision-changed', 'refused: other-record-changed']);

/**
 * Who was refused something was refused it by a state that the log had between asking and answering: the command is sent once more to a copy of it, as it was
 * at one position or another, or as whoever looked at each stream at some time has seen it. Of those whose keys were destroyed nothing can be decided again.
 */
export async function untrueRefusalsIn(
  events: readonly RawEvent[],
  { sent, erased }: { readonly sent: readonly Sent[]; readonly erased: ReadonlySet<string> },
  engineOn: EngineOn,
): Promise<readonly string[]> {
  const refused = sent.filter(
    ({ answer, since, until }) =>
      typeof answer === 'string' && answer.startsWith('refused') && (since === until || !CONTENDED.has(answer)),
  );
  const found = await unlike(events, { sent: refused, erased, saidOf: answerOf }, engineOn);
  return found.map(({ one, said }) => `${one.ask.command.type} was ${answerOf(one)}, and would be ${said}`);
}

/** Who was told that a command was recorded of which nothing is in the log sent one that changes nothing: so it does when it is sent once more, as above. */
export async function untrueReceiptsIn(
  events: readonly RawEvent[],
  { sent, erased }: { readonly sent: readonly Sent[]; readonly erased: ReadonlySet<string> },
  engineOn: EngineOn,
): Promise<readonly string[]> {
  const empty = sent.filter(({ ask, answer }) => typeof answer !== 'string' && !isRecorded(events, ask));
  const found = await unlike(events, { sent: empty, erased, saidOf: () => UNCHANGED }, engineOn);
  return found.map(
    ({ one: { ask }, said }) => `${ask.command.type} was acknowledged, is not in the log, and would be ${said}`,
  );
}

const answerOf = ({ answer }: Sent): string => (typeof answer === 'string' ? answer : 'recorded');

type EngineOn = (log: InMemoryEventStore, at: string) => Engine;

/** Those of which something else was said than comes of it when it is sent once more to a copy of the log as it was then, and what that is. */
async function unlike(
  events: readonly RawEvent[],
  {
    sent,
    erased,
    saidOf,
  }: {
    readonly sent: readonly Sent[];
    readonly erased: ReadonlySet<string>;
    readonly saidOf: (one: Sent) => string;
  },
  engineOn: EngineOn,
): Promise<readonly { readonly one: Sent; readonly said: string }[]> {
  const places = new Map<Position | undefined, number>(events.map(({ position }, index) => [position, index + 1]));
  const unreadable = new Set(events.filter(isAbout(erased)).map(({ stream }) => stream));
  const found: { readonly one: Sent; readonly said: string }[] = [];
  for (const one of sent) {
    const { ask, since, until, at } = one;
    const [from, to] = [places.get(since) ?? 0, places.get(until) ?? 0];
    const looked = new Set<string>();
    const decide = (log: readonly RawEvent[]) => decidedOn(log, ask, looked, (store) => engineOn(store, at));
    const said = await firstUnlike(saidOf(one), statesOf(events, { from, to, looked }), decide);
    if (said !== undefined && ![...looked].some((stream) => unreadable.has(stream))) found.push({ one, said });
  }
  return found;
}

const isRecorded = (events: readonly RawEvent[], { commandId }: Ask): boolean =>
  events.some(({ metadata }) => (metadata as RecordedEvent['metadata']).command.id === commandId);

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
    const doing = DOINGS[ask.command.type];
    if (doing === undefined) return `${ask.command.type} is nobody's to decide`;
    await doing.handle(engineOn(store), ask);
    return isRecorded(store.copy().slice(log.length), ask) ? 'recorded' : UNCHANGED;
  } catch (error) {
    return refusalOf(error) ?? String(error);
  }
}

const isAbout =
  (subjects: ReadonlySet<string>) =>
  ({ metadata }: RawEvent): boolean =>
    (metadata as RecordedEvent['metadata']).about.some(({ subject }) => subjects.has(subject));
