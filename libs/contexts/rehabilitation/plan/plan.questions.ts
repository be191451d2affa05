import { ArgsType, Int } from '@nestjs/graphql';
import { IsCode, IsCursor, IsId, IsLimit, Maybe } from '#platform/http';
import { PLAN_STATUSES } from './plans.projection.js';
import type { PlanQuestion } from './plans.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class PlanFilter implements PlanQuestion {
  @Maybe() @IsId(OPTIONAL) readonly caseId?: string;
  @Maybe() @IsCode(PLAN_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
