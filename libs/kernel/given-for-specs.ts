import type { TObject } from '@sinclair/typebox';
import type { AnyCommand, AnyEvent, Asker, Decider, Recording } from './decider.js';
import { decide, evolve } from './decider.js';
import type { Actor, Metadata, StaffActor } from './envelope.js';
import { GENESIS } from './chain.js';
import { Refusal } from './errors.js';
import { exampleOfMember } from './example-for-specs.js';
import { id } from './ids.js';
import type { EventDefinition } from './registry.js';

/** An event of a spec's history: who recorded it matters to four-eyes rules; the rest of the envelope is filled in. */
export type Given<E extends AnyEvent> = E & { readonly by?: Actor; readonly id?: string };

/** The event as a fold receives it in specs: recorded at `revision` by its `by`. */
export function recorded<E extends AnyEvent>(event: Given<E>, revision: number): E & Recording {
  const by = event.by ?? SOMEBODY;
  return { ...event, id: event.id ?? id('spec', event.type, revision), revision, metadata: { ...ENVELOPE, actor: by } };
}

type OfType<E extends AnyEvent, T> = string extends E['type'] ? E : Extract<E, { type: T }>;
interface Whose {
  readonly by?: Actor;
  readonly id?: string;
}

/**
 * Makes events of a spec's history. What a type must say and the spec does not comes from `usual` where that names it, is who recorded it
 * where its name ends so, and else an example of its schema.
 */
export const pastOf =
  <E extends AnyEvent>(definitions: readonly EventDefinition[], usual: object = {}) =>
  <T extends E['type']>(whose: Whose, type: T, data: Partial<OfType<E, T>['data']> = {}): Given<OfType<E, T>> => {
    const { properties, required = [] } = definitions.find((one) => one.type === type)?.plain as unknown as TObject;
    const { by = SOMEBODY } = whose;
    const usually = Object.entries<unknown>({ ...usual }).filter(([name]) => required.includes(name));
    const examples = required.flatMap((name): (readonly [string, unknown])[] => {
      const schema = properties[name];
      if (name in data || name in usual || schema === undefined) return [];
      return [[name, name.endsWith('By') && by.kind !== 'SYSTEM' ? by.staffId : exampleOfMember(schema, name)]];
    });
    return {
      ...whose,
      type,
      data: { ...Object.fromEntries([...examples, ...usually]), ...data },
    } as unknown as Given<OfType<E, T>>;
  };

/**
 * The reading order of a decider's specs: `given(events).when(command, asker).then(events)` or `.thenRefuses(code)`.
 * The asker defaults to somebody of RUTAN-BANJARNEGARA on 16 December 2024.
 */
export const specify =
  <S, C extends AnyCommand, E extends AnyEvent>(decider: Decider<S, C, E>) =>
  (...events: readonly Given<E>[]) => {
    const state = events.reduce(
      (folded, event, revision) => evolve(decider, folded, recorded<E>(event, revision)),
      decider.initial,
    );
    return {
      state,
      when: (command: C, asker: Partial<Asker> = {}) => {
        const { refused, ...outcome } = attempt(() => decide(decider, { ...command, ...askerFor(asker) }, state));
        return {
          outcome,
          refused,
          then: (...expected: readonly E[]) => {
            expect(outcome).toEqual({ events: expected });
          },
          thenRefuses: (code: string) => {
            expect(outcome).toEqual({ refusal: code });
          },
          thenSays: (sentence: string) => {
            expect(refused?.message).toBe(sentence);
          },
        };
      },
    };
  };

/** The day on which an event says that it happened, where its type has one. */
export function dayOf(definitions: readonly EventDefinition[], type: string, data: object): string | undefined {
  const moment = definitions.find((one) => one.type === type)?.moment;
  return moment?.kind === 'DAY' ? (data as Readonly<Record<string, string>>)[moment.day] : undefined;
}

/** The ids of entries that a spec calls by names. */
export const idsOf = <const Name extends string>(...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, id('spec', 'entry', name)])) as Readonly<Record<Name, string>>;

/** The staff id of somebody whom a spec calls by a name. */
export const staffNamed = (name: string): string => id('staff', 'spec', name);

/** Somebody of the staff whom a spec calls by a name. */
export const person = (name: string, role: string, unitId: string): StaffActor => ({
  kind: 'USER',
  staffId: staffNamed(name),
  role,
  unitId,
});

const SOMEBODY = person('staff-1', 'kasubsi-pelayanan', 'RUTAN-BANJARNEGARA');
const ASKER = { by: SOMEBODY, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16' };

function askerFor(asker: Partial<Asker>): Asker {
  const by = asker.by ?? SOMEBODY;
  return { ...ASKER, is: (staffId) => by.kind !== 'SYSTEM' && by.staffId === staffId, ...asker };
}

const NIL = '00000000-0000-0000-0000-000000000000';
const ENVELOPE: Metadata = {
  env: 1,
  v: 1,
  log: NIL,
  recordedAt: ASKER.at,
  occurredAt: ASKER.at,
  on: ASKER.today,
  zone: 'Asia/Jakarta',
  actor: SOMEBODY,
  unitId: SOMEBODY.unitId,
  about: [],
  command: { id: NIL, mac: GENESIS, macKey: NIL, attempt: NIL },
  $correlationId: NIL,
  $causationId: NIL,
  source: 'API',
  legalBasis: 'PUBLIC_TASK',
  build: 'spec',
  prevHash: GENESIS,
  hash: GENESIS,
};

type Outcome<E> = { readonly events: readonly E[] } | { readonly refusal: string };

function attempt<E>(decideNow: () => readonly E[]): Outcome<E> & { readonly refused?: Refusal } {
  try {
    return { events: decideNow() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.code, refused: error };
    throw error;
  }
}
