import { isDeepStrictEqual } from 'node:util';
import type { Ask } from './ask.js';
import type { CorrectionData } from './corrections.js';
import type { AnyCommand, AnyEvent, Asker, Recording } from './decider.js';
import { cited, type Entries, type Entry, mustNotBeAuthor } from './entries.js';
import { nameOf, staffOf } from './envelope.js';
import { Refusal, refuse } from './errors.js';
import { hear } from './objections.js';
import { dayIn } from './time.js';

/** How the entries of each type came to be told, and what of them may be said anew (D12). */
export type Retelling<State, Command extends AnyCommand, Event extends AnyEvent> = {
  readonly [Type in Event['type']]: RetellingOf<State, Command, Extract<Event, { type: Type }>>;
};

interface RetellingOf<State, Command extends AnyCommand, Event extends AnyEvent> {
  /** The command that makes it. */
  readonly by: Command['type'];
  /** Of its data, what the command was told and nobody says anew. */
  readonly kept: readonly (keyof Event['data'] & string)[];
  /** Of its data, what a correction says anew, and under which member; absent when such an entry is annulled and told anew instead. */
  readonly said?: {
    readonly as: string;
    readonly fields: readonly (keyof Event['data'] & string)[];
    /** Refuses when such an entry may only be annulled as things are. */
    readonly may?: (now: State) => void;
  };
  /** Refuses whoever may neither correct nor annul it. */
  readonly mayChange?: (now: State, by: Asker['by']) => void;
}

/** A command that has to be decided again, and the record that it then finds: what its facts are asked about. */
export interface Again<State, Event extends AnyEvent> {
  readonly command: AnyCommand;
  readonly record: Entries<State, Event>;
}

/** The facts of what is decided again, in the order in which it is; none where a command needs none. */
export interface AgainFacts {
  readonly again: readonly (object | undefined)[];
}

export interface CorrectCommand {
  readonly data: { readonly of: string; readonly reasonCode: string };
}

type Rules = Readonly<Partial<Record<string, (command: never, record: never) => readonly AnyEvent[]>>>;
type Walk<State, Event extends AnyEvent, Result> = Generator<Again<State, Event>, Result, object | undefined>;
interface Folds<State, Event extends AnyEvent> {
  readonly initial: Entries<State, Event>;
  readonly told: (record: Entries<State, Event>, event: Event & Recording) => Entries<State, Event>;
}

/**
 * Corrections and annulments of a record whose entries are folded by `folds` and made by `rules`: the entry's own command is decided again
 * as if it had been told so, on what went before; then each later entry is decided with the change and without, and one that would have come
 * out otherwise refuses the change, `entry-in-use`. Every decision whose command may need facts asks for them.
 */
