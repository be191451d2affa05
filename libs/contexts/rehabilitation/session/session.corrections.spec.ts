import { id } from '#kernel';
import { agency, assessor, factOn, notCovered, nurse } from '../facts-for-specs.js';
import type { CorrectedSessionEntry } from './session.corrections.js';
import {
  amended,
  annulled,
  cancelled,
  came,
  entry,
  facilitators,
  facts,
  given,
  held,
  holding,
  lineOf,
  type Past,
  rescheduled,
  scheduled,
  supervisor,
  times,
} from './session-for-specs.js';

const reasonCode = 'WRITTEN_WRONGLY' as const;
const appointment = { facilitators, place: 'KLINIK', ...times };
const correct = (past: readonly Past[], change: Partial<CorrectedSessionEntry>, known = facts()) =>
  given(...past).when(
    { type: 'CorrectSessionEntry', data: { of: entry.scheduled, reasonCode, ...change }, facts: known },
    { by: assessor },
  );
const annul = (past: readonly Past[], of: string, by = supervisor) =>
  given(...past).when({ type: 'AnnulSessionEntry', data: { of, reasonCode } }, { by });
const answered: Past = {
  id: id('spec', 'answered'),
  by: assessor,
  type: 'SessionCoverageAnswered',
  data: {
    agreementId: id('spec', 'agreement'),
    answer: 'OWN_STAFF',
    answeredBy: assessor.staffId,
    basis: [factOn(`agreement-${id('spec', 'agreement')}`)],
  },
};
const catchUp = {
  ...scheduled,
  type: 'CatchUpScheduled',
  data: { ...scheduled.data, catchUpOf: id('missed') },
} as Past;

