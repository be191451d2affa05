import * as kernel from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { certificateReserved } from '#contracts/reservations/sets';
import { freeWhenOver, reservationsBy, type ReservationsBy, sendReserving } from '#platform/reservations';
import { coverFact, inmateFact } from '../facts.js';
import { rehabCase } from './case.decider.js';
import { readersOf } from './case.facts.js';
import { type CaseCommand, type CommandOf, mustKeep } from './case.rules.js';
import type { CaseState } from './case.record.js';
import { caseFor, currentCase, lookingAgain, openCaseFrom, openCaseOf, sendOpening } from '../open-case.handle.js';
import { refuse } from './case.refusals.js';

type Opening = Omit<CommandOf<'OpenCase'>, 'facts'>;
type Acting = Exclude<CaseCommand, { type: 'OpenCase' }>;

/**
 * Sends a case what people do to it and what policies say of it; whoever opens one is answered the one that is open. Throws `NotFound` when
 * what the command cites does not exist, and what `send` throws.
 */
export const handleCase = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  (BEGINNING[ask.command.type] ?? onCase)(engine, ask);

type Handle = typeof handleCase;

const BEGINNING: Readonly<Partial<Record<string, Handle>>> = {
  OpenCase: (engine, ask) => lookingAgain(() => opened(engine, ask as kernel.Ask<Opening>)),
};

const onCase: Handle = (engine, ask) =>
  kernel.handle<CaseState, Acting, CaseEvent>(engine, rehabCase, ask, readersOf, (_, __, asked, prepare) =>
    acted(engine, asked, prepare),
  );

async function opened(engine: kernel.Engine, ask: kernel.Ask<Opening>): Promise<kernel.Receipt> {
  const { inmateId, openedOn, provider } = ask.command.data;
  const inmate = await inmateFact(engine, inmateId);
  const { unitId } = inmate.presence;
  if (ask.unitId !== unitId)
    refuse('inmate-of-another-unit', { unitId, askedUnitId: ask.unitId ?? kernel.unitOfActor(ask.by) });
  const looking = kernel.readingOnce(engine);
  const { caseId, episode } = await caseFor(looking, inmateId, () => ask.commandId);
  const cover = provider && (await coverFact(engine, provider, 'SCREENING', unitId, openedOn));
  const command = { ...ask.command, facts: { inmate, episode, ...(cover && { cover }) } };
  return sendOpening(engine, { ...ask, command, createdId: caseId }, looking);
}

async function acted(
  engine: kernel.Engine,
  ask: kernel.Ask<Acting>,
  prepare: kernel.Prepare<CaseState, Acting>,
): Promise<kernel.Receipt> {
  const kept: kernel.Prepare<CaseState, Acting> = (command, state, asker) => {
    if (state.status !== 'none') mustKeep(state, asker);
    return prepare(command, state, asker);
  };
  const looking = kernel.readingOnce(engine);
  const requests = await reservationsBy(RESERVATIONS, engine, ask, looking);
  if (requests.length > 0) {
    return sendReserving<CaseState, Acting, CaseEvent>(engine, rehabCase, ask, requests, kept, looking);
  }
  const receipt = await kernel.send<CaseState, Acting, CaseEvent>(engine, rehabCase, ask, kept);
  if (ask.command.type === 'CloseCase') {
    const inmateId = await inmateOf(engine, ask);
    if (inmateId !== undefined) await freeWhenOver(engine, ask, openCaseOf(engine, inmateId));
  }
  return receipt;
}

/** What a case must have for itself: the number of its certificate in the unit, and the inmate’s one open case. */
const RESERVATIONS: ReservationsBy<Acting> = {
  IssueCertificate: (_, { command, by }) => {
    const reserved = certificateReserved(kernel.unitOfActor(by), command.data.number);
    return reserved === undefined ? [] : [{ ...reserved, taken: (other) => refuse('certificate-number-taken', other) }];
  },
  ReopenCase: async (engine, ask, looking) => {
    const inmateId = await inmateOf(looking, ask);
    return inmateId === undefined
      ? []
      : [openCaseFrom(engine, inmateId, (other) => refuse('later-episode-exists', other))];
  },
};

/** Whose case it is, undefined when there is none. Throws what `load` throws, `Forbidden`. */
async function inmateOf(engine: kernel.Engine, ask: kernel.Ask<Acting>): Promise<string | undefined> {
  const { state } = await kernel.load(engine, rehabCase, kernel.streamOf(rehabCase, ask));
  if (state.status === 'none') return undefined;
  kernel.mustReach(rehabCase, state, ask.by);
  return state.inmateId;
}

/** Sends the case that an inmate has what is recorded of its inmate, by the inmate's id; nobody when there is none. Throws what `send` throws. */
export async function noteTransfer(
  engine: kernel.Engine,
  ask: kernel.Ask<CommandOf<'NoteTransfer'>>,
): Promise<kernel.Receipt> {
  const { id: inmateId = '' } = ask.target ?? {};
  const { caseId, case: its } = await currentCase(engine, inmateId);
  if (its !== undefined) return handleCase(engine, kernel.reaching(ask, caseId));
  return { id: inmateId, revision: ask.command.data.of.revision, position: '', replayed: false };
}
