import type { AnyEvent } from './decider.js';
import type { EventDefinition } from './registry.js';
import type { RecordedEvent } from './envelope.js';
import { uuidOf } from './ids.js';

/** An event as projections see it: verified, in its latest version, its seals closed. */
export type Projected<E extends AnyEvent> = E extends AnyEvent ? E & Omit<RecordedEvent, 'type' | 'data'> : never;

/** What a fold says when its document is to be removed. */
export const GONE = Symbol('gone');

/**
 * One read model: which documents an event touches, and what each becomes. Both are pure functions of the document and the
 * event, so that a replay gives the same documents. A changed fold is a new version.
 */
export interface Projection<Document extends object, E extends AnyEvent> {
  readonly name: string;
  readonly version: number;
  /** The types it folds; every other event only moves its checkpoint. */
  readonly events: readonly EventDefinition[];
  /** It folds every type there is: it waits also at one that only a later build knows. */
  readonly everyType?: true;
  /** Fields of the compound indexes its queries use; MongoDB takes at most one field that is a list in each. */
  readonly indexes?: readonly (readonly (keyof Document & string)[])[];
  /** The version before, while it may still be served: its documents are kept, and questions can show them as they show this one's. */
  readonly before?: Earlier<Projection<Document, E>>;
  /** Which documents an event touches: by default the one of its stream's record. */
  documents?(event: Projected<E>): readonly string[];
  fold(document: Document | null, event: Projected<E>, id: string): Document | typeof GONE;
}

type Earlier<P> = Omit<P, 'before' | 'indexes'> & { readonly indexes?: readonly (readonly string[])[] };

/** What a record is found by, normalised: two that count as equal are the same text. It is nowhere stored or logged. */
export interface Word {
  readonly kind: string;
  readonly text: string;
}

/** An event as the fold of a searched projection sees it: what it says of its words are their tokens, in no telling order. */
export type Tokened<E extends AnyEvent> = Projected<E> & { readonly tokens: readonly string[] };

/** A read model that is searched by what is sealed under class identity. */
export interface SearchedProjection<Document extends object, E extends AnyEvent> extends Omit<
  Projection<Document, E>,
  'fold' | 'before'
> {
  readonly before?: Earlier<SearchedProjection<Document, E>>;
  /** A pure function of the event with its identity seals opened; not asked where a key is gone, then there are no tokens. */
  words(event: Projected<E>): readonly Word[];
  fold(document: Document | null, event: Tokened<E>, id: string): Document | typeof GONE;
}

/** A projection among others, whatever it folds. */
export type AnyProjection = Omit<Projection<object, AnyEvent>, 'indexes' | 'before'> & {
  readonly before?: AnyProjection;
  readonly indexes?: readonly (readonly string[])[];
  words?(event: Projected<AnyEvent>): readonly Word[];
};

/** The documents that an event touches. */
export const documentsTouched = <E extends AnyEvent>(
  projection: Pick<Projection<never, E>, 'documents'>,
  event: Projected<E>,
): readonly string[] => projection.documents?.(event) ?? [uuidOf(event.stream)];

/** The documents of a projection after the events, from zero; a searched one needs their tokens. */
export function foldAll<D extends object, E extends AnyEvent>(
  projection: Omit<Projection<D, E>, 'indexes' | 'before'>,
  events: Iterable<Projected<E>>,
): Map<string, D> {
  const documents = new Map<string, D>();
  const types = new Set(projection.events.map(({ type }) => type));
  for (const event of events) {
    if (!types.has(event.type)) continue;
    for (const id of documentsTouched(projection, event)) {
      const next = projection.fold(documents.get(id) ?? null, event, id);
      if (next === GONE) documents.delete(id);
      else documents.set(id, next);
    }
  }
  return documents;
}
