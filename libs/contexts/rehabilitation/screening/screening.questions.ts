import { ArgsType, Int } from '@nestjs/graphql';
import { RISK_BANDS } from '#contracts/rehabilitation/codes';
import { IsAskedFlag, IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import type { ScreeningQueueQuestion } from './screening-queue.query.js';
import { SCREENING_STATUSES } from './screenings.projection.js';
import type { ScreeningQuestion } from './screenings.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class ScreeningFilter implements ScreeningQuestion {
  @Maybe() @IsId(OPTIONAL) readonly inmateId?: string;
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe() @IsCode(RISK_BANDS, OPTIONAL) readonly riskBand?: string;
  @Maybe() @IsCode(SCREENING_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly from?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly to?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class ScreeningQueueFilter implements ScreeningQueueQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly overdue?: boolean;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly plannedOn?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
