import { type Context, LATE_CODES, type LateCode, LEGAL_BASES, type LegalBasis } from '#kernel';
import { IsCode, IsInstant } from './validators.js';
import { IsOneOfClass } from './validators.lists.js';

const TOLD_SOURCES = ['API', 'BACKFILL', 'SDP_IMPORT', 'LAB_LETTER'] as const; // POLICY is never told from outside

export class ContextBody implements Context {
  @IsInstant({ optional: true }) readonly occurredAt?: string;
  @IsCode(TOLD_SOURCES, { optional: true }) readonly source?: (typeof TOLD_SOURCES)[number];
  @IsCode(LATE_CODES, { optional: true }) readonly lateCode?: LateCode;
  @IsCode(LEGAL_BASES, { optional: true }) readonly legalBasis?: LegalBasis;
}

/** What every command's body may carry besides its own: the context goes to the envelope, never to the data. */
export class CommandBody {
  @IsOneOfClass(() => ContextBody, { optional: true }) readonly context?: ContextBody;
}
