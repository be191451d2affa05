import { ArgsType, Int } from '@nestjs/graphql';
import { IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode, Maybe } from '#platform/http';
import { DIRECTIVE_STATUSES } from './directive.document.js';
import type { DirectiveQuestion } from './directives.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class DirectiveFilter implements DirectiveQuestion {
  @Maybe() @IsCode(DIRECTIVE_STATUSES, OPTIONAL) readonly status?: string;
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsId(OPTIONAL) readonly unacknowledged?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class InForceFilter {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}
