import { type AnyEvent, type Decider, evolve, type Recording } from './decider.js';
import { refuse } from './errors.js';

/** One thing that was recorded, as it is known now. Its authors are who recorded and who corrected it. */
export type Entry<E extends AnyEvent> = E & Recording & { readonly authors: readonly string[] };

/** A record whose entries people correct and annul (D12): what the valid entries amount to, and those entries. */
export interface Entries<State, E extends AnyEvent> {
  readonly now: State;
  readonly valid: readonly Entry<E>[];
  readonly annulled: readonly string[];
}

interface Correction {
  readonly data: { readonly of: string; readonly entry: object };
  readonly metadata: Recording['metadata'];
}

interface Annulment {
  readonly data: { readonly of: string };
}

/**
 * How a record's state follows its entries: each told entry is folded on, a corrected or annulled one means folding all valid
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

  return {
    initial: record,

    told: (record: Entries<State, E>, event: E & Recording): Entries<State, E> => ({
      ...record,
      now: evolve<State, never, E>(decider, record.now, event),
      valid: [...record.valid, { ...event, authors: [event.metadata.actor.id] }],
    }),

    corrected: (record: Entries<State, E>, { data, metadata }: Correction): Entries<State, E> =>
      folded(
        record,
        record.valid.map((entry) =>
          entry.id === data.of ? { ...entry, data: data.entry, authors: [...entry.authors, metadata.actor.id] } : entry,
        ),
      ),

    annulled: (record: Entries<State, E>, { data: { of } }: Annulment): Entries<State, E> => ({
      ...folded(
        record,
        record.valid.filter(({ id }) => id !== of),
      ),
      annulled: [...record.annulled, of],
    }),

    /** What the record would amount to if the entry said something else. */
    ifCorrected: (record: Entries<State, E>, of: string, data: object): State =>
      folded(
        record,
        record.valid.map((entry) => (entry.id === of ? { ...entry, data } : entry)),
      ).now,

    /** What the record would amount to without the entry. */
    ifAnnulled: (record: Entries<State, E>, of: string): State =>
      folded(
        record,
        record.valid.filter(({ id }) => id !== of),
      ).now,
  };
}

/** The valid entry that a correction or an annulment cites. Throws `Refusal`. */
export function cited<State, E extends AnyEvent>({ valid, annulled }: Entries<State, E>, of: string): Entry<E> {
  if (annulled.includes(of)) refuse('entry-annulled', 'This entry was annulled already.', 'D12');
  return valid.find(({ id }) => id === of) ?? refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
}

/** Refuses to let an author approve that the own entry is annulled. */
export function mustNotBeAuthor({ authors }: Entry<AnyEvent>, approver: string): void {
  if (authors.includes(approver)) {
    refuse(
      'approver-is-author',
      'Somebody other than who recorded this entry must approve that it is annulled.',
      'D12',
    );
  }
}

/** The entries of a record that hold now, as they are known now, oldest first; corrections and annulments are applied, not listed. */
export const validEntries = <E extends AnyEvent & { readonly id: string }>(events: readonly E[]): readonly E[] =>
  events.reduce<readonly E[]>((valid, event) => {
    if (!('of' in event.data)) return [...valid, event];
    const { of, entry } = event.data as { of: string; entry?: object };
    if (entry === undefined) return valid.filter(({ id }) => id !== of);
    return valid.map((told) => (told.id === of ? { ...told, data: entry } : told));
  }, []);
