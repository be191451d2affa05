import { ArgsType, Int } from '@nestjs/graphql';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { IsCode, IsCursor, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import type { StaffQuestion } from './staff.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class StaffFilter implements StaffQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(STAFF_ROLES, OPTIONAL) readonly role?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
