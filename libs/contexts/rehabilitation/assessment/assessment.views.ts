import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, pageOf, Shown, TellingView } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const WITHHELD = { list: true, nullable: true, description: 'What the role of the reader may not see.' } as const;

@ObjectType({ isAbstract: true })
abstract class AssessmentTelling extends TellingView {
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('ServiceProvider')
export class ServiceProviderView {
  @Shown(text) readonly unitId!: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
}

@ObjectType('AssessmentStartTelling')
export class AssessmentStartTelling extends AssessmentTelling {
  @Shown(text) readonly screeningId!: string;
  @Shown(text) readonly consentId!: string;
  @Shown(text, MAYBE) readonly templateId?: string;
  @Shown(text) readonly assessorId!: string;
  @Shown(text) readonly startedOn!: string;
  @Shown(() => ServiceProviderView) readonly provider!: ServiceProviderView;
  @Shown(text, MAYBE) readonly reason?: string;
}

@ObjectType('AssessmentStart')
export class AssessmentStartView extends AssessmentStartTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AssessmentStartTelling, LIST) readonly earlier!: AssessmentStartTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('DomainRatingTelling')
export class DomainRatingTelling extends AssessmentTelling {
  @Shown(text) readonly domain!: string;
  @Shown(text) readonly ratedOn!: string;
  @Shown(whole, MAYBE) readonly severity?: number;
  @Shown(whole, MAYBE) readonly suggestedFrom?: number;
  @Shown(whole, MAYBE) readonly suggestedTo?: number;
  @Shown(whole, MAYBE) readonly patientRating?: number;
  @Shown(text, MAYBE) readonly comment?: string;
}

@ObjectType('DomainRating')
export class DomainRatingView extends DomainRatingTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => DomainRatingTelling, LIST) readonly earlier!: DomainRatingTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('DomainSeverity')
export class DomainSeverityView {
  @Shown(text) readonly domain!: string;
  @Shown(whole) readonly severity!: number;
}

@ObjectType('AssessmentCompletionTelling')
export class AssessmentCompletionTelling extends AssessmentTelling {
  @Shown(text) readonly instrument!: string;
  @Shown(text) readonly instrumentVersion!: string;
  @Shown(text) readonly cutoffSet!: string;
  @Shown(text) readonly completedOn!: string;
  @Shown(() => DomainSeverityView, { list: true, nullable: true }) readonly severities?: DomainSeverityView[];
  @Shown(whole, MAYBE) readonly suggestedDays?: number;
}

@ObjectType('AssessmentCompletion')
export class AssessmentCompletionView extends AssessmentCompletionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AssessmentCompletionTelling, LIST) readonly earlier!: AssessmentCompletionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('Affiliation')
export class AffiliationView {
  @Shown(text, MAYBE) readonly office?: string;
  @Shown(text, MAYBE) readonly institution?: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('AssessmentTeamMember')
export class AssessmentTeamMemberView {
  @Shown(text) readonly role!: string;
  @Shown(text, MAYBE) readonly staffId?: string;
  @Shown(text, MAYBE) readonly subject?: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(() => AffiliationView, { nullable: true, description: 'Of somebody from elsewhere.' })
  readonly affiliation?: AffiliationView;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('RecommendationTelling')
export class RecommendationTelling extends AssessmentTelling {
  @Shown(text) readonly recommendation!: string;
  @Shown(text, MAYBE) readonly templateId?: string;
  @Shown(text) readonly recommendedOn!: string;
  @Shown(() => AssessmentTeamMemberView, LIST) readonly team!: AssessmentTeamMemberView[];
  @Shown(text, MAYBE) readonly deviationReason?: string;
}

@ObjectType('Recommendation')
export class RecommendationView extends RecommendationTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => RecommendationTelling, LIST) readonly earlier!: RecommendationTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('AssessmentSummary')
export class AssessmentSummaryView {
  @Shown(text) readonly assessmentId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly screeningId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly providerUnitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly assessorId!: string;
  @Shown(text) readonly startedOn!: string;
  @Shown(whole) readonly domainsRated!: number;
  @Shown(text, MAYBE) readonly completedOn?: string;
  @Shown(text, MAYBE) readonly recommendedOn?: string;
  @Shown(text, MAYBE) readonly recommendation?: string;
  @Shown(text, MAYBE) readonly templateId?: string;
  @Shown(whole) readonly revision!: number;
}

export const AssessmentPage = pageOf(AssessmentSummaryView);

@ObjectType('Assessment')
export class AssessmentView extends AssessmentSummaryView {
  @Shown(() => AssessmentStartView, LIST) readonly starts!: AssessmentStartView[];
  @Shown(() => DomainRatingView, LIST) readonly ratings!: DomainRatingView[];
  @Shown(() => AssessmentCompletionView, LIST) readonly completions!: AssessmentCompletionView[];
  @Shown(() => RecommendationView, LIST) readonly recommendations!: RecommendationView[];
}

@ObjectType('QueuedCase')
export class QueuedCaseView {
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly stage!: string;
  @Shown(text, MAYBE) readonly since?: string;
  @Shown(text, MAYBE) readonly riskBand?: string;
  @Shown(text, MAYBE) readonly screeningId?: string;
  @Shown(text, MAYBE) readonly screenedOn?: string;
  @Shown(text, MAYBE) readonly assessmentId?: string;
  @Shown(whole) readonly daysWaiting!: number;
  @Shown(text, { nullable: true, description: 'By the days of the named template, counted from the screening.' })
  readonly dueOn?: string;
  @Shown(() => Boolean, MAYBE) readonly isOverdue?: boolean;
}

export const QueuedCasePage = pageOf(QueuedCaseView);
