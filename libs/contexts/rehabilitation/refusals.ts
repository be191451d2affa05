import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';

/** What more than one record of this context refuses alike. */
export const ofRehabilitation = sentences({
  'record-is-duplicate': { rule: 'R-1.4', en: 'This record was merged into another: use that one.' },
  'inmate-left': { rule: 'R-1.2', en: 'The inmate had left the unit by that day.' },
  'before-registration': { rule: 'R-1.2', en: 'The inmate was not registered yet on that day.' },
  'score-differs': { rule: 'R-2.3', en: 'The server computes another result: check the ratings.' },
  'record-of-another-unit': { rule: 'R-1.7', en: 'The unit from which this case would be taken over does not own it.' },
  'case-has-moved-on': { rule: 'D12', en: 'The case has moved on since that entry: it stays where it is.' },
  'not-in-this-status': { rule: 'R-3.11', en: 'The case is not where this can happen to it.' },
  'before-last-step': { rule: 'R-13.1', en: 'The case has got to {lastOn} already.' },
  'consent-withdrawn': { rule: 'R-2.1', en: 'The consent was withdrawn: the programme does not go on.' },
  'consent-annulled': { rule: 'R-2.1', en: 'This consent was annulled.' },
  'entry-not-annullable': { rule: 'D12', en: 'That a record was taken over is not annulled.' },
  'consent-after-service': { rule: 'R-2.1', en: 'The consent was given after that day.' },
  'no-agreement-in-force': {
    rule: 'R-3.2',
    en: 'No agreement in force covers this service of that provider on that day.',
  },
  'consent-of-another': { rule: 'R-2.1', en: 'This consent is another person’s.' },
  'consent-for-other-purpose': { rule: 'R-2.1', en: 'Ask for consent to this.' },
  'case-not-open': { rule: 'R-3.11', en: 'The case is closed or was left: nothing is added to it.' },
  'case-of-another-unit': { rule: 'R-1.2', en: 'The unit that owns the case owns its records too.' },
});

const all = { ...ofRecords, ...ofRehabilitation };
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
