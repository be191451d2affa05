import { type Fact, refuse } from '#kernel';
import type { CoverFact, Provider, TemplateFact } from '../facts.js';
import type { Attendee } from './session.attendees.js';
import type { Session } from './session.record.js';

/** What the handler of a session reads elsewhere before the rules are applied. */
export interface SessionFacts {
  readonly sessionId: string;
  /** The business day on which it starts where its unit is. */
  readonly on: string;
  /** What the gate says on that day. */
  readonly cover: CoverFact;
  /** Everybody on the roster. */
  readonly attendees: readonly Attendee[];
}

export interface SchedulingFacts extends SessionFacts {
  readonly template: TemplateFact;
  readonly missed?: Missed;
}

/** The session that a catch-up is of. */
export interface Missed {
  readonly session: Session;
  readonly basis: Fact;
}

export interface AmendingFacts {
  /** Whose outcome is amended; absent when nobody on the roster has that case. */
  readonly attendee?: Attendee;
  readonly template: TemplateFact;
}

/** The facts of a command, which its handler always brings. */
export function brought<F>(facts: F | undefined): F {
  if (facts === undefined) throw new Error('A session is decided on facts that its handler reads.');
  return facts;
}

/** The heads of the cases and the inmates of a roster. */
export const headsOf = (attendees: readonly Attendee[]): readonly { readonly basis: Fact }[] => [
  ...attendees,
  ...attendees.map(({ inmate }) => inmate),
];

/** Refuses a session without anybody of the unit that provides it. */
export function mustHaveFacilitator(provider: Provider, facilitators: readonly { readonly unitId: string }[]): void {
  if (!facilitators.some(({ unitId }) => unitId === provider.unitId)) {
    refuse('no-facilitator-of-provider', 'At least one facilitator is of the unit that provides the session.', 'R-3.5');
  }
}
