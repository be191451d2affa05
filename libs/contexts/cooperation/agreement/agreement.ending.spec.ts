import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import {
  caseId,
  digest,
  draft,
  evaluated,
  foundationParty,
  given,
  karutan,
  otherAgreement,
  parentId,
  proposed,
  successorId,
  suspended,
  term,
  terminated,
  untilHalfSigned,
  untilSigned,
} from './agreement-for-specs.js';
import type { OtherAgreement } from './agreement.parent.js';

const by = karutan;
const { subject } = foundationParty.signatory;

describe('EvaluateAgreement', () => {
  const evaluate = {
    type: 'EvaluateAgreement' as const,
    data: { evaluatedOn: '2024-12-16', outcome: 'CONTINUE' as const },
  };

  it('records what monitoring found', () => {
    given(...untilSigned)
      .when(evaluate, { by })
      .then(evaluated);
  });

  it('looks back, at an agreement in effect (R-5.4, R-13.1)', () => {
    const on = (evaluatedOn: string) => ({ ...evaluate, data: { ...evaluate.data, evaluatedOn } });
    given(...untilSigned)
      .when(on('2024-12-17'))
      .thenRefuses('day-in-future');
    given(...untilSigned)
      .when(on('2024-12-15'))
      .thenRefuses('not-yet-effective');
  });
});

describe('RenewAgreement', () => {
  const successor = otherAgreement();
  const renewing = { type: 'RenewAgreement' as const, data: { successorId, renewedOn: '2024-12-16' } };
  const withFacts = (facts: { agreementId?: string; successor?: OtherAgreement }) => ({ ...renewing, facts });
  const renew = withFacts({ agreementId: parentId, successor });
  const renewed: AgreementEvent = {
    type: 'AgreementRenewed',
    data: { ...renew.data, renewedBy: by.staffId, basis: [successor.basis] },
  };
  const ready = [...untilSigned, evaluated];

  it('cites the signed agreement that follows, once (R-5.7)', () => {
    given(...ready)
      .when(renew, { by })
      .then(renewed);
    given(...ready, renewed)
      .when(renew)
      .then();
  });

  it('names one successor (R-5.7)', () => {
    given(...ready, renewed)
      .when({ ...renew, data: { ...renew.data, successorId: caseId } })
      .thenRefuses('already-renewed');
  });

  it('needs an evaluation (R-5.7)', () => {
    given(...untilSigned)
      .when(renew)
      .thenRefuses('not-evaluated');
  });

  it('comes before the end, and not from the future (R-5.7, R-13.1)', () => {
    const on = (renewedOn: string) => ({ ...renew, data: { ...renew.data, renewedOn } });
    given(...ready)
      .when(on('2026-12-16'), { today: '2026-12-16' })
      .thenRefuses('already-expired');
    given(...ready)
      .when(on('2024-12-17'))
      .thenRefuses('day-in-future');
  });

  it('needs another signed agreement of the same kind (R-5.7)', () => {
    const asking = given(...ready);
    asking.when(withFacts({ agreementId: successorId, successor })).thenRefuses('successor-is-itself');
    asking.when(withFacts({ agreementId: parentId })).thenRefuses('successor-not-found');
    asking.when(withFacts({ successor: { ...successor, kind: 'PKS' } })).thenRefuses('successor-of-another-kind');
    asking.when(withFacts({ successor: { ...successor, events: [] } })).thenRefuses('successor-not-signed');
  });
});

describe('SuspendAgreement', () => {
  const suspendOn = (suspendedOn: string) => ({
    type: 'SuspendAgreement' as const,
    data: { suspendedOn, reasonCode: 'FORCE_MAJEURE' as const },
  });

  it('lets the agreement rest, once', () => {
    given(...untilSigned)
      .when(suspendOn('2024-12-16'), { by })
      .then(suspended);
    given(...untilSigned, suspended)
      .when(suspendOn('2024-12-16'))
      .then();
  });

  it('begins on a day of the term that has come (R-5.4, R-5.7, R-13.1)', () => {
    const asking = given(...untilSigned);
    asking.when(suspendOn('2024-12-17')).thenRefuses('day-in-future');
    asking.when(suspendOn('2024-12-15')).thenRefuses('not-yet-effective');
    asking.when(suspendOn('2026-12-16'), { today: '2026-12-16' }).thenRefuses('already-expired');
  });
});

