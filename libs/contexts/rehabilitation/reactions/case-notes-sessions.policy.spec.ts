import { type AnyEvent, asksOf, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { caseId, clerk, inmateId, nurse, ownStaff, subject } from '../facts-for-specs.js';
import { caseNotesSessions } from './case-notes-sessions.policy.js';
import { HISTORIES } from '../case/case-for-specs.js';
import { unit } from '../case/case-played-for-specs.js';
import { currentCase } from '../open-case.handle.js';
import { recordsOf, streams } from '../case/records-for-specs.js';

const records = recordsOf(caseId);
const stream = streams(caseId).session(1);
const sessionId = stream.slice('session-'.length);
const other = { subject: id('spec', 'other'), caseId: caseIdOf(id('spec', 'other'), 1) };
const scheduled = records.scheduled(1);
const held = records.held(1);
const { startsAt, endsAt, module } = held.data;
const mine = { subject, caseId };

function notes({ type, data }: AnyEvent): unknown[] {
  const event = { ...recorded({ type, data }, 2), stream, position: '1' };
  return asksOf(caseNotesSessions, event as unknown as Projected<AnyEvent>).map(({ command, target }) => {
    const { of, ...said } = command.data as { of: unknown };
    expect(of).toMatchObject({ stream, revision: 2 });
    return [target?.id, said];
  });
}
const noted = (said: object, of = caseId) => [of, { sessionId, ...said }];
const amended = {
  ...mine,
  outcome: 'ABSENT_ACCEPTABLE',
  reason: 'Was ill.',
  amendedOn: '2024-12-01',
  amendedBy: nurse.staffId,
  late: false,
};

describe('caseNotesSessions', () => {
  it('notes an appointment, and what becomes of it, in every case of the roster', () => {
    const both = { ...scheduled, data: { ...scheduled.data, roster: [mine, other] } };
    const appointment = { status: 'SCHEDULED', startsAt, endsAt, module };
    expect(notes(both)).toEqual([noted(appointment), noted(appointment, other.caseId)]);
    expect(notes({ ...both, type: 'CatchUpScheduled' })).toHaveLength(2);
    const moved = { startsAt: '2024-11-20T02:00:00.000Z', endsAt: '2024-11-20T03:00:00.000Z', roster: [mine] };
    expect(notes({ type: 'SessionRescheduled', data: moved })).toEqual([
      noted({ status: 'SCHEDULED', startsAt: moved.startsAt, endsAt: moved.endsAt }),
    ]);
    expect(notes({ type: 'SessionCancelled', data: { reasonCode: 'OTHER', roster: [mine] } })).toEqual([
      noted({ status: 'CANCELLED' }),
    ]);
  });

  it('notes each one’s own outcome of a session that was held', () => {
    const roster = [...held.data.roster, { ...other, outcome: 'FAILED_TO_COMPLY' }];
    expect(notes({ ...held, data: { ...held.data, roster } })).toEqual([
      noted({ status: 'HELD', startsAt, endsAt, module, outcome: 'ATTENDED' }),
      noted({ status: 'HELD', startsAt, endsAt, module, outcome: 'FAILED_TO_COMPLY' }, other.caseId),
    ]);
    expect(notes({ type: 'SessionAttendanceAmended', data: amended })).toEqual([
      noted({ status: 'HELD', outcome: 'ABSENT_ACCEPTABLE' }),
    ]);
  });

  it('notes what a correction or an annulment leaves (D12)', () => {
    const citing = { of: id('spec', 'entry'), reasonCode: 'WRITTEN_WRONGLY' };
    const status = (as: string, roster: readonly object[]) => ({
      status: as,
      provider: ownStaff,
      startsAt,
      endsAt,
      module,
      roster,
    });
    const correction = ({ type: entryType, data: entry }: AnyEvent, stands: object): AnyEvent => ({
      type: 'SessionEntryCorrected',
      data: { ...citing, entryType, entryVersion: 1, entry, stands },
    });
    const attended = status('HELD', [{ ...mine, outcome: 'ATTENDED' }]);
    expect(notes(correction(held, attended))).toEqual([
      noted({ status: 'HELD', startsAt, endsAt, module, outcome: 'ATTENDED' }),
    ]);
    expect(notes(correction(scheduled, status('SCHEDULED', [mine])))).toEqual([
      noted({ status: 'SCHEDULED', startsAt, endsAt, module }),
    ]);
    const annulment = { ...citing, approvedBy: nurse.staffId, stands: status('SCHEDULED', [mine]) };
    expect(notes({ type: 'SessionEntryAnnulled', data: annulment })).toEqual([
      noted({ status: 'SCHEDULED', startsAt, endsAt, module }),
    ]);
    expect(notes(correction(scheduled, status('CANCELLED', [mine])))).toEqual([
      noted({ status: 'CANCELLED', startsAt, endsAt, module }),
    ]);
    expect(notes(correction(scheduled, attended))).toEqual([
      noted({ status: 'HELD', startsAt, endsAt, module, outcome: 'ATTENDED' }),
    ]);
  });
});

describe('A case that notes its sessions', () => {
  const sessionsOf = async (log: Awaited<ReturnType<typeof unit>>['log']) =>
    (await currentCase(log.engine, inmateId)).case?.sessions;

  it('knows what the session says last, also when it is recorded late and again', async () => {
    const { log, happen, follow } = await unit();
    await log.write(`rehabcase-${caseId}`, clerk, ...HISTORIES.PLANNED);
    await happen(stream, scheduled, held, { type: 'SessionAttendanceAmended', data: amended });
    expect(await follow()).toEqual([]);
    expect(await sessionsOf(log)).toMatchObject([{ status: 'HELD', module, outcome: 'ABSENT_ACCEPTABLE', startsAt }]);
    const length = (await log.events()).length;
    await follow();
    expect(await log.events()).toHaveLength(length);
  });
});
