import { type CorrectionData, isAnnulment, isCorrection } from './corrections.js';
import { type AnyEvent, type Asker, type Decider, evolve, type Recording } from './decider.js';
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
  readonly annulled: readonly string[];
}

type Correction = { readonly type: string; readonly data: CorrectionData } & Recording;

interface Annulment {
  readonly data: { readonly of: string };
}

/**
 * How a record's state follows its entries: each new entry is folded on, a corrected or annulled one means folding all valid
 * entries anew. `emptied` says what is left when the last entry was annulled.
 */
export function entriesOf<State, E extends AnyEvent>(
  initial: State,
  folds: Decider<State, never, E>['evolve'],
  emptied: (state: State) => State,
) {
  const decider = { initial, decide: {}, evolve: folds };
  const folded = (record: Entries<State, E>, valid: readonly Entry<E>[]): Entries<State, E> => ({
    ...record,
    valid,
    now:
      valid.length === 0
        ? emptied(record.now)
        : valid.reduce((state, entry) => evolve<State, never, E>(decider, state, entry), initial),
  });
  const record: Entries<State, E> = { now: initial, valid: [], annulled: [] };

  const recorded = (record: Entries<State, E>, event: E & Recording): Entries<State, E> => ({
    ...record,
    now: evolve<State, never, E>(decider, record.now, event),
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
    );

  const annulled = (record: Entries<State, E>, { data: { of } }: Annulment): Entries<State, E> => ({
    ...folded(
      record,
      record.valid.filter(({ id }) => id !== of),
    ),
    annulled: [...record.annulled, of],
  });

  return {
    initial: record,
    recorded,
    corrected,
    annulled,

    /** How a decider folds the entries of all types, their corrections and their annulments. */
    evolve: <const Corrected extends string, const Annulled extends string>(
      correction: Corrected,
      annulment: Annulled,
    ) =>
      ({
        ...Object.fromEntries(Object.keys(folds).map((type) => [type, recorded])),
        [correction]: corrected,
        [annulment]: annulled,
      }) as Readonly<Record<E['type'], typeof recorded>> &
        Readonly<Record<Corrected, typeof corrected>> &
        Readonly<Record<Annulled, typeof annulled>>,
  };
}

/** The valid entry that a correction or an annulment cites. Throws `Refusal`. */
export function cited<State, E extends AnyEvent>({ valid, annulled }: Entries<State, E>, of: string): Entry<E> {
  if (annulled.includes(of)) refuse('entry-annulled', { entryId: of });
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
