import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'certificate-number-taken': {
      rule: 'R-3.10',
      en: 'The case {otherId} of the unit has a certificate with that number: use another one.',
    },
    'later-episode-exists': {
      rule: 'R-3.11',
      en: 'The inmate has had a later case, {otherId}, so this one stays closed: record it on that one.',
    },
    'another-case-open': {
      rule: 'R-3.11',
      en: 'Case {otherId} of this inmate is open, or is being reopened: look at that one first.',
    },
    'not-evaluated': { rule: 'R-3.9', en: 'Nobody has concluded yet how the programme went: evaluate it first.' },
    'record-not-taken-over': {
      rule: 'R-1.7',
      en: '{unitId} keeps the case until your unit accepts the transfer of the inmate: accept that first.',
    },
    'template-of-another-unit': {
      rule: 'R-3.1',
      en: '{ownerUnitId} runs the programme {templateId}: choose one of {unitId}.',
    },
    'template-not-offered': {
      rule: 'R-3.1',
      en: 'The programme {templateId} is not offered on {on}, but {offered}: choose such a day or another programme.',
    },
    'reason-of-other-category': {
      rule: 'R-3.11',
      en: 'This reason belongs to another category: choose one that problems says, or the category of the reason.',
    },
    'positive-not-confirmed': {
      rule: 'R-4.4',
      en: 'No laboratory has confirmed a positive test: choose another category until one has.',
    },
    'aftercare-not-completed': {
      rule: 'R-3.11',
      en: 'No aftercare of the case was completed by {on}: complete it first, or close the case for another reason.',
    },
    'approver-closed-it': { rule: 'R-3.11', en: 'Who closed the case does not reopen it: have somebody else do it.' },
    'programme-not-completed': {
      rule: 'R-3.10',
      en: 'The case is {status}, and its programme was not completed, for which the certificate is: complete the programme first.',
    },
    'malformed-certificate-number': {
      rule: 'R-3.10',
      en: 'The number of a certificate has letters, digits, slashes and dashes only: write it so.',
    },
    'certificate-already-issued': {
      rule: 'R-3.10',
      en: 'The certificate {certificateId} stands: revoke it before another is issued.',
    },
    'certificate-number-revoked': {
      rule: 'R-3.10',
      en: 'The certificate {certificateId}, which was revoked, had that number: use another one.',
    },
    'no-certificate': {
      rule: 'R-3.10',
      en: 'The case is {status} and has no certificate to revoke: name the case whose certificate it is.',
    },
    'consent-not-withdrawn': {
      rule: 'R-2.1',
      en: 'The consent of this case was not withdrawn, so it is not left as {exit}: record the withdrawal first.',
    },
    'inmate-is-still-here': {
      rule: 'R-1.3',
      en: 'Custody does not know that the inmate left as {exit} by {exitedOn}, but {known}: record it there first, or choose the exit and the day that custody knows.',
    },
    'reason-does-not-fit': {
      rule: 'R-3.11',
      en: 'A case that is {status} is not closed for this reason: choose one of those that problems names, which fit it.',
    },
    'dosage-too-low': {
      rule: 'R-3.9',
      en: '{attended} of {planned} planned sessions were attended, and the programme asks for {minimumDosagePercent}% of them: hold more of them first, or plan some where there are none.',
    },
    'no-post-measure': {
      rule: 'R-3.9',
      en: 'Nothing was measured after the programme: record a measure with the timing POST first.',
    },
    'evaluation-says-otherwise': {
      rule: 'R-3.9',
      en: 'The last evaluation does not conclude that the programme is complete: evaluate it anew, or discontinue it.',
    },
    'mandatory-modules-missing': {
      rule: 'R-3.9',
      en: 'The mandatory modules {modules} were neither attended nor exempted: hold them or exempt from them first.',
    },
    'inmate-of-another-unit': {
      rule: 'R-1.2',
      en: '{unitId} holds this inmate, not {askedUnitId}: have that unit open the case.',
    },
    'case-was-left': {
      rule: 'R-3.11',
      en: 'The case that the inmate had is {status}: close it, and then open another.',
    },
    'decree-after-admission': {
      rule: 'R-3.1',
      en: 'The decree is of {decreeDate}, after the admission on {admittedOn}: give one of that day or earlier.',
    },
    'other-template-needs-reason': {
      rule: 'R-3.1',
      en: 'The programme recommended is {recommended}, not {templateId}: choose that, or say why in reason.',
    },
    'counsellor-of-another-unit': {
      rule: 'R-3.2',
      en: '{counsellorUnitId} does not serve this case: choose a counsellor of one of {units}.',
    },
    'assessment-of-another-case': {
      rule: 'R-3.1',
      en: 'The assessment {assessmentId} is of another case: name one of this case.',
    },
    'not-eligible': {
      rule: 'R-3.1',
      en: 'The team has not recommended a programme on the assessment {assessmentId}: name one on which it has, or let it recommend.',
    },
    'unknown-phase': { rule: 'R-3.12', en: 'The programme has no phase {phase}: choose one of {phases}.' },
    'phase-is-past': {
      rule: 'R-3.12',
      en: 'The case is in the phase {current}, and {phase} comes before it: choose {current} or a later one.',
    },
    'skip-needs-reason': {
      rule: 'R-3.12',
      en: 'From {current} to {phase}, phases are left out: say in skipReason for which clinical reason.',
    },
    'nothing-is-skipped': {
      rule: 'R-3.12',
      en: 'No phase of the programme is left out from {status} to {phase}: send no skipReason.',
    },
    'case-not-opened': {
      rule: 'R-3.11',
      en: 'There is no case with that id: open it first, or find it among the cases.',
    },
    'not-permitted': { en: 'Your role may not ask for cases by their risk band: leave it out.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
