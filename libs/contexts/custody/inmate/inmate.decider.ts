import type { Aggregate } from '#kernel';
import { type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { corrections, rules } from './inmate.corrections.js';
import { type InmateCommand, inmateEntries, type InmateRecord, isPending } from './inmate.record.js';

/** The people of the unit whose register it is act on an inmate; on a transfer those of the other unit too, to accept it. */
export const inmate: Aggregate<InmateRecord, InmateCommand, InmateEvent> = {
  name: 'inmate',
  decider: {
    initial: inmateEntries.initial,
    decide: { ...rules, ...corrections.rules },
    evolve: inmateEntries.evolve(inmateEvents),
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...(isPending(now) ? [now.pendingTo] : [])]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject }]),
};
