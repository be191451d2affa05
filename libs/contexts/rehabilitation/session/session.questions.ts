import { ArgsType, Int } from '@nestjs/graphql';
import { IsAskedFlag, IsBusinessDay, IsCode, IsCursor, IsId, IsLabel, IsLimit, Maybe } from '#platform/http';
import type { CoverageQuestionsQuestion } from './coverage-questions.query.js';
import { SESSION_STATUSES } from './session-calendar.projection.js';
import type { ProgressQuestion } from './progress.query.js';
import type { SessionQuestion } from './sessions.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class SessionFilter implements SessionQuestion {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly from?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly to?: string;
  @Maybe() @IsId(OPTIONAL) readonly facilitatorId?: string;
  @Maybe() @IsLabel(OPTIONAL) readonly module?: string;
  @Maybe() @IsCode(SESSION_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class CoverageQuestionFilter implements CoverageQuestionsQuestion {
  @Maybe() @IsId(OPTIONAL) readonly agreementId?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly open?: boolean;
}

@ArgsType()
export class ProgressFilter implements ProgressQuestion {
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe() @IsId(OPTIONAL) readonly templateId?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly behind?: boolean;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}
