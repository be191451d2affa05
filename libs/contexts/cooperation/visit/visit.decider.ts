import type { Aggregate } from '#kernel';
import { type VisitEvent, visitEvents } from '#contracts/cooperation/visit.events';
import { corrections } from './visit.corrections.js';
import { type VisitCommand, visitEntries, type VisitRecord } from './visit.record.js';
import { rules } from './visit.rules.js';

/** The Rutan and the agency that visits it act on a visit. */
export const visit: Aggregate<VisitRecord, VisitCommand, VisitEvent> = {
  name: 'visit',
  decider: {
    initial: visitEntries.initial,
    decide: { ...rules, ...corrections.rules },
    evolve: visitEntries.evolve(visitEvents),
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.visitingUnitId]),
};
