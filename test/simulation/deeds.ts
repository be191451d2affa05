import { type AnyCommand, dayIn, id, type StaffActor } from '#kernel';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { world } from '#kernel/world';
import type { Handle } from '#platform/commands';
import type { Tape } from './tape.js';

/** Of what the people of the house know records; somebody's has all that are kept of them. */
export type Kind = 'person' | 'staff' | 'template' | 'agreement' | 'visit' | 'directive';

/** What people know of somebody or something: what they were told was recorded. */
export interface Dossier {
  readonly kind: Kind;
  /** Which course it takes. */
  readonly course: number;
  /** How far it has come on it. */
  step: number;
  readonly ids: Record<string, string>;
  /** What was said last, and as which entry, by the type of its command. */
  readonly said: Record<string, Said>;
}

export interface Said {
  readonly data: Readonly<Record<string, unknown>>;
  readonly entryId: string;
}

export type Known = Dossier[];

/** What somebody looks at who is about to do something. */
export interface Around {
  readonly tape: Tape;
  readonly course: number;
  /** The id that is known by that name: of the dossier, else of another; one that nothing has if none is known. */
  readonly id: (name: string) => string;
  /** An id that whoever acts makes up, the same each time. */
  readonly made: (what: string) => string;
  /** Another dossier's id of that name, its own when there is no other. */
  readonly other: (name: string) => string;
  readonly said: (type: string) => Said | undefined;
  readonly today: string;
  readonly inDays: (days: number) => string;
  readonly at: (minutes: number) => string;
}

/** What people do by one command. */
export interface Doing {
  readonly kind: Kind;
  readonly handle: Handle;
  readonly by: (around: Around) => StaffActor;
  /** By which name the id is known that it is sent to. */
  readonly to?: string;
  /** By which name what it creates is known. */
  readonly creates?: string;
  readonly data: (around: Around) => object;
  /** After which of these it makes sense; absent, it always might. */
  readonly after?: readonly string[];
}
export type Doings = Readonly<Record<string, Doing>>;

export interface Deed {
  readonly by: StaffActor;
  readonly command: AnyCommand;
  readonly target?: string;
  readonly handle: Handle;
  /** What is known once it was recorded. */
  readonly learn: (known: Known, id: string, entryId: string) => void;
}

/** What people write in confidence, by the class it is sealed under; of identity it is their name. */
export const SECRET = 'He has changed his mind.';
export const ILLNESS = 'He has seizures again.';
export const OFFENCE = 'He carried it for his brother.';

type By = StaffActor | ((around: Around) => StaffActor);
const byOf = (by: By): Doing['by'] => (typeof by === 'function' ? by : () => by);

/** What is done about one kind of dossier by who handles these commands. */
export const doing = (kind: Kind, handle: Handle) => ({
  creates: (creates: string, by: By, data: Doing['data']): Doing => ({ kind, handle, by: byOf(by), creates, data }),
  acts: (to: string, by: By, data: Doing['data'] = () => ({}), after?: readonly string[]): Doing => ({
    ...{ kind, handle, by: byOf(by), to, data },
    ...(after && { after }),
  }),
  /** Says anew what one of these commands said. */
  corrects: (to: string, by: By, types: Corrections): Doing => ({
    ...{ kind, handle, by: byOf(by), to, after: Object.keys(types) },
    data: (around) => correcting(around, types),
  }),
  /** Says that what one of these commands said does not hold. */
  annuls: (to: string, by: By, ...types: readonly string[]): Doing => ({
    ...{ kind, handle, by: byOf(by), to, after: types },
    data: (around) => ({ of: entryOf(around, types), reasonCode: 'DID_NOT_HAPPEN' }),
  }),
});

type Corrections = Readonly<Record<string, (said: Said['data'], around: Around) => object>>;

const ZONE = 'Asia/Jakarta';
const DAY_MS = 86_400_000;
const EPISODES = 3;

export const one = <T>(tape: Tape, of: readonly T[]): T | undefined => of[tape.choose(Math.max(1, of.length))];

/** An entry of one of these types that is known; one that is not there otherwise. */
const entryOf = ({ tape, said, made }: Around, types: readonly string[]): string => {
  const known = types.flatMap((type) => said(type)?.entryId ?? []);
  return (tape.rarely(400) ? one(tape, known) : known[0]) ?? made('entry');
};

const correcting = (around: Around, types: Corrections): object => {
  const known = Object.keys(types).filter((type) => around.said(type) !== undefined);
  const type = one(around.tape, known);
  const its = type === undefined ? undefined : around.said(type);
  if (type === undefined || its === undefined) return { of: around.made('entry'), reasonCode: 'WRITTEN_WRONGLY' };
  return { of: its.entryId, reasonCode: 'WRITTEN_WRONGLY', ...types[type]?.(its.data, around) };
};

function aroundOf(known: Known, dossier: Dossier, tape: Tape): Around {
  const day = (days: number) => dayIn(ZONE, new Date(world.now() + days * DAY_MS).toISOString());
  const caseOf = ({ inmate }: Dossier['ids']) =>
    inmate === undefined ? undefined : caseIdOf(inmate, 1 + (tape.rarely(150) ? tape.choose(EPISODES) : 0));
  const its = (name: string, { ids }: Dossier) => (name === 'case' ? caseOf(ids) : ids[name]);
  const elsewhere = (name: string, some: readonly Dossier[]) => {
    const having = some.filter((one) => its(name, one) !== undefined);
    const chosen = tape.rarely(200) ? one(tape, having) : having[0];
    return chosen && its(name, chosen);
  };
  const made = (what: string) => id('simulated', what, ...Object.values(dossier.ids).slice(0, 1));
  return {
    tape,
    course: dossier.course,
    made,
    id: (name) => its(name, dossier) ?? elsewhere(name, known) ?? made('nothing'),
    other: (name) => {
      const others = known.filter((some) => some !== dossier && its(name, some) !== undefined);
      const chosen = one(tape, others) ?? dossier;
      return its(name, chosen) ?? made('nothing');
    },
    said: (type) => dossier.said[type],
    today: day(0),
    inDays: day,
    at: (minutes) => new Date(world.now() + minutes * 60_000).toISOString(),
  };
}

/** What somebody does by that command about that dossier. */
export function deedOf(
  known: Known,
  { type, doing: its }: { readonly type: string; readonly doing: Doing },
  dossier: Dossier,
  tape: Tape,
): Deed {
  const around = aroundOf(known, dossier, tape);
  const data = its.data(around);
  return {
    by: its.by(around),
    command: { type, data },
    ...(its.to !== undefined && { target: around.id(its.to) }),
    handle: its.handle,
    learn: (now, recorded, entryId) => {
      if (!now.includes(dossier)) now.push(dossier);
      if (its.creates !== undefined) dossier.ids[its.creates] = recorded;
      dossier.said[type] = { data: data as Said['data'], entryId };
    },
  };
}
