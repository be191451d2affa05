import { ArgsType, Field, Int } from '@nestjs/graphql';
import { CASE_STATUSES, RISK_BANDS } from '#contracts/rehabilitation/codes';
import {
  IsAskedFlag,
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsId,
  IsLabel,
  IsLimit,
  IsText,
  IsUnitCode,
  Maybe,
} from '#platform/http';
import type { CaseQuestion } from './cases.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class CaseFilter implements CaseQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(CASE_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsCode(RISK_BANDS, OPTIONAL) readonly riskBand?: string;
  @Maybe() @IsId(OPTIONAL) readonly counsellorId?: string;
  @Maybe() @IsId(OPTIONAL) readonly agreementId?: string;
  @Maybe() @IsLabel(OPTIONAL) readonly phase?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly open?: boolean;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly nextDueBefore?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

/** `at` is a position of the log or an instant. */
@ArgsType()
export class TimelineFilter {
  @Maybe() @IsText(80, OPTIONAL) readonly at?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class OneTimeline extends TimelineFilter {
  @Field(() => String) @IsId() readonly id!: string;
}

@ArgsType()
export class CaseOnDay {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}

@ArgsType()
export class OneCase extends CaseOnDay {
  @Field(() => String) @IsId() readonly id!: string;
}
