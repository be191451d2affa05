import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, pageOf, Shown, TellingView } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const GONE = { list: true, nullable: true, description: 'What can no longer be read.' } as const;

@ObjectType('PlanStep')
export class PlanStepView {
  @Shown(text) readonly by!: string;
  @Shown(text) readonly on!: string;
  @Shown(text, { ...MAYBE, description: 'When that is known.' }) readonly at?: string;
}

@ObjectType('PlanReturn')
export class PlanReturnView extends PlanStepView {
  @Shown(text, MAYBE) readonly comment?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

@ObjectType('PlanGoal')
export class PlanGoalView {
  @Shown(text) readonly goalId!: string;
  @Shown(text, MAYBE) readonly domain?: string;
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

@ObjectType('GoalProgressTelling')
export class GoalProgressTelling extends TellingView {
  @Shown(text) readonly goalId!: string;
  @Shown(text, MAYBE) readonly progress?: string;
  @Shown(text, { description: 'The day for which it was said how far the goal is.' }) readonly recordedOn!: string;
  @Shown(text, MAYBE) readonly note?: string;
}

@ObjectType('GoalProgress')
export class GoalProgressView extends GoalProgressTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => GoalProgressTelling, LIST) readonly earlier!: GoalProgressTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('PlanExemptionTelling')
export class PlanExemptionTelling extends TellingView {
  @Shown(text) readonly module!: string;
  @Shown(text) readonly exemptedOn!: string;
  @Shown(text, MAYBE) readonly expiresOn?: string;
  @Shown(text) readonly exemptedBy!: string;
  @Shown(text, MAYBE) readonly reason?: string;
}

@ObjectType('PlanExemption')
export class PlanExemptionView extends PlanExemptionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => PlanExemptionTelling, LIST) readonly earlier!: PlanExemptionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
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
  @Shown(text, { description: 'The day on which its first version was drafted.' }) readonly draftedOn!: string;
  @Shown(whole) readonly revision!: number;
}

export const PlanPage = pageOf(PlanSummaryView);

@ObjectType('Plan')
export class PlanView extends PlanSummaryView {
  @Shown(() => PlanVersionView, LIST) readonly versions!: PlanVersionView[];
  @Shown(() => GoalProgressView, LIST) readonly progress!: GoalProgressView[];
  @Shown(() => PlanExemptionView, LIST) readonly exemptions!: PlanExemptionView[];
}
