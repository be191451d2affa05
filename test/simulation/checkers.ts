import {
  type Engine,
  type EventStore,
  load,
  type Position,
  type RawEvent,
  type RecordedEvent,
  verifyStream,
} from '#kernel';
import { isDeepStrictEqual } from 'node:util';
import { isCircular } from '../../libs/contexts/custody/inmate/inmate-merges-for-specs.js';
import { inmate } from '../../libs/contexts/custody/inmate/inmate.decider.js';
import { isOpen } from '../../libs/contexts/rehabilitation/case/case.course.js';
import { rehabCase } from '../../libs/contexts/rehabilitation/case/case.decider.js';
import { publishedIn } from './builds.js';
import type { Told } from './people.js';

type ByStream = ReadonlyMap<string, readonly RawEvent[]>;

/** What is wrong with a log, seen only by what is in it and what people were told; nothing, one hopes. */
export async function faultsIn(
  log: EventStore,
  reading: Engine,
  {
    told,
    received,
    lost,
  }: { readonly told: readonly Told[]; readonly received: readonly string[]; readonly lost: ReadonlySet<Position> },
): Promise<readonly string[]> {
  const events: RawEvent[] = [];
  for await (const event of log.readAll()) events.push(event);
  const streams = byStream(events);
  return [
    ...chainsOf(streams),
    ...doubled(events),
    ...acknowledged(events, told, lost),
    ...fed(events, received),
    ...ownersOf(streams, events),
    ...(await casesOf(reading, streams)),
    ...(await mergesOf(reading, streams)),
  ];
}

/** The commands that may only be recorded by whoever has taken a value, and of which set. */
const TAKING: Readonly<Record<string, string>> = {
  InmateRegistered: 'REGISTER_NUMBER',
  RehabCaseOpened: 'OPEN_CASE',
  RehabCaseReopened: 'OPEN_CASE',
};

/** A value has one owner at a time, and whoever is recorded with one has taken it before. */
function ownersOf(streams: ByStream, events: readonly RawEvent[]): readonly string[] {
  const reservations = [...streams].filter(([stream]) => stream.startsWith('reservation-'));
  const doubled = reservations.flatMap(([stream, taken]) => {
    let owner: unknown;
    return taken.flatMap(({ type, data }) => {
      const { owner: next } = data as { readonly owner: string };
      const isTaken = type === 'ReservationTaken' && owner !== undefined && owner !== next;
      owner = type === 'ReservationTaken' ? next : undefined;
      return isTaken ? [`${stream} is taken from ${String(owner)}`] : [];
    });
  });
  const takers = new Set(
    reservations.flatMap(([, taken]) =>
      taken.map(({ data }) => {
        const { set, commandId } = data as { readonly set: string; readonly commandId: string };
        return `${set} ${commandId}`;
      }),
    ),
  );
  const without = events.flatMap(({ type, stream, metadata }) => {
    const set = TAKING[type];
    const { id } = (metadata as RecordedEvent['metadata']).command;
    return set === undefined || takers.has(`${set} ${id}`) ? [] : [`${type} of ${stream} has not taken what it needs`];
  });
  return [...doubled, ...without];
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

/** What was published came to the service once each, in the order of the log. */
function fed(events: readonly RawEvent[], received: readonly string[]): readonly string[] {
  const published = publishedIn(events);
  return isDeepStrictEqual(published, received)
    ? []
    : [`of ${published.length} published events ${received.length} came, or in another order`];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

/** What somebody was told was recorded is there once, at that position, and the record has that revision; unless it was lost with a copy of the log. */
function acknowledged(
  events: readonly RawEvent[],
  told: readonly Told[],
  lost: ReadonlySet<Position>,
): readonly string[] {
  return told.flatMap(({ ask, answer }) => {
    if (typeof answer === 'string' || lost.has(answer.position)) return [];
    const there = events.filter(({ position }) => position === answer.position).length;
    const isRevision = events.some(
      ({ stream, revision }) => stream.endsWith(answer.id) && revision === answer.revision,
    );
    return there === 1 && isRevision ? [] : [`${ask.command.type} was acknowledged, and is there ${there} times`];
  });
}

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
