import type { Aggregate } from '#kernel';
import { type ScreeningEvent, screeningEvents } from '#contracts/rehabilitation/screening.events';
import { decideCorrections } from './screening.corrections.js';
import { type ScreeningCommand, screeningEntries, type ScreeningRecord } from './screening.record.js';
import { rules } from './screening.rules.js';

/** The unit whose inmate it is and the unit that screens act on a screening. */
export const screening: Aggregate<ScreeningRecord, ScreeningCommand, ScreeningEvent> = {
  name: 'screening',
  decider: {
    initial: screeningEntries.initial,
    decide: { ...rules, ...decideCorrections },
    evolve: screeningEntries.evolve(screeningEvents),
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
