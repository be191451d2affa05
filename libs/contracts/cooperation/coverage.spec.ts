import { staffNamed } from '#kernel/given-for-specs';
import { coverage, type CoverageEvent, coversAt, lastDayOf, standingOn } from './coverage.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const karutan = staffNamed('karutan-1');
const scope = [{ service: 'SOCIAL_REHABILITATION' as const, unitIds: [RUTAN] }];
const signed: CoverageEvent = {
  type: 'MoUSigned',
  revision: 5,
  data: {
    number: 'NK/01/XII/2024',
    textSha256: 'a'.repeat(64),
    signedOn: '2024-12-20',
    effectiveOn: '2025-01-01',
    endsOn: '2026-12-31',
    runningCasesMayFinish: true,
    scope,
    partyUnitIds: [RUTAN],
  },
};
const amended = (
  revision: number,
  effectiveOn: string,
  changes: Extract<CoverageEvent, { type: 'AgreementAmended' }>['data']['changes'],
): CoverageEvent => ({
  type: 'AgreementAmended',
  revision,
  data: { number: revision, changes, effectiveOn, signedOn: effectiveOn },
});
const suspended = (revision: number, suspendedOn: string): CoverageEvent => ({
  type: 'AgreementSuspended',
  revision,
  data: { suspendedOn, reasonCode: 'FORCE_MAJEURE', suspendedBy: karutan },
});
const resumed = (revision: number, resumedOn: string): CoverageEvent => ({
  type: 'AgreementResumed',
  revision,
  data: { resumedOn, resumedBy: karutan },
});
const terminated: CoverageEvent = {
  type: 'AgreementTerminated',
  revision: 9,
  data: {
    reasonCode: 'BREACH',
    noticeOn: '2025-05-01',
    effectiveOn: '2025-06-01',
    casesInProgress: [],
    terminatedBy: karutan,
    termsVersion: 1,
  },
};
const on = (date: string, ...events: CoverageEvent[]) => coverage(events, 'SOCIAL_REHABILITATION', RUTAN, date);
const whyNot = (answer: ReturnType<typeof on>) => (answer.covered ? 'covered' : answer.why);

describe('coverage (R-5.9)', () => {
  it('holds from the first to the last day of the term, both included', () => {
    const days = ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01'];
    expect(days.map((day) => whyNot(on(day, signed)))).toEqual(['NOT_YET_EFFECTIVE', 'covered', 'covered', 'ENDED']);
  });

  it('says by which revision, until when, and whether running cases may finish', () => {
    expect(on('2025-02-01', signed)).toEqual({
      covered: true,
      revision: 5,
      effectiveOn: '2025-01-01',
      endsOn: '2026-12-31',
      runningCasesMayFinish: true,
    });
    expect(on('2027-01-01', signed)).toEqual({ covered: false, why: 'ENDED', runningCasesMayFinish: true });
  });

  it('needs every signature', () => {
    expect(on('2025-02-01')).toEqual({ covered: false, why: 'NOT_SIGNED', runningCasesMayFinish: false });
  });

  it('holds only for a service and a unit of the scope', () => {
    expect(whyNot(coverage([signed], 'URINE_TEST', RUTAN, '2025-02-01'))).toBe('SERVICE_NOT_IN_SCOPE');
    expect(whyNot(coverage([signed], 'SOCIAL_REHABILITATION', 'RUTAN-NEGARA', '2025-02-01'))).toBe(
      'SERVICE_NOT_IN_SCOPE',
    );
  });

  it('takes the scope as amended on that day', () => {
    const more = amended(8, '2025-03-01', { scope: [...scope, { service: 'URINE_TEST', unitIds: [RUTAN] }] });
    const urineOn = (date: string) => coverage([signed, more], 'URINE_TEST', RUTAN, date);
    expect(whyNot(urineOn('2025-02-28'))).toBe('SERVICE_NOT_IN_SCOPE');
    expect(urineOn('2025-03-01')).toMatchObject({ covered: true, revision: 8 });
  });

  it('takes the end as amended on that day, the later addendum before the earlier', () => {
    const longer = amended(8, '2026-06-01', { endsOn: '2027-12-31' });
    const shorter = amended(11, '2026-07-01', { endsOn: '2027-06-30' });
    expect(on('2027-06-30', signed, longer, shorter)).toMatchObject({ covered: true, revision: 11 });
    expect(whyNot(on('2027-07-01', signed, longer, shorter))).toBe('ENDED');
    expect(on('2026-06-15', signed, longer, shorter)).toMatchObject({ endsOn: '2027-12-31', revision: 8 });
  });

  it('rests while it is suspended and begins again on the day it is resumed', () => {
    const history = [signed, suspended(6, '2025-03-01'), resumed(7, '2025-04-01'), suspended(8, '2025-05-01')];
    const days = ['2025-02-28', '2025-03-01', '2025-03-31', '2025-04-01', '2025-05-01', '2026-05-01'];
    expect(days.map((day) => whyNot(on(day, ...history)))).toEqual([
      'covered',
      'SUSPENDED',
      'SUSPENDED',
      'covered',
      'SUSPENDED',
      'SUSPENDED',
    ]);
  });

  it('ends the day before a termination takes effect', () => {
    expect(whyNot(on('2025-05-31', signed, terminated))).toBe('covered');
    expect(whyNot(on('2025-06-01', signed, terminated))).toBe('TERMINATED');
  });
});

describe('standingOn', () => {
  it('tells the scope that holds', () => {
    expect(standingOn([signed], '2025-01-01')).toMatchObject({ inForce: true, scope });
  });
});

describe('lastDayOf', () => {
  it('is the end as amended, or the day before a termination', () => {
    const longer = amended(8, '2026-06-01', { endsOn: '2027-12-31' });
    expect(lastDayOf([])).toBeUndefined();
    expect(lastDayOf([signed])).toBe('2026-12-31');
    expect(lastDayOf([signed, longer])).toBe('2027-12-31');
    expect(lastDayOf([signed, longer, terminated])).toBe('2025-05-31');
  });
});

describe('coversAt', () => {
  it('names the services at a unit by the text of a day, and from when to when the agreement can be in force', () => {
    const there = { services: ['SOCIAL_REHABILITATION'], from: '2025-01-01', to: '2026-12-31' };
    expect(coversAt([signed], RUTAN, '2024-01-01')).toEqual(there);
    expect(coversAt([signed, terminated], RUTAN, '2025-06-01')).toEqual({ ...there, to: '2025-05-31' });
    expect(coversAt([signed], 'RUTAN-ELSEWHERE', '2025-01-01')).toEqual({ ...there, services: [] });
    const narrowed = amended(6, '2025-03-01', { scope: [{ service: 'SCREENING', unitIds: [RUTAN] }] });
    expect(coversAt([signed, narrowed], RUTAN, '2025-02-28')).toEqual(there);
    expect(coversAt([signed, narrowed], RUTAN, '2025-03-01')).toEqual({ ...there, services: ['SCREENING'] });
    expect(coversAt([], RUTAN, '2025-01-01')).toBeUndefined();
  });
});
