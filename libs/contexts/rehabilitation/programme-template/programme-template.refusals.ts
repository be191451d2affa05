import { ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'template-already-published': {
      rule: 'R-3.12',
      en: 'A template with this code is offered from that day on already: publish one with another code, or from another day on.',
    },
    'module-repeated': {
      rule: 'R-3.9',
      en: 'The modules {codes} are there twice: give each module a code of its own.',
    },
    'template-not-published': {
      rule: 'R-3.12',
      en: 'There is no such template to retire: name one that was published.',
    },
    'template-retired': {
      rule: 'R-3.12',
      en: 'This template was retired on {retiredOn} already: publish another one.',
    },
    'retired-before-offered': {
      rule: 'R-3.12',
      en: '{retiredOn} is before {validFrom}, the day from which the template is offered: choose a day from then on.',
    },
    'phase-repeated': {
      rule: 'R-3.12',
      en: 'The phases {codes} are there twice: give each phase a code of its own.',
    },
    'phases-do-not-add-up': {
      rule: 'R-3.12',
      en: 'The phases take {inPhases} days, the programme {days}: make them the same.',
    },
    'no-mandatory-module': {
      rule: 'R-3.9',
      en: 'None of the modules {codes} is mandatory, and a programme is completed by those that are: make one mandatory at least.',
    },
    'severity-reversed': {
      rule: 'R-2.8',
      en: 'A programme is for a severity from the lower to the higher, and {from} is above {to}: say them the other way round.',
    },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
