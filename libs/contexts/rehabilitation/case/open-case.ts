import {
  type AnyCommand,
  type Ask,
  type Cause,
  dayIn,
  type Engine,
  id,
  type LegalBasis,
  load,
  mustNotBeLate,
  occurrenceOf,
  onDay,
  RECORDING,
  tell,
} from '#kernel';
import { type CaseFact, caseFact, type InmateFact, type Provider } from '../facts.js';
import { rehabCase } from './case.decider.js';
import type { OpenedCase } from './case.state.js';

/** The uuid of an inmate's case (D3). */
export const caseIdOf = (inmateId: string, episode: number): string => id('rehabcase', inmateId, episode);

/** The latest case of an inmate that is not closed, or the one that would be opened next: each episode begins after the one before. */
export interface CurrentCase {
  readonly caseId: string;
  readonly episode: number;
  readonly case?: OpenedCase;
}

type Reading = Pick<Engine, 'store' | 'registry' | 'patience'>;

/** The case that an inmate has now. Throws what `load` throws. */
export const currentCase = (engine: Reading, inmateId: string): Promise<CurrentCase> =>
  caseFor(engine, inmateId, () => undefined);

/**
 * The case that an inmate has now, or the one that was opened by the command which `opening` names for it: the case to tell when a
 * repeat comes after it was closed. Throws what `load` throws.
 */
export async function caseFor(
  engine: Reading,
  inmateId: string,
  opening: (caseId: string) => string | undefined,
): Promise<CurrentCase> {
  for (let episode = 1; ; episode += 1) {
    const caseId = caseIdOf(inmateId, episode);
    const { history, state } = await load(engine, rehabCase, `rehabcase-${caseId}`);
    if (state.status === 'none') return { caseId, episode };
    const isRepeat = history[0]?.metadata.command.id === opening(caseId);
    if (state.status !== 'CLOSED' || isRepeat) return { caseId, episode, case: state };
  }
}

type OpeningAsk = Pick<Ask<AnyCommand>, 'by' | 'commandId' | 'context' | 'correlationId' | 'causationId'>;

/** For what a case is opened: who serves it, the day of it, that of recording unless told, and what it rests on. */
export interface OpeningReason {
  readonly provider?: Provider;
  readonly on?: string;
  readonly legalBasis?: LegalBasis;
}

/**
 * The open case of an inmate, opened on behalf of a command when there is none, on the day and instant of what it is opened for:
 * telling it again is a repeat. Throws what `tell` throws, the refusal of somebody who is not there on that day, and that of what is
 * late without a reason, so that nothing is opened for it.
 */
export async function openCaseFor(
  engine: Engine,
  ask: OpeningAsk,
  inmate: InmateFact,
  reason: OpeningReason,
): Promise<CaseFact> {
  const { by, commandId, context, correlationId, causationId } = ask;
  const { inmateId, presence } = inmate;
  const openingOf = (caseId: string): string => id('command', commandId, 'OpenCase', caseId);
  const { caseId, episode, case: open } = await caseFor(engine, inmateId, openingOf);
  if (open !== undefined) return caseFact(engine, caseId);
  const { provider } = reason;
  const cause = causeOf(engine, ask, presence.unitId, reason);
  const data = { inmateId, episode, openedOn: cause.on, ...(provider && { provider }) };
  await tell(engine, rehabCase, {
    command: { type: 'OpenCase', data, facts: { inmate } },
    createdId: caseId,
    unitId: presence.unitId,
    by,
    commandId: openingOf(caseId),
    body: { inmateId, episode },
    context,
    cause,
    correlationId,
    causationId,
  });
  return caseFact(engine, caseId);
}

function causeOf(
  engine: Engine,
  { by, context }: OpeningAsk,
  unitId: string,
  { on, legalBasis }: OpeningReason,
): Cause {
  const { occurredAt: told, lateCode } = context;
  const zone = engine.zoneOf(unitId) ?? 'UTC';
  const at = engine.now().toISOString();
  const moment = on === undefined ? RECORDING : onDay('on');
  const when = occurrenceOf(moment, on === undefined ? {} : { on }, { told, at, zone });
  const mayBeLate = by.kind === 'SYSTEM' || engine.demonstration === true;
  if (!mayBeLate) mustNotBeLate(when.on, { today: dayIn(zone, at), lateCode });
  return { ...when, ...(lateCode && { lateCode }), ...(legalBasis && { legalBasis }) };
}
