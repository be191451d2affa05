import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';

const text = () => String;
const whole = () => Int;
const number = () => Number;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const PERCENT = { nullable: true, description: 'A whole percentage, rounded down; absent of nothing.' };
const MEDIAN = { nullable: true, description: 'A median in days, which may be a half; absent of nothing.' };

@ObjectType('DiscontinuedBy')
export class DiscontinuedByView {
  @Shown(text) readonly category!: string;
  @Shown(whole) readonly count!: number;
}

@ObjectType('ExitedBy')
export class ExitedByView {
  @Shown(text) readonly exit!: string;
  @Shown(whole) readonly count!: number;
}

@ObjectType('ProgrammeFigures')
export class ProgrammeFiguresView {
  @Shown(text, MAYBE) readonly from?: string;
  @Shown(text, MAYBE) readonly to?: string;
  @Shown(whole, { nullable: true, description: 'Cases, each by its latest screening of the period.' })
  readonly screened?: number;
  @Shown(whole, MAYBE) readonly low?: number;
  @Shown(whole, MAYBE) readonly moderate?: number;
  @Shown(whole, MAYBE) readonly high?: number;
  @Shown(whole, MAYBE) readonly educated?: number;
  @Shown(whole, MAYBE) readonly assessed?: number;
  @Shown(whole, MAYBE) readonly recommended?: number;
  @Shown(whole, MAYBE) readonly eligible?: number;
  @Shown(whole, MAYBE) readonly admitted?: number;
  @Shown(whole, { nullable: true, description: 'At the end of the period, without those suspended then.' })
  readonly inProgramme?: number;
  @Shown(whole, { nullable: true, description: 'At the end of the period.' }) readonly suspended?: number;
  @Shown(whole, MAYBE) readonly completed?: number;
  @Shown(whole, MAYBE) readonly discontinued?: number;
  @Shown(() => DiscontinuedByView, LIST) readonly discontinuedBy!: readonly DiscontinuedByView[];
  @Shown(whole, MAYBE) readonly exited?: number;
  @Shown(() => ExitedByView, LIST) readonly exitedBy!: readonly ExitedByView[];
  @Shown(whole, { nullable: true, description: 'Issued in the period and not revoked.' })
  readonly certificates?: number;
  @Shown(whole, { nullable: true, description: 'Seats of sessions held, but of those suspended then.' })
  readonly expectedAttendances?: number;
  @Shown(whole, MAYBE) readonly attendances?: number;
  @Shown(whole, PERCENT) readonly conversionPercent?: number;
  @Shown(whole, PERCENT) readonly completionPercent?: number;
  @Shown(whole, PERCENT) readonly dosagePercent?: number;
  @Shown(number, MEDIAN) readonly medianDaysScreenedToAssessed?: number;
  @Shown(number, MEDIAN) readonly medianDaysAssessedToAdmitted?: number;
  @Shown(number, MEDIAN) readonly medianDaysAdmittedToCompleted?: number;
  @Shown(text, {
    list: true,
    description: 'What is absent because it tells of fewer than five persons, or would tell such a figure.',
  })
  readonly suppressed!: readonly string[];
}
