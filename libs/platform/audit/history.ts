import { formatPosition, isExcluded, isObject, type JsonValue, type RawEvent, verifiedLength } from '#kernel';
import type { Exclusion } from './exclusions.js';

/** One event as auditors see it: as stored, its seals closed. What a broken envelope does not say is absent. */
export interface HistoryRow {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly v?: JsonValue;
  /** The business day, in `zone`, on which it happened; `occurredAt` where the instant is known. */
  readonly on?: JsonValue;
  readonly occurredAt?: JsonValue;
  readonly zone?: JsonValue;
  readonly recordedAt?: JsonValue;
  readonly actor?: JsonValue;
  readonly unitId?: JsonValue;
  /** Whom it concerns, each with the ground on which that rests; `legalBasis` where it concerns nobody. */
  readonly about?: JsonValue;
  readonly legalBasis?: JsonValue;
  readonly basis?: JsonValue;
  readonly source?: JsonValue;
  readonly lateCode?: JsonValue;
  readonly command?: JsonValue;
  readonly correlationId?: JsonValue;
  readonly causationId?: JsonValue;
  readonly build?: JsonValue;
  readonly data: unknown;
  readonly hash?: JsonValue;
  readonly prevHash?: JsonValue;
  /** Whether this event and every one before it in its stream is what was written, but for what was excluded. */
  readonly verified: boolean;
  /** Why it counts for nothing, and who said so. */
  readonly excluded?: Pick<Exclusion, 'reasonCode' | 'askedBy' | 'approvedBy'>;
}

/** The rows of one whole stream, oldest first: from the first broken event on none is verified. */
export function historyOf(
  log: string,
  stream: readonly RawEvent[],
  exclusions: readonly Exclusion[] = [],
): HistoryRow[] {
  const intact = verifiedLength(stream, exclusions);
  return stream.map((event, index) => {
    const exclusion = exclusions.find((one) => isExcluded([one], event.revision));
    return {
      ...rowOf(log, event, index < intact && exclusion === undefined),
      ...(exclusion && { excluded: saidOf(exclusion) }),
    };
  });
}

const saidOf = ({ reasonCode, askedBy, approvedBy }: Exclusion) => ({ reasonCode, askedBy, approvedBy });

function rowOf(log: string, event: RawEvent, verified: boolean): HistoryRow {
  const said = isObject(event.metadata) ? event.metadata : {};
  const { v, on, occurredAt, zone, recordedAt, actor, unitId, about, legalBasis, source, lateCode } = said;
  const { command, build, hash, prevHash, $correlationId: correlationId, $causationId: causationId } = said;
  const basis = isObject(event.data) ? event.data.basis : undefined;
  return {
    position: formatPosition(log, event.position),
    stream: event.stream,
    revision: event.revision,
    id: event.id,
    type: event.type,
    ...present({ v, on, occurredAt, zone, recordedAt, actor, unitId, about, legalBasis, basis, source, lateCode }),
    ...present({ command, correlationId, causationId, build }),
    data: event.data,
    ...present({ hash, prevHash }),
    verified,
  };
}

const present = (members: Record<string, JsonValue | undefined>): Record<string, JsonValue> =>
  Object.fromEntries(
    Object.entries(members).filter((member): member is [string, JsonValue] => member[1] !== undefined),
  );
