import { Type } from '@sinclair/typebox';
import {
  type Actor,
  type Aggregate,
  type AnyEvent,
  anyStaff,
  type Engine,
  event,
  id,
  isWhole,
  type Metadata,
  type Projected,
  type RawEvent,
  RECORDING,
  Registry,
  repairStreamOf,
  send,
  type Receipt,
  verifyAlone,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { person, staffNamed } from '#kernel/given-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import type { Reader } from '../auth/index.js';
import { inMemoryReadModels } from '../projections/index.js';
import { sendStream } from '../projections/notes-for-specs.js';
import { historyIndex } from './history-index.projection.js';
import { HistoryOf, HistoryOfHandler, type HistoryQuestion } from './history.query.js';

const noted = event(
  'NoteTaken',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object(
    {
      topic: Type.String(),
      text: Type.String({ seal: 'narrative' }),
      subject: Type.Optional(Type.String()),
      riskBand: Type.Optional(Type.String()),
      parentAgreementId: Type.Optional(Type.String()),
      basis: Type.Optional(Type.Array(Type.Object({ stream: Type.String() }))),
    },
    { additionalProperties: false },
  ),
);
const handed = event(
  'NotesHandedOn',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING, takesOver: true },
  Type.Object({}, { additionalProperties: false }),
);
const registry = new Registry([noted, handed]);

interface Note {
  readonly topic: string;
  readonly subject?: string;
  readonly parentAgreementId?: string;
  readonly riskBand?: string;
}
type Command =
  { readonly type: 'TakeNote'; readonly data: Note } | { readonly type: 'TakeOver'; readonly data: object };
type Event = { type: 'NoteTaken'; data: object } | { type: 'NotesHandedOn'; data: object };

const agreement: Aggregate<string[], Command, Event> = {
  name: 'agreement',
  decider: {
    initial: [],
    decide: {
      TakeNote: ({ data }) => [
        { type: 'NoteTaken', data: { ...data, text: 'what was said', basis: [{ stream: 'x' }] } },
      ],
      TakeOver: () => [{ type: 'NotesHandedOn', data: {} }],
    },
    evolve: {
      NoteTaken: (units, { metadata }) => [...units, metadata.unitId],
      NotesHandedOn: (units, { metadata }) => [...units, metadata.unitId],
    },
  },
  unitsOf: (units) => ['RUTAN-A', 'RUTAN-B', ...units],
};

export const LOG = id('spec', 'log');
export const uuid = (n: number) => id('spec', n);
export const actorOf = (name: string, unitId: string) => person(name, 'auditor', unitId);
export const auditor: Reader = { actor: actorOf('auditor', 'INSPEKTORAT-JENDERAL'), correlationId: uuid(9) };
export const karutan = (unitId: string): Reader => ({
  actor: person('head', 'karutan', unitId),
  correlationId: uuid(9),
});

const isKnown = (raw: RawEvent): boolean =>
  raw.type === 'NoteTaken' && isWhole(raw) && (raw.metadata as { readonly env: number }).env === 1;

/** A log of notes under agreements, by whoever is told, and how its history is asked for. */
export function world() {
  let seconds = 0;
  const store = new InMemoryEventStore();
  const joined = new Map<string, ReadonlySet<string>>();
  const engine: Engine = {
    store,
    keyring: inMemoryKeyring(),
    registry,
    staff: { ...anyStaff, idsOf: (staffId) => joined.get(staffId) ?? new Set([staffId]) },
    keys: SPEC_KEYS,
    log: LOG,
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date(Date.UTC(2024, 11, 13, 2, 0, (seconds += 1))),
  };
  let commands = 0;
  const sent = (by: Actor, unitId: string, command: Command, target?: string, kind = agreement): Promise<Receipt> =>
    send(engine, kind, {
      command,
      ...(target === undefined ? {} : { target: { id: target } }),
      unitId,
      by,
      commandId: uuid((commands += 1) + 100),
      body: {},
      context: { lateCode: 'PAPER_RECORD', source: 'BACKFILL' },
      correlationId: uuid(1),
      causationId: uuid(2),
    });
  const note = (by: string, unitId: string, data: Note, target?: string): Promise<Receipt> =>
    sent(actorOf(by, unitId), unitId, { type: 'TakeNote', data }, target);
  /** Somebody looks at something: a stream of its own, as `RecordedOpening` writes them. */
  const view = (by: string, unitId: string, topic: string): Promise<Receipt> =>
    sent(actorOf(by, unitId), unitId, { type: 'TakeNote', data: { topic } }, undefined, {
      ...agreement,
      name: 'viewing',
    });
  const takeOver = (unitId: string, target: string): Promise<Receipt> =>
    sent(actorOf('head', unitId), unitId, { type: 'TakeOver', data: {} }, target);
  const noteBySystem = (name: string, topic: string, target: string): Promise<Receipt> =>
    sent({ kind: 'SYSTEM', name }, 'RUTAN-A', { type: 'TakeNote', data: { topic } }, target);
  /** Excludes one event of a stream. */
  const exclude = async (excluded: string, revision: number): Promise<void> => {
    const after = (await store.read(excluded))[revision + 1];
    const lastHash = (after?.metadata as Metadata).prevHash;
    const by = { reasonCode: 'BYTES_LOST', askedBy: staffNamed('asker'), approvedBy: staffNamed('approver') };
    const data = { stream: excluded, from: revision, to: revision, lastHash, entries: [lastHash], ...by };
    await sendStream(store, repairStreamOf(excluded), { type: 'EventsExcluded', data });
  };
  const ask = async (reader: Reader, question: HistoryQuestion) => {
    const events: Projected<AnyEvent>[] = [];
    for await (const raw of store.readAll()) if (isKnown(raw)) events.push(verifyAlone(raw));
    const models = inMemoryReadModels(events, [historyIndex(registry.definitions)]);
    return new HistoryOfHandler(engine, models).execute(new HistoryOf(reader, question));
  };
  return { store, joined, note, view, noteBySystem, takeOver, exclude, ask };
}
