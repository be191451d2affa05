import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Asker, type Ask, dayIn, Engine, Forbidden, refuse, type Told, unitOfActor } from '#kernel';
import { openCaseFor } from '../case/open-case.js';
import { caseFact, consentFact, coverFact, inmateFact, type Provider } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { mustBePlannable, screening, type ScreeningCommand } from './screening.decider.js';
import { type Interview, type InterviewFacts, screenable, type ServiceFacts } from './screening.interview.js';
import type { Screening, ScreeningRecord } from './screening.record.js';

export class TellScreening {
  constructor(readonly ask: Ask<ScreeningCommand>) {}
}

type Asked = Ask<ScreeningCommand>;
type Of<T extends ScreeningCommand['type']> = Extract<ScreeningCommand, { type: T }>;

@CommandHandler(TellScreening)
export class TellScreeningHandler implements ICommandHandler<TellScreening> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellScreening): Promise<Told> {
    return tellRecord(this.engine, screening, ask, (command, record) => this.prepare(command, record, ask));
  }

  private prepare(command: ScreeningCommand, { now }: ScreeningRecord, ask: Asked): Promise<ScreeningCommand> {
    if (command.type === 'ScheduleScreening') return this.scheduling(command, ask);
    if (command.type === 'RecordScreening') return this.recording(command, ask);
    return now.status === 'absent' ? Promise.resolve(command) : this.following(command, now, ask);
  }

  private async scheduling(command: Of<'ScheduleScreening'>, ask: Asked): Promise<ScreeningCommand> {
    const { inmateId, provider, scheduledOn } = command.data;
    const unitId = ask.unitId ?? unitOfActor(ask.by);
    const facts = await this.service(inmateId, provider, unitId, scheduledOn);
    mustBePlannable(scheduledOn, facts, this.today(unitId)); // before a case is opened for it
    const { ground } = facts.cover;
    const fact = await openCaseFor(this.engine, ask, facts.inmate, {
      provider,
      ...(ground && { legalBasis: ground.legalBasis }),
    });
    return { ...command, facts: { ...facts, case: fact } };
  }

  private async recording(command: Of<'RecordScreening'>, ask: Asked): Promise<ScreeningCommand> {
    const { inmateId, provider, screenedOn, interviewerId } = command.data;
    const unitId = ask.unitId ?? unitOfActor(ask.by);
    const facts = await this.interview(command.data, inmateId, provider, unitId, ask);
    const is = await this.sameAs(ask);
    screenable(command.data, facts, { is, today: this.today(unitId) }); // a refused one opens no case
    await this.mustBeRegistered(interviewerId);
    const { ground = facts.cover.ground } = facts.consent;
    const fact = await openCaseFor(this.engine, ask, facts.inmate, {
      provider,
      on: screenedOn,
      ...(ground && { legalBasis: ground.legalBasis }),
    });
    return { ...command, facts: { ...facts, case: fact } };
  }

  /** What is told of a screening that is there already rests on its case, and on what its own days need. */
  private async following(
    command: Exclude<ScreeningCommand, { type: 'ScheduleScreening' | 'RecordScreening' }>,
    now: Exclude<Screening, { status: 'absent' }>,
    ask: Asked,
  ): Promise<ScreeningCommand> {
    const { unitId, inmateId, caseId, provider } = now;
    const fact = await caseFact(this.engine, caseId);
    switch (command.type) {
      case 'RecordScheduledScreening': {
        const facts = await this.interview(command.data, inmateId, provider, unitId, ask);
        return { ...command, facts: { ...facts, case: fact } };
      }
      case 'GiveBasicEducation': {
        const educator = unitOfActor(ask.by) === unitId ? { unitId } : provider;
        const facts = await this.service(inmateId, educator, unitId, command.data.givenOn);
        return { ...command, facts: { ...facts, case: fact } };
      }
      case 'CorrectScreeningEntry': {
        const { screening: told } = command.data;
        const inmate = await inmateFact(this.engine, inmateId);
        const interview = told && (await this.interview(told, inmateId, provider, unitId, ask));
        return { ...command, facts: { case: fact, inmate, ...(interview && { interview }) } };
      }
      case 'RefuseScreening':
      case 'AnnulScreeningEntry':
        return { ...command, facts: { case: fact } };
    }
  }

  private async service(inmateId: string, provider: Provider, unitId: string, on: string): Promise<ServiceFacts> {
    const inmate = await inmateFact(this.engine, inmateId);
    if (inmate.presence.unitId !== unitId) {
      throw new Forbidden('outside-your-unit', 'This inmate is in the register of another unit.');
    }
    return { inmate, cover: await coverFact(this.engine, provider, 'SCREENING', unitId, on) };
  }

  private async interview(
    { consentId, screenedOn }: Pick<Interview, 'consentId' | 'screenedOn'>,
    inmateId: string,
    provider: Provider,
    unitId: string,
    { context: { source } }: Asked,
  ): Promise<InterviewFacts> {
    const service = await this.service(inmateId, provider, unitId, screenedOn);
    return { ...service, consent: await consentFact(this.engine, consentId), ...(source && { source }) };
  }

  private today(unitId: string): string {
    return dayIn(this.engine.zoneOf(unitId) ?? 'UTC', this.engine.now().toISOString());
  }

  /** Whether a staff id is that of who asks. */
  private async sameAs({ by }: Asked): Promise<Asker['is']> {
    const ids = by.kind === 'SYSTEM' ? new Set<string>() : await this.engine.staff.idsOf(by.staffId);
    return (staffId) => staffId !== undefined && ids.has(staffId);
  }

  private async mustBeRegistered(staffId: string): Promise<void> {
    const unknown = await this.engine.staff.unregistered([staffId]);
    if (unknown.length > 0)
      refuse('unknown-staff', 'Register the interviewer first: nobody of the staff has that id.', 'D1');
  }
}
