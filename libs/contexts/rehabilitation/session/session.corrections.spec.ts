import { id } from '#kernel';
import { agency, assessor, inmateThere, notCovered, nurse } from '../facts-for-specs.js';
import type { SchedulingFacts } from './session.record.js';
import {
  amended,
  annulled,
  attendee,
  cancelled,
  came,
  caseIdOf,
  change,
  entry,
  facilitators,
  held,
  holding,
  lineOf,
  missed,
  note,
  type Past,
  refused,
  rescheduled,
  scheduled,
  type SessionWish,
  template,
  times,
} from './session-for-specs.js';

type Correction = Extract<SessionWish, { type: 'CorrectSessionEntry' }>['data'];

const reasonCode = 'WRITTEN_WRONGLY' as const;
const appointment = { facilitators, place: 'KLINIK', ...times };
const moved = { startsAt: '2024-12-15T05:00:00.000Z', endsAt: '2024-12-15T06:00:00.000Z' };
const correct = (past: readonly Past[], said: Partial<Correction>, known: Partial<SchedulingFacts> = {}) =>
  change(past, { type: 'CorrectSessionEntry', data: { of: entry.scheduled, reasonCode, ...said } }, assessor, known);
const catchUp = {
  ...scheduled,
  type: 'CatchUpScheduled',
  data: { ...scheduled.data, roster: [lineOf(2)], catchUpOf: id('missed') },
} as Past;
const events = [expect.anything() as unknown];

