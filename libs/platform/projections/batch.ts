import {
  type AnyEvent,
  type AnyProjection,
  CorruptSeal,
  GONE,
  HistoryCorrupt,
  type Position,
  type Projected,
  type RawEvent,
  type Registry,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import { checkpointId } from './checkpoint.js';
import { contentOf, type Stored } from './documents.js';
import { Stop, type StopReason } from './stop.js';
import { type Tokening, tokening } from './tokens.js';

export type AnyProjected = Projected<AnyEvent>;

/** An event that was read, and the documents it changes; none when the projection does not fold its type. */
export interface Touch {
  readonly event: AnyProjected;
  readonly ids: readonly string[];
}

/** What came of a batch: everything up to `position`, and why it went no further. */
export interface Folded {
  readonly documents: readonly Stored[];
  readonly position?: Position;
  readonly stop?: Stop;
}

/** What each event touches, up to the first that cannot be believed or placed. */
export function touchesOf(
  projection: AnyProjection,
  registry: Registry,
  batch: readonly RawEvent[],
): { readonly touches: readonly Touch[]; readonly stop?: Stop } {
  const types = new Set(projection.events.map(({ type }) => type));
  const touches: Touch[] = [];
  for (const raw of batch) {
    try {
      const event = registry.believe(raw);
      touches.push({ event, ids: types.has(event.type) ? [...new Set(projection.documents(event))] : [] });
    } catch (error) {
      return { touches, stop: stopAt(projection, raw, error) };
    }
  }
  return { touches };
}

/**
 * The touches of a searched projection with the tokens of their events, up to the first whose words cannot be had; those of others as they are.
 * Throws `Unavailable('keyring-unavailable')`.
 */
export async function withTokens(
  projection: AnyProjection,
  touches: readonly Touch[],
  means: Tokening,
): Promise<{ readonly touches: readonly Touch[]; readonly stop?: Stop }> {
  if (projection.words === undefined) return { touches };
  const folded = touches.flatMap(({ event, ids }) => (ids.length === 0 ? [] : [event]));
  const tokenedOf = await tokening(projection, folded, means);
  const tokened: Touch[] = [];
  for (const { event, ids } of touches) {
    try {
      tokened.push({ ids, event: ids.length === 0 ? event : await tokenedOf(event) });
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      return { touches: tokened, stop: stopAt(projection, event, error) };
    }
  }
  return { touches: tokened };
}

/** The documents after the events, each changed by the events after its own `_pos` only. */
export function foldTouches(
  projection: AnyProjection,
  touches: readonly Touch[],
  loaded: ReadonlyMap<string, Stored>,
): Folded {
  const changed = new Map<string, Stored>();
  let position: Position | undefined;
  const outcome = (stop?: Stop): Folded => ({
    documents: [...changed.values()],
    ...(position !== undefined && { position }),
    ...(stop !== undefined && { stop }),
  });
  for (const { event, ids } of touches) {
    try {
      const next = ids.flatMap((id) => {
        const stored = changed.get(id) ?? loaded.get(id);
        return stored !== undefined && stored._pos >= event.position ? [] : [fold(projection, stored, event, id)];
      });
      for (const document of next) changed.set(document._id, document);
    } catch (error) {
      return outcome(stopAt(projection, event, error));
    }
    position = event.position;
  }
  return outcome();
}

function fold(projection: AnyProjection, stored: Stored | undefined, event: AnyProjected, id: string): Stored {
  const next = projection.fold(stored === undefined || stored._gone ? null : contentOf(stored), event, id);
  const place = { _id: id, _pos: event.position };
  return next === GONE ? { ...place, _gone: true } : { ...next, ...place };
}

function stopAt(projection: AnyProjection, { position, stream, revision }: RawEvent, error: unknown): Stop {
  const where = { projection: checkpointId(projection), position, stream, revision };
  return new Stop({ ...where, ...kindOf(error) });
}

function kindOf(error: unknown): Pick<StopReason, 'kind' | 'detail'> {
  if (error instanceof CorruptSeal) return { kind: 'corrupt-event', detail: error.message };
  if (error instanceof HistoryCorrupt) return { kind: 'corrupt-event', detail: error.reason };
  if (error instanceof UnknownEvent) return { kind: 'unknown-event', detail: error.message };
  return { kind: 'fold-threw', ...(error instanceof Error && { detail: error.name }) };
}
