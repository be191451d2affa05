import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AnyCommand,
  type Ask,
  cite,
  Engine,
  load,
  mustReach,
  reaching,
  refuse,
  streamOf,
  tell,
  type Told,
  unitOfActor,
  uuidOf,
} from '#kernel';
import { freeWhenOver, tellReserving } from '#platform/reservations';
import { coverFact, inmateFact } from '../facts.js';
import { certificateNumber } from './case.certificate.js';
import { type CaseCommand, rehabCase } from './case.decider.js';
import { LATER_EPISODE } from './case.ends.js';
import { admissionFacts, aftercareFact, completionFacts, earlierCertificates, recordsOf } from './case.facts.js';
import type { FollowingCommand } from './case.following.js';
import type { OpeningCommand } from './case.opening.js';
import { mustKeep } from './case.rules.js';
import type { CaseState, OpenedCase } from './case.state.js';
import type { TakingOverCommand } from './case.taking-over.js';
import { caseFor, caseIdOf, currentCase, lookingAgain, openCaseOf, tellOpening } from './open-case.js';

type Asked<C extends AnyCommand> = C extends AnyCommand ? Pick<C, 'type' | 'data'> : never;
type Acting = Exclude<CaseCommand, OpeningCommand | FollowingCommand | TakingOverCommand>;

/** What people tell a case; the facts that its rules need are read by the handler. */
export type AskedOfCase = Asked<Acting>;
export interface AskedOpening {
  readonly type: 'OpenCase';
  readonly data: Omit<OpeningCommand['data'], 'episode'>;
}

export class TellCase {
  constructor(readonly ask: Ask<AskedOfCase>) {}
}

export class OpenRehabCase {
  constructor(readonly ask: Ask<AskedOpening>) {}
}

@CommandHandler(TellCase)
export class TellCaseHandler implements ICommandHandler<TellCase> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellCase): Promise<Told> {
    return tellCase(this.engine, ask);
  }
}

@CommandHandler(OpenRehabCase)
export class OpenRehabCaseHandler implements ICommandHandler<OpenRehabCase> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: OpenRehabCase): Promise<Told> {
    return openRehabCase(this.engine, ask);
  }
}

/** Opens the case of an inmate, or answers the one that is open. Throws `NotFound` without such an inmate, and what `tell` throws. */
export const openRehabCase = (engine: Engine, ask: Ask<AskedOpening>): Promise<Told> =>
  lookingAgain(() => opened(engine, ask));

async function opened(engine: Engine, ask: Ask<AskedOpening>): Promise<Told> {
  const { data } = ask.command;
  const { inmateId, openedOn, provider } = data;
  const inmate = await inmateFact(engine, inmateId);
  const { unitId } = inmate.presence;
  if (ask.unitId !== unitId) refuse('inmate-of-another-unit', 'Another unit holds this inmate.', 'R-1.2');
  const { caseId, episode } = await caseFor(engine, inmateId, () => ask.commandId);
  const cover = provider && (await coverFact(engine, provider, 'SCREENING', unitId, openedOn));
  const command: OpeningCommand = {
    type: 'OpenCase',
    data: { ...data, episode },
    facts: { inmate, ...(cover && { cover }) },
  };
  return tellOpening(engine, { ...ask, command, createdId: caseId });
}

