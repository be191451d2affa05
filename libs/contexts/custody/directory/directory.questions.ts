import { ArgsType, Field, Int } from '@nestjs/graphql';
import { IsCursor, IsLimit, IsText } from '#platform/http';
import type { DirectoryQuestion } from './directory.query.js';

const OPTIONAL = { optional: true };
const Maybe = (type: () => typeof String | typeof Int = () => String) => Field(type, { nullable: true });

@ArgsType()
export class DirectorySearchBody implements DirectoryQuestion {
  @Maybe() @IsText(100, OPTIONAL) readonly text?: string;
  @Maybe() @IsText(50, OPTIONAL) readonly number?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
