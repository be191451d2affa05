import { type AnyEvent, type Projected, validEntries } from '#kernel';
import type { ConsentEvent } from '#contracts/rehabilitation/consent.events';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';

/** What a consent amounts to as it is known now; `since` is the day on which it was given or overridden. */
export type ConsentStanding =
  | { readonly status: 'annulled' }
  | {
      readonly status: 'given' | 'overridden' | 'withdrawn';
      readonly subject: string;
      readonly inmateId: string;
      readonly purposes: readonly ConsentPurpose[];
      readonly since: string;
    };

/** What the events of a consent amount to: an override after a withdrawal counts, a withdrawal after it does not end it. */
export const consentStanding = (events: readonly Projected<AnyEvent>[]): ConsentStanding =>
  validEntries(events as readonly Projected<ConsentEvent>[]).reduce<ConsentStanding>(standing, { status: 'annulled' });

function standing(before: ConsentStanding, { type, data }: ConsentEvent): ConsentStanding {
  if (type === 'ConsentGiven') {
    const { subject, inmateId, purposes, givenOn } = data;
    return { status: 'given', subject, inmateId, purposes, since: givenOn };
  }
  if (type === 'ConsentOverridden') {
    const { subject, inmateId, purposes, overriddenOn } = data;
    return { status: 'overridden', subject, inmateId, purposes, since: overriddenOn };
  }
  if (type === 'ConsentWithdrawn' && before.status === 'given') return { ...before, status: 'withdrawn' };
  return before;
}
