import { isDeepStrictEqual } from 'node:util';
import type { Ask } from './ask.js';
import type { AnyCommand, AnyEvent, Asker, Recording } from './decider.js';
import { type Annulment, cited, type Entries, type Entry, mustNotBeAuthor } from './entries.js';
import { nameOf, staffOf } from './envelope.js';
import { Refusal } from './errors.js';
import { refuse } from './refusals.js';
import type { JsonObject } from './json.js';
import { without } from './kept-entries.js';
import { hear } from './objections.js';
import type { Again, AgainFacts, CorrectCommand, Redeciding, RedecidingOf } from './redeciding.js';
import { dayIn } from './time.js';

type Rules = Readonly<Partial<Record<string, (command: never, record: never) => readonly AnyEvent[]>>>;
type Walk<State, Event extends AnyEvent, Result> = Generator<Again<State, Event>, Result, object | undefined>;
interface Folds<State, Event extends AnyEvent> {
  readonly initial: Entries<State, Event>;
  readonly recorded: (record: Entries<State, Event>, event: Event & Recording) => Entries<State, Event>;
  readonly annulled: (record: Entries<State, Event>, annulment: Annulment) => Entries<State, Event>;
}

/**
 * Corrections and annulments of a record whose entries are folded by `folds` and made by `rules`: the entry's own command is decided again
 * as if that had been its input, on what went before; then each later entry is decided with the change and without, and one that would have come
 * out otherwise refuses the change, `entry-in-use`. `stands` says what the record amounts to after either, where others react to that.
 */
