import { type Context, LATE_CODES, type LateCode } from '#kernel';
import { CLIENT_SOURCES } from '../auth/index.js';
import { IsCode, IsInstant } from './validators.js';

/** How and when it happened, where that differs from now: it goes to the envelope, never to the data. */
export class ContextBody implements Context {
  @IsInstant({ optional: true }) readonly occurredAt?: string;
  @IsCode(CLIENT_SOURCES, { optional: true }) readonly source?: (typeof CLIENT_SOURCES)[number];
  @IsCode(LATE_CODES, { optional: true }) readonly lateCode?: LateCode;
}
