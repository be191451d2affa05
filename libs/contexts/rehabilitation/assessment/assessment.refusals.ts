import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'range-reversed': {
      rule: 'R-2.7',
      en: 'The suggested range ascends: give its lower end as from and its higher as to.',
    },
    'template-needed': { en: 'Somebody is overdue by the days of a template: name it in templateId.' },
    'domains-not-rated': {
      rule: 'R-2.7',
      en: 'Every domain must be rated, and {domains} were not: rate them first.',
    },
    'comment-required': {
      rule: 'R-2.7',
      en: 'A rating {points} or more outside the suggested range needs a comment: say why in comment.',
    },
    'ratings-gone': {
      rule: 'R-2.7',
      en: 'The ratings can no longer be read, because their key was destroyed, and nothing follows from them: start another assessment.',
    },
    'template-required': {
      rule: 'R-2.8',
      en: 'Who is {recommendation} is so for a programme: name its template as templateId.',
    },
    'one-role-each': {
      rule: 'R-2.8',
      en: 'One of {staffIds} is in the team twice, and one member of the staff fills one role: name somebody else for the other.',
    },
    'deviation-needs-reason': {
      rule: 'R-2.8',
      en: 'The team recommends {recommendation}, otherwise than the ratings suggest: say why in deviationReason.',
    },
    'assessment-not-completed': { rule: 'R-2.8', en: 'The assessment is {status}: complete it, and then recommend.' },
    'assessment-superseded': {
      rule: 'R-2.8',
      en: 'The case {caseId} was assessed anew: recommend on that assessment.',
    },
    'member-incomplete': {
      rule: 'R-2.8',
      en: 'The member {role} is neither somebody of the staff nor somebody from elsewhere: give a staffId alone, or office, institution and name.',
    },
    'quorum-not-reached': { rule: 'R-2.8', en: 'The team lacks {roles}: name somebody for each, also from elsewhere.' },
    'assessment-not-started': { rule: 'R-2.6', en: 'Nobody has started this assessment: start it first.' },
    'assessment-annulled': { rule: 'D12', en: 'This assessment was annulled on {annulledOn}: start another one.' },
    'rated-before-start': {
      rule: 'R-2.7',
      en: '{ratedOn} is before {startedOn}, the day on which the assessment was started: choose a day from then on.',
    },
    'completed-before-rating': {
      rule: 'R-2.7',
      en: '{completedOn} is before {lastOn}, the day of its start or its last rating: choose a day from {lastOn} on.',
    },
    'recommended-before-completion': {
      rule: 'R-2.8',
      en: '{recommendedOn} is before {completedOn}, the day on which the assessment was completed: choose a day from then on.',
    },
    'assessment-completed': {
      rule: 'R-2.7',
      en: 'This assessment is {status}, and its ratings stay as they are: correct an entry instead.',
    },
    'assessment-already-started': {
      rule: 'R-2.6',
      en: 'This assessment is {status} already: rate it, or start another one.',
    },
    'template-of-another-unit': {
      rule: 'R-2.8',
      en: '{ownerUnitId} runs the programme {templateId}: choose one of {unitId}.',
    },
    'template-not-offered': {
      rule: 'R-2.8',
      en: 'The programme {templateId} is not offered on {on}, but {offered}: choose such a day or another programme.',
    },
    'screening-without-result': {
      rule: 'R-2.6',
      en: 'The screening {screeningId} has no result, because nobody was screened then, or it was annulled: name another one.',
    },
    'screening-of-another-case': {
      rule: 'R-2.6',
      en: 'The screening {screeningId} is of another case: name one of this case.',
    },
    'assessed-before-screening': {
      rule: 'R-2.6',
      en: '{startedOn} is before {screenedOn}, the day of the screening: choose a day from then on.',
    },
    'no-recent-screening': {
      rule: 'R-2.6',
      en: 'No screening of moderate or high risk within the days of the template leads to an assessment on {startedOn}: say why in reason, or name the template.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
