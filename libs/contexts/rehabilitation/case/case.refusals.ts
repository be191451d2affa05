import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'certificate-number-taken': { rule: 'R-3.10', en: 'Another certificate of the unit has that number.' },
    'later-episode-exists': { rule: 'R-3.11', en: 'The inmate has had a later case: this one stays closed.' },
    'another-case-open': {
      rule: 'R-3.11',
      en: 'Another case of this inmate is open, or is being reopened, {owner}: look at it first.',
    },
    'not-evaluated': { rule: 'R-3.9', en: 'Evaluate the programme first.' },
    'record-not-taken-over': {
      rule: 'R-1.7',
      en: 'Accept the transfer first: until then the other unit keeps the case.',
    },
    'template-of-another-unit': { rule: 'R-3.1', en: 'Another unit runs this programme.' },
    'template-not-offered': { rule: 'R-3.1', en: 'This programme is not offered on the day of admission.' },
    'reason-of-other-category': { rule: 'R-3.11', en: 'This reason belongs to another category.' },
    'positive-not-confirmed': { rule: 'R-4.4', en: 'A laboratory must have confirmed the positive test.' },
    'aftercare-not-completed': { rule: 'R-3.11', en: 'The aftercare of the case was not completed by that day.' },
    'approver-closed-it': { rule: 'R-3.11', en: 'Somebody other than who closed the case must reopen it.' },
    'programme-not-completed': { rule: 'R-3.10', en: 'Only who completed the programme gets its certificate.' },
    'malformed-certificate-number': {
      rule: 'R-3.10',
      en: 'The number of a certificate has letters, digits, slashes and dashes.',
    },
    'certificate-already-issued': { rule: 'R-3.10', en: 'Revoke the certificate before another is issued.' },
    'certificate-number-revoked': { rule: 'R-3.10', en: 'The number of a revoked certificate is never used again.' },
    'no-certificate': { rule: 'R-3.10', en: 'There is no certificate to revoke.' },
    'consent-not-withdrawn': { rule: 'R-2.1', en: 'The consent of this case was not withdrawn.' },
    'inmate-is-still-here': { rule: 'R-1.3', en: 'Custody does not know that the inmate left so by that day.' },
    'reason-does-not-fit': { rule: 'R-3.11', en: 'The case cannot be closed for this reason from where it is.' },
    'dosage-too-low': { rule: 'R-3.9', en: 'The programme asks for {minimumDosagePercent}% of the planned sessions.' },
    'no-post-measure': { rule: 'R-3.9', en: 'Measure the results after the programme first.' },
    'evaluation-says-otherwise': {
      rule: 'R-3.9',
      en: 'The evaluation does not conclude that the programme is complete.',
    },
    'mandatory-modules-missing': { rule: 'R-3.9', en: 'Mandatory modules were neither attended nor exempted.' },
    'inmate-of-another-unit': { rule: 'R-1.2', en: 'Another unit holds this inmate.' },
    'case-was-left': { rule: 'R-3.11', en: 'The case that the inmate had was left: close it first.' },
    'decree-after-admission': { rule: 'R-3.1', en: 'The decree must be of the day of admission or earlier.' },
    'other-template-needs-reason': { rule: 'R-3.1', en: 'Say why the programme differs from the one recommended.' },
    'counsellor-of-another-unit': { rule: 'R-3.2', en: 'The counsellor must be of the own unit or of a provider.' },
    'assessment-of-another-case': { rule: 'R-3.1', en: 'This assessment is of another case.' },
    'not-eligible': { rule: 'R-3.1', en: 'The assessment team has not recommended the programme.' },
    'unknown-phase': { rule: 'R-3.12', en: 'The programme has no phase with that code.' },
    'phase-is-past': { rule: 'R-3.12', en: 'A programme does not go back to an earlier phase.' },
    'skip-needs-reason': { rule: 'R-3.12', en: 'Say for which clinical reason phases are left out.' },
    'nothing-is-skipped': { rule: 'R-3.12', en: 'No phase of the programme is left out from {status}.' },
    'case-not-opened': { rule: 'R-3.11', en: 'This case was not opened.' },
    'not-permitted': { en: 'Your role may not ask for cases by their risk band.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
