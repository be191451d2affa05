import { ArgsType, Int } from '@nestjs/graphql';
import { IsCursor, IsLimit, IsText, Maybe } from '#platform/http';
import type { DirectoryQuestion } from './directory.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class DirectorySearchBody implements DirectoryQuestion {
  @Maybe() @IsText(100, OPTIONAL) readonly text?: string;
  @Maybe() @IsText(50, OPTIONAL) readonly number?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
