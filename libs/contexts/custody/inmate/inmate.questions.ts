import { ArgsType, Int } from '@nestjs/graphql';
import { CUSTODY_STATUSES } from '#contracts/custody/codes';
import { IsAskedFlag, IsCode, IsCursor, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import type { CustodyChangeQuestion } from './custody-changes.query.js';
import type { InmateQuestion } from './inmates.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class InmateFilter implements InmateQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(CUSTODY_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly present?: boolean;
  @Maybe() @IsUnitCode(OPTIONAL) readonly pendingTo?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class CustodyChangeFilter implements CustodyChangeQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly acknowledged?: boolean;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
