import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, id, type Told, unitOfActor } from '#kernel';
import { unitOf } from '#platform/auth';
import { caseFact, consentFact, type CoverFact, coverFact, inmateFact } from '../facts.js';
import { tellRecord } from '../reactions.js';
import type { PlanFacts } from './aftercare.care.js';
import { aftercare, type AftercareCommand } from './aftercare.decider.js';
import type { AftercareRecord, BegunAftercare } from './aftercare.record.js';
import { AGENCIES } from './aftercare.referrals.js';

export class TellAftercare {
  constructor(readonly ask: Ask<AftercareCommand>) {}
}

/** The uuid of the one aftercare of a case (D3). */
export const aftercareIdOf = (caseId: string): string => id('aftercare', caseId);

@CommandHandler(TellAftercare)
export class TellAftercareHandler implements ICommandHandler<TellAftercare> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellAftercare): Promise<Told> {
    const { command } = ask;
    const told = command.type === 'PlanAftercare' ? { ...ask, createdId: aftercareIdOf(command.data.caseId) } : ask;
    return tellRecord(this.engine, aftercare, told, (wish, record) => this.prepare(wish, record, ask));
  }

  private async prepare(
    command: AftercareCommand,
    { now, valid }: AftercareRecord,
    { by, unitId }: Ask<AftercareCommand>,
  ): Promise<AftercareCommand> {
    if (command.type === 'PlanAftercare') {
      return { ...command, facts: { ...(await this.planFacts(command.data)), ...(unitId && { unitId }) } };
    }
    if (now.status === 'absent') return command;
    const fact = { case: await caseFact(this.engine, now.caseId) };
    if (now.status === 'annulled') return command;
    switch (command.type) {
      case 'RecordAftercareContact':
        return {
          ...command,
          facts: { ...fact, ...(await this.cover(now, unitOfActor(by), command.data.contactedOn)) },
        };
      case 'CompleteAftercare':
      case 'AcceptReferral':
      case 'AnnulAftercareEntry':
        return { ...command, facts: fact };
      case 'ReferAftercare': {
        const { toUnitId, agreementId, referredOn } = command.data;
        const kind = unitOf(toUnitId)?.kind;
        const cover = await this.coverOf(now, { toUnitId, ...(agreementId && { agreementId }) }, referredOn);
        return { ...command, facts: { ...fact, ...(kind && { kind }), ...cover } };
      }
      case 'CorrectAftercareEntry': {
        const { of, contact } = command.data;
        const servedBy = unitOfActor(valid.find((entry) => entry.id === of)?.metadata.actor ?? by);
        const cover = contact === undefined ? {} : await this.cover(now, servedBy, contact.contactedOn);
        return { ...command, facts: { ...fact, ...cover } };
      }
      case 'RejectReferral':
      case 'RevokeReferral':
      case 'TakeOverAftercare':
        return command;
    }
  }

  private async planFacts({ caseId, consentId }: { caseId: string; consentId?: string }): Promise<PlanFacts> {
    const fact = await caseFact(this.engine, caseId);
    const [inmate, consent] = await Promise.all([
      inmateFact(this.engine, fact.case.inmateId),
      consentId === undefined ? undefined : consentFact(this.engine, consentId),
    ]);
    return { case: fact, inmate, ...(consent && { consent }) };
  }

  /** What the gate knows of a unit that looks after somebody, under the agreement of the referral that it accepted last. */
  private async cover(now: BegunAftercare, unitId: string, on: string): Promise<{ cover?: CoverFact }> {
    const referral = now.referrals.findLast(({ toUnitId }) => toUnitId === unitId);
    return referral === undefined ? {} : this.coverOf(now, referral, on);
  }

  private async coverOf(
    { unitId }: BegunAftercare,
    { toUnitId, agreementId }: { toUnitId: string; agreementId?: string },
    on: string,
  ): Promise<{ cover?: CoverFact }> {
    if (!AGENCIES.includes(unitOf(toUnitId)?.kind ?? '')) return {};
    const provider = { unitId: toUnitId, ...(agreementId && { agreementId }) };
    return { cover: await coverFact(this.engine, provider, 'AFTERCARE', unitId, on) };
  }
}
