import type { Fact, Ground } from '#kernel';
import type { AgreementBasis } from '#contracts/cooperation/agreement.events';
import type { AgreementKind } from '#contracts/cooperation/codes';
import { type CoverageEvent, lastDayOf, standingOn } from '#contracts/cooperation/coverage';
import { refuse } from './agreement.refusals.js';

/** Another agreement as it stood when a rule asked about it: what cites it rests on it (D1). */
export interface OtherAgreement {
  readonly kind: AgreementKind;
  readonly events: readonly CoverageEvent[];
  readonly basis: Fact;
  readonly ground: Ground;
}

export interface ParentFacts {
  readonly parent?: OtherAgreement;
}

interface Child {
  readonly kind: AgreementKind;
  readonly parentAgreementId?: string;
  readonly term: { readonly effectiveOn: string; readonly endsOn: string };
}

/** What of the parent a PKS rests on, for its event to cite; nothing for a Nota Kesepahaman. */
export function restOnParent(child: Child, facts: ParentFacts): { basis?: AgreementBasis } {
  if (child.kind === 'PKS') return { basis: mustRestOnParent(child, facts).basis };
  if (child.parentAgreementId === undefined) return {};
  return refuse('only-a-pks-has-a-parent', { kind: child.kind });
}

export function mustRestOnParent(
  { parentAgreementId, term }: Child,
  { parent }: ParentFacts,
): { parentAgreementId: string; basis: AgreementBasis } {
  if (parentAgreementId === undefined) return refuse('parent-required');
  if (parent === undefined) return refuse('parent-not-found', { parentAgreementId });
  if (parent.kind !== 'NOTA_KESEPAHAMAN') {
    refuse('parent-not-a-nota-kesepahaman', { parentAgreementId, kind: parent.kind });
  }
  const { effectiveOn, endsOn } = term;
  const standing = standingOn(parent.events, effectiveOn);
  if (!standing.inForce) refuse('parent-not-in-force', { parentAgreementId, effectiveOn, why: standing.why });
  const lastOn = lastDayOf(parent.events) ?? '';
  if (endsOn > lastOn) refuse('outlives-parent', { endsOn, lastOn });
  return { parentAgreementId, basis: [parent.basis] };
}
