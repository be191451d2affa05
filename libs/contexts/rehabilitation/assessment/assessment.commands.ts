import { ASI_DOMAIN_CODES, RECOMMENDATIONS, TEAM_ROLES } from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsListOf, IsOneOfClass, IsText, IsWhole } from '#platform/http';
import { ProviderBody } from '../provider.body.js';

/** Who assesses, and has the severities opened (domain 5.5). */
export const assessors = ['perawat-klinik', 'asesor-bnnk'] as const;

@c.Creates('Start the assessment of a case', assessors)
export class StartAssessment extends c.CreatingCommand {
  @IsId('Which case is assessed') readonly caseId!: string;
  @IsId('The screening that leads to it') readonly screeningId!: string;
  @IsId('On which consent it rests') readonly consentId!: string;
  @IsId({ optional: true, says: 'The programme template within whose days the screening is recent' })
  readonly templateId?: string;
  @IsId('The staff record of who assesses') readonly assessorId!: string;
  @IsBusinessDay('On which day it started') readonly startedOn!: string;
  @IsOneOfClass(() => ProviderBody, 'Who assesses') readonly provider!: ProviderBody;
  @IsText(2000, { optional: true, says: 'Why, where no recent screening of risk leads to it; sealed' })
  readonly reason?: string;
}

export class SuggestedRange {
  @IsWhole(0, 9, 'The lowest') readonly from!: number;
  @IsWhole(0, 9, 'The highest') readonly to!: number;
}

@c.Acts('rate', 'Rate a domain of the ASI', assessors)
export class RateDomain extends c.Command {
  @IsCode(ASI_DOMAIN_CODES, 'Which domain') readonly domain!: (typeof ASI_DOMAIN_CODES)[number];
  @IsWhole(0, 9, 'How severe it is, by the assessor; sealed') readonly severity!: number;
  @IsOneOfClass(() => SuggestedRange, { optional: true, says: 'What the objective items suggest; sealed' })
  readonly suggested?: SuggestedRange;
  @IsWhole(0, 4, { optional: true, says: 'What the inmate says of it; sealed' }) readonly patientRating?: number;
  @IsText(2000, { optional: true, says: 'Why, where it is far from what is suggested; sealed' })
  readonly comment?: string;
  @IsBusinessDay('On which day') readonly ratedOn!: string;
}

export class ClaimedResult {
  @IsWhole(0, 9, { optional: true, says: 'The severity in all' }) readonly severity?: number;
  @IsWhole(1, 400, { optional: true, says: 'How long a programme it suggests' }) readonly suggestedDays?: number;
}

@c.Acts('complete', 'Complete an assessment: the server computes what the ratings suggest', assessors)
export class CompleteAssessment extends c.Command {
  @IsBusinessDay('On which day') readonly completedOn!: string;
  @IsOneOfClass(() => ClaimedResult, { optional: true, says: 'What the client has computed: refused when it differs' })
  readonly claimed?: ClaimedResult;
}

/** Somebody of the staff by `staffId`, or somebody from elsewhere by `office`, `institution` and `name`. */
export class RecommendingMember {
  @IsCode(TEAM_ROLES, 'As what they are in the team') readonly role!: (typeof TEAM_ROLES)[number];
  @IsId({ optional: true, says: 'The staff record' }) readonly staffId?: string;
  @IsText(200, { optional: true, says: 'Which office they hold; sealed' }) readonly office?: string;
  @IsText(200, { optional: true, says: 'Of which institution; sealed' }) readonly institution?: string;
  @IsText(200, { optional: true, says: 'Their name; sealed' }) readonly name?: string;
}

@c.Acts('recommend', 'Record what the assessment team recommends', assessors)
export class RecommendPlacement extends c.Command {
  @IsCode(RECOMMENDATIONS, 'What it does') readonly recommendation!: (typeof RECOMMENDATIONS)[number];
  @IsId({ optional: true, says: 'For which programme' }) readonly templateId?: string;
  @IsBusinessDay('On which day') readonly recommendedOn!: string;
  @IsListOf(() => RecommendingMember, { min: 1, max: 12, says: 'Who recommends' }) readonly team!: RecommendingMember[];
  @IsText(2000, { optional: true, says: 'Why, where it differs from what the severities suggest; sealed' })
  readonly deviationReason?: string;
}

class CorrectedStart extends c.fieldsOf(
  StartAssessment,
  'caseId',
  'screeningId',
  'consentId',
  'templateId',
  'provider',
) {}
class CorrectedRating extends c.fieldsOf(RateDomain, 'domain') {}
class CorrectedRecommendation extends c.fieldsOf(RecommendPlacement, 'recommendation', 'templateId') {}

@c.Corrects(assessors)
export class CorrectAssessmentEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedStart) readonly start?: CorrectedStart;
  @c.SaysAnew(() => CorrectedRating) readonly rating?: CorrectedRating;
  @c.SaysAnew(() => CorrectedRecommendation) readonly recommendation?: CorrectedRecommendation;
}

@c.Annuls([...assessors, 'kepala-bnnk'])
export class AnnulAssessmentEntry extends c.EntryCommand {}
