import { createHmac } from 'node:crypto';
import { withoutAbandoned } from './abandonment.js';
import { aboutIn, groundsIn, legalBasisOf, withBasis } from './about.js';
import { canonical } from './canonical.js';
import { link } from './chain.js';
import { type CorrectionData, isCorrection } from './corrections.js';
import { type AnyCommand, type AnyEvent, type Asker, decide, evolve, type Recording } from './decider.js';
import {
  HOUSE,
  HOUSE_ZONE,
  type Metadata,
  MetadataSchema,
  type NewEvent,
  type RecordedEvent,
  type Source,
  unitOfActor,
} from './envelope.js';
import { Forbidden, Refusal, Unavailable } from './errors.js';
import { type Aggregate, type Ask, type Engine, mustReach } from './ask.js';
import { id, uuidOf } from './ids.js';
import type { JsonObject } from './json.js';
import { mustBeKnownCodes, mustBeRegistered } from './named.js';
import { endOf } from './repair.js';
import { misfit } from './schema.js';
import { completed, entryCited, type Input, whenOf } from './record.moment.js';
import { sealData } from './seal.js';
import { dayIn } from './time.js';
import { world } from './world.js';

const SKEW_MS = 5 * 60_000;
/** The bytes that the events of one command may have as stored; a store takes 1 MiB (D4). */
export const MOST_BYTES = 1_000_000;

/** Adds the facts from elsewhere that the rule of a command needs. */
export type Prepare<S, C> = (command: C, state: S, asker: Asker) => Promise<C>;

/** Hex HMAC-SHA256 over JCS([command name, target id or '', body as received]) (D2). */
export const macOf = ({ command, target, body }: Ask, key: Uint8Array): string =>
  createHmac('sha256', key)
    .update(canonical([command.type, target?.id ?? '', body]))
    .digest('hex');

/**
 * The events that a command makes of a state, sealed, in their envelopes and linked to the history: the bytes to append. The history is
 * the whole stream; what was abandoned in it neither bears it nor owns it.
 */
export async function record<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  stream: string,
  history: readonly RecordedEvent[],
  state: S,
  prepare: Prepare<S, C>,
  end = endOf(history),
): Promise<NewEvent[]> {
  const last = history.at(-1);
  const lastDecided = withoutAbandoned(history).at(-1);
  const owner = aggregate.ofTheHouse ? HOUSE : (lastDecided?.metadata.unitId ?? ask.unitId ?? unitOfActor(ask.by));
  const at = recordingTime(engine.now().toISOString(), last?.metadata.recordedAt);
  const today = dayIn(zoneIn(engine, owner), at);
  const { is } = await asking(engine, ask);
  const asker = { by: ask.by, at, today, is };
  const command = await prepare(ask.command, state, asker);
  const decided = decide(aggregate.decider, { ...command, ...asker }, state);
  if (decided.length === 0) return [];

  const grounds = groundsIn(command);
  const attempt = world.uuid();
  const macKey = ask.by.kind === 'SYSTEM' ? undefined : await engine.keyring.macKeyAt(at);
  const mac = macKey && { mac: macOf(ask, macKey.bytes), macKey: macKey.id };
  let unitId = owner;
  const dated = decided.map((event, index) => {
    const { type } = event;
    const { legalBasis, takesOver } = engine.registry.definition(type);
    if (takesOver) unitId = ask.unitId ?? unitOfActor(ask.by);
    const plain = withoutUndefined(event.data);
    const zone = zoneIn(engine, unitId);
    const entry = entryCited({ type, data: plain }, history);
    const data = isCorrection({ type }) ? completed(engine, plain, entry, ask, { at, today }) : plain;
    const when = whenOf(engine, { type, data }, ask, {
      at,
      zone,
      follows: index > 0,
      ofTheHouse: aggregate.ofTheHouse === true,
    });
    const basisFor = legalBasisOf(legalBasis, { cause: ask.cause, entry, cited: withBasis({ type, data }, grounds) });
    return { type, data, when, unitId, legalBasis, basisFor };
  });
  await mustBeRegistered(engine, dated, ask);
  mustBeKnownCodes(engine.registry, dated);

  const unlinked = await Promise.all(
    dated.map(async ({ type, data, when, unitId: ownedBy, ...rest }, index) => {
      const eventId = id('event', stream, ask.commandId, attempt, index);
      const { v } = engine.registry.definition(type);
      engine.registry.checkPlain(type, data);
      const stored = await sealed(engine, { type, data }, { stream, id: eventId, v });
      engine.registry.checkStored(type, v, stored);
      const metadata = {
        env: 1 as const,
        v,
        log: engine.log,
        recordedAt: at,
        ...when,
        actor: ask.by,
        unitId: ownedBy,
        command: { id: ask.commandId, ...mac, attempt, ...(ask.of && { of: ask.of }) },
        $correlationId: ask.correlationId,
        $causationId: ask.causationId,
        source: sourceOf(ask),
        ...(aggregate.ofTheHouse ? {} : lateCodeOf(ask)),
        build: engine.build,
      };
      return { id: eventId, type, data: stored, metadata, ...rest };
    }),
  );
  const ofState = aggregate.aboutOf?.(stateAfter(aggregate, state, end.revision, unlinked), uuidOf(stream)) ?? [];
  const concerned = unlinked.map(({ basisFor, legalBasis, ...event }) => {
    const about = aboutIn(event.data, [...ofState, ...(ask.about ?? [])], basisFor);
    const metadata = { ...event.metadata, about, ...(about.length === 0 && { legalBasis }) };
    return { ...event, metadata };
  });
  const linked = link(stream, end, concerned);
  for (const { metadata } of linked) mustBeAnEnvelope(metadata);
  mustBeStorable(linked);
  if (lastDecided === undefined) {
    mustReach(aggregate, stateAfter(aggregate, state, end.revision, linked), ask.by);
  }
  return linked;
}

