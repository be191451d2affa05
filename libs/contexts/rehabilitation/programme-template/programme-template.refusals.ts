import { type Objects, objectsBy, ofRecords, type Refuse, refusesBy, sentences } from '#kernel';
import { ofRehabilitation } from '../refusals.js';

const all = {
  ...ofRecords,
  ...ofRehabilitation,
  ...sentences({
    'template-already-published': {
      rule: 'R-3.12',
      en: 'This template was published: publish one of another code, or from another day on.',
    },
    'module-repeated': { rule: 'R-3.9', en: 'Each module has a code of its own.' },
    'template-not-published': { rule: 'R-3.12', en: 'There is no such template to retire.' },
    'template-retired': { rule: 'R-3.12', en: 'This template was retired already.' },
    'retired-before-offered': {
      rule: 'R-3.12',
      en: 'A template is retired on the day from which it is offered, or later.',
    },
    'phase-repeated': { rule: 'R-3.12', en: 'Each phase has a code of its own.' },
    'phases-do-not-add-up': { rule: 'R-3.12', en: 'The phases take {inPhases} days, the programme {days}.' },
    'no-mandatory-module': { rule: 'R-3.9', en: 'At least one module is needed to complete a programme.' },
    'severity-reversed': { rule: 'R-2.8', en: 'A programme is for a severity from the lower to the higher.' },
  }),
};
export const refuse: Refuse<typeof all> = refusesBy(all);
export const object: Objects<typeof all> = objectsBy(all);
