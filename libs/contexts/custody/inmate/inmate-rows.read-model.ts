import { type Codes, words } from '#kernel';
import { RELEASE_KINDS } from '#contracts/custody/codes';
import { day, id, instant, staffId, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';

export const inmatesOwn = {
  screenings: q.toMany('screenings', { inmateId: 'id' }),
  consents: q.toMany('consents', { inmateId: 'id' }),
};

export const LEAVINGS = words('LEAVINGS', {
  TRANSFERRED: 'They were transferred to another unit',
  RELEASED: 'They were released',
});
export const inmateLeaving = q.row('InmateLeaving', {
  how: q.codeOf(LEAVINGS),
  on: day,
  releaseKind: q.maybe(q.codeOf(RELEASE_KINDS)),
  toUnitId: q.maybe(unitId),
});

export const mergings = (title: string, reasons: Codes) =>
  q.listOf(
    q.row(title, {
      entryId: id,
      on: day,
      recordedAt: instant,
      recordedBy: q.says(staffId, 'Who recorded it.'),
      duplicateId: q.says(id, 'The other record.'),
      reasonCode: q.codeOf(reasons),
    }),
  );
