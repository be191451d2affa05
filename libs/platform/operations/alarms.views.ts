import { ArgsType, Int } from '@nestjs/graphql';
import { words } from '#kernel';
import { EXCLUSION_REASONS } from '#contracts/repair/repair.events';
import { instant, staffId } from '#contracts/schemas';
import { IsCursor, IsLimit, Maybe, pageOf } from '../http/index.js';
import type { TroubleAt } from '../repair/index.js';
import { actorId, codeOf, flag, listOf, maybe, row, type Row, says, viewOf, whole, word } from '../questions/index.js';

const TROUBLES = words('INTEGRITY_TROUBLES', {
  hash: 'What was written is not what its hash says',
  chain: 'It does not follow what stands before it',
  envelope: 'Its envelope is not one',
  schema: 'Its data do not fit the schema of their version',
} satisfies Record<TroubleAt['code'], string>);

const range = row('ExcludedRange', {
  from: says(whole, 'The first revision.'),
  to: says(whole, 'The last revision.'),
  reasonCode: codeOf(EXCLUSION_REASONS),
  askedBy: says(staffId, 'Who asked for it.'),
  approvedBy: maybe(says(staffId, 'Who approved it.')),
});

/** A stream that was not what was written. */
export const disbelievedStream = row(
  'DisbelievedStream',
  {
    stream: says(word, '`<aggregate>-<uuid>`.'),
    isParked: says(flag, 'Whether it is passed by now.'),
    parkedFrom: says(whole, 'The revision from which it is parked, or was at last.'),
    lastAlarmAt: says(instant, 'When something of it last did not hold.'),
    alarms: says(
      listOf(
        row('IntegrityAlarm', {
          revision: whole,
          code: says(codeOf(TROUBLES), 'What does not hold.'),
          raisedAt: says(instant, 'When it was found.'),
        }),
      ),
      'What did not hold.',
    ),
    asked: maybe(says(range, 'What somebody asks to exclude.')),
    excluded: says(listOf(range), 'What two people excluded.'),
    resumedAt: maybe(says(instant, 'When it was taken in again.')),
    resumedBy: maybe(says(actorId, 'Who resumed it: the id of a staff record, or a part of the system.')),
  },
  'A stream that was not what was written.',
);
export type DisbelievedStream = Row<typeof disbelievedStream>;
export const DisbelievedStreamPage = pageOf(viewOf(disbelievedStream));

@ArgsType()
export class AlarmsFilter {
  @Maybe(() => Int, 'How many at most, 1 to 200; 50 by default') @IsLimit() readonly limit?: number;
  @Maybe(() => String, 'The `next` of the page before') @IsCursor() readonly after?: string;
}
