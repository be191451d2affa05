import { refuse, staffOf } from '#kernel';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import { type CaseStatus, DISCONTINUATION_REASONS } from '#contracts/rehabilitation/codes';
import { normalForm } from '#contracts/reservations/normal-form';
import { basisOf, type InmateFact } from '../facts.rules.js';
import {
  type AftercareFact,
  atStep,
  type FactsOf,
  isOpen,
  mustFollow,
  ofCase,
  openedCase,
  refuseStep,
  type Rules,
} from './case.rules.js';
import type { OpenedCase, SessionNote } from './case.record.js';

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

/** What is said to whom reopens a case after which there was another, or is about to be. */
export const LATER_EPISODE = {
  code: 'later-episode-exists',
  message: 'The inmate has had a later case: this one stays closed.',
  rule: 'R-3.11',
};

export const decideEnds: Rules<Ending | 'IssueCertificate' | 'RevokeCertificate'> = {
  CompleteRehab: ({ data, facts, by, today }, state) => {
    const evaluated = atStep(state, 'CompleteRehab', data.completedOn, today);
    const dosage = mustBeComplete(evaluated, facts, data.completedOn);
    const basis = basisOf(facts.template, facts.plan, facts.evaluation);
    const providerUnitIds = [...evaluated.providers];
    return [{ type: 'RehabCompleted', data: { ...data, ...dosage, completedBy: staffOf(by), providerUnitIds, basis } }];
  },

  DiscontinueRehab: ({ data, facts: { confirmation }, today }, state) => {
    const running = atStep(state, 'DiscontinueRehab', data.discontinuedOn, today);
    const reasons: readonly string[] = DISCONTINUATION_REASONS[data.category];
    if (!reasons.includes(data.reasonCode)) {
      refuse('reason-of-other-category', 'This reason belongs to another category.', 'R-3.11', [...reasons]);
    }
    if (data.category === 'POSITIVE_CONFIRMED' && confirmation === undefined) {
      refuse('positive-not-confirmed', 'A laboratory must have confirmed the positive test.', 'R-4.4');
    }
    const basis = confirmation && { basis: basisOf(confirmation) };
    return [{ type: 'RehabDiscontinued', data: { ...data, ...ofCase(running), ...basis } }];
  },

  ExitCase: ({ data, facts: { inmate }, today }, state) => {
    const left = openedCase(state);
    if (!isOpen(left.status)) refuseStep();
    mustFollow(left, data.exitedOn, today);
    mustHaveLeft(left, inmate, data);
    return [{ type: 'RehabCaseExited', data: { ...data, basis: basisOf(inmate) } }];
  },

  CloseCase: ({ data, facts: { aftercare }, by, today }, state) => {
    const ended = atStep(state, 'CloseCase', data.closedOn, today);
    mustFit(ended, data.reasonCode);
    if (data.reasonCode === 'AFTERCARE_COMPLETED' && !isOver(aftercare, data.closedOn)) {
      refuse('aftercare-not-completed', 'The aftercare of the case was not completed by that day.', 'R-3.11');
    }
    const basis = aftercare && { basis: basisOf(aftercare) }; // whatever the reason, so that it tells none
    return [{ type: 'RehabCaseClosed', data: { ...data, closedBy: staffOf(by), ...ofCase(ended), ...basis } }];
  },

  ReopenCase: ({ data, facts, by, is, today }, state) => {
    const closed = openedCase(state);
    if (closed.status !== 'CLOSED') refuseStep();
    mustFollow(closed, data.reopenedOn, today);
    if (is(closed.closed?.by)) {
      refuse('approver-closed-it', 'Somebody other than who closed the case must reopen it.', 'R-3.11');
    }
    if (facts.hasLaterEpisode) refuse(LATER_EPISODE.code, LATER_EPISODE.message, LATER_EPISODE.rule);
    return [{ type: 'RehabCaseReopened', data: { subject: closed.subject, ...data, approvedBy: staffOf(by) } }];
  },

  IssueCertificate: ({ data, facts, by, today }, state) => {
    const completed = openedCase(state);
    const { admission, certificate, completedOn } = completed;
    if (completedOn === undefined || admission === undefined) {
      refuse('programme-not-completed', 'Only who completed the programme gets its certificate.', 'R-3.10');
    }
    const number = normalForm(data.number);
    if (number === undefined) {
      refuse(
        'malformed-certificate-number',
        'The number of a certificate has letters, digits, slashes and dashes.',
        'R-3.10',
      );
    }
    const known = facts.earlier.find((one) => one.number === number);
    if (certificate !== undefined) {
      const isIt = certificate.certificateId === known?.certificateId;
      if (isIt && certificate.documentSha256 === data.documentSha256) return [];
      refuse('certificate-already-issued', 'Revoke the certificate before another is issued.', 'R-3.10');
    }
    if (known !== undefined) {
      refuse('certificate-number-revoked', 'The number of a revoked certificate is never used again.', 'R-3.10');
    }
    mustFollow({ ...completed, lastOn: completedOn }, data.issuedOn, today);
    const { templateId, templateCode } = admission;
    const issued = { templateId, templateCode, issuedBy: staffOf(by), ...ofCase(completed) };
    return [{ type: 'CertificateIssued', data: { ...data, number, ...issued } }];
  },

  RevokeCertificate: ({ data, by, today }, state) => {
    const { certificate, completedOn = '', ...its } = openedCase(state);
    if (certificate === undefined) refuse('no-certificate', 'There is no certificate to revoke.', 'R-3.10');
    mustFollow({ ...its, lastOn: completedOn }, data.revokedOn, today);
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
  if (exit === 'CONSENT_WITHDRAWN' && consent?.standing !== 'WITHDRAWN') {
    refuse('consent-not-withdrawn', 'The consent of this case was not withdrawn.', 'R-2.1');
  }
  if (exit === 'CONSENT_WITHDRAWN' || exit === 'COURT_RETURN') return;
  const how = left?.died === true ? 'DECEASED' : left?.how;
  if (how !== exit || left === undefined || exitedOn < left.on) {
    refuse('inmate-is-still-here', 'Custody does not know that the inmate left so by that day.', 'R-1.3');
  }
}

function mustFit({ status, recommendation }: OpenedCase, reason: ClosureReason): void {
  const fits = CLOSURES[status]?.includes(reason) ?? false;
  if (fits && (reason !== 'NOT_ELIGIBLE' || recommendation?.outcome !== 'ELIGIBLE')) return;
  refuse('reason-does-not-fit', 'The case cannot be closed for this reason from where it is.', 'R-3.11', [
    ...(CLOSURES[status] ?? []),
  ]);
}

const isOver = (aftercare: AftercareFact | undefined, on: string): boolean =>
  aftercare?.completedOn !== undefined && aftercare.completedOn <= on;

/**
 * Refuses to complete what asks more of, and counts the sessions by which it was held to. That no unconfirmed positive is open
 * is one more of these conditions, once urine tests are recorded.
 */
function mustBeComplete(its: OpenedCase, facts: FactsOf<'CompleteRehab'>, on: string) {
  const { minimumDosagePercent } = facts.template.template;
  const plannedSessions = facts.plan?.plannedSessions ?? 0;
  const attended = its.sessions.filter(isAttended);
  if (attended.length * 100 < minimumDosagePercent * plannedSessions || plannedSessions === 0) {
    const counts = `${attended.length} of ${plannedSessions} sessions`;
    refuse('dosage-too-low', `The programme asks for ${minimumDosagePercent}% of the planned sessions.`, 'R-3.9', [
      counts,
    ]);
  }
  mustHaveAttendedMandatory(attended, facts, on);
  if (facts.evaluation?.isMeasuredAfter !== true) {
    refuse('no-post-measure', 'Measure the results after the programme first.', 'R-3.9');
  }
  const { conclusion } = facts.evaluation;
  if (conclusion === undefined) refuse('not-evaluated', 'Evaluate the programme first.', 'R-3.9');
  if (conclusion !== 'COMPLETE') {
    refuse('evaluation-says-otherwise', 'The evaluation does not conclude that the programme is complete.', 'R-3.9');
  }
  return { plannedSessions, attendedSessions: attended.length };
}

function mustHaveAttendedMandatory(
  attended: readonly SessionNote[],
  { template: { template }, plan }: FactsOf<'CompleteRehab'>,
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
  if (missing.length > 0) {
    refuse('mandatory-modules-missing', 'Mandatory modules were neither attended nor exempted.', 'R-3.9', missing);
  }
}

const isAttended = ({ standing, outcome }: SessionNote): boolean =>
  standing === 'HELD' && (outcome === 'ATTENDED' || outcome === 'ATTENDED_LATE');
