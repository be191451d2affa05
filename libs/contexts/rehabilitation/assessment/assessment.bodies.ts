import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { ASI_DOMAIN_CODES, RECOMMENDATIONS, TEAM_ROLES } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsListOf,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { CorrectedAssessmentEntry } from './assessment.corrections.js';
import type { AssessmentCommand } from './assessment.decider.js';
import type { DomainRating } from './assessment.rating.js';
import type { TeamMember } from './assessment.recommending.js';

type Data<T extends AssessmentCommand['type']> = DataOf<AssessmentCommand, T>;
const OPTIONAL = { optional: true };

export class StartAssessmentBody extends CommandBody implements Data<'StartAssessment'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly caseId!: string;
  @IsId() readonly screeningId!: string;
  @IsId() readonly consentId!: string;
  @IsId(OPTIONAL) readonly templateId?: string;
  @IsId() readonly assessorId!: string;
  @IsBusinessDay() readonly startedOn!: string;
  @IsOneOfClass(() => ProviderBody) readonly provider!: ProviderBody;
  @IsText(2000, OPTIONAL) readonly reason?: string;
}

export class SuggestedRangeBody {
  @IsWhole(0, 9) readonly from!: number;
  @IsWhole(0, 9) readonly to!: number;
}

export class RateDomainBody extends CommandBody implements Data<'RateDomain'> {
  @IsCode(ASI_DOMAIN_CODES) readonly domain!: Data<'RateDomain'>['domain'];
  @IsWhole(0, 9) readonly severity!: number;
  @IsOneOfClass(() => SuggestedRangeBody, OPTIONAL) readonly suggested?: SuggestedRangeBody;
  @IsWhole(0, 4, OPTIONAL) readonly patientRating?: number;
  @IsText(2000, OPTIONAL) readonly comment?: string;
  @IsBusinessDay() readonly ratedOn!: string;
}

export class ClaimedResultBody {
  @IsWhole(0, 9, OPTIONAL) readonly severity?: number;
  @IsWhole(1, 400, OPTIONAL) readonly suggestedDays?: number;
}

export class CompleteAssessmentBody extends CommandBody implements Data<'CompleteAssessment'> {
  @IsBusinessDay() readonly completedOn!: string;
  @IsOneOfClass(() => ClaimedResultBody, OPTIONAL) readonly claimed?: ClaimedResultBody;
}

/** Somebody of the staff by `staffId`, or somebody from elsewhere by `office`, `institution` and `name`. */
export class AssessmentTeamMemberBody implements TeamMember {
  @IsCode(TEAM_ROLES) readonly role!: TeamMember['role'];
  @IsId(OPTIONAL) readonly staffId?: string;
  @IsText(200, OPTIONAL) readonly office?: string;
  @IsText(200, OPTIONAL) readonly institution?: string;
  @IsText(200, OPTIONAL) readonly name?: string;
}

export class RecommendPlacementBody extends CommandBody implements Data<'RecommendPlacement'> {
  @IsCode(RECOMMENDATIONS) readonly recommendation!: Data<'RecommendPlacement'>['recommendation'];
  @IsId(OPTIONAL) readonly templateId?: string;
  @IsBusinessDay() readonly recommendedOn!: string;
  @IsListOf(() => AssessmentTeamMemberBody, { min: 1, max: 12 }) readonly team!: AssessmentTeamMemberBody[];
  @IsText(2000, OPTIONAL) readonly deviationReason?: string;
}

export class CorrectedStartBody implements NonNullable<CorrectedAssessmentEntry['start']> {
  @IsId() readonly assessorId!: string;
  @IsBusinessDay() readonly startedOn!: string;
  @IsText(2000, OPTIONAL) readonly reason?: string;
}

export class CorrectedRatingBody implements DomainRating {
  @IsWhole(0, 9) readonly severity!: number;
  @IsOneOfClass(() => SuggestedRangeBody, OPTIONAL) readonly suggested?: SuggestedRangeBody;
  @IsWhole(0, 4, OPTIONAL) readonly patientRating?: number;
  @IsText(2000, OPTIONAL) readonly comment?: string;
  @IsBusinessDay() readonly ratedOn!: string;
}

export class CorrectedRecommendationBody implements NonNullable<CorrectedAssessmentEntry['recommendation']> {
  @IsBusinessDay() readonly recommendedOn!: string;
  @IsListOf(() => AssessmentTeamMemberBody, { min: 1, max: 12 }) readonly team!: AssessmentTeamMemberBody[];
  @IsText(2000, OPTIONAL) readonly deviationReason?: string;
}

/** Exactly one of the three says what the cited entry should have said. */
export class CorrectAssessmentEntryBody extends CommandBody implements Data<'CorrectAssessmentEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectAssessmentEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedStartBody, OPTIONAL) readonly start?: CorrectedStartBody;
  @IsOneOfClass(() => CorrectedRatingBody, OPTIONAL) readonly rating?: CorrectedRatingBody;
  @IsOneOfClass(() => CorrectedRecommendationBody, OPTIONAL) readonly recommendation?: CorrectedRecommendationBody;
}

export class AnnulAssessmentEntryBody extends CommandBody implements Data<'AnnulAssessmentEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulAssessmentEntry'>['reasonCode'];
}
