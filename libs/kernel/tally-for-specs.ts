import { Type } from '@sinclair/typebox';
import type { Aggregate, Ask, Engine } from './ask.js';
import { type Refuse, refusesBy } from './refusals.js';
import { sentences } from './sentences.js';
import { id } from './ids.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import type { HouseKeys } from './keyring.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import { RECORDING } from './occurrence.js';
import { event, type EventOf, Registry } from './registry.js';
import { anyStaff } from './staff.js';
import { person } from './given-for-specs.js';

const closed = { additionalProperties: false } as const;

export const TallyOpened = event(
  'TallyOpened',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ label: Type.String() }, closed),
);
export const Counted = event(
  'Counted',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  Type.Object(
    {
      n: Type.Integer(),
      subject: Type.Optional(Type.String()),
      finding: Type.Optional(Type.String({ seal: 'health' })),
      note: Type.Optional(Type.String({ seal: 'narrative' })),
    },
    closed,
  ),
);

export type TallyEvent = EventOf<typeof TallyOpened> | EventOf<typeof Counted>;
export type TallyCommand =
  | { type: 'Open'; data: { label: string } }
  | { type: 'Count'; data: { n: number; subject?: string; finding?: string; note?: string | undefined } }
  | { type: 'CountTwice'; data: { n: number } }
  | { type: 'Blunder'; data: { n: string } };
interface Tally {
  readonly total: number;
  readonly units: readonly string[];
}

const counted = (data: EventOf<typeof Counted>['data']): TallyEvent => ({ type: 'Counted', data });

const said = sentences({
  negative: { en: 'Nobody counts below nothing.' },
  full: { en: 'The tally is full.' },
});
const refuse: Refuse<typeof said> = refusesBy(said);

/** An aggregate for the kernel's own specs: it counts to 1000, and nothing is 0. */
export const tally: Aggregate<Tally, TallyCommand, TallyEvent> = {
  name: 'tally',
  unitsOf: ({ units }) => units,
  decider: {
    initial: { total: 0, units: [] },
    decide: {
      Open: ({ data }) => [{ type: 'TallyOpened', data }],
      Count: ({ data }, { total }) => {
        if (data.n < 0) refuse('negative');
        if (total + data.n > 1_000) refuse('full');
        return data.n === 0 ? [] : [counted(data as EventOf<typeof Counted>['data'])];
      },
      CountTwice: ({ data: { n } }) => [counted({ n }), counted({ n })],
      Blunder: ({ data }) => [counted(data as unknown as EventOf<typeof Counted>['data'])],
    },
    evolve: {
      TallyOpened: (state, { metadata }) => ({ ...state, units: [metadata.unitId] }),
      Counted: (state, { data }) => ({ ...state, total: state.total + data.n }),
    },
  },
};

export const UNIT = 'RUTAN-BANJARNEGARA';
export const somebody = person('staff-1', 'kasubsi-pelayanan', UNIT);
export const stranger = person('staff-2', 'kasubsi-pelayanan', 'RUTAN-CILACAP');

const log = id('spec', 'log');

/** The keys of the house in specs. */
export const SPEC_KEYS: HouseKeys = {
  command: { id: id('spec', 'command'), bytes: new Uint8Array(32).fill(1) },
  login: { id: id('spec', 'login'), bytes: new Uint8Array(32).fill(2) },
  lookup: { id: id('spec', 'lookup'), bytes: new Uint8Array(32).fill(3) },
};

/** An engine in memory whose clock can be set. */
export function tallyEngine<Parts extends Partial<Engine>>(parts: Parts) {
  const clock = { at: '2026-11-24T01:00:00.000Z' };
  const engine = {
    store: new InMemoryEventStore(),
    keyring: inMemoryKeyring(),
    registry: new Registry([TallyOpened, Counted]),
    staff: anyStaff,
    keys: SPEC_KEYS,
    log,
    build: '0.1.0+spec',
    zoneOf: (unitId: string) => (unitId.startsWith('RUTAN-') ? 'Asia/Jakarta' : undefined),
    now: () => new Date(clock.at),
    ...parts,
  };
  return { engine, clock };
}

/** A command on its way, by somebody, under the Idempotency-Key `key`. */
export function ask(
  command: TallyCommand,
  key: string,
  rest: Partial<Ask<TallyCommand>> & { readonly on?: string; readonly ifMatch?: number } = {},
): Ask<TallyCommand> {
  const { on, ifMatch, ...others } = rest;
  return {
    command,
    ...(on !== undefined && { target: { id: on, ...(ifMatch !== undefined && { revision: ifMatch }) } }),
    by: somebody,
    commandId: id('command', 'issuer', 'staff-1', command.type, on ?? '', key),
    body: JSON.parse(JSON.stringify(command.data)) as Ask<TallyCommand>['body'],
    context: {},
    correlationId: id('spec', 'correlation'),
    causationId: id('spec', 'causation'),
    ...others,
  };
}
