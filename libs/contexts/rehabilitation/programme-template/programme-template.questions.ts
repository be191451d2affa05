import { ArgsType, Int } from '@nestjs/graphql';
import { IsBusinessDay, IsCursor, IsLabel, IsLimit, Maybe } from '#platform/http';
import type { ProgrammeTemplateQuestion } from './programme-templates.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class ProgrammeTemplateFilter implements ProgrammeTemplateQuestion {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe() @IsLabel(OPTIONAL) readonly code?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
