import type { Ask, Engine } from './ask.js';
import { type CorrectionData, isAnnulment, isCorrection } from './corrections.js';
import type { RecordedEvent } from './envelope.js';
import { Refusal } from './errors.js';
import type { JsonObject } from './json.js';
import { happened, mustNotBeLate, type Occurrence, occurrenceOf, type Version } from './occurrence.js';
import { dayIn } from './time.js';

/** What was decided. */
export interface Input {
  readonly type: string;
  readonly data: JsonObject;
}

/** The entry that a correction or an annulment cites, as it was said last. */
export function entryCited(event: Input, history: readonly RecordedEvent[]): RecordedEvent | undefined {
  if (!isCorrection(event) && !isAnnulment(event)) return undefined;
  const { of } = (event as { data: { of: string } }).data;
  return history.findLast((one) => one.id === of || (isCorrection(one) && one.data.of === of));
}

/** A correction with the version of its entry's type and when that happened; it is late when that moves far back (D1, D12). */
export function completed(
  engine: Engine,
  data: JsonObject,
  before: RecordedEvent | undefined,
  { context: { lateCode } }: Ask,
  { at, today }: { at: string; today: string },
): JsonObject {
  const { entryType, entry } = data as unknown as CorrectionData<JsonObject>;
  const { moment, v } = engine.registry.definition(entryType);
  if (before === undefined) throw new Error('A correction cites an entry of its own record.');
  const known = happened(before);
  const now = moment.kind === 'RECORDING' ? known : occurrenceOf(moment, entry, { at, zone: known.zone });
  const occurredAt = now.occurredAt ?? (now.on === known.on ? known.occurredAt : undefined);
  if (!engine.demonstration) mustNotBeLate(now.on, { today, lateCode, unless: known.on });
  const when = { entryOn: now.on, ...(occurredAt !== undefined && { entryAt: occurredAt }), entryZone: known.zone };
  return { ...data, entryVersion: v, ...when };
}

/** When an event happened: with its cause, or as its type declares and in time. */
export function whenOf(
  engine: Engine,
  event: Input,
  ask: Ask,
  { at, zone, follows, ofTheHouse }: Pick<Version, 'at' | 'zone' | 'follows'> & { ofTheHouse: boolean },
): Occurrence {
  if (ask.cause !== undefined && !ofTheHouse) {
    const { on, occurredAt, zone: where } = ask.cause;
    return { on, ...(occurredAt !== undefined && { occurredAt }), zone: where };
  }
  const { occurredAt: input, lateCode } = ask.context;
  if ((isCorrection(event) || isAnnulment(event)) && input !== undefined) {
    throw new Refusal('corrected-now', { occurredAt: input });
  }
  const when = occurrenceOf(engine.registry.definition(event.type).moment, event.data, {
    input,
    at,
    zone,
    ...(follows && { follows }),
  });
  if (ask.by.kind !== 'SYSTEM' && !engine.demonstration) mustNotBeLate(when.on, { today: dayIn(zone, at), lateCode });
  return when;
}
