import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { type Ask, Engine, type Projected, type Told, load, validEntries } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import { caseFact, consentFact, coverFact, inmateFact, templateFact } from '../facts.js';
import { tellRecord } from '../reactions.js';
import type { Severity } from './assessment.completing.js';
import type { CorrectedAssessmentEntry, CorrectionFacts } from './assessment.corrections.js';
import { assessment, type AssessmentCommand } from './assessment.decider.js';
import type { RatingFacts } from './assessment.rating.js';
import type { Assessed, AssessmentRecord } from './assessment.record.js';
import type { RecommendationFacts, TeamMember } from './assessment.recommending.js';
import type { Start, StartFacts } from './assessment.starting.js';
import { screeningFact } from './screening-fact.js';

export class TellAssessment {
  constructor(readonly ask: Ask<AssessmentCommand>) {}
}

@CommandHandler(TellAssessment)
export class TellAssessmentHandler implements ICommandHandler<TellAssessment> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellAssessment): Promise<Told> {
    return tellRecord(this.engine, assessment, ask, (command, record) => this.prepare(command, record, ask));
  }

  private async prepare(
    command: AssessmentCommand,
    record: AssessmentRecord,
    { unitId, target }: Ask<AssessmentCommand>,
  ): Promise<AssessmentCommand> {
    if (command.type === 'StartAssessment') {
      return { ...command, facts: { ...(await this.startFacts(command.data)), ...(unitId && { unitId }) } };
    }
    const { now } = record;
    if (now.status === 'absent' || target === undefined) return command;
    const own = `assessment-${target.id}`;
    const fact = await caseFact(this.engine, now.caseId);
    switch (command.type) {
      case 'RateDomain':
        return { ...command, facts: await this.ratingFacts(now, command.data.ratedOn) };
      case 'CompleteAssessment':
        return {
          ...command,
          facts: {
            case: fact,
            consent: await consentFact(this.engine, now.consentId),
            severities: await this.severities(own),
          },
        };
      case 'RecommendPlacement': {
        const { team, templateId } = command.data;
        return { ...command, facts: await this.recommendationFacts(own, now, team, templateId) };
      }
      case 'CorrectAssessmentEntry':
        return { ...command, facts: { case: fact, ...(await this.entryFacts(own, record, now, command.data)) } };
      case 'AnnulAssessmentEntry':
        return { ...command, facts: { case: fact } };
    }
  }

  private async startFacts({
    caseId,
    screeningId,
    consentId,
    templateId,
    provider,
    startedOn,
  }: Start): Promise<StartFacts> {
    const fact = await caseFact(this.engine, caseId);
    const { inmateId, unitId } = fact.case;
    const [inmate, screening, consent, cover, template] = await Promise.all([
      inmateFact(this.engine, inmateId),
      screeningFact(this.engine, screeningId),
      consentFact(this.engine, consentId),
      coverFact(this.engine, provider, 'ASSESSMENT', unitId, startedOn),
      templateId === undefined ? undefined : templateFact(this.engine, templateId),
    ]);
    return { case: fact, inmate, screening, consent, cover, ...(template && { template }) };
  }

  private async ratingFacts(
    { caseId, inmateId, consentId, unitId, provider }: Assessed,
    ratedOn: string,
  ): Promise<RatingFacts> {
    const [fact, inmate, consent, cover] = await Promise.all([
      caseFact(this.engine, caseId),
      inmateFact(this.engine, inmateId),
      consentFact(this.engine, consentId),
      coverFact(this.engine, provider, 'ASSESSMENT', unitId, ratedOn),
    ]);
    return { case: fact, inmate, consent, cover };
  }

  private async recommendationFacts(
    own: string,
    { caseId, consentId }: Assessed,
    team: readonly TeamMember[],
    templateId: string | undefined,
  ): Promise<RecommendationFacts> {
    const [fact, consent, template, suggestedDays] = await Promise.all([
      caseFact(this.engine, caseId),
      consentFact(this.engine, consentId),
      templateId === undefined ? undefined : templateFact(this.engine, templateId),
      this.suggestedDays(own),
    ]);
    return {
      case: fact,
      consent,
      ...(template && { template }),
      ...(suggestedDays !== undefined && { suggestedDays }),
      subjects: team.map(() => randomUUID()),
      isAnybodyTwice: await this.isAnybodyTwice(team),
    };
  }

  private async isAnybodyTwice(team: readonly TeamMember[]): Promise<boolean> {
    const named = team.flatMap(({ staffId }) => (staffId === undefined ? [] : [staffId]));
    const persons = await Promise.all(named.map(async (one) => this.engine.staff.idsOf(one)));
    return persons.some((ids, index) => named.slice(index + 1).some((other) => ids.has(other)));
  }

  /** What the entry that is corrected rests on, read again for the days that it says now. */
  private async entryFacts(
    own: string,
    { valid }: AssessmentRecord,
    assessed: Assessed,
    { of, start, rating, recommendation }: CorrectedAssessmentEntry,
  ): Promise<Omit<CorrectionFacts, 'case'>> {
    const original = valid.find(({ id }) => id === of);
    if (original?.type === 'AssessmentStarted' && start !== undefined) {
      const { unitId } = assessed;
      return { start: { ...(await this.startFacts({ ...original.data, ...start })), unitId } };
    }
    if (original?.type === 'AssessmentDomainRated' && rating !== undefined) {
      return { rating: await this.ratingFacts(assessed, rating.ratedOn) };
    }
    if (original?.type === 'PlacementRecommended' && recommendation !== undefined) {
      const { templateId } = original.data;
      return { recommendation: await this.recommendationFacts(own, assessed, recommendation.team, templateId) };
    }
    return {};
  }

  /** The severities that the ratings say now and whose key is there, the latest of each domain. */
  private async severities(own: string): Promise<Severity[]> {
    const ratings = (await this.opened(own)).flatMap((event) =>
      event.type === 'AssessmentDomainRated' ? [event.data as Severable] : [],
    );
    const latest = ratings.filter(
      ({ domain }, index) => ratings.findLastIndex((one) => one.domain === domain) === index,
    );
    return latest.flatMap(({ domain, severity }) => (severity === undefined ? [] : [{ domain, severity }]));
  }

  private async suggestedDays(own: string): Promise<number | undefined> {
    const completed = (await this.opened(own)).findLast((event) => event.type === 'AssessmentCompleted');
    return completed === undefined ? undefined : (completed.data as { suggestedDays?: number }).suggestedDays;
  }

  /** The entries of the own stream that hold now, with the seals opened whose key is there. */
  private async opened(own: string): Promise<readonly Projected<AssessmentEvent>[]> {
    const { history } = await load(this.engine, assessment, own);
    const { registry, keyring } = this.engine;
    const events = await Promise.all(history.map((event) => registry.unseal(event, keyring)));
    return validEntries(events as unknown as readonly Projected<AssessmentEvent>[]);
  }
}

interface Severable extends Pick<Severity, 'domain'> {
  /** Absent when its key is gone. */
  readonly severity?: number;
}
