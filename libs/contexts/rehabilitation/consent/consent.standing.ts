import * as kernel from '#kernel';
import type { ConsentEntry, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';

interface Input {
  readonly subject: string;
  readonly inmateId: string;
  readonly purposes: readonly ConsentPurpose[];
  readonly since: string;
}

/** What a consent amounts to as it is known now; `since` is the day on which it was given or overridden. */
export type ConsentStanding =
  | kernel.Annulled
  | (Input & { readonly status: 'given' | 'withdrawn' })
  | (Input & {
      readonly status: 'overridden';
      readonly overrideBasis: ConsentEventData<'ConsentOverridden'>['overrideBasis'];
    });

export const purposesGiven = (answered: ConsentEventData<'ConsentGiven'>['purposes']): readonly ConsentPurpose[] =>
  answered.flatMap(({ purpose, given }) => (given ? [purpose] : []));

/** What the events of a consent amount to: an override after a withdrawal counts, a withdrawal after it does not end it. */
export const consentStanding = (events: readonly kernel.Projected<kernel.AnyEvent>[]): ConsentStanding =>
  kernel.validEntries(events as readonly kernel.Projected<ConsentEntry>[]).reduce<ConsentStanding>(standing, {
    status: 'annulled',
    annulledOn: events.findLast(kernel.isAnnulment)?.metadata.on ?? '',
  });

function standing(before: ConsentStanding, event: kernel.Projected<ConsentEntry>): ConsentStanding {
  const { on: since } = kernel.happened(event);
  if (event.type === 'ConsentGiven') {
    const { subject, inmateId, purposes } = event.data;
    return { status: 'given', subject, inmateId, purposes: purposesGiven(purposes), since };
  }
  if (event.type === 'ConsentOverridden') {
    const { subject, inmateId, purposes, overrideBasis } = event.data;
    return { status: 'overridden', overrideBasis, subject, inmateId, purposes, since };
  }
  return before.status === 'given' ? { ...before, status: 'withdrawn' } : before;
}

/** What a service rests on that cites a consent (D1): that it was given, or why it was overridden; nothing once it does not stand. */
export function groundOf(standing: ConsentStanding): kernel.Ground | undefined {
  if (standing.status === 'given') return { kind: 'CONSENT', legalBasis: 'CONSENT', subject: standing.subject };
  if (standing.status !== 'overridden') return undefined;
  const { overrideBasis, subject } = standing;
  return { kind: 'OVERRIDE', legalBasis: overrideBasis, subject };
}
