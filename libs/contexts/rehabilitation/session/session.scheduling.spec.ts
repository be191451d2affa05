import { id } from '#kernel';
import {
  agency,
  assessor,
  coveredByAgreement,
  coveredByOwnStaff,
  inmateThere,
  notCovered,
  nurse,
  ownStaff,
} from '../facts-for-specs.js';
import type { Attendee } from './session.attendees.js';
import type { Missed, SchedulingFacts } from './session.record.js';
import {
  type Arrangement,
  arrangement,
  attendee,
  caseIdOf,
  DAY,
  facilitators,
  facts,
  given,
  held,
  lineOf,
  note,
  type Past,
  scheduled,
  template,
  times,
} from './session-for-specs.js';

const schedule = (change: Partial<Arrangement> = {}, known: Partial<SchedulingFacts> = {}) =>
  given().when({ type: 'ScheduleSession', data: { ...arrangement, ...change }, facts: facts(known) }, { by: assessor });
const with2 = (change: Partial<Attendee>) => ({ attendees: [attendee(1), attendee(2, change)] });
const override = { reason: 'The doctor comes only today.' };

describe('ScheduleSession', () => {
  it('says who is expected when and where, and on what that rests (D12)', () => {
    const { outcome } = schedule();
    expect(outcome).toMatchObject({
      events: [
        {
          type: 'SessionScheduled',
          data: { module: 'RELAPSE_PREVENTION', provider: agency, ...times, roster: [lineOf(1), lineOf(2)] },
        },
      ],
    });
    expect(outcome).toHaveProperty('events.0.data.basis.length', 6);
  });

  it('keeps instants as they are stored, whatever their offset', () => {
    const { outcome } = schedule({ startsAt: '2024-12-14T09:00:00+07:00', endsAt: '2024-12-14T11:00:00+07:00' });
    expect(outcome).toMatchObject({ events: [{ data: times }] });
  });

  it.each<[string, Partial<Arrangement>, Partial<SchedulingFacts>]>([
    ['ends-before-start', { endsAt: times.startsAt }, {}],
    ['session-too-long', { endsAt: '2024-12-14T14:00:00.001Z' }, {}],
    ['roster-empty', { roster: [] }, {}],
    ['on-the-roster-twice', { roster: [{ caseId: caseIdOf(1) }, { caseId: caseIdOf(1) }] }, {}],
    ['template-not-yet-valid', {}, { template: template({ validFrom: '2024-12-15' }) }],
    ['unknown-module', { module: 'YOGA' }, {}],
    ['individual-of-many', { kind: 'INDIVIDUAL' }, {}],
    ['group-too-large', {}, { template: template({ maximumGroupSize: 1 }) }],
    ['no-facilitator-of-provider', { facilitators: [{ staffId: nurse.staffId, unitId: ownStaff.unitId }] }, {}],
    ['not-admitted-that-day', {}, { on: '2024-12-02' }],
    [
      'inmate-left',
      {},
      with2({ inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-13', changeId: id('x') } }) }),
    ],
    ['programme-over', {}, with2({ days: { suspensions: [], endedOn: '2024-12-13' } })],
    ['suspended-that-day', {}, with2({ days: { suspensions: [{ from: '2024-12-10' }] } })],
    [
      'consent-withdrawn',
      {},
      with2({ case: { ...attendee(2).case, consent: { status: 'WITHDRAWN', consentId: id('c') } } }),
    ],
    ['no-agreement-in-force', {}, { cover: notCovered }],
    ['session-clash', {}, { attendees: [attendee(1), attendee(2, { sessions: [note()] })] }],
  ])('refuses what cannot be: %s (R-3.2, R-3.5, R-3.6, R-3.8, R-1.2)', (code, change, known) => {
    schedule(change, known).thenRefuses(code);
  });

  it('takes those who were suspended until that day, and whose programme ends on it', () => {
    const { outcome } = schedule(
      {},
      with2({ days: { suspensions: [{ from: '2024-12-10', until: DAY }], endedOn: DAY } }),
    );
    expect(outcome).toHaveProperty('events');
  });

  it('takes place although it clashes, when somebody says why (R-3.8)', () => {
    const known = { attendees: [attendee(1, { sessions: [note()] }), attendee(2)] };
    expect(schedule({ override }, known).outcome).toMatchObject({
      events: [{ data: { override: { ...override, overriddenBy: assessor.staffId } } }],
    });
  });

  it.each([
    ['ends when it starts', { startsAt: '2024-12-14T01:00:00.000Z', endsAt: times.startsAt }],
    ['starts when it ends', { startsAt: times.endsAt, endsAt: '2024-12-14T05:00:00.000Z' }],
    ['was cancelled', { status: 'CANCELLED' as const }],
    ['was held without them', { status: 'HELD' as const, outcome: 'ABSENT_ACCEPTABLE' as const }],
  ])('does not clash with a session that %s', (_, change) => {
    const known = { attendees: [attendee(1, { sessions: [note(change)] }), attendee(2)] };
    expect(schedule({}, known).outcome).toHaveProperty('events');
  });

  it('lets those finish who were admitted before the agreement ended, where it says so (R-5.9)', () => {
    const ended = (runningCasesMayFinish: boolean) => ({
      cover: {
        ...coveredByAgreement,
        coverage: { covered: false, why: 'ENDED', runningCasesMayFinish } as const,
        lastDay: '2024-12-03',
      },
    });
    expect(schedule({}, ended(true)).outcome).toHaveProperty('events');
    schedule({}, ended(false)).thenRefuses('no-agreement-in-force');
    const lateComer = { ...ended(true), cover: { ...ended(true).cover, lastDay: '2024-12-02' } };
    schedule({}, lateComer).thenRefuses('no-agreement-in-force');
  });
});

describe('ScheduleCatchUp', () => {
  const catchUp = (change: Partial<Arrangement>, missed: Missed) =>
    given().when({
      type: 'ScheduleCatchUp',
      data: { ...arrangement, roster: [{ caseId: caseIdOf(2) }], ...change, catchUpOf: id('missed') },
      facts: { ...facts({ attendees: [attendee(2)] }), missed },
    });
  const of = (...events: readonly Past[]) => ({
    session: given(...events).state.now,
    basis: { stream: `session-${id('missed')}`, revision: 1, hash: 'a'.repeat(64) },
  });

  it('is for those who missed a session that was held', () => {
    expect(catchUp({}, of(scheduled, held)).outcome).toMatchObject({
      events: [{ type: 'CatchUpScheduled', data: { catchUpOf: id('missed'), roster: [lineOf(2)] } }],
    });
  });

  it('refuses what was not held, not missed, or of another module', () => {
    catchUp({}, of(scheduled)).thenRefuses('session-not-held');
    catchUp({ roster: [{ caseId: caseIdOf(1) }] }, of(scheduled, held)).thenRefuses('nothing-to-catch-up');
    catchUp({ roster: [{ caseId: caseIdOf(3) }] }, of(scheduled, held)).thenRefuses('nothing-to-catch-up');
    catchUp({ module: 'OTHER' }, of(scheduled, held)).thenRefuses('other-module');
  });
});

describe('RescheduleSession', () => {
  const later = { startsAt: '2024-12-15T02:00:00.000Z', endsAt: '2024-12-15T04:00:00.000Z' };
  const reschedule = (known = facts(), change = {}) =>
    given(scheduled).when(
      {
        type: 'RescheduleSession',
        data: { ...later, place: 'AULA', reasonCode: 'ROOM', ...change },
        facts: known,
      },
      { by: assessor },
    );

  it('gives it another time, for the same people', () => {
    expect(reschedule().outcome).toMatchObject({
      events: [{ type: 'SessionRescheduled', data: { ...later, provider: agency, roster: [lineOf(1), lineOf(2)] } }],
    });
  });

  it('applies the gate and looks for clashes anew (R-3.2, R-3.8)', () => {
    reschedule(facts({ cover: notCovered })).thenRefuses('no-agreement-in-force');
    reschedule(facts({ template: template({ validFrom: '2024-12-16' }) })).thenRefuses('template-not-yet-valid');
    const clashing = facts({ attendees: [attendee(1, { sessions: [note(later)] }), attendee(2)] });
    reschedule(clashing).thenRefuses('session-clash');
    expect(reschedule(clashing, { override }).outcome).toHaveProperty('events');
  });

  it('is for those who take part on the day to which it is moved (R-3.5, R-3.6, R-1.2, R-2.1)', () => {
    const suspended = { days: { suspensions: [{ from: '2024-12-15' }] } };
    const over = { days: { suspensions: [], endedOn: '2024-12-14' } };
    const withdrawn = {
      case: { ...attendee(2).case, consent: { status: 'WITHDRAWN', consentId: id('c') } as const },
    };
    const on = '2024-12-15';
    reschedule(facts({ ...with2(suspended), on })).thenRefuses('suspended-that-day');
    reschedule(facts({ ...with2(over), on })).thenRefuses('programme-over');
    reschedule(facts({ ...with2(withdrawn), on })).thenRefuses('consent-withdrawn');
    reschedule(facts({ on: '2024-12-02' }), { override }).thenRefuses('not-admitted-that-day');
    expect(reschedule(facts({ ...with2(suspended), on: DAY })).outcome).toHaveProperty('events');
  });

  it('does not clash with itself', () => {
    const itself = note({ ...later, sessionId: facts().sessionId });
    expect(reschedule(facts({ attendees: [attendee(1, { sessions: [itself] })] })).outcome).toHaveProperty('events');
  });

  it('does not end before it starts', () => {
    reschedule(facts(), { endsAt: later.startsAt }).thenRefuses('ends-before-start');
  });
});

describe('a roster', () => {
  it('is led by somebody of who provides it, also of the own staff', () => {
    const own = { provider: ownStaff, facilitators };
    schedule(own, { cover: coveredByOwnStaff }).thenRefuses('no-facilitator-of-provider');
  });
});