/** Who the asker is to four-eyes rules. */
async function asking({ staff }: Engine, { by }: Ask) {
  const ids = by.kind === 'SYSTEM' ? new Set<string>() : await staff.idsOf(by.staffId);
  return { is: (staffId: string | undefined): boolean => staffId !== undefined && ids.has(staffId) };
}

function zoneIn(engine: Engine, unitId: string): string {
  const zone = unitId === HOUSE ? HOUSE_ZONE : engine.zoneOf(unitId);
  if (zone === undefined) throw new Forbidden('unknown-unit', { unitId });
  return zone;
}

function recordingTime(now: string, earlier: string | undefined): string {
  if (earlier === undefined || earlier <= now) return now;
  if (Date.parse(earlier) - Date.parse(now) <= SKEW_MS) return earlier;
  throw new Unavailable('clock-wrong');
}

const lateCodeOf = ({ cause, context }: Ask): Pick<Metadata, 'lateCode'> => {
  const lateCode = cause === undefined ? context.lateCode : cause.lateCode;
  return lateCode === undefined ? {} : { lateCode };
};

/** How an event came to be recorded; the system and importers say theirs themselves (D1). */
function sourceOf({ by, of, context }: Ask): Source {
  if (by.kind === 'SYSTEM') return of !== undefined || context.source === 'POLICY' ? 'POLICY' : 'SYSTEM';
  return by.kind === 'IMPORT' ? 'SDP_IMPORT' : (context.source ?? 'API');
}

/** The data sealed, a correction's entry as what it is under its own path. */
async function sealed(
  { registry, keyring }: Engine,
  { type, data }: Input,
  event: { readonly stream: string; readonly id: string; readonly v: number },
): Promise<JsonObject> {
  const context = { ...event, type, streamUuid: uuidOf(event.stream), keyring };
  if (!isCorrection({ type })) return sealData(registry.definition(type).plain, data, context);
  const { entry, ...rest } = data as JsonObject & CorrectionData<JsonObject>;
  const { plain } = registry.definition(rest.entryType);
  return { ...rest, entry: await sealData(plain, entry, { ...context, root: '/entry' }) };
}

function mustBeAnEnvelope(metadata: Metadata): void {
  const problem = misfit(MetadataSchema, metadata);
  if (problem !== undefined) throw new Error(`An envelope as decided: ${problem}.`); // what cannot be read again is never written
}

function mustBeStorable(events: readonly NewEvent[]): void {
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
  if (bytes > MOST_BYTES) {
    throw new Refusal('record-too-large', { most: MOST_BYTES });
  }
}

const stateAfter = <S, C extends AnyCommand, E extends AnyEvent>(
  { decider }: Aggregate<S, C, E>,
  before: S,
  revision: number,
  events: readonly Pick<NewEvent, 'id' | 'type' | 'data'>[],
): S =>
  events.reduce(
    (state, event, index) =>
      evolve(decider, state, { ...event, revision: revision + 1 + index } as unknown as E & Recording),
    before,
  );

/** The data without properties that are undefined: they were never said. */
const withoutUndefined = (data: object): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;
