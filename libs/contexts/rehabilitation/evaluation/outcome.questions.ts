import { ArgsType, Field, Int } from '@nestjs/graphql';
import { IsCode, IsCursor, IsId, IsLimit, Maybe } from '#platform/http';
import { RESULT_INSTRUMENTS, type ResultInstrument } from './evaluation.form.js';
import type { StatisticsQuestion } from './outcome-statistics.query.js';
import type { OutcomeQuestion } from './outcomes.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class OutcomeFilter implements OutcomeQuestion {
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe() @IsCode(RESULT_INSTRUMENTS, OPTIONAL) readonly instrument?: ResultInstrument;
  @Maybe() @IsCode(['MID', 'POST'], OPTIONAL) readonly timing?: 'MID' | 'POST';
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class StatisticsFilter implements StatisticsQuestion {
  @Field(() => String) @IsCode(RESULT_INSTRUMENTS) readonly instrument!: ResultInstrument;
  @Maybe() @IsId(OPTIONAL) readonly templateId?: string;
}
