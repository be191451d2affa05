import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { GOAL_DOMAINS, GOAL_PROGRESS, MODALITIES } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsLabel,
  IsListOf,
  IsListOfCodes,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import type { PlanContent } from './plan.content.js';
import type { CorrectedPlanEntry } from './plan.corrections.js';
import type { PlanCommand } from './plan.decider.js';

type Data<T extends PlanCommand['type']> = DataOf<PlanCommand, T>;
const OPTIONAL = { optional: true };

export class GoalBody {
  @IsId() readonly goalId!: string;
  @IsCode(GOAL_DOMAINS) readonly domain!: PlanContent['goals'][number]['domain'];
  @IsText(2000) readonly statement!: string;
  @IsBusinessDay(OPTIONAL) readonly targetOn?: string;
}

export class PlannedSessionsBody {
  @IsLabel() readonly module!: string;
  @IsWhole(0, 500) readonly planned!: number;
}

export class DraftPlanBody extends CommandBody implements Data<'DraftPlan'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly caseId!: string;
  @IsListOf(() => GoalBody, { max: 50 }) readonly goals!: GoalBody[];
  @IsListOf(() => PlannedSessionsBody, { max: 50 }) readonly sessions!: PlannedSessionsBody[];
  @IsListOfCodes(MODALITIES, { min: 1, max: MODALITIES.length }) readonly modalities!: PlanContent['modalities'];
}

export class SubmitPlanBody extends CommandBody implements Data<'SubmitPlan'> {}

export class ApprovePlanBody extends CommandBody implements Data<'ApprovePlan'> {}

export class ReturnPlanBody extends CommandBody implements Data<'ReturnPlan'> {
  @IsText(2000) readonly comment!: string;
}

export class RevisePlanBody extends CommandBody implements Data<'RevisePlan'> {
  @IsWhole(1, 1000) readonly version!: number;
  @IsListOf(() => GoalBody, { max: 50 }) readonly goals!: GoalBody[];
  @IsListOf(() => PlannedSessionsBody, { max: 50 }) readonly sessions!: PlannedSessionsBody[];
  @IsListOfCodes(MODALITIES, { min: 1, max: MODALITIES.length }) readonly modalities!: PlanContent['modalities'];
  @IsText(2000) readonly reason!: string;
}

export class RecordGoalProgressBody extends CommandBody implements Data<'RecordGoalProgress'> {
  @IsId() readonly goalId!: string;
  @IsCode(GOAL_PROGRESS) readonly progress!: Data<'RecordGoalProgress'>['progress'];
  @IsBusinessDay() readonly recordedOn!: string;
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class ExemptRequirementBody extends CommandBody implements Data<'ExemptRequirement'> {
  @IsLabel() readonly module!: string;
  @IsText(2000) readonly reason!: string;
  @IsBusinessDay() readonly exemptedOn!: string;
  @IsBusinessDay(OPTIONAL) readonly expiresOn?: string;
}

export class CorrectedProgressBody implements NonNullable<CorrectedPlanEntry['progress']> {
  @IsId() readonly goalId!: string;
  @IsCode(GOAL_PROGRESS) readonly progress!: Data<'RecordGoalProgress'>['progress'];
  @IsBusinessDay() readonly recordedOn!: string;
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class CorrectedExemptionBody implements NonNullable<CorrectedPlanEntry['exemption']> {
  @IsLabel() readonly module!: string;
  @IsText(2000) readonly reason!: string;
  @IsBusinessDay() readonly exemptedOn!: string;
  @IsBusinessDay(OPTIONAL) readonly expiresOn?: string;
}

/** Exactly one of the two says what the cited entry should have said. */
export class CorrectPlanEntryBody extends CommandBody implements Data<'CorrectPlanEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectPlanEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedProgressBody, OPTIONAL) readonly progress?: CorrectedProgressBody;
  @IsOneOfClass(() => CorrectedExemptionBody, OPTIONAL) readonly exemption?: CorrectedExemptionBody;
}

export class AnnulPlanEntryBody extends CommandBody implements Data<'AnnulPlanEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulPlanEntry'>['reasonCode'];
}
