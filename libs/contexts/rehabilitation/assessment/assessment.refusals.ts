import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'range-reversed': { rule: 'R-2.7', en: 'The suggested range ascends: from {from} to {to} does not.' },
    'template-needed': { en: 'Name the template by whose days somebody is overdue: templateId.' },
    'domains-not-rated': { rule: 'R-2.7', en: 'Every domain must be rated: see problems.' },
    'comment-required': { rule: 'R-2.7', en: 'A rating this far from the suggested range needs a comment.' },
    'ratings-gone': {
      rule: 'R-2.7',
      en: 'The ratings can no longer be read: their key was destroyed. Nothing follows from them.',
    },
    'template-required': { rule: 'R-2.8', en: 'Who is eligible is so for a programme: name its template.' },
    'one-role-each': { rule: 'R-2.8', en: 'One member of the staff fills one role of the team.' },
    'deviation-needs-reason': {
      rule: 'R-2.8',
      en: 'The team may decide otherwise than the severities suggest: it says why.',
    },
    'assessment-not-completed': { rule: 'R-2.8', en: 'The team recommends on a completed assessment.' },
    'assessment-superseded': { rule: 'R-2.8', en: 'The case was assessed anew: recommend on that assessment.' },
    'member-incomplete': {
      rule: 'R-2.8',
      en: 'A member is somebody of the staff, or somebody from elsewhere by office, institution and name.',
    },
    'quorum-not-reached': { rule: 'R-2.8', en: 'The team lacks roles: name somebody for each, also from elsewhere.' },
    'assessment-not-started': { rule: 'R-2.6', en: 'Nobody has started this assessment.' },
    'assessment-annulled': { rule: 'D12', en: 'This assessment was annulled.' },
    'rated-before-start': { rule: 'R-2.7', en: 'A domain is rated after the assessment was started, not before.' },
    'completed-before-rating': { rule: 'R-2.7', en: 'An assessment is completed after its last rating, not before.' },
    'recommended-before-completion': { rule: 'R-2.8', en: 'The team recommends after the assessment, not before.' },
    'assessment-completed': { rule: 'R-2.7', en: 'This assessment was completed: its ratings stay as they are.' },
    'assessment-already-started': { rule: 'R-2.6', en: 'This assessment was started already.' },
    'template-of-another-unit': { rule: 'R-2.8', en: 'This programme is another unit’s.' },
    'template-not-offered': { rule: 'R-2.8', en: 'This programme is not offered on that day.' },
    'screening-without-result': { rule: 'R-2.6', en: 'Nobody was screened then, or it was annulled.' },
    'screening-of-another-case': { rule: 'R-2.6', en: 'This screening is of another case.' },
    'assessed-before-screening': { rule: 'R-2.6', en: 'Somebody is assessed after the screening, not before.' },
    'no-recent-screening': {
      rule: 'R-2.6',
      en: 'No screening of moderate or high risk within the days of the template leads here: say why, or name the template.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