describe('CorrectSessionEntry', () => {
  it('says what an appointment should have said, for the same roster (D12)', () => {
    expect(correct([scheduled], { appointment }).outcome).toMatchObject({
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
    expect(correct([catchUp], { appointment }).outcome).toMatchObject({
      events: [{ data: { entryType: 'CatchUpScheduled', entry: { place: 'KLINIK', catchUpOf: id('missed') } } }],
    });
  });

  it('says what a holding should have said, by the rules of holding (D12, R-3.5)', () => {
    const of = entry.held;
    expect(correct([scheduled, held], { of, holding }).outcome).toMatchObject({
      events: [{ data: { entryType: 'RehabSessionHeld', entry: { heldOn: '2024-12-14' } } }],
    });
    correct([scheduled, held], { of, holding: { ...holding, roster: [came(1)] } }).thenRefuses('outcome-missing');
  });

  it('holds an appointment to its rules', () => {
    const other = { ...appointment, facilitators: [{ staffId: nurse.staffId, unitId: nurse.unitId }] };
    correct([scheduled], { appointment: other }).thenRefuses('no-facilitator-of-provider');
    correct([scheduled], { appointment }, facts({ cover: notCovered })).thenRefuses('no-agreement-in-force');
  });

  it('refuses what cannot be corrected', () => {
    correct([], { appointment }).thenRefuses('unknown-entry');
    correct([scheduled], { of: id('other'), appointment }).thenRefuses('unknown-entry');
    correct([scheduled], {}).thenRefuses('one-entry-at-a-time');
    correct([scheduled], { appointment, holding }).thenRefuses('one-entry-at-a-time');
    correct([scheduled], { holding }).thenRefuses('entry-of-other-type');
    correct([scheduled, held], { of: entry.held, appointment }).thenRefuses('entry-of-other-type');
    correct([scheduled, cancelled], { of: entry.cancelled, appointment }).thenRefuses('entry-not-correctable');
    correct([scheduled, annulled], { appointment }).thenRefuses('session-annulled');
  });

  it('leaves alone what later entries rest on', () => {
    correct([scheduled, held], { appointment }).thenRefuses('entry-in-use');
    correct([scheduled, held, amended], { of: entry.held, holding }).thenRefuses('entry-in-use');
    expect(correct([scheduled, answered], { appointment }).outcome).toHaveProperty('events');
  });
});

describe('what a corrected session amounts to', () => {
  const moved = { startsAt: '2024-12-14T05:00:00.000Z', endsAt: '2024-12-14T06:00:00.000Z' };
  const standing = (past: readonly Past[], change: Partial<CorrectedSessionEntry>) => correct(past, change).outcome;

  it('is what it was arranged or held as, for the cases of its roster (D12)', () => {
    const stands = {
      standing: 'SCHEDULED',
      provider: agency,
      ...moved,
      module: 'RELAPSE_PREVENTION',
      roster: [lineOf(1), lineOf(2)],
    };
    expect(standing([scheduled], { appointment: { ...appointment, ...moved } })).toHaveProperty(
      'events.0.data.stands',
      stands,
    );
    const roster = [came(1, 'ATTENDED_LATE'), came(2)];
    expect(standing([scheduled, held], { of: entry.held, holding: { ...holding, roster } })).toMatchObject({
      events: [
        { data: { stands: { standing: 'HELD', roster: [{ outcome: 'ATTENDED_LATE' }, { outcome: 'ATTENDED' }] } } },
      ],
    });
  });

  it('stays cancelled when an appointment below the cancellation is corrected', () => {
    expect(standing([scheduled, cancelled], { appointment: { ...appointment, ...moved } })).toMatchObject({
      events: [{ data: { entry: { place: 'KLINIK' }, stands: { standing: 'CANCELLED', ...moved } } }],
    });
  });
});

describe('AnnulSessionEntry', () => {
  const standing = (past: readonly Past[], of: string) => annul(past, of).outcome;

  it('says what the session is without it, so that the cases of its roster are told (D12)', () => {
    expect(standing([scheduled], entry.scheduled)).toMatchObject({
      events: [{ data: { stands: { standing: 'CANCELLED', module: 'RELAPSE_PREVENTION' } } }],
    });
    expect(standing([scheduled, rescheduled], entry.rescheduled)).toMatchObject({
      events: [{ data: { stands: { standing: 'SCHEDULED', ...times } } }],
    });
    expect(standing([scheduled, cancelled], entry.cancelled)).toMatchObject({
      events: [{ data: { stands: { standing: 'SCHEDULED' }, approvedBy: supervisor.staffId } }],
    });
    expect(standing([scheduled, held], entry.held)).toMatchObject({
      events: [{ data: { stands: { standing: 'SCHEDULED' } } }],
    });
    expect(standing([scheduled, held, amended], entry.amended)).toMatchObject({
      events: [
        { data: { stands: { standing: 'HELD', roster: [{ outcome: 'ATTENDED' }, { outcome: 'ABSENT_ACCEPTABLE' }] } } },
      ],
    });
  });

  it('is approved by somebody other than who recorded it (D12)', () => {
    annul([scheduled], entry.scheduled, assessor).thenRefuses('approver-is-author');
  });

  it('leaves alone what later entries rest on', () => {
    annul([scheduled, held], entry.scheduled).thenRefuses('entry-in-use');
    annul([scheduled, answered], entry.scheduled).thenRefuses('entry-in-use');
    annul([scheduled, held, amended], entry.held).thenRefuses('entry-in-use');
    annul([scheduled, rescheduled, held], entry.rescheduled).thenRefuses('entry-in-use');
    annul([scheduled, held, amended, { ...amended, id: id('later') }], entry.amended).thenRefuses('entry-in-use');
    expect(annul([scheduled, answered, held], id('spec', 'answered')).outcome).toHaveProperty('events');
    expect(annul([scheduled, held, answered], entry.held).outcome).toHaveProperty('events');
  });

  it('refuses what is not there', () => {
    annul([], entry.scheduled).thenRefuses('unknown-entry');
    annul([scheduled, annulled], entry.scheduled).thenRefuses('session-annulled');
    const gone = { ...annulled, data: { ...annulled.data, of: entry.held } } as Past;
    annul([scheduled, held, gone], entry.held).thenRefuses('entry-annulled');
  });
});
