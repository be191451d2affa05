import {
  type Engine,
  type EventStore,
  load,
  type Position,
  type RawEvent,
  type RecordedEvent,
  uuidOf,
  verifyStream,
} from '#kernel';
import { isCircular } from '../../libs/contexts/custody/inmate/inmate-merges-for-specs.js';
import { inmate } from '../../libs/contexts/custody/inmate/inmate.decider.js';
import { isOpen } from '../../libs/contexts/rehabilitation/case/case.course.js';
import { rehabCase } from '../../libs/contexts/rehabilitation/case/case.decider.js';
import { ownerFaultsIn } from './checkers.owners.js';
import type { Told } from './people.js';

type ByStream = ReadonlyMap<string, readonly RawEvent[]>;

interface Answered {
  readonly told: readonly Told[];
  /** The places of what an older log lost. */
  readonly lost: ReadonlySet<Position>;
  readonly erased: ReadonlySet<string>;
}

/** What is wrong with a log, seen only by what is in it and what people were told; nothing, one hopes. */
export async function faultsIn(
  log: EventStore,
  reading: Engine,
  { told, lost, erased }: Answered,
): Promise<readonly string[]> {
  const events: RawEvent[] = [];
  for await (const event of log.readAll()) events.push(event);
  const streams = byStream(events);
  return [
    ...chainsOf(streams),
    ...doubled(events),
    ...acknowledged(events, told, lost),
    ...(await ownerFaultsIn(
      events.map((raw) => reading.registry.believe(raw)),
      reading,
      erased,
    )),
    ...(await casesOf(reading, streams)),
    ...(await mergesOf(reading, streams)),
  ];
}

function byStream(events: readonly RawEvent[]): ByStream {
  const streams = new Map<string, RawEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return streams;
}

function chainsOf(streams: ByStream): readonly string[] {
  return [...streams].flatMap(([stream, events]) => {
    try {
      verifyStream(events);
      return [];
    } catch (error) {
      return [`${stream} does not verify: ${String(error)}`];
    }
  });
}

/** No event exists twice, and no command, of people or policies, was recorded twice. */
function doubled(events: readonly RawEvent[]): readonly string[] {
  const attempts = new Map<string, Set<string>>();
  for (const { metadata } of events) {
    const { id, attempt } = (metadata as RecordedEvent['metadata']).command;
    attempts.set(id, (attempts.get(id) ?? new Set()).add(attempt));
  }
  const commands = [...attempts].flatMap(([id, { size }]) =>
    size > 1 ? [`the command ${id} was recorded twice`] : [],
  );
  return [...repeated(events.map(({ id }) => id)).map((id) => `the event ${id} exists twice`), ...commands];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

/** Whether it is of that record: of the stream called so, or of that grant, of which a stream has many. */
const isOf = ({ stream, data }: RawEvent, id: string): boolean =>
  (uuidOf(stream) === id && !stream.startsWith('repair-')) || (data as { readonly grantId?: string }).grantId === id;

/**
 * What somebody was told was recorded is there, in that stream and at that revision, by that command where the command changed something; and at that position,
 * which is that of the last that followed from it. Unless it was lost with a copy of the log.
 */
function acknowledged(
  events: readonly RawEvent[],
  told: readonly Told[],
  lost: ReadonlySet<Position>,
): readonly string[] {
  const byPosition = new Map(events.map((event) => [event.position, event]));
  const byId = new Map(events.map((event) => [event.id, event]));
  const recorded = new Set(events.map(({ metadata }) => envelopeOf(metadata).command.id));
  return told.flatMap(({ ask, answer }) => {
    if (typeof answer === 'string' || lost.has(answer.position)) return [];
    const its = events.filter((event) => isOf(event, answer.id));
    const own = its.find(({ revision }) => revision === answer.revision);
    const made = its.findLast(({ metadata }) => envelopeOf(metadata).command.id === ask.commandId);
    const last = byPosition.get(answer.position);
    const isOwn = own !== undefined && (made === undefined || made === own);
    if (answer.replayed && !recorded.has(ask.commandId))
      return [`${ask.command.type} was answered as a repeat, and is none`];
    const from = { stream: own?.stream, commandId: ask.commandId };
    const follows = last !== undefined && (!recorded.has(ask.commandId) || followsFrom(last, from, byId));
    const isThere =
      follows || (answer.replayed && last !== undefined && own !== undefined && last.position > own.position); // what follows may change nothing any more
    return isOwn && isThere
      ? []
      : [
          `${ask.command.type} was acknowledged as ${answer.revision} of ${answer.id}, which is ${made?.revision ?? 'not'} there`,
        ];
  });
}

/** Whether it is of that stream or command, or is there because of what is. */
function followsFrom(
  event: RawEvent,
  from: { readonly stream: string | undefined; readonly commandId: string },
  byId: ReadonlyMap<string, RawEvent>,
): boolean {
  const { command, $causationId } = envelopeOf(event.metadata);
  if (event.stream === from.stream || command.id === from.commandId) return true;
  const cause = byId.get($causationId);
  return cause !== undefined && followsFrom(cause, from, byId);
}

const envelopeOf = (metadata: unknown): RecordedEvent['metadata'] => metadata as RecordedEvent['metadata'];

async function casesOf(reading: Engine, streams: ByStream): Promise<readonly string[]> {
  const open = new Map<string, number>();
  for (const stream of [...streams.keys()].filter((name) => name.startsWith('rehabcase-'))) {
    const { state } = await load(reading, rehabCase, stream);
    if (state.status !== 'none' && isOpen(state.status)) open.set(state.inmateId, (open.get(state.inmateId) ?? 0) + 1);
  }
  return [...open].flatMap(([who, many]) => (many > 1 ? [`the inmate ${who} has ${many} open cases`] : []));
}

async function mergesOf(reading: Engine, streams: ByStream): Promise<readonly string[]> {
  const merges: (readonly [string, string])[] = [];
  for (const stream of [...streams.keys()].filter((name) => name.startsWith('inmate-'))) {
    const { now } = (await load(reading, inmate, stream)).state;
    if ('duplicates' in now)
      merges.push(...now.duplicates.map(({ duplicateId }) => [duplicateId, stream.slice(7)] as const));
  }
  const twice = repeated(merges.map(([of]) => of)).map((of) => `${of} is merged twice`);
  return isCircular(merges) ? [...twice, 'merges go in a circle'] : twice;
}
