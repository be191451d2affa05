import { refuse } from '#kernel';
import type { TemplateFact } from '../facts.js';

/** Refuses a template of another unit, and one that is not offered on a day. */
export function mustBeOffered({ template, unitId, retiredOn }: TemplateFact, ownerId: string, on: string): void {
  if (unitId !== ownerId) refuse('template-of-another-unit', 'This programme is another unit’s.', 'R-2.8');
  if (on < template.validFrom || (retiredOn !== undefined && on >= retiredOn)) {
    refuse('template-not-offered', 'This programme is not offered on that day.', 'R-2.8');
  }
}
