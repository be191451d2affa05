import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'plan-not-approved': { rule: 'R-3.3', en: 'No version of this plan was approved.' },
    'goal-repeated': { rule: 'R-3.3', en: 'Every goal of a plan has an id of its own.' },
    'unknown-goal': { rule: 'R-3.3', en: 'The approved plan has no goal with that id.' },
    'before-admission': { rule: 'R-3.3', en: 'Nobody was in the programme yet on that day.' },
    'module-repeated': { rule: 'R-3.3', en: 'Say once how many sessions of a module are planned.' },
    'unknown-module': { rule: 'R-3.3', en: 'The programme of this case has no such module.' },
    'target-before-admission': { rule: 'R-3.3', en: 'A goal cannot be due before the admission.' },
    'sessions-reduced': { rule: 'R-3.4', en: 'Sessions that were approved may not be taken away.' },
    'plan-without-goals': { rule: 'R-3.3', en: 'A plan needs at least one goal.' },
    'plan-without-sessions': { rule: 'R-3.3', en: 'A plan needs at least one session.' },
    'not-entitled-to-exempt': { rule: 'R-3.9', en: 'Only who may exempt can change an exemption.' },
    'expires-before-exemption': { rule: 'R-3.9', en: 'An exemption cannot expire before it begins.' },
    'module-not-mandatory': { rule: 'R-3.9', en: 'Nobody must attend this module: there is nothing to exempt from.' },
    'already-exempted': { rule: 'R-3.9', en: 'An exemption from this module holds on that day.' },
    'not-admitted': { rule: 'R-3.3', en: 'This case was not admitted to a programme yet.' },
    'plan-already-drafted': { rule: 'R-3.3', en: 'This case has a plan: revise that one.' },
    'plan-returned': { rule: 'R-3.3', en: 'This version was returned: revise it before it is handed in again.' },
    'not-the-latest-version': { rule: 'R-3.4', en: 'There is a later version: revise that one.' },
    'plan-under-review': { rule: 'R-3.3', en: 'This version was handed in: it is approved or returned first.' },
    'plan-approved': { rule: 'R-3.4', en: 'This version was approved: revise it to change it.' },
    'plan-not-submitted': { rule: 'R-3.3', en: 'Nobody has handed this version in.' },
    'plan-not-drafted': { rule: 'R-3.3', en: 'Nobody has drafted this plan.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
