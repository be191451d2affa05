import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, pageOf, Shown, TellingView } from '#platform/http';

const text = () => String;
const whole = () => Int;
const figure = () => Number;
const flag = () => Boolean;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('OutcomeScore')
export class OutcomeScoreView {
  @Shown(text) readonly scale!: string;
  @Shown(figure, { ...MAYBE, description: 'Absent when too little was answered.' }) readonly score?: number;
}

@ObjectType('MeasureTelling')
export class MeasureTelling extends TellingView {
  @Shown(text) readonly instrument!: string;
  @Shown(text) readonly instrumentVersion!: string;
  @Shown(text, MAYBE) readonly cutoffSet?: string;
  @Shown(text) readonly referencePeriod!: string;
  @Shown(text) readonly timing!: string;
  @Shown(text) readonly measuredOn!: string;
  @Shown(text) readonly assessorId!: string;
  @Shown(text, MAYBE) readonly consentId?: string;
  @Shown(text, MAYBE) readonly templateId?: string;
  @Shown(() => OutcomeScoreView, { ...LIST, ...MAYBE }) readonly scores?: OutcomeScoreView[];
}

@ObjectType('Measure')
export class MeasureView extends MeasureTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => MeasureTelling, LIST) readonly earlier!: MeasureTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('GoalOutcome')
export class GoalOutcomeView {
  @Shown(text) readonly goalId!: string;
  @Shown(text, MAYBE) readonly outcome?: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
}

@ObjectType('RehabConclusionTelling')
export class RehabConclusionTelling extends TellingView {
  @Shown(text) readonly evaluatedOn!: string;
  @Shown(text) readonly evaluatedBy!: string;
  @Shown(() => GoalOutcomeView, LIST) readonly goals!: GoalOutcomeView[];
  @Shown(text) readonly conclusion!: string;
  @Shown(text, MAYBE) readonly summary?: string;
}

@ObjectType('RehabConclusion')
export class RehabConclusionView extends RehabConclusionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => RehabConclusionTelling, LIST) readonly earlier!: RehabConclusionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ComparedMeasure')
export class ComparedMeasureView {
  @Shown(text) readonly entryId!: string;
  @Shown(text) readonly instrumentVersion!: string;
  @Shown(text) readonly referencePeriod!: string;
  @Shown(text) readonly timing!: string;
  @Shown(text) readonly measuredOn!: string;
}

@ObjectType('ScaleChange')
export class ScaleChangeView {
  @Shown(text) readonly scale!: string;
  @Shown(figure) readonly before!: number;
  @Shown(figure) readonly after!: number;
  @Shown(figure, { description: 'To two places.' }) readonly change!: number;
}

@ObjectType('OutcomeComparison')
export class ComparisonView {
  @Shown(text) readonly instrument!: string;
  @Shown(() => ComparedMeasureView, MAYBE) readonly before?: ComparedMeasureView;
  @Shown(() => ComparedMeasureView) readonly after!: ComparedMeasureView;
  @Shown(flag, { description: 'Of one instrument, version and reference period, both scorable.' })
  readonly comparable!: boolean;
  @Shown(text, { ...MAYBE, description: 'Why they are not compared.' }) readonly why?: string;
  @Shown(() => ScaleChangeView, LIST) readonly changes!: ScaleChangeView[];
}

@ObjectType('CaseOutcomes')
export class CaseOutcomesView {
  @Shown(text) readonly evaluationId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(whole) readonly revision!: number;
  @Shown(() => ComparisonView, LIST) readonly comparisons!: ComparisonView[];
  @Shown(() => MeasureView, LIST) readonly measures!: MeasureView[];
  @Shown(() => RehabConclusionView, LIST) readonly conclusions!: RehabConclusionView[];
}

export const CaseOutcomesPage = pageOf(CaseOutcomesView);

@ObjectType('MeanChange')
export class MeanChangeView {
  @Shown(text) readonly scale!: string;
  @Shown(flag, { description: 'Fewer than five people: no figures.' }) readonly suppressed!: boolean;
  @Shown(whole, MAYBE) readonly n?: number;
  @Shown(figure, { ...MAYBE, description: 'To two places.' }) readonly meanChange?: number;
}

@ObjectType('MethodStatistics')
export class MethodStatisticsView {
  @Shown(text) readonly instrumentVersion!: string;
  @Shown(text) readonly referencePeriod!: string;
  @Shown(flag, { description: 'Fewer than five people: no figures.' }) readonly suppressed!: boolean;
  @Shown(whole, MAYBE) readonly n?: number;
  @Shown(() => MeanChangeView, LIST) readonly changes!: MeanChangeView[];
}

@ObjectType('OutcomeStatistics')
export class OutcomeStatisticsView {
  @Shown(text) readonly instrument!: string;
  @Shown(text, MAYBE) readonly templateId?: string;
  @Shown(() => MethodStatisticsView, LIST) readonly methods!: MethodStatisticsView[];
}
