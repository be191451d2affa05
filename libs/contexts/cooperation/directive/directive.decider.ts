import type { Aggregate } from '#kernel';
import { type DirectiveEvent, directiveEvents } from '#contracts/cooperation/directive.events';
import { corrections } from './directive.corrections.js';
import { type DirectiveCommand, directiveEntries, type DirectiveRecord, unitsOf } from './directive.record.js';
import { rules } from './directive.rules.js';

export const directive: Aggregate<DirectiveRecord, DirectiveCommand, DirectiveEvent> = {
  name: 'directive',
  decider: {
    initial: directiveEntries.initial,
    decide: { ...rules, ...corrections.rules },
    evolve: directiveEntries.evolve(directiveEvents),
  },
  unitsOf: ({ now }) => unitsOf(now),
};
