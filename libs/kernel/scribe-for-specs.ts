import type { Aggregate, Ask, Context, Engine } from './ask.js';
import { verifyStream } from './chain.js';
import type { AnyEvent } from './decider.js';
import type { RecordedEvent } from './envelope.js';
import { person } from './given-for-specs.js';
import { send } from './handle.js';
import { id, uuidOf } from './ids.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import { type EventDefinition, Registry } from './registry.js';
import { anyStaff } from './staff.js';
import { SPEC_KEYS } from './tally-for-specs.js';

type Say = { readonly type: 'Say'; readonly data: AnyEvent; readonly facts?: object };

/** How something is said: of which unit, to which record, and whatever else an ask has. */
export type Saying = Partial<Omit<Ask<never>, 'command' | 'context'>> & {
  readonly facts?: object;
  readonly on?: string;
  readonly unit?: string;
};

/** What is written to: the prefix of its streams, the units whose people may act there, whether it is of the house. */
export type Book = Partial<{ readonly name: string; readonly units: readonly string[]; readonly ofTheHouse: boolean }>;

/** An engine in memory, and an aggregate that records any event of these types, whatever its rules would say. */
export function scribe(
  definitions: readonly EventDefinition[],
  parts: Partial<Engine> = {},
  { name = 'tally', units = ['RUTAN-BANJARNEGARA', ...Object.keys(ZONES)], ofTheHouse = false }: Book = {},
) {
  const clock = { at: '2026-11-24T01:00:00.000Z' };
  const engine: Engine = {
    store: new InMemoryEventStore(),
    keyring: inMemoryKeyring(),
    registry: new Registry(definitions),
    staff: anyStaff,
    keys: SPEC_KEYS,
    log: id('spec', 'log'),
    build: 'spec',
    zoneOf: (unit) => ZONES[unit] ?? 'Asia/Jakarta',
    now: () => new Date(clock.at),
    ...parts,
  };
  const aggregate: Aggregate<null, Say, AnyEvent> = {
    name,
    unitsOf: () => units,
    ...(ofTheHouse && { ofTheHouse }),
    decider: {
      initial: null,
      decide: { Say: ({ data }) => [data] },
      evolve: Object.fromEntries(definitions.map(({ type }) => [type, () => null])),
    },
  };
  let count = 0;
  return {
    engine,
    clock,
    say: async (event: AnyEvent, context: Context = {}, saying: Saying = {}): Promise<RecordedEvent> => {
      const { facts, on, unit = 'RUTAN-BANJARNEGARA', ...rest } = saying;
      count += 1;
      const receipt = await send(engine, aggregate, {
        command: { type: 'Say', data: event, ...(facts && { facts }) },
        ...(on === undefined ? {} : { target: { id: on } }),
        by: person('staff-1', 'kasubsi-pelayanan', unit),
        commandId: id('command', count),
        body: JSON.parse(JSON.stringify(event.data)) as Ask<never>['body'],
        context,
        correlationId: id('spec'),
        causationId: id('spec'),
        ...rest,
      });
      const last = verifyStream(await engine.store.read(`${name}-${receipt.id}`)).at(-1);
      if (last === undefined) throw new Error('It was told.');
      return last;
    },
  };
}

/** The zones of units that are not in Western Indonesian Time. */
const ZONES: Readonly<Record<string, string>> = {
  'RUTAN-MAKASSAR': 'Asia/Makassar',
  'RUTAN-JAYAPURA': 'Asia/Jayapura',
};

/** The uuid of the record that an event is of. */
export const recordOf = ({ stream }: RecordedEvent): string => uuidOf(stream);
