import { agency, inmateId, inmateThere, subject } from '../facts-for-specs.js';
import { consentNoted, given, HISTORIES, phaseChanged } from './case-for-specs.js';

const { PLANNED, IN_PROGRAMME, EVALUATED, SUSPENDED } = HISTORIES;
const DAY = '2024-12-01';
const gone = inmateThere({ left: { how: 'TRANSFERRED', on: '2024-11-30', changeId: inmateId } });
const change = (phase: string, more: { changedOn?: string; skipReason?: string } = {}, inmate = inmateThere()) =>
  ({ type: 'ChangePhase', data: { phase, changedOn: DAY, ...more }, facts: { inmate } }) as const;

describe('ChangePhase', () => {
  it('follows the order of the template (R-3.12)', () => {
    given(...PLANNED)
      .when(change('INDUCTION'))
      .then({
        type: 'RehabPhaseChanged',
        data: { subject, phase: 'INDUCTION', changedOn: DAY, providerUnitIds: [agency.unitId] },
      });
    given(...PLANNED)
      .when(change('PRIMARY'))
      .thenRefuses('skip-needs-reason');
    given(...IN_PROGRAMME)
      .when(change('RE_ENTRY'))
      .thenRefuses('skip-needs-reason');
    given(...IN_PROGRAMME)
      .when(change('DETOX'))
      .thenRefuses('unknown-phase');
    given(...IN_PROGRAMME, phaseChanged('PRIMARY'))
      .when(change('INDUCTION'))
      .thenRefuses('phase-is-past');
  });

  it('skips a phase for a clinical reason, and says none where nothing is skipped (R-3.12)', () => {
    const skipReason = 'Stable already on admission.';
    expect(given(...PLANNED).when(change('PRIMARY', { skipReason })).outcome).toMatchObject({
      events: [{ data: { phase: 'PRIMARY', skipReason } }],
    });
    given(...PLANNED)
      .when(change('INDUCTION', { skipReason }))
      .thenRefuses('nothing-is-skipped');
  });

  it('changes nothing in the phase that is running, and prolongs it after an evaluation', () => {
    given(...IN_PROGRAMME)
      .when(change('INDUCTION'))
      .then();
    expect(given(...EVALUATED).when(change('INDUCTION')).outcome).toHaveProperty('events.length', 1);
  });

  it('is of somebody who is there and still consents, on a day that the case has reached (R-1.2, R-2.1)', () => {
    given(...IN_PROGRAMME)
      .when(change('PRIMARY', {}, gone))
      .thenRefuses('inmate-left');
    given(...IN_PROGRAMME, consentNoted('WITHDRAWN'))
      .when(change('PRIMARY'))
      .thenRefuses('consent-withdrawn');
    given(...IN_PROGRAMME)
      .when(change('PRIMARY', { changedOn: '2024-12-17' }))
      .thenRefuses('day-in-future');
    given(...IN_PROGRAMME)
      .when(change('PRIMARY', { changedOn: '2024-11-11' }))
      .thenRefuses('before-last-step');
  });
});

describe('SuspendRehab and ResumeRehab', () => {
  const suspend = (suspendedOn: string) =>
    ({ type: 'SuspendRehab', data: { ground: 'DISCIPLINE', suspendedOn } }) as const;
  const resume = (resumedOn: string, inmate = inmateThere()) =>
    ({ type: 'ResumeRehab', data: { resumedOn }, facts: { inmate } }) as const;

  it('suspend on a day that has come and the case has reached (R-3.6)', () => {
    given(...IN_PROGRAMME)
      .when(suspend(DAY))
      .then({
        type: 'RehabSuspended',
        data: { subject, ground: 'DISCIPLINE', suspendedOn: DAY, providerUnitIds: [agency.unitId] },
      });
    given(...IN_PROGRAMME)
      .when(suspend('2024-12-17'))
      .thenRefuses('day-in-future');
    given(...IN_PROGRAMME)
      .when(suspend('2024-11-11'))
      .thenRefuses('before-last-step');
  });

  it('resume not before the suspension, with somebody who is there and still consents', () => {
    given(...SUSPENDED)
      .when(resume('2024-11-20'))
      .then({ type: 'RehabResumed', data: { resumedOn: '2024-11-20', providerUnitIds: [agency.unitId] } });
    given(...SUSPENDED)
      .when(resume('2024-11-19'))
      .thenRefuses('before-last-step');
    given(...SUSPENDED)
      .when(resume(DAY, gone))
      .thenRefuses('inmate-left');
    given(...SUSPENDED, consentNoted('WITHDRAWN'))
      .when(resume(DAY))
      .thenRefuses('consent-withdrawn');
  });
});