describe('ResumeAgreement', () => {
  const resumeOn = (resumedOn: string) => ({ type: 'ResumeAgreement' as const, data: { resumedOn } });

  it('ends the suspension, once', () => {
    given(...untilSigned, suspended)
      .when(resumeOn('2024-12-16'), { by })
      .then({ type: 'AgreementResumed', data: { resumedOn: '2024-12-16', resumedBy: by.staffId } });
    given(...untilSigned)
      .when(resumeOn('2024-12-16'))
      .then();
  });

  it('ends it after its beginning, and not from the future (R-5.9, R-13.1)', () => {
    const resting = given(...untilSigned, suspended);
    resting.when(resumeOn('2024-12-15')).thenRefuses('resumed-before-suspension');
    resting.when(resumeOn('2024-12-17')).thenRefuses('day-in-future');
  });
});

describe('TerminateAgreement', () => {
  const terminate = (change: object = {}) => ({
    type: 'TerminateAgreement' as const,
    data: {
      reasonCode: 'BREACH' as const,
      noticeOn: '2024-12-16',
      effectiveOn: '2025-01-15',
      casesInProgress: [],
      ...change,
    },
  });
  const finishing = { casesInProgress: [{ caseId, handling: 'FINISH' as const }] };
  const read = { caseId, subject, basis: { stream: `rehabcase-${caseId}`, revision: 0, hash: digest } };

  it('ends it thirty days after the notice, once, also in a suspension (R-5.8)', () => {
    given(...untilSigned)
      .when(terminate(), { by })
      .then(terminated);
    given(...untilSigned, suspended)
      .when(terminate(), { by })
      .then(terminated);
    given(...untilSigned, terminated)
      .when(terminate())
      .then();
  });

  it('keeps the notice period, and the notice was given (R-5.8, R-13.1)', () => {
    const asking = given(...untilSigned);
    asking.when(terminate({ effectiveOn: '2025-01-14' })).thenRefuses('notice-too-short');
    asking.when(terminate({ noticeOn: '2024-12-17' })).thenRefuses('day-in-future');
  });

  it('comes before the end (R-5.8)', () => {
    given(...untilSigned)
      .when(terminate({ effectiveOn: '2026-12-16' }))
      .thenRefuses('termination-after-end');
    const lastDay = terminate({ effectiveOn: '2026-12-15' });
    expect(given(...untilSigned).when(lastDay).outcome).toMatchObject({ events: [{ type: 'AgreementTerminated' }] });
  });

  it('lists each case in progress once (R-5.8)', () => {
    const twice = { casesInProgress: [...finishing.casesInProgress, { caseId, handling: 'END' }] };
    given(...untilSigned)
      .when(terminate(twice))
      .thenRefuses('case-listed-twice');
  });

  it('lets running cases finish only where the text says so (R-5.9)', () => {
    const strict = { ...draft, term: { ...term, runningCasesMayFinish: false } };
    given(proposed(strict), ...untilSigned.slice(1))
      .when(terminate(finishing))
      .thenRefuses('running-cases-may-not-finish');
    given(...untilSigned)
      .when({ ...terminate(finishing), facts: { cases: [read] } }, { by })
      .then({
        type: 'AgreementTerminated',
        data: { ...terminated.data, casesInProgress: [{ subject, caseId, handling: 'FINISH' }], basis: [read.basis] },
      });
  });

  it('names cases that there are (R-5.8)', () => {
    const asking = given(...untilSigned);
    asking.when({ ...terminate(finishing), facts: { cases: [] } }).thenRefuses('unknown-case');
    asking.when(terminate(finishing)).thenRefuses('unknown-case');
  });
});

describe('ExpireAgreement', () => {
  const expire = { type: 'ExpireAgreement' as const, data: {} };
  const expired: AgreementEvent = { type: 'AgreementExpired', data: { endedOn: term.endsOn, recordedBy: by.staffId } };

  it('records the end from the day after it on, once (R-5.4)', () => {
    given(...untilSigned)
      .when(expire, { by, today: '2026-12-16' })
      .then(expired);
    given(...untilSigned)
      .when(expire, { today: '2026-12-15' })
      .thenRefuses('not-yet-ended');
    given(...untilSigned, expired)
      .when(expire, { today: '2026-12-17' })
      .then();
  });

  it('is no end for what was never signed or was terminated (R-5.3, R-5.8)', () => {
    given(...untilHalfSigned)
      .when(expire)
      .thenRefuses('not-signed');
    given(...untilSigned, terminated)
      .when(expire)
      .thenRefuses('agreement-terminated');
  });
});
