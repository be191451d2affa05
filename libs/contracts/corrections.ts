import { type TObject, Type } from '@sinclair/typebox';
import { event, type LegalBasis } from '#kernel';
import { closed, code, id, staffId } from './schemas.js';

/** Why an entry is corrected or annulled (D12). */
export const CORRECTION_REASONS = [
  'WRITTEN_WRONGLY',
  'LEARNED_LATER',
  'WRONG_RECORD',
  'RECORDED_TWICE',
  'DID_NOT_HAPPEN',
] as const;

/** `entry` is what the cited entry should have said; `entryVersion` is the version of that entry's type. */
export const entryCorrected = <const Name extends string, Entries extends TObject[]>(
  type: Name,
  legalBasis: LegalBasis,
  entries: [...Entries],
) =>
  event(
    type,
    legalBasis,
    closed({
      of: id,
      reasonCode: code(CORRECTION_REASONS),
      entry: Type.Union(entries),
      entryVersion: Type.Integer({ minimum: 1 }),
    }),
  );

/** The cited entry does not hold; somebody other than its authors approved that. */
export const entryAnnulled = <const Name extends string>(type: Name, legalBasis: LegalBasis) =>
  event(type, legalBasis, closed({ of: id, reasonCode: code(CORRECTION_REASONS), approvedBy: staffId }));