export function correctionsOf<State, Command extends AnyCommand, Event extends AnyEvent, const Name extends string>(
  name: Name,
  folds: Folds<State, Event>,
  rules: Rules,
  retelling: Retelling<State, Command, Event>,
) {
  type Of = Entries<State, Event>;
  type Stored = Entry<Event>;
  const how = (entry: Stored) => retelling[entry.type as Event['type']] as RetellingOf<State, Command, AnyEvent>;

  function* decideAgain(
    entry: Stored,
    data: object,
    record: Of,
    at: Pick<Asker, 'at' | 'today'>,
  ): Walk<State, Event, () => readonly AnyEvent[]> {
    const command = { type: how(entry).by, data };
    const facts = yield { command, record };
    const rule = rules[command.type] as unknown as (command: object, record: Of) => readonly AnyEvent[];
    return () => rule({ ...command, ...(facts && { facts }), ...askerOf(entry), ...at }, record);
  }

  const toldOf = (entry: Stored): object => {
    const { kept, said } = how(entry);
    return picked(entry.data, [...kept, ...(said?.fields ?? [])]);
  };

  /** Throws `entry-in-use` when a later entry would have come out otherwise had the record been `changed` and not `before`. */
  function* mustStand(later: readonly Stored[], before: Of, changed: Of): Walk<State, Event, void> {
    for (const entry of later) {
      const at = { at: entry.metadata.recordedAt, today: dayIn(entry.metadata.zone, entry.metadata.recordedAt) };
      const was = outcomeOf(yield* decideAgain(entry, toldOf(entry), before, at));
      const would = outcomeOf(yield* decideAgain(entry, toldOf(entry), changed, at));
      if (!isDeepStrictEqual(was, would)) {
        refuse('entry-in-use', 'A later entry rests on this one: annul or correct that first.', 'D12', [
          `${entry.type} ${entry.id}`,
        ]);
      }
      before = folds.told(before, entry);
      changed = folds.told(changed, entry);
    }
  }

  function* correct(
    { data }: CorrectCommand,
    asker: Asker,
    record: Of,
  ): Walk<State, Event, Pick<CorrectionData, 'entryType' | 'entry'>> {
    const entry = cited(record, data.of);
    how(entry).mayChange?.(record.now, asker.by);
    const anew = { ...picked(entry.data, how(entry).kept), ...saidAnew(data, how(entry), retelling) };
    how(entry).said?.may?.(record.now);
    const { before, later } = around(record, entry);
    const { at, today } = asker;
    const asItStands = hear('ALL', yield* decideAgain(entry, toldOf(entry), before, { at, today }));
    const decided = hear(new Set(asItStands.heard), yield* decideAgain(entry, anew, before, { at, today })).outcome();
    const [event] = decided;
    if (event === undefined) return refuse('entry-says-nothing', 'So it would say nothing: annul it instead.', 'D12');
    if (decided.length !== 1 || event.type !== entry.type) return refuse('entry-of-other-type', OTHER_TYPE, 'D12');
    const corrected = { ...entry, data: event.data } as Stored;
    yield* mustStand(later, folds.told(before, entry), folds.told(before, corrected));
    return { entryType: event.type, entry: event.data };
  }

  function* annul({ data }: CorrectCommand, asker: Asker, record: Of): Walk<State, Event, void> {
    const entry = cited(record, data.of);
    how(entry).mayChange?.(record.now, asker.by);
    mustNotBeAuthor(entry, asker);
    const { before, later } = around(record, entry);
    yield* mustStand(later, folds.told(before, entry), before);
  }

  function around(record: Of, entry: Stored) {
    const at = record.valid.indexOf(entry);
    const before = record.valid.slice(0, at).reduce(folds.told, folds.initial);
    return { before, later: record.valid.slice(at + 1) };
  }

  const ofBoth = {
    [`Correct${name}Entry`]: ({ facts, ...command }: Given, record: Of) => {
      const { of, reasonCode } = command.data;
      return [
        {
          type: `${name}EntryCorrected`,
          data: { of, reasonCode, ...walked(correct(command, command, record), facts) },
        },
      ];
    },
    [`Annul${name}Entry`]: ({ facts, ...command }: Given, record: Of) => {
      walked(annul(command, command, record), facts);
      return [{ type: `${name}EntryAnnulled`, data: { ...command.data, approvedBy: staffOf(command.by) } }];
    },
  };

  const again =
    (walk: (command: CorrectCommand, asker: Asker, record: Of) => Walk<State, Event, unknown>, readers: object) =>
    async (command: CorrectCommand & Asker, record: Of, ask: Ask<AnyCommand>): Promise<AgainFacts> => {
      const walking = walk(command, command, record);
      const facts: (object | undefined)[] = [];
      for (let step = walking.next(); step.done !== true; step = walking.next(facts.at(-1))) {
        const found = step.value;
        const read = (readers as Readonly<Partial<Record<string, AnyReader>>>)[found.command.type];
        facts.push(await read?.({ ...command, ...found.command }, found.record, ask));
      }
      return { again: facts };
    };

  return {
    /** The rules of the two commands. */
    rules: ofBoth as CorrectingRules<Name, State, Event>,
    /** The readers of facts, and with them those of the two commands: they ask each about what is decided again. */
    withFacts: <Readers extends object>(readers: Readers) =>
      ({
        ...readers,
        [`Correct${name}Entry`]: again(correct, readers),
        [`Annul${name}Entry`]: again(annul, readers),
      }) as Readers & Readonly<Record<`Correct${Name}Entry` | `Annul${Name}Entry`, ReturnType<typeof again>>>,
  };
}

type AnyReader = (command: AnyCommand, record: object, ask: Ask<AnyCommand>) => Promise<object>;
type Given = CorrectCommand & { readonly facts: AgainFacts } & Asker;
type CorrectingRules<Name extends string, State, Event extends AnyEvent> = Readonly<
  Record<
    `Correct${Name}Entry`,
    (
      command: Given,
      record: Entries<State, Event>,
    ) => readonly { readonly type: `${Name}EntryCorrected`; readonly data: never }[]
  >
> &
  Readonly<
    Record<
      `Annul${Name}Entry`,
      (
        command: Given,
        record: Entries<State, Event>,
      ) => readonly { readonly type: `${Name}EntryAnnulled`; readonly data: never }[]
    >
  >;

function walked<Result>(walk: Generator<unknown, Result, object | undefined>, { again }: AgainFacts): Result {
  let step = walk.next();
  for (let n = 0; step.done !== true; n += 1) step = walk.next(again[n]);
  return step.value;
}

const OTHER_TYPE = 'The correction does not fit the entry that it cites.';

/** What the correction says of the entry, under the one member that is of its type. */
function saidAnew(data: object, { said }: { readonly said?: { readonly as: string } }, retelling: object): object {
  if (said === undefined)
    return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  const members = Object.values(retelling as Record<string, { readonly said?: { readonly as: string } }>).flatMap(
    (one) => one.said?.as ?? [],
  );
  const given = [...new Set(members)].filter((name) => (data as Record<string, unknown>)[name] !== undefined);
  if (given.length !== 1)
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  if (given[0] !== said.as) refuse('entry-of-other-type', OTHER_TYPE, 'D12');
  return (data as Record<string, object>)[said.as] ?? {};
}

/** What became of a decision, to be compared: events without what they cite, or why not; and what was objected to. */
function outcomeOf(decide: () => readonly AnyEvent[]) {
  const { heard, outcome } = hear('ALL', decide);
  try {
    return { heard, events: outcome().map(({ type, data }) => ({ type, data: { ...data, basis: undefined } })) };
  } catch (error) {
    if (error instanceof Refusal) return { heard, refusal: error.code, problems: error.problems };
    throw error;
  }
}

/** Who told the entry, as its rule asks for them. */
const askerOf = ({ metadata: { actor } }: Pick<Recording, 'metadata'>): Pick<Asker, 'by' | 'is'> => ({
  by: actor,
  is: (staffId) => actor.kind !== 'SYSTEM' && staffId === nameOf(actor),
});

const picked = (data: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
