import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'plan-not-approved': { rule: 'R-3.9', en: 'No version of the plan of this case was approved: approve one first.' },
    'goal-repeated': { rule: 'R-3.9', en: 'The goals {goalIds} are named twice: say once what came of a goal.' },
    'unknown-goal': {
      rule: 'R-3.9',
      en: 'The approved plan has no goal {goalIds}, it has {planned}: name goals that it has, or leave them out.',
    },
    'goal-without-outcome': {
      rule: 'R-3.9',
      en: 'Every goal of the approved plan has an outcome, and {goalIds} have none: say what came of them.',
    },
    'nothing-answered': {
      rule: 'R-2.4',
      en: 'The form of {instrument} has no answer at all and measures nothing: answer one item at least.',
    },
    'evaluation-already-begun': {
      rule: 'R-3.9',
      en: 'The case {caseId} has an evaluation already: record the measure there.',
    },
    'before-case-opened': {
      rule: 'R-13.1',
      en: '{measuredOn} is before {openedOn}, the day on which the case was opened: choose a day from then on.',
    },
    'before-admission': {
      rule: 'R-3.9',
      en: 'A measure {timing} follows the admission, and on {measuredOn} {admitted}: record it as PRE, or choose a later day.',
    },
    'evaluation-not-begun': { rule: 'R-3.9', en: 'Nothing was measured yet: begin with the first measure.' },
    'already-measured': {
      rule: 'R-3.9',
      en: '{instrument} was measured {timing} on {measuredOn} already: correct what was recorded.',
    },
    'measures-out-of-order': {
      rule: 'R-3.9',
      en: '{timing} on {measuredOn} does not come before {otherTiming} on {otherOn}: choose an earlier day, or another timing.',
    },
    'no-measure-to-compare': {
      rule: 'R-3.9',
      en: 'Nothing was measured before by {instrument} {version} about {referencePeriod}: record that measure as PRE first, or choose its version and period.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
