import { randomUUID } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import {
  type AnyEvent,
  type AnyProjection,
  event,
  type EventOf,
  type EventStore,
  GENESIS,
  GONE,
  isObject,
  link,
  type Position,
  type Projection,
  RECORDING,
  Registry,
  uuidOf,
} from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { readModelEvents } from '#contracts/projections/readmodel.events';
import { repairEvents } from '#contracts/repair/repair.events';
import { person } from '#kernel/given-for-specs';

const closed = { additionalProperties: false };
const Written = Type.Object(
  { unitId: Type.String(), title: Type.String(), rank: Type.Optional(Type.Integer()) },
  closed,
);
const declared = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;
const NoteWritten = event('NoteWritten', declared, Written);
const NoteRanked = event('NoteRanked', declared, Type.Object({ rank: Type.Integer() }, closed));
const NoteRemoved = event('NoteRemoved', declared, Type.Object({}, closed));
const BellRung = event('BellRung', declared, Type.Object({}, closed));

export type NoteEvent = EventOf<typeof NoteWritten> | EventOf<typeof NoteRanked> | EventOf<typeof NoteRemoved>;
export type Note = Partial<Static<typeof Written>> & { id: string; units: string[]; changes: number };
export type Total = { unitId: string; units: string[]; events: number; ranks: number };

export const LOG = '11111111-1111-4111-8111-111111111111';
export const RUTAN = 'RUTAN-BANJARNEGARA';
export const BNNK = 'BNNK-PURBALINGGA';
export const keyring = inMemoryKeyring();
export const registry = new Registry([
  NoteWritten,
  NoteRanked,
  NoteRemoved,
  BellRung,
  ...readModelEvents,
  ...repairEvents,
]);

/** One document per note; a removed note that is written again comes back. */
export const notes: Projection<Note, NoteEvent> = {
  name: 'notes',
  version: 1,
  events: [NoteWritten, NoteRanked, NoteRemoved],
  indexes: [['units', 'rank'], ['rank'], ['units', 'title']],
  documents: ({ stream }) => [uuidOf(stream)],
  fold(note, { type, data }, id) {
    if (type === 'NoteRemoved') return GONE;
    const changes = (note?.changes ?? 0) + 1;
    if (type === 'NoteWritten') return { id, ...data, units: [data.unitId], changes };
    return { id, units: [], ...note, ...data, changes };
  },
};

/** A figure that a lost or doubled event shows in: how many events, and the sum of all ranks, in all and by first digit. */
export const totals: Projection<Total, NoteEvent> = {
  name: 'totals',
  version: 1,
  events: [NoteWritten, NoteRanked, NoteRemoved],
  documents: ({ stream }) => ['all', uuidOf(stream).slice(0, 1)],
  fold: (total, { data }, id) => ({
    unitId: id,
    units: [RUTAN],
    events: (total?.events ?? 0) + 1,
    ranks: (total?.ranks ?? 0) + ('rank' in data ? (data.rank ?? 0) : 0),
  }),
};

/** Folds only how notes are ranked. */
export const ranking: AnyProjection = { ...totals, name: 'ranking', events: [NoteRanked] };

export const both: readonly AnyProjection[] = [notes, totals];

export const noteId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const written = (title: string, rank?: number, unitId = RUTAN): EventOf<typeof NoteWritten> => ({
  type: 'NoteWritten',
  data: { unitId, title, ...(rank !== undefined && { rank }) },
});
export const ranked = (rank: number): EventOf<typeof NoteRanked> => ({ type: 'NoteRanked', data: { rank } });
export const removed: EventOf<typeof NoteRemoved> = { type: 'NoteRemoved', data: {} };
export const bell: EventOf<typeof BellRung> = { type: 'BellRung', data: {} };

/** Appends events to a note's stream as the kernel would: in envelopes, chained. */
export const sendNote = (store: EventStore, number: number, ...events: readonly AnyEvent[]): Promise<Position> =>
  sendStream(store, `note-${noteId(number)}`, ...events);

/** Appends events to any stream as the kernel would. */
export async function sendStream(store: EventStore, stream: string, ...events: readonly AnyEvent[]): Promise<Position> {
  const last = (await store.read(stream)).at(-1);
  const hash = isObject(last?.metadata) ? (last.metadata.hash as string) : GENESIS;
  const batch = link(
    stream,
    { revision: last?.revision ?? -1, hash },
    events.map(({ type, data }) => ({ id: randomUUID(), type, data: { ...data }, metadata: envelope() })),
  );
  return (await store.append(stream, last?.revision ?? 'no-stream', batch)).position;
}

export const envelope = () => ({
  env: 1 as const,
  v: 1,
  log: LOG,
  recordedAt: '2024-12-16T02:00:00.000Z',
  occurredAt: '2024-12-16T02:00:00.000Z',
  on: '2024-12-16',
  zone: 'Asia/Jakarta',
  actor: person('staff-1', 'petugas-registrasi', RUTAN),
  unitId: RUTAN,
  about: [],
  command: { id: LOG, mac: GENESIS, macKey: LOG, attempt: LOG },
  $correlationId: LOG,
  $causationId: LOG,
  source: 'API' as const,
  legalBasis: 'PUBLIC_TASK' as const,
  build: 'spec',
});
