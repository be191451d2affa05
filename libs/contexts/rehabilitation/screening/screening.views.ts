import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ApiProperty } from '@nestjs/swagger';
import { GraphQLScalarType } from 'graphql';
import type { JsonObject } from '#kernel';
import { AnnulmentView, pageOf, Shown, TellingView, ToldRowView } from '#platform/http';
import { ProviderView } from '../provider.view.js';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const WITHHELD = { list: true, nullable: true, description: 'What this reader is not shown.' } as const;

const AnsweredForm = new GraphQLScalarType({
  name: 'AnsweredForm',
  description: 'The answers as they were told, as `POST /instruments/{code}/score` takes them.',
  serialize: (value) => value,
});

@ObjectType('InterviewerCertificate')
export class CertificateView {
  @Shown(text, MAYBE) readonly number?: string;
  @Shown(text) readonly validFrom!: string;
  @Shown(text) readonly validUntil!: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('ScaleScore')
export class ScaleScoreView {
  @Shown(text, { description: 'A substance, or `score` where an instrument has one score only.' })
  readonly scale!: string;
  @Shown(() => Int) readonly score!: number;
}

@ObjectType('ScreeningScheduleTelling')
export class ScreeningScheduleTelling extends TellingView {
  @Shown(text) readonly instrument!: string;
  @Shown(text) readonly scheduledOn!: string;
  @Shown(() => ProviderView) readonly provider!: ProviderView;
}

@ObjectType('ScreeningSchedule')
export class ScreeningScheduleView extends ScreeningScheduleTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ScreeningScheduleTelling, LIST) readonly earlier!: ScreeningScheduleTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('InterviewTelling')
export class InterviewTelling extends TellingView {
  @Shown(text) readonly instrument!: string;
  @Shown(text) readonly instrumentVersion!: string;
  @Shown(text) readonly cutoffSet!: string;
  @Shown(text) readonly scorerVersion!: string;
  @Shown(text) readonly language!: string;
  @Shown(text) readonly referencePeriod!: string;
  @Shown(text) readonly interviewerId!: string;
  @Shown(() => CertificateView) readonly certificate!: CertificateView;
  @Shown(text) readonly screenedOn!: string;
  @Shown(text) readonly riskBand!: string;
  @Shown(text) readonly consentId!: string;
  @Shown(() => ProviderView) readonly provider!: ProviderView;
  @Field(() => AnsweredForm, { nullable: true })
  @ApiProperty({ type: Object, required: false, description: AnsweredForm.description ?? '' })
  readonly answers?: JsonObject;
  @Shown(() => ScaleScoreView, { list: true, nullable: true }) readonly scores?: ScaleScoreView[];
  @Shown(text, { nullable: true, description: 'What was meant by `other`.' }) readonly otherSubstance?: string;
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('Interview')
export class InterviewView extends InterviewTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => InterviewTelling, LIST) readonly earlier!: InterviewTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ScreeningRefusalTelling')
export class ScreeningRefusalTelling extends TellingView {
  @Shown(text) readonly refusedOn!: string;
  @Shown(text, { nullable: true, description: 'Why there was no interview.' }) readonly refusalReason?: string;
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('ScreeningRefusal')
export class ScreeningRefusalView extends ScreeningRefusalTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ScreeningRefusalTelling, LIST) readonly earlier!: ScreeningRefusalTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('BriefEducationTelling')
export class BriefEducationTelling extends TellingView {
  @Shown(text, LIST) readonly topics!: string[];
  @Shown(text) readonly givenOn!: string;
  @Shown(text) readonly givenBy!: string;
}

@ObjectType('BriefEducation')
export class BriefEducationView extends BriefEducationTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => BriefEducationTelling, LIST) readonly earlier!: BriefEducationTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ScreeningSummary')
export class ScreeningSummaryView {
  @Shown(text) readonly screeningId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly instrument!: string;
  @Shown(() => ProviderView) readonly provider!: ProviderView;
  @Shown(text, { description: 'The day of the interview or the refusal; before that, the day it is scheduled for.' })
  readonly screeningOn!: string;
  @Shown(text, MAYBE) readonly scheduledOn?: string;
  @Shown(text, MAYBE) readonly screenedOn?: string;
  @Shown(text, { nullable: true, description: 'Scores of different periods are never compared.' })
  readonly referencePeriod?: string;
  @Shown(text, MAYBE) readonly riskBand?: string;
  @Shown(text, MAYBE) readonly refusedOn?: string;
  @Shown(text, MAYBE) readonly educatedOn?: string;
  @Shown(() => Int) readonly revision!: number;
}

export const ScreeningPage = pageOf(ScreeningSummaryView);

@ObjectType('Screening')
export class ScreeningView extends ScreeningSummaryView {
  @Shown(() => ScreeningScheduleView, LIST) readonly schedules!: ScreeningScheduleView[];
  @Shown(() => InterviewView, LIST) readonly interviews!: InterviewView[];
  @Shown(() => ScreeningRefusalView, LIST) readonly refusals!: ScreeningRefusalView[];
  @Shown(() => BriefEducationView, LIST) readonly educations!: BriefEducationView[];
}

@ObjectType('ScreeningPlan')
export class ScreeningPlanView {
  @Shown(text) readonly screeningId!: string;
  @Shown(text) readonly scheduledOn!: string;
  @Shown(text) readonly instrument!: string;
  @Shown(() => ProviderView) readonly provider!: ProviderView;
}

@ObjectType('DueScreening')
export class DueScreeningView {
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly openedOn!: string;
  @Shown(text, {
    description: 'The day since when somebody is to be screened; whom it begins for later is not listed.',
  })
  readonly since!: string;
  @Shown(() => Int) readonly daysWaiting!: number;
  @Shown(text, { description: 'The first day that is planned; without a plan, the day on which the case was opened.' })
  readonly dueOn!: string;
  @Shown(() => Boolean, { description: 'Due before the day asked for.' }) readonly isOverdue!: boolean;
  @Shown(() => Int) readonly daysOverdue!: number;
  @Shown(() => ScreeningPlanView, LIST) readonly plans!: ScreeningPlanView[];
}

export const DueScreeningPage = pageOf(DueScreeningView);

export class ToldScreeningView extends ToldRowView {
  @ApiProperty({ required: false, format: 'uuid' }) readonly screeningId?: string;
}

export class ToldScreeningsView {
  @ApiProperty({ type: ToldScreeningView, isArray: true }) readonly rows!: ToldScreeningView[];
}
