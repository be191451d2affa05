import { type Codes, words } from '#kernel';
import { RELEASE_KINDS } from '#contracts/custody/codes';
import { day, id, instant, unitId } from '#contracts/schemas';
import { codeOf, listOf, maybe, row, says, toMany, word } from '#platform/questions';

/** What is known of an inmate elsewhere. */
export const inmatesOwn = {
  screenings: toMany('screenings', { inmateId: 'id' }),
  consents: toMany('consents', { inmateId: 'id' }),
};

export const LEAVINGS = words('LEAVINGS', {
  TRANSFERRED: 'They were transferred to another unit',
  RELEASED: 'They were released',
});
export const inmateLeaving = row('InmateLeaving', {
  how: codeOf(LEAVINGS),
  on: day,
  releaseKind: maybe(codeOf(RELEASE_KINDS)),
  toUnitId: maybe(unitId),
});

export const mergings = (title: string, reasons: Codes) =>
  listOf(
    row(title, {
      entryId: id,
      on: day,
      recordedAt: instant,
      recordedBy: word,
      duplicateId: says(id, 'The other record.'),
      reasonCode: codeOf(reasons),
    }),
  );
