import { staffOf } from '#kernel';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import { type CaseStatus, DISCONTINUATION_REASONS } from '#contracts/rehabilitation/codes';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { normalForm } from '#contracts/reservations/normal-form';
import { basisOf, type InmateFact } from '../facts.rules.js';
import * as rules from './case.rules.js';
import { OPEN } from './case.course.js';
import type { OpenedCase, SessionNote } from './case.record.js';
import { refuse } from './case.refusals.js';

type Ending = 'CompleteRehab' | 'DiscontinueRehab' | 'ExitCase' | 'CloseCase' | 'ReopenCase';
type ClosureReason = CaseEventData<'RehabCaseClosed'>['reasonCode'];

/** For what reasons a case is closed from where it is; what is not here is closed from nowhere. */
const CLOSURES: Readonly<Partial<Record<CaseStatus, readonly ClosureReason[]>>> = {
  SCREENING_DUE: ['SCREENING_REFUSED'],
  EDUCATION_ONLY: ['EDUCATED'],
  RECOMMENDED: ['NOT_ELIGIBLE'],
  COMPLETED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  DISCONTINUED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  AFTERCARE: ['AFTERCARE_COMPLETED', 'AFTERCARE_DECLINED'],
  RELEASED: ['LEFT', 'NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  TRANSFERRED: ['LEFT'],
  DECEASED: ['LEFT'],
  CONSENT_WITHDRAWN: ['LEFT'],
  COURT_RETURN: ['LEFT'],
};

export const decideEnds: rules.Rules<Ending | 'IssueCertificate' | 'RevokeCertificate'> = {
  CompleteRehab: ({ data, facts, by, today }, state) => {
    const evaluated = rules.atStep(state, 'CompleteRehab', data.completedOn, today);
    const dosage = mustBeComplete(evaluated, facts, data.completedOn);
    const basis = basisOf(facts.template, facts.plan, facts.evaluation);
    const providerUnitIds = [...evaluated.providers];
    return [{ type: 'RehabCompleted', data: { ...data, ...dosage, completedBy: staffOf(by), providerUnitIds, basis } }];
  },

  DiscontinueRehab: ({ data, facts: { confirmation }, today }, state) => {
    const running = rules.atStep(state, 'DiscontinueRehab', data.discontinuedOn, today);
    const reasons: readonly string[] = DISCONTINUATION_REASONS[data.category];
    if (!reasons.includes(data.reasonCode)) refuse('reason-of-other-category', {}, [...reasons]);
    if (data.category === 'POSITIVE_CONFIRMED' && confirmation === undefined) refuse('positive-not-confirmed');
    const basis = confirmation && { basis: basisOf(confirmation) };
    return [{ type: 'RehabDiscontinued', data: { ...data, ...rules.ofCase(running), ...basis } }];
  },

  ExitCase: ({ data, facts: { inmate }, today }, state) => {
    const left = rules.openedCase(state);
    rules.mustBeIn(OPEN, left.status);
    rules.mustFollow(left, data.exitedOn, today);
    mustHaveLeft(left, inmate, data);
    return [{ type: 'RehabCaseExited', data: { ...data, basis: basisOf(inmate) } }];
  },

  CloseCase: ({ data, facts: { aftercare }, by, today }, state) => {
    const ended = rules.atStep(state, 'CloseCase', data.closedOn, today);
    mustFit(ended, data.reasonCode);
    if (data.reasonCode === 'AFTERCARE_COMPLETED' && !isOver(aftercare, data.closedOn)) {
      refuse('aftercare-not-completed', { on: data.closedOn });
    }
    const basis = aftercare && { basis: basisOf(aftercare) }; // whatever the reason, so that it tells none
    return [{ type: 'RehabCaseClosed', data: { ...data, closedBy: staffOf(by), ...rules.ofCase(ended), ...basis } }];
  },

  ReopenCase: ({ data, facts, by, is, today }, state) => {
    const closed = rules.openedCase(state);
    rules.mustBeIn(['CLOSED'], closed.status);
    rules.mustFollow(closed, data.reopenedOn, today);
    if (is(closed.closed?.by)) refuse('approver-closed-it');
    if (facts.hasLaterEpisode) {
      refuse('later-episode-exists', { otherId: caseIdOf(closed.inmateId, closed.episode + 1) });
    }
    return [{ type: 'RehabCaseReopened', data: { subject: closed.subject, ...data, approvedBy: staffOf(by) } }];
  },

  IssueCertificate: ({ data, facts, by, today }, state) => {
    const completed = rules.openedCase(state);
    const { admission, certificate, completedOn } = completed;
    if (completedOn === undefined || admission === undefined) {
      refuse('programme-not-completed', { status: completed.status });
    }
    const number = normalForm(data.number);
    if (number === undefined) refuse('malformed-certificate-number');
    const known = facts.earlier.find((one) => one.number === number);
    if (certificate !== undefined) {
      const isIt = certificate.certificateId === known?.certificateId;
      if (isIt && certificate.documentSha256 === data.documentSha256) return [];
      refuse('certificate-already-issued', { certificateId: certificate.certificateId });
    }
    if (known !== undefined) refuse('certificate-number-revoked', { certificateId: known.certificateId });
    rules.mustFollow({ ...completed, lastOn: completedOn }, data.issuedOn, today);
    const { templateId, templateCode } = admission;
    const issued = { templateId, templateCode, issuedBy: staffOf(by), ...rules.ofCase(completed) };
    return [{ type: 'CertificateIssued', data: { ...data, number, ...issued } }];
  },

  RevokeCertificate: ({ data, by, today }, state) => {
    const { certificate, completedOn = '', ...its } = rules.openedCase(state);
    if (certificate === undefined) refuse('no-certificate', { status: its.status });
    rules.mustFollow({ ...its, lastOn: completedOn }, data.revokedOn, today);
    const { certificateId } = certificate;
    const { subject } = its;
    return [{ type: 'CertificateRevoked', data: { subject, certificateId, ...data, revokedBy: staffOf(by) } }];
  },
};

function mustHaveLeft(
  { consent }: OpenedCase,
  { presence: { left } }: InmateFact,
  { exit, exitedOn }: CaseEventData<'RehabCaseExited'>,
): void {
  if (exit === 'CONSENT_WITHDRAWN' && consent?.status !== 'WITHDRAWN') refuse('consent-not-withdrawn', { exit });
  if (exit === 'CONSENT_WITHDRAWN' || exit === 'COURT_RETURN') return;
  const how = left?.died === true ? 'DECEASED' : left?.how;
  if (how !== exit || left === undefined || exitedOn < left.on) {
    const known = how === undefined || left === undefined ? 'that they are there' : `${how} on ${left.on}`;
    refuse('inmate-is-still-here', { exit, exitedOn, known });
  }
}

function mustFit({ status, recommendation }: OpenedCase, reason: ClosureReason): void {
  const isEligible = recommendation?.outcome === 'ELIGIBLE';
  const fitting = (CLOSURES[status] ?? []).filter((one) => one !== 'NOT_ELIGIBLE' || !isEligible);
  if (!fitting.includes(reason)) refuse('reason-does-not-fit', { status }, fitting);
}

const isOver = (aftercare: rules.AftercareFact | undefined, on: string): boolean =>
  aftercare?.completedOn !== undefined && aftercare.completedOn <= on;

/**
 * Refuses to complete what asks more of, and counts the sessions by which it was held to. That no unconfirmed positive is open
 * is one more of these conditions, once urine tests are recorded.
 */
function mustBeComplete(its: OpenedCase, facts: rules.FactsOf<'CompleteRehab'>, on: string) {
  const { minimumDosagePercent } = facts.template.template;
  const plannedSessions = facts.plan?.plannedSessions ?? 0;
  const attended = its.sessions.filter(isAttended);
  if (attended.length * 100 < minimumDosagePercent * plannedSessions || plannedSessions === 0) {
    const counts = `${attended.length} of ${plannedSessions} sessions`;
    const values = { minimumDosagePercent, attended: attended.length, planned: plannedSessions };
    refuse('dosage-too-low', values, [counts]);
  }
  mustHaveAttendedMandatory(attended, facts, on);
  if (facts.evaluation?.isMeasuredAfter !== true) refuse('no-post-measure');
  const { conclusion } = facts.evaluation;
  if (conclusion === undefined) refuse('not-evaluated');
  if (conclusion !== 'COMPLETE') refuse('evaluation-says-otherwise');
  return { plannedSessions, attendedSessions: attended.length };
}

function mustHaveAttendedMandatory(
  attended: readonly SessionNote[],
  { template: { template }, plan }: rules.FactsOf<'CompleteRehab'>,
  on: string,
): void {
  const isExempted = (code: string): boolean =>
    plan?.exemptions.some(
      ({ module, exemptedOn, expiresOn }) =>
        module === code && exemptedOn <= on && (expiresOn === undefined || expiresOn >= on),
    ) ?? false;
  const missing = template.modules
    .filter(({ code, mandatory }) => mandatory && !isExempted(code))
    .filter(({ code }) => !attended.some(({ module }) => module === code))
    .map(({ code }) => code);
  if (missing.length > 0) refuse('mandatory-modules-missing', { modules: missing }, missing);
}

const isAttended = ({ status, outcome }: SessionNote): boolean =>
  status === 'HELD' && (outcome === 'ATTENDED' || outcome === 'ATTENDED_LATE');
