import { type Static, type TSchema, Type } from '@sinclair/typebox';
import {
  type AnnulmentData,
  type CorrectionData,
  event,
  type EventDefinition,
  labels,
  type LegalBasis,
  RECORDING,
} from '#kernel';
import { closed, code, day, id, instant, staffId } from './schemas.js';

/** Why an entry is corrected or annulled (D12). */
export const CORRECTION_REASONS = labels('CORRECTION_REASONS', 'clear', {
  WRITTEN_WRONGLY: 'It was written down wrongly',
  LEARNED_LATER: 'More was learned later',
  WRONG_RECORD: 'It belongs to another record',
  RECORDED_TWICE: 'It was recorded twice',
  DID_NOT_HAPPEN: 'It did not happen',
});

type CorrectionReason = (typeof CORRECTION_REASONS)[number];
type Standing<S> = S extends TSchema ? { readonly stands: Static<S> } : object;
type Correcting<D, S> =
  D extends EventDefinition<infer Name, infer Plain>
    ? Omit<CorrectionData, 'entryType' | 'entry' | 'reasonCode'> & {
        readonly entryType: Name;
        readonly entry: Static<Plain>;
        readonly reasonCode: CorrectionReason;
      } & Standing<S>
    : never;

/**
 * `entry` is what the cited entry should have said, data of `entryType` in `entryVersion`, opaque to this schema: it is checked, sealed
 * and upcast as what it is. `stands` is what the record amounts to after it, where policies react to that (D12).
 */
export const entryCorrected = <
  const Name extends `${string}EntryCorrected`,
  const Entries extends readonly EventDefinition[],
  S extends TSchema | undefined = undefined,
>(
  type: Name,
  legalBasis: LegalBasis,
  entries: Entries,
  stands?: S,
) =>
  event(
    type,
    { legalBasis, moment: RECORDING, corrects: entries.map((entry) => entry.type) },
    Type.Unsafe<Correcting<Entries[number], S>>(
      closed({
        of: id,
        entryType: Type.String({ pattern: '^[A-Z][A-Za-z]*$', maxLength: 100 }),
        entryVersion: Type.Integer({ minimum: 1 }),
        entry: Type.Unsafe<object>({ type: 'object' }),
        entryOn: day,
        entryAt: Type.Optional(instant),
        entryZone: Type.String({ pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$', maxLength: 60 }),
        reasonCode: code(CORRECTION_REASONS),
        ...(stands && { stands }),
      }),
    ),
  );

/** The cited entry does not hold; somebody other than its authors approved that. */
export const entryAnnulled = <const Name extends `${string}EntryAnnulled`, S extends TSchema | undefined = undefined>(
  type: Name,
  legalBasis: LegalBasis,
  stands?: S,
) =>
  event(
    type,
    { legalBasis, moment: RECORDING },
    Type.Unsafe<Omit<AnnulmentData, 'reasonCode'> & { readonly reasonCode: CorrectionReason } & Standing<S>>(
      closed({ of: id, reasonCode: code(CORRECTION_REASONS), approvedBy: staffId, ...(stands && { stands }) }),
    ),
  );
