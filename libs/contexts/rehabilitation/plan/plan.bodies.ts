import type { DataOf } from '#kernel';
import { ASI_DOMAIN_CODES, GOAL_PROGRESS, MODALITIES } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsListOf,
  IsListOfCodes,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import type { PlanContent } from './plan.content.js';
import type { PlanCommand } from './plan.decider.js';

type Data<T extends PlanCommand['type']> = DataOf<PlanCommand, T>;
const OPTIONAL = { optional: true };

export class GoalBody {
  @IsId() readonly goalId!: string;
  @IsCode(ASI_DOMAIN_CODES) readonly domain!: PlanContent['goals'][number]['domain'];
  @IsText(2000) readonly statement!: string;
  @IsBusinessDay(OPTIONAL) readonly targetOn?: string;
}

export class PlannedSessionsBody {
  @IsText(40) readonly module!: string;
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
  @IsText(40) readonly module!: string;
  @IsText(2000) readonly reason!: string;
  @IsBusinessDay() readonly exemptedOn!: string;
  @IsBusinessDay(OPTIONAL) readonly expiresOn?: string;
}
