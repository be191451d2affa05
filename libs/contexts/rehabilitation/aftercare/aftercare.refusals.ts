import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'aftercare-already-planned': { rule: 'R-1.2', en: 'The case has its aftercare: record contacts there.' },
    'planned-before-end': { rule: 'R-1.2', en: 'The case was where it is on {lastOn}: aftercare follows that.' },
    'until-before-plan': { rule: 'R-1.2', en: 'Aftercare ends after it was planned, not before.' },
    'no-contact-yet': {
      rule: 'R-1.2',
      en: 'Nobody has met them: say that contact was lost or declined, or record it first.',
    },
    'referral-not-accepted': { rule: 'R-3.2', en: 'Accept the referral first: then your unit looks after them.' },
    'aftercare-not-planned': { rule: 'R-1.2', en: 'Nobody has planned this aftercare.' },
    'aftercare-annulled': { rule: 'D12', en: 'This aftercare was annulled.' },
    'aftercare-completed': { rule: 'R-1.2', en: 'This aftercare was completed.' },
    'contact-before-plan': { rule: 'R-1.2', en: 'A contact follows the plan: this day lies before it.' },
    'referral-before-plan': { rule: 'R-1.2', en: 'This day lies before the plan.' },
    'answer-before-referral': { rule: 'R-1.2', en: 'A referral is answered after it was made, not before.' },
    'referral-open': { rule: 'R-1.2', en: 'A referral still waits for its answer: it is answered or revoked first.' },
    'completed-before-contact': { rule: 'R-1.2', en: 'Aftercare is completed after its last contact, not before.' },
    'not-an-aftercare-unit': {
      rule: 'R-1.2',
      en: 'Refer to a probation office or a narcotics agency of the register.',
    },
    'referral-repeated': { rule: 'R-1.2', en: 'This aftercare has a referral with that id.' },
    'referral-already-accepted': { rule: 'R-1.2', en: 'That unit looks after them already.' },
    'referred-by-another-unit': { rule: 'R-1.2', en: 'Only the unit that made a referral revokes it.' },
    'revoked-before-answer': { rule: 'R-1.2', en: 'A referral that was accepted is revoked after that, not before.' },
    'unknown-referral': { rule: 'R-1.2', en: 'This aftercare has no referral with that id.' },
    'referred-to-another-unit': { rule: 'R-1.2', en: 'Only people of the unit referred to answer a referral.' },
    'referral-accepted': { rule: 'R-1.2', en: 'This referral was accepted already.' },
    'referral-revoked': { rule: 'R-1.2', en: 'This referral was revoked.' },
    'referral-rejected': { rule: 'R-1.2', en: 'This referral was rejected already.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
