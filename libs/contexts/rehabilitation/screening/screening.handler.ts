import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, dayIn, Engine, Forbidden, type Told } from '#kernel';
import { openCaseFor } from '../case/open-case.js';
import { caseFact, consentFact, coverFact, inmateFact, type Provider } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { mustBePlannable, screening, type ScreeningCommand } from './screening.decider.js';
import { type Interview, type InterviewFacts, screenable, type ServiceFacts } from './screening.interview.js';
import { providerOf, type Screened, type Screening, type ScreeningRecord } from './screening.record.js';

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
    return hasCase(now) ? this.following(command, now, ask) : Promise.resolve(command);
  }

  private async scheduling(command: Of<'ScheduleScreening'>, ask: Asked): Promise<ScreeningCommand> {
    const { inmateId, provider, scheduledOn } = command.data;
    const unitId = ask.unitId ?? ask.by.unitId;
    const facts = await this.service(inmateId, provider, unitId, scheduledOn);
    const today = this.today(unitId);
    mustBePlannable(scheduledOn, facts, today); // before a case is opened for it
    const fact = await openCaseFor(this.engine, ask, facts.inmate, { provider, on: today });
    return { ...command, facts: { ...facts, case: fact } };
  }

  private async recording(command: Of<'RecordScreening'>, ask: Asked): Promise<ScreeningCommand> {
    const { inmateId, provider, screenedOn } = command.data;
    const unitId = ask.unitId ?? ask.by.unitId;
    const facts = await this.interview(command.data, inmateId, provider, unitId, ask);
    screenable(command.data, facts, { by: ask.by, today: this.today(unitId) }); // a refused one opens no case
    const fact = await openCaseFor(this.engine, ask, facts.inmate, { provider, on: screenedOn });
    return { ...command, facts: { ...facts, case: fact } };
  }

  /** What is told of a screening that is there already rests on its case, and on what its own days need. */
  private async following(
    command: Exclude<ScreeningCommand, { type: 'ScheduleScreening' | 'RecordScreening' }>,
    now: WithCase,
    ask: Asked,
  ): Promise<ScreeningCommand> {
    const { unitId, of } = now;
    const fact = await caseFact(this.engine, of.caseId);
    switch (command.type) {
      case 'RecordScheduledScreening': {
        const facts = await this.interview(command.data, of.inmateId, providerOf(now), unitId, ask);
        return { ...command, facts: { ...facts, case: fact } };
      }
      case 'GiveBasicEducation': {
        const provider = ask.by.unitId === unitId ? { unitId } : providerOf(now);
        const facts = await this.service(of.inmateId, provider, unitId, command.data.givenOn);
        return { ...command, facts: { ...facts, case: fact } };
      }
      case 'CorrectScreeningEntry': {
        const { screening: told } = command.data;
        const inmate = await inmateFact(this.engine, of.inmateId);
        const interview = told && (await this.interview(told, of.inmateId, providerOf(now), unitId, ask));
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
}

type WithCase = Screened & Required<Pick<Screened, 'of'>>;

const hasCase = (now: Screening): now is Exclude<Screening, { status: 'absent' }> & WithCase =>
  now.status !== 'absent' && now.of !== undefined;
