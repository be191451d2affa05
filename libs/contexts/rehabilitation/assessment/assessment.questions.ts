import { ArgsType, Int } from '@nestjs/graphql';
import { RISK_BANDS } from '#contracts/rehabilitation/codes';
import { IsAskedFlag, IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, Maybe } from '#platform/http';
import { ASSESSMENT_STATUSES } from './assessment-board.projection.js';
import { QUEUE_STAGES } from './assessment-queue.projection.js';
import type { QueueQuestion } from './assessment-queue.query.js';
import type { AssessmentQuestion } from './assessments.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class AssessmentFilter implements AssessmentQuestion {
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe() @IsCode(ASSESSMENT_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class AssessmentQueueFilter implements QueueQuestion {
  @Maybe() @IsCode(QUEUE_STAGES, OPTIONAL) readonly stage?: string;
  @Maybe() @IsCode(RISK_BANDS, OPTIONAL) readonly riskBand?: string;
  @Maybe() @IsId(OPTIONAL) readonly templateId?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly overdue?: boolean;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
