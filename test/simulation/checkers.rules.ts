import { isDeepStrictEqual } from 'node:util';
import { type Ask, asksOf, type Engine, isObject, type RawEvent, type RecordedEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { sendBy } from '#platform/policies';
import { POLICIES, SENDERS } from '../../apps/bersinar/followers.js';
import type { Sent } from './checkers.refusals.js';
import { DOINGS } from './doings.js';
import { earlierLooks, Looked } from './looks.js';

interface Sending {
  readonly sent: readonly Sent[];
  readonly erased: ReadonlySet<string>;
  /** Whether also those are decided again in whose stream nothing was recorded since they were sent. */
  readonly all: boolean;
}

/** The engine on a copy of the log, at an instant. */
type EngineOn = (log: InMemoryEventStore, at: string) => Engine;

/** What one command appended to one stream, and how many events the log had before. */
interface Made {
  readonly events: readonly [RawEvent, ...RawEvent[]];
  readonly before: number;
}

/** Taken and given back by whoever needs a value for a record: of these the owners are checked. */
const isReservation = ({ stream }: RawEvent): boolean => stream.startsWith('reservation-');

/**
 * What rules refuse and is in the log all the same: each command of people and policies is sent once more to a copy of the log as it was just before
 * what came of it, and must make the same of it. What it knew of other streams may have been read at any time since it was sent.
 */
export async function refusedIn(
  events: readonly RawEvent[],
  { sent, erased, all }: Sending,
  engineOn: EngineOn,
): Promise<readonly string[]> {
  const asked = new Map(sent.map(({ ask, since }) => [ask.causationId, { asks: [ask], since }]));
  const places = new Map(events.map(({ position }, index) => [position, index + 1]));
  const byId = new Map(events.map((event) => [event.id, event]));
  const { registry } = engineOn(new InMemoryEventStore(), '');
  const reactions = (command: Command, causationId: string) => {
    const policy = POLICIES.find(({ name }) => name === command.of?.policy);
    const source = byId.get(causationId);
    return policy && source && { asks: asksOf(policy, registry.believe(source)), since: source.position };
  };
  const found: string[] = [];
  for (const made of madeIn(events)) {
    const { $causationId, command, about } = envelopeOf(made.events[0]);
    if (about.some(({ subject }) => erased.has(subject))) continue; // of whom nothing more is recorded
    const { asks, since } = asked.get($causationId) ?? reactions(command, $causationId) ?? {};
    if (asks === undefined) continue;
    const from = since === undefined ? 0 : (places.get(since) ?? 0);
    const { stream } = made.events[0];
    const isAlone = !events.slice(from, made.before).some((event) => event.stream === stream);
    if (isAlone && !all) continue;
    const why = await notMade(events, made, { asks, from }, engineOn);
    if (why !== undefined) found.push(`${made.events[0].type} of ${stream} is there: ${why}`);
  }
  return found;
}

type Command = RecordedEvent['metadata']['command'];
const envelopeOf = ({ metadata }: RawEvent) => metadata as RecordedEvent['metadata'];

function madeIn(events: readonly RawEvent[]): readonly Made[] {
  const made: { readonly events: [RawEvent, ...RawEvent[]]; readonly before: number }[] = [];
  for (const [before, event] of events.entries()) {
    if (isReservation(event)) continue;
    const last = made.at(-1)?.events;
    const isSame = last !== undefined && envelopeOf(last[0]).command.attempt === envelopeOf(event).command.attempt;
    if (isSame) last.push(event);
    else made.push({ events: [event], before });
  }
  return made;
}

/** Why none of the commands makes that, whenever it looked at other streams; undefined when one does. */
async function notMade(
  events: readonly RawEvent[],
  made: Made,
  { asks, from }: { readonly asks: readonly Ask[]; readonly from: number },
  engineOn: EngineOn,
): Promise<string | undefined> {
  const { stream } = made.events[0];
  let why: string | undefined;
  for (const ask of asks) {
    const others = new Set<string>();
    const now = events.slice(0, made.before);
    const first = await decidedAgain(now, made, ask, engineOn, others);
    if (first === undefined) return undefined;
    why ??= first;
    const newer = now.slice(from).filter((event) => event.stream !== stream && others.has(event.stream));
    for (const unseen of earlierLooks(newer)) {
      const then = now.filter((event) => !unseen.has(event));
      if ((await decidedAgain(then, made, ask, engineOn)) === undefined) return undefined;
    }
  }
  return why;
}

/** Why a command makes something else on that log; undefined when it makes the same. `looked` learns which streams it read. */
async function decidedAgain(
  log: readonly RawEvent[],
  { events }: Made,
  ask: Ask,
  engineOn: EngineOn,
  looked = new Set<string>(),
): Promise<string | undefined> {
  const store = new Looked(looked);
  store.putBack(log);
  const engine = engineOn(store, envelopeOf(events[0]).recordedAt);
  const handle = DOINGS[ask.command.type]?.handle;
  try {
    await (ask.of === undefined && handle !== undefined ? handle(engine, ask) : sendBy(engine, SENDERS)(ask));
  } catch (error) {
    return `its rule refuses it: ${String(error)}`;
  }
  const again = store.copy().slice(log.length);
  const { stream } = events[0];
  const same = madeIn(again).find((made) => made.events[0].stream === stream);
  return same !== undefined && isAlike(events.map(saidBy), same.events.map(saidBy))
    ? undefined
    : `its rule makes ${same?.events.map(({ type }) => type).join() ?? 'nothing'} of it`;
}

/** What an event says, without what differs each time it is decided. */
function saidBy(event: RawEvent): unknown {
  const { type, data } = event;
  const { id, mac, of } = envelopeOf(event).command;
  const { on, zone, actor, unitId, about, legalBasis, lateCode, source } = envelopeOf(event);
  const bases = about.map((one) => `${one.legalBasis} ${one.caseId ?? ''}`).sort(); // they are sorted by ids that may be drawn
  return { type, data, id, mac, of, on, zone, actor, unitId, bases, legalBasis, lateCode, source };
}

const DRAWN = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/;
const SEALED: ReadonlySet<string> = new Set(['iv', 'ct']);

/** Whether both are the same, but ids that are drawn and ciphers. */
function isAlike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isAlike(item, other[at]));
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    const isSame = names.length === Object.keys(other).length;
    return isSame && names.every((name) => (SEALED.has(name) ? name in other : isAlike(one[name], other[name])));
  }
  const areDrawn = typeof one === 'string' && typeof other === 'string' && DRAWN.test(one) && DRAWN.test(other);
  return areDrawn || isDeepStrictEqual(one, other);
}
