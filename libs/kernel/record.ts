import { createHmac } from 'node:crypto';
import { canonical } from './canonical.js';
import { GENESIS, link } from './chain.js';
import { type AnyCommand, type AnyEvent, decide, evolve, type Recording } from './decider.js';
import type { About, NewEvent, RecordedEvent } from './envelope.js';
import { Forbidden, Refusal } from './errors.js';
import { type Aggregate, type Ask, type Context, type Engine, mustReach } from './ask.js';
import { id, isId, uuidOf } from './ids.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import { sealData } from './seal.js';
import { dayIn, daysBetween, toStoredInstant } from './time.js';

/** A fact may be told so many days after it happened before a reason must be given. */
export const LATE_AFTER_DAYS = 7;
const SKEW_MS = 5 * 60_000;

/** Hex HMAC-SHA256 over JCS([command name, target id or '', body as received]) (D2). */
export const macOf = ({ command, target, body }: Ask<AnyCommand>, key: Uint8Array): string =>
  createHmac('sha256', key)
    .update(canonical([command.type, target?.id ?? '', body]))
    .digest('hex');

/** The events that a command makes of a state, sealed, in their envelopes and linked to the history: the bytes to append. */
export async function record<S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  stream: string,
  history: readonly RecordedEvent[],
  state: S,
  prepare: (command: C, state: S) => Promise<C>,
): Promise<NewEvent[]> {
  const last = history.at(-1);
  const unitId = history[0]?.metadata.unitId ?? ask.unitId ?? ask.by.unitId;
  const zone = engine.zoneOf(unitId);
  if (zone === undefined) throw new Forbidden('unknown-unit', 'There is no such unit in the register.');
  const at = notBefore(engine.now().toISOString(), last?.metadata.recordedAt);
  const occurredAt = occurrence(ask.context, at, zone);
  const command = await prepare(ask.command, state);
  const decided = decide(aggregate.decider, { ...command, by: ask.by, at, today: dayIn(zone, at) }, state);
  if (decided.length === 0) return [];

  const macKey = await engine.keyring.macKeyAt(at);
  const mac = macOf(ask, macKey.bytes);
  const unlinked = await Promise.all(
    decided.map(async ({ type, data: plain }, index) => {
      const eventId = id('event', stream, ask.commandId, mac, index, decided.length, type);
      const data = withoutUndefined(plain);
      engine.registry.checkPlain(type, data);
      const { v, legalBasis, plain: schema } = engine.registry.definition(type);
      const sealing = { stream, eventId, type, v, streamUuid: uuidOf(stream), keyring: engine.keyring };
      const stored = await sealData(schema, data, sealing);
      engine.registry.checkStored(type, v, stored);
      const metadata = {
        env: 1 as const,
        v,
        log: engine.log,
        recordedAt: at,
        occurredAt,
        zone,
        actor: ask.by,
        unitId,
        about: aboutIn(data),
        command: { id: ask.commandId, mac, macKey: macKey.id },
        $correlationId: ask.correlationId,
        $causationId: ask.causationId,
        source: ask.context.source ?? 'API',
        ...(ask.context.lateCode && { lateCode: ask.context.lateCode }),
        legalBasis: ask.context.legalBasis ?? legalBasis,
        build: engine.build,
      };
      return { id: eventId, type, data: stored, metadata };
    }),
  );
  const about = aggregate.aboutOf?.(stateAfter(aggregate, state, last?.revision ?? -1, unlinked), uuidOf(stream)) ?? [];
  const concerned = unlinked.map((event) => ({
    ...event,
    metadata: { ...event.metadata, about: joined(event.metadata.about, about) },
  }));
  const linked = link(stream, { revision: last?.revision ?? -1, hash: last?.metadata.hash ?? GENESIS }, concerned);
  if (last === undefined) mustReach(aggregate, stateAfter(aggregate, state, -1, linked), ask.by);
  return linked;
}

const stateAfter = <S, C extends AnyCommand, E extends AnyEvent>(
  { decider }: Aggregate<S, C, E>,
  before: S,
  revision: number,
  events: readonly Omit<NewEvent, 'metadata'>[],
): S =>
  events.reduce(
    (state, event, index) =>
      evolve(decider, state, { ...event, revision: revision + 1 + index } as unknown as E & Recording),
    before,
  );

const notBefore = (now: string, earlier: string | undefined): string =>
  earlier !== undefined && earlier > now ? earlier : now;

function occurrence({ occurredAt, lateCode }: Context, at: string, zone: string): string {
  if (occurredAt === undefined) return at;
  const happened = toStoredInstant(occurredAt);
  if (Date.parse(happened) > Date.parse(at) + SKEW_MS) {
    throw new Refusal('occurred-in-future', 'What has not happened yet cannot be recorded.', 'R-13.1');
  }
  if (lateCode === undefined && daysBetween(dayIn(zone, happened), dayIn(zone, at)) > LATE_AFTER_DAYS) {
    throw new Refusal(
      'late-entry-needs-reason',
      `Say why this is recorded more than ${LATE_AFTER_DAYS} days later.`,
      'R-13.1',
    );
  }
  return happened > at ? at : happened;
}

/** The data without properties that are undefined: they were never said. */
const withoutUndefined = (data: object): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;

/** Every subject that data name, with the case that stands beside it. */
function aboutIn(value: JsonValue): readonly About[] {
  const found: About[] = [];
  const walk = (part: JsonValue): void => {
    if (Array.isArray(part)) part.forEach(walk);
    if (!isObject(part)) return;
    const { subject, caseId } = part;
    if (isId(subject)) found.push({ subject, ...(isId(caseId) && { caseId }) });
    Object.values(part).forEach(walk);
  };
  walk(value);
  return found;
}

/** Each subject once, with a case when one of them names it. */
function joined(...abouts: readonly (readonly About[])[]): About[] {
  const all = abouts.flat();
  return Array.from(new Set(all.map(({ subject }) => subject)), (subject) => ({
    subject,
    ...all.find((one) => one.subject === subject && one.caseId !== undefined),
  }));
}
