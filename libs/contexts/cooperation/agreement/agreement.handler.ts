import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import {
  type AnyEvent,
  type Ask,
  cite,
  Engine,
  type EventOf,
  factAt,
  inParallel,
  load,
  type Projected,
  type RecordedEvent,
  tell,
  type Told,
} from '#kernel';
import { type CoverageEvent, coverageEvents } from '#contracts/cooperation/coverage';
import { RehabCaseOpened } from '#contracts/rehabilitation/case.events';
import { agreement, type AgreementCommand } from './agreement.decider.js';
import type { CaseFact } from './agreement.ending.js';
import type { OtherAgreement } from './agreement.parent.js';
import { type Outsiders, signedByOutsiders, type ToldParty } from './agreement.parties.js';
import type { AgreementState } from './agreement.state.js';

export class TellAgreement {
  constructor(readonly ask: Ask<AgreementCommand>) {}
}

@CommandHandler(TellAgreement)
export class TellAgreementHandler implements ICommandHandler<TellAgreement> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellAgreement): Promise<Told> {
    return tell(this.engine, agreement, ask, (command, state) => this.withFacts(command, state, ask.target?.id));
  }

  private async withFacts(
    command: AgreementCommand,
    state: AgreementState,
    agreementId?: string,
  ): Promise<AgreementCommand> {
    if (command.type === 'RenewAgreement') {
      const successor = await this.other(command.data.successorId);
      return {
        ...command,
        facts: { ...(agreementId !== undefined && { agreementId }), ...(successor && { successor }) },
      };
    }
    if (command.type === 'TerminateAgreement') {
      const { casesInProgress } = command.data;
      const cases = await inParallel(casesInProgress, CASES_AT_ONCE, ({ caseId }) => this.caseWith(caseId));
      return { ...command, facts: { cases: cases.filter((one) => one !== undefined) } };
    }
    if (command.type === 'ReviseAgreementDraft') {
      return { ...command, facts: { outsiders: outsidersOf(command.data.parties ?? [], state) } };
    }
    const parentId = parentNamedBy(command, state);
    const parent = parentId === undefined ? undefined : await this.other(parentId);
    if (command.type === 'ProposeAgreement') {
      return { ...command, facts: { ...(parent && { parent }), outsiders: outsidersOf(command.data.parties, state) } };
    }
    return parent === undefined ? command : withParent(command, parent);
  }

  /** Another agreement as the store's leader knows it, its history verified; undefined when there is none. */
  private async other(agreementId: string): Promise<OtherAgreement | undefined> {
    const { history, state } = await load(this.engine, agreement, `agreement-${agreementId}`);
    const head = history.at(-1);
    if (head === undefined || state.status === 'absent') return undefined;
    return {
      kind: state.kind,
      events: history.map((event) => this.engine.registry.upcast(event)).filter(isCovering),
      basis: factAt(head),
      ground: { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' },
    };
  }

  /** Whose case it is, as its stream says on the store's leader; undefined when there is none. */
  private async caseWith(caseId: string): Promise<CaseFact | undefined> {
    const cited = await cite(this.engine, `rehabcase-${caseId}`);
    const opening = cited?.events.find(isOpening);
    return cited && opening && { caseId, subject: opening.data.subject, basis: cited.basis };
  }
}

/** Who signs for a party is who signed for it before, else somebody new: a client never says which person it is. */
function outsidersOf(parties: readonly ToldParty[], state: AgreementState): Outsiders {
  const known = 'clauses' in state ? state.parties : [];
  const knownOf = (partyId: string) => known.find((party) => party.partyId === partyId)?.signatory.subject;
  return Object.fromEntries(signedByOutsiders(parties).map((partyId) => [partyId, knownOf(partyId) ?? randomUUID()]));
}

const CASES_AT_ONCE = 8;
const RESTING_ON_PARENT = ['ApproveAgreementForSigning', 'SignAgreement', 'ProposeAddendum', 'SignAddendum'];

function parentNamedBy(command: AgreementCommand, state: AgreementState): string | undefined {
  if (command.type === 'ProposeAgreement') return command.data.parentAgreementId;
  if (!RESTING_ON_PARENT.includes(command.type)) return undefined;
  return 'parentAgreementId' in state ? state.parentAgreementId : undefined;
}

const withParent = <C extends AgreementCommand>(command: C, parent: OtherAgreement): C => ({
  ...command,
  facts: { parent },
});

const isCovering = (event: RecordedEvent): event is RecordedEvent & CoverageEvent =>
  coverageEvents.some(({ type }) => type === event.type);

const isOpening = (event: Projected<AnyEvent>): event is Projected<EventOf<typeof RehabCaseOpened>> =>
  event.type === RehabCaseOpened.type;
