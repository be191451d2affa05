import * as kernel from '#kernel';
import { caseIdOf, needsOpenCase } from '#contracts/rehabilitation/open-cases';
import { openCaseReserved } from '#contracts/reservations/sets';
import { type Reservable, sendReserving, type ReservationRequest, type TakenBy } from '#platform/reservations';
import { type CaseFact, caseFact, type InmateFact, type Provider } from './facts.js';
import { rehabCase } from './case/case.decider.js';
import type { CommandOf } from './case/case.rules.js';
import type { OpenedCase } from './case/case.record.js';
import { refuse } from './case/case.refusals.js';

const OTHER_OPEN = 'another-case-open';

/**
 * The open case of an inmate, which opening and reopening take alike (D3). A case has it until it is closed: one that was left has it too,
 * because it may go on to aftercare and is closed like every other.
 */
export const openCaseOf = (engine: Reading, inmateId: string): Reservable => ({
  ...openCaseReserved(inmateId),
  isOver: async (owner) => !needsOpenCase((await kernel.cite(engine, owner))?.events ?? [], inmateId),
});

/** The same for whoever wants it; `isOpen` refuses when another case has it. */
export const openCaseFrom = (engine: Reading, inmateId: string, isOpen: TakenBy): ReservationRequest => ({
  ...openCaseOf(engine, inmateId),
  taken: (other) => (other.owner.startsWith('inmate-') ? refuse('record-is-duplicate', other) : isOpen(other)),
});

/** Opens a case, unless the inmate has another one that is open; it was found by `looking`. Throws what `sendReserving` throws. */
export const sendOpening = (
  engine: kernel.Engine,
  ask: kernel.Ask<CommandOf<'OpenCase'>>,
  looking: kernel.Engine,
): Promise<kernel.Receipt> => {
  const wanted = openCaseFrom(engine, ask.command.data.inmateId, (other) => refuse(OTHER_OPEN, other));
  return sendReserving(engine, rehabCase, ask, [wanted], undefined, looking);
};

/**
 * Does it once more when the case of the inmate was reopened, or another one opened, between looking and taking. Throws what it throws.
 */
export async function lookingAgain<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof kernel.Refusal) || error.code !== OTHER_OPEN) throw error;
    return open();
  }
}

/** The latest case of an inmate that is not closed, or the one that would be opened next: each episode begins after the one before. */
export interface CurrentCase {
  readonly caseId: string;
  readonly episode: number;
  readonly case?: OpenedCase;
}

type Reading = Pick<kernel.Engine, 'store' | 'registry' | 'patience'>;

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
    const { history, state } = await kernel.load(engine, rehabCase, `rehabcase-${caseId}`);
    if (state.status === 'none') return { caseId, episode };
    const isRepeat = history[0]?.metadata.command.id === opening(caseId);
    if (state.status !== 'CLOSED' || isRepeat) return { caseId, episode, case: state };
  }
}

type OpeningAsk = Pick<kernel.Ask, 'by' | 'commandId' | 'context' | 'correlationId' | 'causationId'>;

/** For what a case is opened: who serves it, the day of it, that of recording by default, and what it rests on. */
export interface OpeningReason {
  readonly provider?: Provider;
  readonly on?: string;
  readonly legalBasis?: kernel.LegalBasis;
}

/**
 * The open case of an inmate, opened on behalf of a command when there is none, on the day and instant of what it is opened for:
 * sending it again is a repeat. Throws what `send` throws, the refusal of somebody who is not there on that day, and that of what is
 * late without a reason, so that nothing is opened for it.
 */
export const openCaseFor = (
  engine: kernel.Engine,
  ask: OpeningAsk,
  inmate: InmateFact,
  reason: OpeningReason,
): Promise<CaseFact> => lookingAgain(() => openedFor(engine, ask, inmate, reason));

async function openedFor(
  engine: kernel.Engine,
  ask: OpeningAsk,
  inmate: InmateFact,
  reason: OpeningReason,
): Promise<CaseFact> {
  const { by, commandId, context, correlationId, causationId } = ask;
  const { inmateId, presence } = inmate;
  const openingOf = (caseId: string): string => kernel.id('command', commandId, 'OpenCase', caseId);
  const looking = kernel.readingOnce(engine);
  const { caseId, episode, case: open } = await caseFor(looking, inmateId, openingOf);
  if (open !== undefined) return caseFact(engine, caseId);
  const { provider } = reason;
  const cause = causeOf(engine, ask, presence.unitId, reason);
  const data = { inmateId, openedOn: cause.on, ...(provider && { provider }) };
  await sendOpening(
    engine,
    {
      command: { type: 'OpenCase', data, facts: { inmate, episode } },
      createdId: caseId,
      unitId: presence.unitId,
      by,
      commandId: openingOf(caseId),
      body: { inmateId, episode },
      context,
      cause,
      correlationId,
      causationId,
    },
    looking,
  );
  return caseFact(engine, caseId);
}

function causeOf(
  engine: kernel.Engine,
  { by, context }: OpeningAsk,
  unitId: string,
  { on, legalBasis }: OpeningReason,
): kernel.Cause {
  const { occurredAt: input, lateCode } = context;
  const zone = engine.zoneOf(unitId) ?? 'UTC';
  const at = engine.now().toISOString();
  const moment = on === undefined ? kernel.RECORDING : kernel.onDay('on');
  const when = kernel.occurrenceOf(moment, on === undefined ? {} : { on }, { input, at, zone });
  const mayBeLate = by.kind === 'SYSTEM' || engine.demonstration === true;
  if (!mayBeLate) kernel.mustNotBeLate(when.on, { today: kernel.dayIn(zone, at), lateCode });
  return { ...when, ...(lateCode && { lateCode }), ...(legalBasis && { legalBasis }) };
}