/** Tells a case what people do to it. Throws what `tell` throws and `NotFound` when what the command cites does not exist. */
export async function tellCase(engine: Engine, ask: Ask<AskedOfCase>): Promise<Told> {
  const caseId = uuidOf(streamOf(rehabCase, ask));
  const prepare = (command: CaseCommand, state: CaseState): Promise<CaseCommand> => {
    if (state.status === 'none') return Promise.resolve(command);
    mustKeep(state, ask);
    return withFacts(engine, command, caseId, state);
  };
  const asked = ask as Ask<CaseCommand>; // its facts are read by `prepare`, before a rule sees it
  const { command } = ask;
  if (command.type === 'IssueCertificate') {
    const number = certificateNumber(command.data.number, unitOfActor(ask.by));
    return tellReserving(engine, rehabCase, asked, number === undefined ? [] : [number], prepare);
  }
  if (command.type === 'ReopenCase') {
    const inmateId = await inmateOf(engine, caseId, ask);
    const openCase = inmateId === undefined ? [] : [openCaseOf(engine, inmateId, LATER_EPISODE)];
    return tellReserving(engine, rehabCase, asked, openCase, prepare);
  }
  const told = await tell(engine, rehabCase, asked, prepare);
  if (command.type === 'CloseCase') {
    const inmateId = await inmateOf(engine, caseId, ask);
    if (inmateId !== undefined) await freeWhenOver(engine, ask, openCaseOf(engine, inmateId));
  }
  return told;
}

/** Whose case it is, undefined when there is none. Throws what `load` throws, `Forbidden`. */
async function inmateOf(engine: Engine, caseId: string, { by }: Pick<Ask<AnyCommand>, 'by'>) {
  const { state } = await load(engine, rehabCase, `rehabcase-${caseId}`);
  if (state.status === 'none') return undefined;
  mustReach(rehabCase, state, by);
  return state.inmateId;
}

/** Tells the case that an inmate has what is told of its inmate, by the inmate's id; nobody when there is none. Throws what `tell` throws. */
export async function noteTransfer(
  engine: Engine,
  ask: Ask<Extract<CaseCommand, { type: 'NoteTransfer' }>>,
): Promise<Told> {
  const { id: inmateId = '' } = ask.target ?? {};
  const { caseId, case: its } = await currentCase(engine, inmateId);
  if (its !== undefined) return tell(engine, rehabCase, reaching(ask, caseId));
  return { id: inmateId, revision: ask.command.data.of.revision, position: '', replayed: false };
}

/** Tells a case that its unit is another, with the records that it has. Throws what `tell` throws. */
export const takeOverCase = (engine: Engine, ask: Ask<CaseCommand>): Promise<Told> =>
  tell(engine, rehabCase, ask, async (command) =>
    command.type === 'TakeOverCase'
      ? { ...command, facts: { records: await recordsOf(engine, uuidOf(streamOf(rehabCase, ask))) } }
      : command,
  );

async function withFacts(engine: Engine, command: CaseCommand, caseId: string, its: OpenedCase): Promise<CaseCommand> {
  switch (command.type) {
    case 'AdmitToRehab':
      return { ...command, facts: await admissionFacts(engine, caseId, its, command.data) };
    case 'ChangePhase':
    case 'ResumeRehab':
    case 'ExitCase':
      return { ...command, facts: { inmate: await inmateFact(engine, its.inmateId) } };
    case 'CompleteRehab':
      return its.admission === undefined
        ? command
        : { ...command, facts: await completionFacts(engine, caseId, its.admission.templateId) };
    case 'DiscontinueRehab':
      return { ...command, facts: {} };
    case 'CloseCase': {
      const aftercare = await aftercareFact(engine, caseId);
      return { ...command, facts: { ...(aftercare && { aftercare }) } };
    }
    case 'ReopenCase': {
      const later = await cite(engine, `rehabcase-${caseIdOf(its.inmateId, its.episode + 1)}`);
      return { ...command, facts: { hasLaterEpisode: later !== undefined } };
    }
    case 'IssueCertificate':
      return { ...command, facts: { earlier: await earlierCertificates(engine, caseId) } };
    case 'OpenCase':
    case 'AssignCounsellor':
    case 'SuspendRehab':
    case 'RevokeCertificate':
    case 'AdvanceCase':
    case 'SetBackCase':
    case 'NoteSession':
    case 'NoteConsent':
    case 'NoteTransfer':
    case 'TakeOverCase':
      return command;
  }
}
