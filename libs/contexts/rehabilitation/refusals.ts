import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

/** What more than one record of this context refuses alike. */
export const ofRehabilitation = sentences({
  'record-is-duplicate': {
    rule: 'R-1.4',
    en: 'This record was merged into that of the inmate {otherId}: use that one.',
  },
  'inmate-left': { rule: 'R-1.2', en: 'The inmate left the unit on {leftOn}, before {on}: choose a day until then.' },
  'before-registration': {
    rule: 'R-1.2',
    en: 'The inmate was registered on {registeredOn}, after {on}: choose a day from then on.',
  },
  'score-differs': {
    rule: 'R-2.3',
    en: 'The server computes another result than was claimed, problems says of what: check the answers, or leave claimed out.',
  },
  'record-of-another-unit': {
    rule: 'R-1.7',
    en: 'This is to be taken over from {fromUnitId}, but {unitId} owns it: take it over from there.',
  },
  'case-has-moved-on': {
    rule: 'D12',
    en: 'The case has moved on since the entry {entryId}, and is {status} now: change first what moved it last.',
  },
  'not-in-this-status': {
    rule: 'R-3.11',
    en: 'The case is {status}: do this while it is {from}.',
    id: 'Kasus ini berstatus {status}: lakukan ini selama statusnya {from}.',
  },
  'before-last-step': {
    rule: 'R-13.1',
    en: 'The case has got to {lastOn} already, and {day} is earlier: choose a day from {lastOn} on.',
  },
  'consent-withdrawn': {
    rule: 'R-2.1',
    en: 'Consent {consentId} was withdrawn: record a new consent before the programme goes on.',
  },
  'consent-annulled': {
    rule: 'R-2.1',
    en: 'Consent {consentId} was annulled on {annulledOn}: name the one that stands, or record it.',
  },
  'entry-not-annullable': {
    rule: 'D12',
    en: 'That a record was taken over is not annulled, because it follows its case: transfer the inmate, and the case goes to the other unit.',
  },
  'consent-after-service': {
    rule: 'R-2.1',
    en: 'Consent {consentId} was given on {since}, after {on}: choose a day from {since} on, or name an earlier consent.',
  },
  'no-agreement-in-force': {
    rule: 'R-3.2',
    en: 'Agreement {agreementId} does not cover {service} by {providerUnitId} at {unitId} on {on}. It covers {covers}: choose what it covers, or name another agreement.',
  },
  'agreement-not-named': {
    rule: 'R-3.2',
    en: '{providerUnitId} serves at {unitId} under an agreement only: name it as agreementId.',
  },
  'unknown-agreement': {
    rule: 'R-3.2',
    en: 'There is no agreement with the id {agreementId}: name one that covers {service} by {providerUnitId} at {unitId} on {on}.',
  },
  'consent-of-another': {
    rule: 'R-2.1',
    en: 'Consent {consentId} is another person’s: name one that the inmate gave.',
  },
  'consent-for-other-purpose': {
    rule: 'R-2.1',
    en: 'Consent {consentId} is not to {purpose}: ask the inmate for that and record it.',
  },
  'case-not-open': {
    rule: 'R-3.11',
    en: 'The case is {status}, and no longer open: record this on the open case of the inmate, or have the case reopened when it was closed in error.',
  },
  'case-of-another-unit': {
    rule: 'R-1.2',
    en: 'The case belongs to {unitId}, so its records do: have that unit record this.',
  },
});

const all = { ...ofRecords, ...ofRehabilitation };
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
