import { id, Refusal } from '#kernel';
import { session } from './session.decider.js';
import { assessor, inmateThere, karutan, notCovered, nurse } from '../facts-for-specs.js';
import type { SchedulingFacts } from './session.record.js';
import {
  amendingFacts,
  amended,
  arrangement,
  attendee,
  came,
  caseIdOf,
  DAY,
  facts,
  given,
  held,
  type Holding,
  holding,
  lineOf,
  missed,
  note,
  type OutcomeInput,
  type Past,
  scheduled,
  supervisor,
  template,
  times,
} from './session-for-specs.js';

const hold = (change: Partial<Holding> = {}, known: Partial<SchedulingFacts> = {}, past: Past = scheduled) =>
  given(past).when({ type: 'HoldSession', data: { ...holding, ...change }, facts: facts(known) }, { by: assessor });
const suspended2 = { attendees: [attendee(1), attendee(2, { days: { suspensions: [{ from: '2024-12-10' }] } })] };
const left2 = {
  attendees: [
    attendee(1),
    attendee(2, { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-13', changeId: id('x') } }) }),
  ],
};
const heldElsewhere = (outcome: 'ATTENDED' | 'ABSENT_ACCEPTABLE') => ({
  attendees: [attendee(1, { sessions: [note({ status: 'HELD', outcome })] }), attendee(2)],
});

describe('HoldSession', () => {
  it('records exactly one outcome for everybody on the roster, on the day it started (R-3.5)', () => {
    expect(hold().outcome).toMatchObject({
      events: [
        {
          type: 'RehabSessionHeld',
          data: {
            module: arrangement.module,
            heldOn: DAY,
            roster: [
              { ...lineOf(1), outcome: 'ATTENDED' },
              { ...lineOf(2), outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK' },
            ],
          },
        },
      ],
    });
  });

  it.each<[string, Partial<Holding>, Partial<SchedulingFacts>]>([
    ['ends-before-start', { endsAt: times.startsAt }, {}],
    ['session-too-long', { startsAt: '2024-12-13T02:00:00.000Z' }, {}],
    ['session-in-future', { startsAt: '2024-12-16T01:00:00.000Z', endsAt: '2024-12-16T02:05:00.001Z' }, {}],
    ['no-facilitator-of-provider', { facilitators: [{ staffId: nurse.staffId, unitId: nurse.unitId }] }, {}],
    ['outcome-missing', { roster: [came(1)] }, {}],
    ['outcome-twice', { roster: [came(1), came(1), came(2)] }, {}],
    ['not-on-the-roster', { roster: [came(1), came(2), came(3)] }, {}],
    ['suspended-that-day', {}, suspended2],
    ['suspended-that-day', { roster: [came(1), came(2)] }, suspended2],
    ['not-suspended-that-day', { roster: [came(1), came(2, 'SUSPENDED')] }, {}],
    ['inmate-left', { roster: [came(1), came(2)] }, left2],
    ['not-admitted-that-day', {}, { on: '2024-12-02' }],
    [
      'programme-over',
      {},
      { attendees: [attendee(1, { days: { suspensions: [], endedOn: '2024-12-13' } }), attendee(2)] },
    ],
    ['absence-reason-missing', { roster: [came(1), came(2, 'ABSENT_UNACCEPTABLE')] }, {}],
    ['absence-reason-unfounded', { roster: [{ ...came(1), absenceReason: 'SICK' }, missed(2)] }, {}],
    ['absence-reason-other', { roster: [came(1), missed(2, 'REFUSED')] }, {}],
    ['absence-reason-other', { roster: [came(1), { ...missed(2), outcome: 'ABSENT_UNACCEPTABLE' }] }, {}],
    ['session-clash', {}, heldElsewhere('ATTENDED')],
    ['template-not-yet-valid', {}, { template: template({ validFrom: '2024-12-15' }) }],
    ['no-agreement-in-force', {}, { cover: notCovered }],
  ])('refuses what cannot have been: %s (R-3.2, R-3.5, R-3.6, R-3.8)', (code, change, known) => {
    hold(change, known).thenRefuses(code);
  });

  it('names whom a rule is about', () => {
    const problems = (roster: OutcomeInput[]) => {
      try {
        const asker = { by: assessor, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16', is: () => false };
        const { decide } = session.decider;
        decide.HoldSession(
          { type: 'HoldSession', data: { ...holding, roster }, facts: facts(), ...asker },
          given(scheduled).state,
        );
        return [];
      } catch (error) {
        if (error instanceof Refusal) return error.problems;
        throw error;
      }
    };
    expect(problems([came(1)])).toEqual([caseIdOf(2)]);
    expect(problems([came(1), came(2), came(2)])).toEqual([caseIdOf(2)]);
    expect(problems([came(1), came(2), came(3)])).toEqual([caseIdOf(3)]);
    expect(problems([came(1), missed(2, 'REFUSED')])).toEqual([caseIdOf(2)]);
  });

  it('ends as late as the clocks can disagree (R-13.1)', () => {
    const edge = { startsAt: '2024-12-16T01:00:00.000Z', endsAt: '2024-12-16T02:05:00.000Z' };
    expect(hold(edge).outcome).toHaveProperty('events');
  });

  it('marks who was suspended that day by itself, and takes it when it is said (R-3.6)', () => {
    const marked = { events: [{ data: { roster: [{ outcome: 'ATTENDED' }, { outcome: 'SUSPENDED' }] } }] };
    expect(hold({ roster: [came(1)] }, suspended2).outcome).toMatchObject(marked);
    expect(hold({ roster: [came(1), came(2, 'SUSPENDED')] }, suspended2).outcome).toMatchObject(marked);
  });

  it('takes the absence of who had left, so that the session can be held for the others', () => {
    expect(hold({ roster: [came(1), missed(2, 'OTHER')] }, left2).outcome).toHaveProperty('events');
  });

  it('does not clash with what they missed, nor after somebody decided that it may', () => {
    expect(hold({}, heldElsewhere('ABSENT_ACCEPTABLE')).outcome).toHaveProperty('events');
    const overridden = { ...scheduled, data: { ...scheduled.data, override: { overriddenBy: nurse.staffId } } } as Past;
    expect(hold({}, heldElsewhere('ATTENDED'), overridden).outcome).toHaveProperty('events');
  });
});

describe('AmendAttendance', () => {
  const amend = (change: Partial<OutcomeInput> = {}, by = assessor, today = '2024-12-21', days = 7) =>
    given(scheduled, held).when(
      {
        type: 'AmendAttendance',
        data: { ...came(2), reason: 'He was there.', ...change },
        facts: amendingFacts({ attendees: [attendee(2)], template: template({ amendableForDays: days }) }),
      },
      { by, today },
    );
  const data = { ...lineOf(2), outcome: 'ATTENDED', reason: 'He was there.' } as const;

  it('is open for as long as the template says (R-3.7)', () => {
    const event = { ...data, amendedOn: '2024-12-21', amendedBy: assessor.staffId, late: false };
    amend().then({ type: 'SessionAttendanceAmended', data: event });
    amend({}, assessor, '2024-12-22').thenRefuses('amendment-window-passed');
    amend({}, nurse, '2024-12-15', 0).thenRefuses('amendment-window-passed');
  });

  it('is a supervisor’s later (R-3.7)', () => {
    for (const by of [supervisor, karutan]) {
      const event = { ...data, amendedOn: '2024-12-30', amendedBy: by.staffId, late: true };
      amend({}, by, '2024-12-30').then({ type: 'SessionAttendanceAmended', data: event });
    }
  });

  it('is held to the rules of an outcome (R-3.5, R-3.6)', () => {
    amend({ caseId: caseIdOf(3) }).thenRefuses('not-on-the-roster');
    amend({ outcome: 'ABSENT_UNACCEPTABLE' }).thenRefuses('absence-reason-missing');
    amend({ outcome: 'SUSPENDED' }).thenRefuses('not-suspended-that-day');
  });

  it('changes nothing when nothing is different', () => {
    given(scheduled, held, amended)
      .when({
        type: 'AmendAttendance',
        data: { ...came(2), reason: 'Again.' },
        facts: amendingFacts({ attendees: [attendee(2)] }),
      })
      .then();
  });
});
