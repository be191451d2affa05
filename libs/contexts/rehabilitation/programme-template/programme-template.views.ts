import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import { ProviderView } from '../provider.view.js';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('SeverityRange')
export class SeverityRangeView {
  @Shown(whole) readonly from!: number;
  @Shown(whole) readonly to!: number;
}

@ObjectType('ProgrammePhase')
export class ProgrammePhaseView {
  @Shown(text) readonly code!: string;
  @Shown(text) readonly title!: string;
  @Shown(whole) readonly days!: number;
}

@ObjectType('ProgrammeModule')
export class ProgrammeModuleView {
  @Shown(text) readonly code!: string;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly kind!: string;
  @Shown(() => Boolean) readonly mandatory!: boolean;
  @Shown(whole) readonly sessions!: number;
}

@ObjectType('ProgrammeTemplate')
export class ProgrammeTemplateView {
  @Shown(text) readonly templateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly code!: string;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly validFrom!: string;
  @Shown(whole) readonly days!: number;
  @Shown(() => SeverityRangeView) readonly severity!: SeverityRangeView;
  @Shown(() => ProgrammePhaseView, LIST) readonly phases!: ProgrammePhaseView[];
  @Shown(() => ProgrammeModuleView, LIST) readonly modules!: ProgrammeModuleView[];
  @Shown(whole) readonly minimumDosagePercent!: number;
  @Shown(whole) readonly maximumGroupSize!: number;
  @Shown(whole) readonly amendableForDays!: number;
  @Shown(whole) readonly screeningValidForDays!: number;
  @Shown(text, LIST) readonly quorum!: string[];
  @Shown(() => ProviderView, MAYBE) readonly provider?: ProviderView;
  @Shown(text) readonly publishedBy!: string;
  @Shown(text, { nullable: true, description: 'The day from which it is no longer offered.' })
  readonly retiredOn?: string;
  @Shown(text, MAYBE) readonly retirementReason?: string;
  @Shown(whole) readonly revision!: number;
}

export const ProgrammeTemplatePage = pageOf(ProgrammeTemplateView);
