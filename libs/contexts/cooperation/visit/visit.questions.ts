import { ArgsType, Field, Int } from '@nestjs/graphql';
import { VISIT_PURPOSES } from '#contracts/cooperation/visit.codes';
import { IsAskedFlag, IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import { FOLLOW_UP_STATUSES } from './follow-up-board.projection.js';
import type { FollowUpQuestion } from './follow-ups.query.js';
import { VISIT_STATUSES } from './visit-board.projection.js';
import type { VisitQuestion } from './visits.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class VisitFilter implements VisitQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(VISIT_PURPOSES, OPTIONAL) readonly purpose?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly announced?: boolean;
  @Maybe() @IsCode(VISIT_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly from?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly to?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class FollowUpFilter implements FollowUpQuestion {
  @Maybe() @IsId(OPTIONAL) readonly ownerId?: string;
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(FOLLOW_UP_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly dueBefore?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly late?: boolean;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class OnDayFilter {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}

@ArgsType()
export class OneFollowUp extends OnDayFilter {
  @Field(() => String) @IsId() readonly id!: string;
}
