import { addDays, mustHaveHappened, staffOf } from '#kernel';
import type { AgreementEventData } from '#contracts/cooperation/agreement.events';
import { lastDayOf } from '#contracts/cooperation/coverage';
import * as record from './agreement.state.js';
import { refuse } from './agreement.refusals.js';

export const ending = {
  decide: {
    EvaluateAgreement: ({ data, by, today }, state) => {
      const { term } = record.mustBeSigned(state);
      mustHaveHappened(data.evaluatedOn, today);
      record.mustBeSince(term, data.evaluatedOn);
      return [{ type: 'AgreementEvaluated', data: { ...data, evaluatedBy: staffOf(by) } }];
    },

    RenewAgreement: ({ data, facts: { agreementId, successor }, by, today }, state) => {
      const { kind, term, isEvaluated, successorId } = record.mustNotBeTerminated(state);
      if (successorId === data.successorId) return [];
      if (successorId !== undefined) refuse('already-renewed', { successorId });
      mustHaveHappened(data.renewedOn, today);
      record.mustBeUntil(term, data.renewedOn);
      if (!isEvaluated) refuse('not-evaluated');
      if (data.successorId === agreementId) refuse('successor-is-itself', { successorId: data.successorId });
      if (successor === undefined) return refuse('successor-not-found', { successorId: data.successorId });
      if (successor.kind !== kind) refuse('successor-of-another-kind', { successorKind: successor.kind, kind });
      if (lastDayOf(successor.events) === undefined) refuse('successor-not-signed', { successorId: data.successorId });
      return [{ type: 'AgreementRenewed', data: { ...data, renewedBy: staffOf(by), basis: [successor.basis] } }];
    },

    SuspendAgreement: ({ data, by, today }, state) => {
      const { status, term } = record.mustNotBeTerminated(state);
      if (status === 'suspended') return [];
      mustHaveHappened(data.suspendedOn, today);
      record.mustBeSince(term, data.suspendedOn);
      record.mustBeUntil(term, data.suspendedOn);
      return [{ type: 'AgreementSuspended', data: { ...data, suspendedBy: staffOf(by) } }];
    },

    ResumeAgreement: ({ data, by, today }, state) => {
      const agreement = record.mustNotBeTerminated(state);
      if (agreement.status === 'signed') return [];
      mustHaveHappened(data.resumedOn, today);
      const { suspendedOn } = agreement;
      if (data.resumedOn < suspendedOn) refuse('resumed-before-suspension', { resumedOn: data.resumedOn, suspendedOn });
      return [{ type: 'AgreementResumed', data: { ...data, resumedBy: staffOf(by) } }];
    },

    TerminateAgreement: ({ data, facts, by, today }, state) => {
      if (state.status === 'terminated') return [];
      const { term } = record.mustNotBeTerminated(state);
      mustHaveHappened(data.noticeOn, today);
      const { noticeDays, version: termsVersion } = record.termsOn(today);
      const { effectiveOn, casesInProgress } = data;
      const earliest = addDays(data.noticeOn, noticeDays);
      if (effectiveOn < earliest) refuse('notice-too-short', { noticeDays, effectiveOn, earliest });
      if (effectiveOn > term.endsOn) refuse('termination-after-end', { effectiveOn, endsOn: term.endsOn });
      const twice = record.repeatedIn(casesInProgress.map(({ caseId }) => caseId));
      if (twice.length > 0) refuse('case-listed-twice', { caseIds: twice });
      const finishing = casesInProgress.flatMap(({ caseId, handling }) => (handling === 'FINISH' ? [caseId] : []));
      if (!term.runningCasesMayFinish && finishing.length > 0) {
        refuse('running-cases-may-not-finish', { caseIds: finishing });
      }
      const named = casesNamed(data.casesInProgress, facts.cases);
      return [{ type: 'AgreementTerminated', data: { ...data, ...named, terminatedBy: staffOf(by), termsVersion } }];
    },

    ExpireAgreement: ({ by, today }, state) => {
      const { isExpiryRecorded, term } = record.mustNotBeTerminated(state);
      if (isExpiryRecorded) return [];
      if (today <= term.endsOn) refuse('not-yet-ended', { endsOn: term.endsOn, today });
      return [{ type: 'AgreementExpired', data: { endedOn: term.endsOn, recordedBy: staffOf(by) } }];
    },
  },

  evolve: {
    AgreementEvaluated: (state) => ('addenda' in state ? { ...state, isEvaluated: true } : state),
    AgreementRenewed: (state, { data: { successorId } }) => ('addenda' in state ? { ...state, successorId } : state),
    AgreementSuspended: (state, { data: { suspendedOn } }) =>
      state.status === 'signed' ? { ...state, status: 'suspended', suspendedOn } : state,
    AgreementResumed: (state) =>
      state.status === 'suspended' ? { ...state, status: 'signed', suspendedOn: undefined } : state,
    AgreementTerminated: (state, { data: { effectiveOn: terminatedOn } }) =>
      state.status === 'signed' || state.status === 'suspended'
        ? { ...state, status: 'terminated', terminatedOn }
        : state,
    AgreementExpired: (state) => ('addenda' in state ? { ...state, isExpiryRecorded: true } : state),
  },
} satisfies record.Part;

/** Each case with the person it is of, and the streams that say so. */
function casesNamed(
  input: record.CommandOf<'TerminateAgreement'>['data']['casesInProgress'],
  read: readonly record.CaseFact[],
): Pick<AgreementEventData<'AgreementTerminated'>, 'casesInProgress' | 'basis'> {
  const known = new Map(read.map((one) => [one.caseId, one]));
  const unknown = input.flatMap(({ caseId }, index) =>
    known.has(caseId) ? [] : [`casesInProgress[${index}].caseId is no rehabilitation case`],
  );
  if (unknown.length > 0) refuse('unknown-case', {}, unknown);
  const casesInProgress = input.flatMap(({ caseId, handling }) => {
    const subject = known.get(caseId)?.subject;
    return subject === undefined ? [] : [{ subject, caseId, handling }];
  });
  return { casesInProgress, ...(read.length > 0 && { basis: read.map(({ basis }) => basis) }) };
}
