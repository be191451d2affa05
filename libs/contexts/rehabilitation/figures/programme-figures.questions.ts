import { ArgsType } from '@nestjs/graphql';
import { IsBusinessDay, IsUnitCode, Maybe } from '#platform/http';
import type { FiguresQuestion } from './programme-figures.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class FiguresFilter implements FiguresQuestion {
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly from?: string;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly to?: string;
}
