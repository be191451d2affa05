import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const GONE = { list: true, nullable: true, description: 'What can no longer be read.' } as const;

@ObjectType('PlanStep')
export class PlanStepView {
  @Shown(text) readonly by!: string;
  @Shown(text) readonly at!: string;
}

@ObjectType('PlanReturn')
export class PlanReturnView extends PlanStepView {
  @Shown(text, MAYBE) readonly comment?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

@ObjectType('PlanGoal')
export class PlanGoalView {
  @Shown(text) readonly goalId!: string;
  @Shown(text) readonly domain!: string;
  @Shown(text, MAYBE) readonly targetOn?: string;
  @Shown(text, MAYBE) readonly statement?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

@ObjectType('PlannedSessions')
export class PlannedSessionsView {
  @Shown(text) readonly module!: string;
  @Shown(whole) readonly planned!: number;
}

@ObjectType('PlanVersion')
export class PlanVersionView {
  @Shown(whole) readonly version!: number;
  @Shown(() => PlanGoalView, LIST) readonly goals!: PlanGoalView[];
  @Shown(() => PlannedSessionsView, LIST) readonly sessions!: PlannedSessionsView[];
  @Shown(text, LIST) readonly modalities!: string[];
  @Shown(() => PlanStepView) readonly written!: PlanStepView;
  @Shown(text, { ...MAYBE, description: 'Why it was written in the place of the version before.' })
  readonly reason?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
  @Shown(() => PlanStepView, MAYBE) readonly submitted?: PlanStepView;
  @Shown(() => PlanStepView, MAYBE) readonly approved?: PlanStepView;
  @Shown(() => PlanReturnView, MAYBE) readonly returned?: PlanReturnView;
}

@ObjectType('GoalProgress')
export class GoalProgressView {
  @Shown(text) readonly goalId!: string;
  @Shown(text) readonly progress!: string;
  @Shown(text) readonly recordedOn!: string;
  @Shown(text) readonly recordedBy!: string;
  @Shown(text, MAYBE) readonly note?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

@ObjectType('PlanExemption')
export class PlanExemptionView {
  @Shown(text) readonly module!: string;
  @Shown(text) readonly exemptedOn!: string;
  @Shown(text, MAYBE) readonly expiresOn?: string;
  @Shown(text) readonly exemptedBy!: string;
  @Shown(text, MAYBE) readonly reason?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

@ObjectType('PlanSummary')
export class PlanSummaryView {
  @Shown(text) readonly planId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text, { description: 'That of its latest version.' }) readonly status!: string;
  @Shown(whole) readonly version!: number;
  @Shown(whole, { ...MAYBE, description: 'The version that holds.' }) readonly approvedVersion?: number;
  @Shown(whole) readonly goals!: number;
  @Shown(whole) readonly plannedSessions!: number;
  @Shown(text) readonly draftedAt!: string;
  @Shown(whole) readonly revision!: number;
}

export const PlanPage = pageOf(PlanSummaryView);

@ObjectType('Plan')
export class PlanView extends PlanSummaryView {
  @Shown(() => PlanVersionView, LIST) readonly versions!: PlanVersionView[];
  @Shown(() => GoalProgressView, LIST) readonly progress!: GoalProgressView[];
  @Shown(() => PlanExemptionView, LIST) readonly exemptions!: PlanExemptionView[];
}
