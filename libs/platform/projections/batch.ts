import {
  type AnyEvent,
  type AnyProjection,
  GONE,
  type Position,
  type Projected,
  documentsTouched,
  Unavailable,
} from '#kernel';
import { brokenAt, contentOf, type Stored } from './documents.js';
import { type Tokening, tokening } from './tokens.js';

export type AnyProjected = Projected<AnyEvent>;

/** An event that a projection folds, and the documents it changes; `failed` when its words cannot be had. */
export interface Touch {
  readonly kind: 'fold';
  readonly event: AnyProjected;
  readonly ids: readonly string[];
  readonly failed?: Error;
}

/** A place from which a stream is not believed, and the documents that rest on it. */
export interface Mark {
  readonly kind: 'mark';
  readonly position: Position;
  readonly ids: readonly string[];
}

/** A document that a projection cannot carry on; never a word of an event's data. */
export interface Breakage {
  readonly projection: string;
  /** Absent when the projection cannot even say which. */
  readonly document?: string;
  readonly position: Position;
  readonly stream?: string;
  readonly revision?: number;
  /** The name of an error, the number of one of MongoDB's, or what the document is too much for. */
  readonly detail: string;
}

/** The documents that came of a batch, and those that broke. */
export interface Folded {
  readonly documents: Map<string, Stored>;
  readonly broken: readonly Omit<Breakage, 'projection'>[];
}

/** What an event touches. Throws what the projection throws. */
export const touchOf = (projection: AnyProjection, event: AnyProjected): Touch => {
  const ids = documentsTouched(projection, event);
  return { kind: 'fold', event, ids: ids.length > 1 ? [...new Set(ids)] : ids };
};

/**
 * The touches of a searched projection with the tokens of their events; those of others as they are. Throws
 * `Unavailable('keyring-unavailable')`.
 */
export async function withTokens(
  projection: AnyProjection,
  touches: readonly (Touch | Mark)[],
  means: Tokening,
): Promise<readonly (Touch | Mark)[]> {
  if (projection.words === undefined || touches.length === 0) return touches;
  const folded = touches.flatMap((touch) => (touch.kind === 'fold' ? [touch.event] : []));
  const tokenedOf = await tokening(projection, folded, means);
  return Promise.all(
    touches.map(async (touch) => {
      if (touch.kind === 'mark') return touch;
      try {
        return { ...touch, event: await tokenedOf(touch.event) };
      } catch (failed) {
        if (failed instanceof Unavailable) throw failed;
        return { ...touch, failed: failed instanceof Error ? failed : new Error(String(failed)) };
      }
    }),
  );
}

/** The documents after the touches, each changed by what comes after its own `_pos` only. */
export function foldTouches(
  projection: AnyProjection,
  touches: readonly (Touch | Mark)[],
  loaded: ReadonlyMap<string, Stored>,
): Folded {
  const documents = new Map<string, Stored>();
  const broken: Omit<Breakage, 'projection'>[] = [];
  for (const touch of touches) {
    const position = touch.kind === 'mark' ? touch.position : touch.event.position;
    for (const id of touch.ids) {
      const stored = documents.get(id) ?? loaded.get(id);
      if (stored !== undefined && (stored._pos >= position || stored._broken)) continue;
      if (touch.kind === 'mark') {
        if (stored !== undefined) documents.set(id, { ...stored, _pos: position, _incomplete: true });
        continue;
      }
      const { event } = touch;
      try {
        if (touch.failed !== undefined) throw touch.failed;
        documents.set(id, fold(projection, stored, event, id));
      } catch (error) {
        documents.set(id, brokenAt(position, id, stored));
        const { stream, revision } = event;
        broken.push({ document: id, position, stream, revision, detail: nameOf(error) });
      }
    }
  }
  return { documents, broken };
}

function fold(projection: AnyProjection, stored: Stored | undefined, event: AnyProjected, id: string): Stored {
  const next = projection.fold(stored === undefined || stored._gone ? null : contentOf(stored), event, id);
  const place = { _id: id, _pos: event.position, ...(stored?._incomplete && { _incomplete: true as const }) };
  return next === GONE ? { ...place, _gone: true } : { ...next, ...place };
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
