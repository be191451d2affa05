import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'plan-not-approved': {
      rule: 'R-3.3',
      en: 'The plan is {status}, and no version of it was approved: approve one first.',
    },
    'goal-repeated': {
      rule: 'R-3.3',
      en: 'The goals {goalIds} are named twice: give every goal of a plan an id of its own.',
    },
    'unknown-goal': {
      rule: 'R-3.3',
      en: 'The approved plan has no goal {goalId}, it has {goalIds}: name one that it has, or revise the plan.',
    },
    'before-admission': {
      rule: 'R-3.3',
      en: '{on} is before {admittedOn}, the day of the admission to the programme: choose a day from then on.',
    },
    'module-repeated': {
      rule: 'R-3.3',
      en: 'The modules {modules} are named twice: say once how many sessions of a module are planned.',
    },
    'unknown-module': {
      rule: 'R-3.3',
      en: 'The programme of this case has no module {modules}: choose one of {known}.',
    },
    'target-before-admission': {
      rule: 'R-3.3',
      en: 'A goal is due on {targetOn}, before the admission on {admittedOn}: choose a day from then on.',
    },
    'sessions-reduced': {
      rule: 'R-3.4',
      en: 'Sessions that were approved may not be taken away, as {reduced}: plan as many as were approved, or more.',
    },
    'plan-without-goals': {
      rule: 'R-3.3',
      en: 'Version {version} of the plan has no goal: revise it with one at least.',
    },
    'plan-without-sessions': {
      rule: 'R-3.3',
      en: 'Version {version} of the plan has no session: revise it with one at least.',
    },
    'not-entitled-to-exempt': { rule: 'R-3.9', en: 'Only {roles} may change an exemption: have one of them do it.' },
    'expires-before-exemption': {
      rule: 'R-3.9',
      en: 'The exemption would expire on {expiresOn}, before it begins on {exemptedOn}: choose a day from then on.',
    },
    'module-not-mandatory': {
      rule: 'R-3.9',
      en: 'The module {module} is not mandatory, so nobody needs an exemption from it: name a mandatory one.',
    },
    'already-exempted': {
      rule: 'R-3.9',
      en: 'From the module {module}, an exemption holds on {exemptedOn} already: correct that entry instead.',
    },
    'not-admitted': {
      rule: 'R-3.3',
      en: 'The case is {status}, and was not admitted to a programme yet: admit the inmate first.',
    },
    'plan-already-drafted': { rule: 'R-3.3', en: 'This case has a plan that is {status}: revise that one.' },
    'plan-returned': { rule: 'R-3.3', en: 'Version {version} was returned: revise it before it is handed in again.' },
    'not-the-latest-version': {
      rule: 'R-3.4',
      en: 'Version {version} is not the latest, which is {latest}: revise that one.',
    },
    'plan-under-review': { rule: 'R-3.3', en: 'Version {version} was handed in: approve or return it first.' },
    'plan-approved': { rule: 'R-3.4', en: 'Version {version} was approved: revise it to change it.' },
    'plan-not-submitted': { rule: 'R-3.3', en: 'Version {version} is {status}: hand it in first.' },
    'plan-not-drafted': { rule: 'R-3.3', en: 'Nobody has drafted this plan: draft it first.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
