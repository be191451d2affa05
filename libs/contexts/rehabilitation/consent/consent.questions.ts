import { ArgsType, Int } from '@nestjs/graphql';
import { CONSENT_STATUSES } from '#contracts/rehabilitation/codes';
import { IsAskedFlag, IsCode, IsCursor, IsId, IsLimit, Maybe } from '#platform/http';
import type { ConsentQuestion } from './consents.query.js';

const OPTIONAL = { optional: true };
@ArgsType()
export class ConsentFilter implements ConsentQuestion {
  @Maybe() @IsId(OPTIONAL) readonly inmateId?: string;
  @Maybe() @IsCode(CONSENT_STATUSES, OPTIONAL) readonly standing?: string;
  @Maybe(() => Boolean) @IsAskedFlag() readonly overdue?: boolean;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
