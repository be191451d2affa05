import { refuse, staffOf } from '#kernel';
import { normalForm } from '#contracts/reservations/normal-form';
import { basisOf } from '../facts.rules.js';
import { type FactsOf, mustFollow, mustLead, openedCase, type Rules } from './case.rules.js';
import type { OpenedCase, SessionNote } from './case.state.js';

export const decideCompletion: Rules<'CompleteRehab' | 'IssueCertificate' | 'RevokeCertificate'> = {
  CompleteRehab: ({ data, facts, by, today }, state) => {
    const evaluated = openedCase(state);
    mustLead(evaluated.status, 'CompleteRehab');
    mustFollow(evaluated, data.completedOn, today);
    const dosage = mustBeComplete(evaluated, facts, data.completedOn);
    const basis = basisOf(facts.template, facts.plan, facts.evaluation);
    const providerUnitIds = [...evaluated.providers];
    return [{ type: 'RehabCompleted', data: { ...data, ...dosage, completedBy: staffOf(by), providerUnitIds, basis } }];
  },

  IssueCertificate: ({ data, facts, by, today }, state) => {
    const completed = openedCase(state);
    const { admission, certificate, completedOn, subject, providers } = completed;
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
    const issued = { templateId, templateCode, issuedBy: staffOf(by), providerUnitIds: [...providers] };
    return [{ type: 'CertificateIssued', data: { subject, ...data, number, ...issued } }];
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
