import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'plan-not-approved': { rule: 'R-3.9', en: 'No version of the plan of this case was approved.' },
    'goal-repeated': { rule: 'R-3.9', en: 'Say once what came of a goal.' },
    'unknown-goal': { rule: 'R-3.9', en: 'The approved plan has no goal with that id.' },
    'goal-without-outcome': { rule: 'R-3.9', en: 'Say of every goal of the approved plan what came of it.' },
    'nothing-answered': { rule: 'R-2.4', en: 'A form without any answer measures nothing.' },
    'evaluation-already-begun': { rule: 'R-3.9', en: 'This case has an evaluation: record the measure there.' },
    'before-case-opened': { rule: 'R-13.1', en: 'The case was not opened yet on that day.' },
    'before-admission': { rule: 'R-3.9', en: 'Nobody was in the programme yet on that day.' },
    'evaluation-not-begun': { rule: 'R-3.9', en: 'Nothing was measured yet: begin with the first measure.' },
    'already-measured': { rule: 'R-3.9', en: 'This was measured then already: correct what was recorded.' },
    'measures-out-of-order': {
      rule: 'R-3.9',
      en: 'What is measured before comes on an earlier day than what is after.',
    },
    'no-measure-to-compare': {
      rule: 'R-3.9',
      en: 'Nothing was measured before by this version of the instrument and about the same period.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