describe('CorrectSessionEntry', () => {
  it('says what an appointment should have said, for the same roster (D12)', async () => {
    expect(await correct([scheduled], { appointment })).toMatchObject({
      events: [
        {
          data: {
            of: entry.scheduled,
            entryType: 'SessionScheduled',
            entry: { place: 'KLINIK', roster: [lineOf(1), lineOf(2)] },
          },
        },
      ],
    });
    expect(await correct([catchUp], { appointment }, { attendees: [attendee(2)] })).toMatchObject({
      events: [{ data: { entryType: 'CatchUpScheduled', entry: { place: 'KLINIK', catchUpOf: id('missed') } } }],
    });
  });

  it('keeps whom an appointment is about, under whichever subject their case is since', async () => {
    const merged = attendee(1, { case: { ...attendee(1).case, subject: id('spec', 'survivor') } });
    expect(await correct([scheduled], { appointment }, { attendees: [merged, attendee(2)] })).toMatchObject({
      events: [{ data: { entry: { roster: [lineOf(1), lineOf(2)] } } }],
    });
  });

  it('says what a holding should have said, by the rules of holding (D12, R-3.5)', async () => {
    const of = entry.held;
    expect(await correct([scheduled, held], { of, holding })).toMatchObject({
      events: [{ data: { entryType: 'RehabSessionHeld', entry: { heldOn: '2024-12-14' } } }],
    });
    const less = { ...holding, roster: [came(1)] };
    expect(await correct([scheduled, held], { of, holding: less })).toMatchObject(refused('outcome-missing'));
  });

  it('holds an appointment to its rules, on the day on which it then is', async () => {
    const other = { ...appointment, facilitators: [{ staffId: nurse.staffId, unitId: nurse.unitId }] };
    expect(await correct([scheduled], { appointment: other })).toMatchObject(refused('no-facilitator-of-provider'));
    const early = { ...appointment, startsAt: '2024-12-02T02:00:00.000Z', endsAt: '2024-12-02T03:00:00.000Z' };
    const known = { template: template({ validFrom: '2024-12-14' }), attendees: [] };
    expect(await correct([scheduled], { appointment: early })).toMatchObject(refused('not-admitted-that-day'));
    expect(await correct([scheduled], { appointment: early }, known)).toMatchObject(refused('template-not-yet-valid'));
  });

  it('says who decides now that it takes place although it clashes', async () => {
    const clashing = { attendees: [attendee(1, { sessions: [note(moved)] }), attendee(2)] };
    const said = { ...appointment, ...moved };
    expect(await correct([scheduled], { appointment: said }, clashing)).toMatchObject(
      refused('session-clash', caseIdOf(1)),
    );
    const by = { ...scheduled, by: nurse } as Past;
    const override = { reason: 'Dokter hanya hari ini.' };
    expect(await correct([by], { appointment: { ...said, override } }, clashing)).toMatchObject({
      events: [{ data: { entry: { override: { ...override, overriddenBy: assessor.staffId } } } }],
    });
  });

  it('takes what the entry broke before where it leaves that as it was (D12)', async () => {
    const left = attendee(2, {
      inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-13', changeId: id('x') } }),
    });
    const known = {
      attendees: [attendee(1, { sessions: [note()] }), left],
      template: template({ validFrom: '2024-12-15' }),
    };
    const cover = { ...notCovered, on: '2024-12-14' };
    expect(await correct([scheduled], { appointment }, { ...known, cover })).toMatchObject({ events });
    const later = { ...appointment, ...moved };
    expect(await correct([scheduled], { appointment: later }, known)).toMatchObject(
      refused('inmate-left', caseIdOf(2)),
    );
    const elsewhere = { cover: { ...notCovered, on: '2024-12-15' } };
    expect(await correct([scheduled], { appointment: later }, elsewhere)).toMatchObject({ events });
  });

  it('refuses what cannot be corrected', async () => {
    expect(await correct([], { appointment })).toMatchObject(refused('unknown-entry'));
    expect(await correct([scheduled], { of: id('other'), appointment })).toMatchObject(refused('unknown-entry'));
    expect(await correct([scheduled], {})).toMatchObject(refused('one-entry-at-a-time'));
    expect(await correct([scheduled], { appointment, holding })).toMatchObject(refused('one-entry-at-a-time'));
    expect(await correct([scheduled], { holding })).toMatchObject(refused('entry-of-other-type'));
    const of = entry.cancelled;
    expect(await correct([scheduled, held], { of: entry.held, appointment })).toMatchObject(
      refused('entry-of-other-type'),
    );
    expect(await correct([scheduled, cancelled], { of, appointment })).toMatchObject(refused('entry-not-correctable'));
    expect(await correct([scheduled, annulled], { appointment })).toMatchObject(refused('entry-annulled'));
  });

  it('leaves later entries standing, and is refused where one would not (D12)', async () => {
    expect(await correct([scheduled, rescheduled, held, amended], { appointment })).toMatchObject({ events });
    expect(await correct([scheduled, held, amended], { of: entry.held, holding })).toMatchObject({ events });
    const before = { ...times, startsAt: '2024-12-05T02:00:00.000Z', endsAt: '2024-12-05T03:00:00.000Z' };
    expect(
      await correct([scheduled, held, amended], { of: entry.held, holding: { ...holding, ...before } }),
    ).toMatchObject(refused('entry-in-use', `SessionAttendanceAmended ${entry.amended}`));
    const known = {
      attendees: [attendee(1, { sessions: [note({ status: 'HELD', outcome: 'ATTENDED' })] }), attendee(2)],
    };
    const overridden = { ...scheduled, data: { ...scheduled.data, override: { overriddenBy: nurse.staffId } } } as Past;
    expect(await correct([overridden, held], { appointment: { ...appointment, ...moved } }, known)).toMatchObject(
      refused('entry-in-use', `RehabSessionHeld ${entry.held}`),
    );
  });

  it('does not ask again why somebody was absent, which is sealed', async () => {
    const unexcused = (outcome: 'ABSENT_UNACCEPTABLE' | 'ABSENT_ACCEPTABLE') =>
      ({
        ...held,
        data: { ...held.data, roster: [lineOf(1), lineOf(2)].map((line) => ({ ...line, outcome })) },
      }) as Past;
    const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-13', changeId: id('x') } });
    for (const past of [unexcused('ABSENT_UNACCEPTABLE'), unexcused('ABSENT_ACCEPTABLE')]) {
      const known = { attendees: [attendee(1), attendee(2)], cover: notCovered };
      const roster = [missed(1), missed(2)];
      const said = { of: entry.held, holding: { ...holding, roster } };
      expect(await correct([scheduled, past], said, known)).toMatchObject({ events });
      const there = { of: entry.held, holding: { ...holding, roster: [missed(1), came(2)] } };
      expect(
        await correct([scheduled, past], there, { attendees: [attendee(1), attendee(2, { inmate: left })] }),
      ).toMatchObject(refused('inmate-left', caseIdOf(2)));
    }
  });
});

describe('what a corrected session amounts to', () => {
  it('is what it was arranged or held as, for the cases of its roster (D12)', async () => {
    const stands = {
      status: 'SCHEDULED',
      provider: agency,
      ...moved,
      module: 'RELAPSE_PREVENTION',
      roster: [lineOf(1), lineOf(2)],
    };
    expect(await correct([scheduled], { appointment: { ...appointment, ...moved } })).toHaveProperty(
      'events.0.data.stands',
      stands,
    );
    const roster = [came(1, 'ATTENDED_LATE'), came(2)];
    expect(await correct([scheduled, held], { of: entry.held, holding: { ...holding, roster } })).toMatchObject({
      events: [
        { data: { stands: { status: 'HELD', roster: [{ outcome: 'ATTENDED_LATE' }, { outcome: 'ATTENDED' }] } } },
      ],
    });
  });

  it('stays cancelled or held when an appointment below that is corrected', async () => {
    const said = { appointment: { ...appointment, ...moved } };
    expect(await correct([scheduled, cancelled], said)).toMatchObject({
      events: [{ data: { entry: { place: 'KLINIK' }, stands: { status: 'CANCELLED', ...moved } } }],
    });
    expect(await correct([scheduled, held], said)).toMatchObject({
      events: [{ data: { entry: { place: 'KLINIK' }, stands: { status: 'HELD', ...times } } }],
    });
  });
});
