import { type Context, LATE_CODES, type LateCode } from '#kernel';
import { CLIENT_SOURCES } from '../auth/index.js';
import { IsCode, IsInstant } from './validators.js';

/** How and when it happened, where that differs from now: it goes to the envelope, never to the data. */
export class ContextBody implements Context {
  @IsInstant({ optional: true, says: 'The instant at which it happened' }) readonly occurredAt?: string;
  @IsCode(CLIENT_SOURCES, { optional: true, says: 'From where it is known' })
  readonly source?: (typeof CLIENT_SOURCES)[number];
  @IsCode(LATE_CODES, { optional: true, says: 'Why it is recorded late' }) readonly lateCode?: LateCode;
}
