import { ArgsType, Field, Int } from '@nestjs/graphql';
import { IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import { AFTERCARE_STATUSES } from './aftercare-board.projection.js';
import type { AftercareQuestion } from './aftercares.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class AftercareFilter implements AftercareQuestion {
  @Maybe() @IsCode(AFTERCARE_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsUnitCode(OPTIONAL) readonly referredTo?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class AftercareDayFilter {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}

@ArgsType()
export class OneAftercare extends AftercareDayFilter {
  @Field(() => String) @IsId() readonly id!: string;
}
