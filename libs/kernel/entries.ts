import { type CorrectionData, isAnnulment, isCorrection } from './corrections.js';
import type { AnyEvent, Asker, Decider, Recording } from './decider.js';
import type { Actor } from './envelope.js';
import { refuse } from './refusals.js';
import { without } from './kept-entries.js';
import { happened } from './occurrence.js';

/** One thing that was recorded, as it is known now. Its authors are who recorded and who corrected it. */
export type Entry<E extends AnyEvent> = E & Recording & { readonly authors: readonly string[] };

/** A record whose entries people correct and annul (D12): what the valid entries amount to, and those entries. */
export interface Entries<State, E extends AnyEvent> {
  readonly now: State;
  readonly valid: readonly Entry<E>[];
  readonly annulled: readonly (Pick<Annulled, 'annulledOn'> & { readonly entryId: string })[];
}

/** What a record is of which no valid entry makes anything any more, and since which day. */
export interface Annulled {
  readonly status: 'annulled';
  readonly annulledOn: string;
}

type Correction = { readonly type: string; readonly data: CorrectionData } & Recording;

/** What a record's fold asks of an annulment: which entry, and the business day. */
export interface Annulment {
  readonly data: { readonly of: string };
  readonly metadata: { readonly on: string };
}

/** Events whose data have fields: what they say has to go into the state. */
type WithFields<E extends AnyEvent> = E extends AnyEvent ? (keyof E['data'] extends never ? never : E) : never;
/** What each event does to a state; one that says nothing but its type may change nothing. */
export type Folds<State, E extends AnyEvent> = Decider<State, never, WithFields<E>>['evolve'] &
  Partial<Decider<State, never, E>['evolve']>;

/**
 * How a record's state follows its entries: each new entry is folded on, a corrected or annulled one means folding all valid
 * entries anew. `emptied` says what is left of the state when no valid entry makes one any more, and since which day.
 */
export function entriesOf<State, E extends AnyEvent>(
  initial: State,
  folds: Folds<State, E>,
  emptied: (state: State, annulledOn: string) => State,
) {
  const foldOf = folds as Readonly<Partial<Record<string, (state: State, event: never) => State>>>;
  const fold = (state: State, event: E & Recording): State => foldOf[event.type]?.(state, event as never) ?? state;
  const folded = (record: Entries<State, E>, valid: readonly Entry<E>[], nothing: State): Entries<State, E> => {
    const now = valid.reduce(fold, initial);
    return { ...record, valid, now: now === initial ? nothing : now };
  };
  const record: Entries<State, E> = { now: initial, valid: [], annulled: [] };

  const recorded = (record: Entries<State, E>, event: E & Recording): Entries<State, E> => ({
    ...record,
    now: fold(record.now, event),
    valid: [...record.valid, { ...event, authors: authorsOf(event.metadata.actor) }],
  });

  const corrected = (record: Entries<State, E>, correction: Correction): Entries<State, E> =>
    folded(
      record,
      record.valid.map((entry) =>
        entry.id === correction.data.of
          ? {
              ...asCorrected(entry, correction),
              authors: [...entry.authors, ...authorsOf(correction.metadata.actor)],
            }
          : entry,
      ),
      record.now,
    );

  const annulled = (record: Entries<State, E>, { data: { of }, metadata: { on } }: Annulment): Entries<State, E> => ({
    ...folded(
      record,
      record.valid.filter(({ id }) => id !== of),
      emptied(record.now, on),
    ),
    annulled: [...record.annulled, { entryId: of, annulledOn: on }],
  });

  /** How events of these types are folded: entries, their corrections and their annulments. */
  const evolve = <const T extends string>(events: readonly { readonly type: T }[]) =>
    Object.fromEntries(
      events.map((event) => [event.type, isCorrection(event) ? corrected : isAnnulment(event) ? annulled : recorded]),
    ) as {
      readonly [K in T]: K extends E['type']
        ? typeof recorded
        : K extends `${string}Corrected`
          ? typeof corrected
          : typeof annulled;
    };

  return {
    initial: record,
    recorded,
    corrected,
    annulled,
    evolve,
    /** The decider of a record that decides so and consists of events of these types. */
    decider: <const T extends string, Decide>(events: readonly { readonly type: T }[], decide: Decide) => ({
      initial: record,
      decide,
      evolve: evolve(events),
    }),
  };
}

/** The valid entry that a correction or an annulment cites. Throws `Refusal`. */
export function cited<State, E extends AnyEvent>({ valid, annulled }: Entries<State, E>, of: string): Entry<E> {
  const gone = annulled.find(({ entryId }) => entryId === of);
  if (gone !== undefined) refuse('entry-annulled', { ...gone });
  return valid.find(({ id }) => id === of) ?? refuse('unknown-entry', { entryId: of });
}

/** Refuses to let an author approve that the own entry is annulled. */
export function mustNotBeAuthor({ authors }: Pick<Entry<AnyEvent>, 'authors'>, { is }: Pick<Asker, 'is'>): void {
  if (authors.some(is)) {
    refuse('approver-is-author');
  }
}

/** The staff id of an author; the system is none. */
export const authorsOf = (actor: Actor): readonly string[] => (actor.kind === 'SYSTEM' ? [] : [actor.staffId]);

type Listed = AnyEvent & Pick<Recording, 'id' | 'metadata'>;

/** The entries of a record that hold now, as they are known now, oldest first; corrections and annulments are applied, not listed. */
export const validEntries = <E extends Listed>(events: readonly E[]): readonly E[] =>
  events.reduce<readonly E[]>((valid, event) => {
    if (isAnnulment(event)) return valid.filter(({ id }) => id !== event.data.of);
    if (!isCorrection(event)) return [...valid, event];
    return valid.map((entry) => (entry.id === event.data.of ? asCorrected(entry, event) : entry));
  }, []);

/** The entry as the correction says it: its data, and when it happened. */
function asCorrected<E extends Listed>(entry: E, correction: Listed & { readonly data: CorrectionData }): E {
  const metadata = without(entry.metadata, 'occurredAt');
  return { ...entry, data: correction.data.entry, metadata: { ...metadata, ...happened(correction) } };
}
