import { ArgsType, Field, Int } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsCode, IsCursor, IsFlag, IsId, IsLimit } from '#platform/http';
import { CONSENT_STANDINGS } from './consents.projection.js';
import type { ConsentQuestion } from './consents.query.js';

const OPTIONAL = { optional: true };
const Maybe = (type: () => typeof String | typeof Int | typeof Boolean = () => String) =>
  Field(type, { nullable: true });
const AsFlag = () =>
  Transform(({ value }) => (value === 'true' || value === 'false' ? value === 'true' : (value as unknown)));

@ArgsType()
export class ConsentFilter implements ConsentQuestion {
  @Maybe() @IsId(OPTIONAL) readonly inmateId?: string;
  @Maybe() @IsCode(CONSENT_STANDINGS, OPTIONAL) readonly standing?: string;
  @Maybe(() => Boolean) @AsFlag() @IsFlag(OPTIONAL) readonly overdue?: boolean;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