export function correctionsOf<State, Command extends AnyCommand, Event extends AnyEvent, const Name extends string>(
  name: Name,
  folds: Folds<State, Event>,
  rules: Rules,
  redeciding: Redeciding<State, Command, Event>,
  stands: Partial<Record<'corrected' | 'annulled', (after: State, cited: Event, now: State) => object>> = {},
) {
  type Of = Entries<State, Event>;
  type Stored = Entry<Event>;
  const how = (entry: Stored) => redeciding[entry.type as Event['type']] as RedecidingOf<State, Command, AnyEvent>;

  function* decideAgain(entry: Stored, input: object, record: Of, asker: Asker): Walk<State, Event, Decision> {
    const { by } = how(entry);
    const command = { type: typeof by === 'string' ? by : by(record.now, entry.data), data: input };
    const facts = yield { command, record, asker };
    if (facts instanceof Refusal)
      return () => {
        throw facts;
      };
    const rule = rules[command.type] as unknown as (command: object, record: Of) => readonly AnyEvent[];
    return () => rule({ ...command, ...(facts && { facts }), ...asker }, record);
  }

  const inputOf = (entry: Stored, before: State): object => {
    const { kept, corrected, input } = how(entry);
    return picked(input?.(entry.data, before) ?? entry.data, [...kept, ...(corrected?.fields ?? [])]);
  };

  /** The record as it is then changed. Throws `entry-in-use` when a later entry would have come out otherwise than it did. */
  function* mustStand(later: readonly Stored[], before: Of, changed: Of): Walk<State, Event, Of> {
    for (const entry of later) {
      if (how(entry).stands !== true) yield* mustComeOutAlike(entry, before, changed);
      before = folds.recorded(before, entry);
      changed = folds.recorded(changed, entry);
    }
    return changed;
  }

  function* mustComeOutAlike(entry: Stored, before: Of, changed: Of): Walk<State, Event, void> {
    const { recordedAt, zone } = entry.metadata;
    const asker = { ...authorOf(entry), at: recordedAt, today: dayIn(zone, recordedAt) };
    const repeats = how(entry).repeats ?? [];
    const was = outcomeOf(yield* decideAgain(entry, inputOf(entry, before.now), before, asker), repeats);
    const would = outcomeOf(yield* decideAgain(entry, inputOf(entry, before.now), changed, asker), repeats);
    if (!isDeepStrictEqual(was, would) && !saysNothing(was) && !saysNothing(would)) {
      refuse('entry-in-use', {}, [`${entry.type} ${entry.id}`]);
    }
  }

  function* correct({ data }: CorrectCommand, asker: Asker, record: Of): Walk<State, Event, object> {
    const entry = cited(record, data.of);
    const { kept, corrected: ofIt, retained = [], forgives = [], as, mayChange } = how(entry);
    mayChange?.(record.now, asker.by);
    const { before, later } = around(record, entry);
    const input = inputOf(entry, before.now);
    const anew = { ...picked(input, kept), ...correctedInput(entry.type, data, how(entry), redeciding) };
    ofIt?.may?.(record.now);
    const { at, today, by, is } = asker;
    const author = { at, today, ...(as === 'CORRECTOR' ? { by, is } : authorOf(entry)) };
    const asItStands = hear('ALL', yield* decideAgain(entry, input, before, author));
    const decided = hear(
      new Set([...asItStands.heard, ...forgives]),
      yield* decideAgain(entry, anew, before, author),
    ).outcome();
    const [event] = decided;
    if (event === undefined) return refuse('entry-says-nothing', { entryId: entry.id });
    if (decided.length !== 1 || event.type !== entry.type)
      return refuse('entry-of-other-type', { entryType: entry.type, as: ofIt?.as ?? '' });
    const corrected = { ...without(event.data as JsonObject, ...retained), ...picked(entry.data, retained) };
    const change = folds.recorded(before, { ...entry, data: corrected });
    const { now } = yield* mustStand(later, folds.recorded(before, entry), change);
    return {
      entryType: event.type,
      entry: corrected,
      ...(stands.corrected && { stands: stands.corrected(now, { ...entry, data: corrected }, record.now) }),
    };
  }

  function* annul({ data }: CorrectCommand, asker: Asker, record: Of): Walk<State, Event, object> {
    const entry = cited(record, data.of);
    how(entry).mayChange?.(record.now, asker.by);
    how(entry).mayAnnul?.(record.now);
    mustNotBeAuthor(entry, asker);
    const { before, later } = around(record, entry);
    const asItIs = folds.recorded(before, entry);
    const annulment = { data: { of: entry.id }, metadata: { on: asker.today } };
    const { now } = yield* mustStand(later, asItIs, folds.annulled(asItIs, annulment));
    return stands.annulled ? { stands: stands.annulled(now, entry, record.now) } : {};
  }

  function around(record: Of, entry: Stored) {
    const at = record.valid.indexOf(entry);
    const before = record.valid.slice(0, at).reduce(folds.recorded, folds.initial);
    return { before, later: record.valid.slice(at + 1) };
  }

  const ofBoth = {
    [`Correct${name}Entry`]: ({ facts, ...command }: Given, record: Of) => {
      const { of, reasonCode } = command.data;
      const change = walked(correct(command, command, withOpened(record, facts)), facts);
      return [{ type: `${name}EntryCorrected`, data: { of, reasonCode, ...change } }];
    },
    [`Annul${name}Entry`]: ({ facts, ...command }: Given, record: Of) => {
      const change = walked(annul(command, command, withOpened(record, facts)), facts);
      return [{ type: `${name}EntryAnnulled`, data: { ...command.data, approvedBy: staffOf(command.by), ...change } }];
    },
  };

  const again =
    (walk: typeof correct, readers: object, open?: Open) =>
    async (command: CorrectCommand & Asker, record: Of, ask: Ask): Promise<AgainFacts> => {
      const opened = open && { opened: await open(record.valid.map(({ data }) => data)) };
      const again: (object | undefined)[] = [];
      const walking = walk(command, command, withOpened(record, { again, ...opened }));
      let step = walking.next();
      for (; step.done !== true; step = walking.next(again.at(-1))) {
        const { command: found, record: then, asker } = step.value;
        const read = (readers as Readonly<Partial<Record<string, AnyReader>>>)[found.type];
        again.push(await factsOrRefusal(read?.({ ...found, ...asker }, then, ask)));
      }
      return { again, ...opened, decided: step.value };
    };

  return {
    /** The rules of the two commands. */
    rules: ofBoth as CorrectingRules<Name, State, Event>,
    /**
     * The readers of facts, and with them those of the two commands: they ask each about what is decided again. `open` opens the seals of
     * what entries say, where rules decide by what is sealed.
     */
    withFacts: <Readers extends object>(readers: Readers, open?: Open) =>
      ({
        ...readers,
        [`Correct${name}Entry`]: again(correct, readers, open),
        [`Annul${name}Entry`]: again(annul, readers, open),
      }) as Readers & Readonly<Record<`Correct${Name}Entry` | `Annul${Name}Entry`, ReturnType<typeof again>>>,
  };
}

type Decision = () => readonly AnyEvent[];
type Open = (data: readonly object[]) => Promise<readonly object[]>;
type AnyReader = (command: AnyCommand & Asker, record: object, ask: Ask) => Promise<object>;
type Given = CorrectCommand & { readonly facts: AgainFacts } & Asker;
type Deciding<State, Event extends AnyEvent, Type extends string> = (
  command: Given,
  record: Entries<State, Event>,
) => readonly { readonly type: Type; readonly data: never }[];
type CorrectingRules<Name extends string, State, Event extends AnyEvent> = Readonly<
  Record<`Correct${Name}Entry`, Deciding<State, Event, `${Name}EntryCorrected`>> &
    Record<`Annul${Name}Entry`, Deciding<State, Event, `${Name}EntryAnnulled`>>
>;

/** What a reader reads of a record, or that it refuses to: so does then what is decided again. */
async function factsOrRefusal(reading: Promise<object> | undefined): Promise<object | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const withOpened = <State, Event extends AnyEvent>(record: Entries<State, Event>, { opened }: AgainFacts) =>
  opened === undefined
    ? record
    : { ...record, valid: record.valid.map((entry, index) => ({ ...entry, data: opened[index] ?? entry.data })) };

function walked(walk: Generator<unknown, object, object | undefined>, { again, decided }: AgainFacts): object {
  if (decided !== undefined) return decided;
  let step = walk.next();
  for (let n = 0; step.done !== true; n += 1) step = walk.next(again[n]);
  return step.value;
}

/** What the correction says of the entry, under the one member that is of its type. */
function correctedInput(
  entryType: string,
  data: object,
  { corrected }: { readonly corrected?: { readonly as: string } },
  redeciding: object,
): object {
  if (corrected === undefined) {
    return refuse('entry-not-correctable', { entryType });
  }
  const members = Object.values(redeciding as Record<string, { readonly corrected?: { readonly as: string } }>);
  const names = new Set(members.flatMap((one) => one.corrected?.as ?? []));
  const given = [...names].filter((one) => (data as Record<string, unknown>)[one] !== undefined);
  if (given.length !== 1) {
    refuse('one-entry-at-a-time', { as: corrected.as, given: given.length === 0 ? '-' : given });
  }
  if (given[0] !== corrected.as) refuse('entry-of-other-type', { entryType, as: corrected.as });
  return (data as Record<string, object>)[corrected.as] ?? {};
}

/** What became of a decision, to be compared: events without what they cite or repeat, or why not; and what was objected to. */
function outcomeOf(decide: Decision, repeats: readonly string[]) {
  const left = ['basis', ...repeats];
  const { heard, outcome } = hear('ALL', decide);
  try {
    return { heard, events: outcome().map(({ type, data }) => ({ type, data: without(data as JsonObject, ...left) })) };
  } catch (error) {
    if (error instanceof Refusal) return { heard, refusal: error.code, problems: error.problems };
    throw error;
  }
}

/** What is recorded already does no harm where it would not have been needed. */
const saysNothing = ({ events }: ReturnType<typeof outcomeOf>): boolean => events?.length === 0;

/** Who recorded the entry, as its rule asks for them. */
const authorOf = ({ metadata: { actor } }: Pick<Recording, 'metadata'>): Pick<Asker, 'by' | 'is'> => ({
  by: actor,
  is: (staffId) => actor.kind !== 'SYSTEM' && staffId === nameOf(actor),
});

const picked = (data: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
