import { statusSaid } from '#kernel';
import { issued, mustBeIssuer, mustHold, type Rules, type Succession } from './directive.record.js';
import { refuse } from './directive.refusals.js';

export const decideEnds: Rules<'SupersedeDirective' | 'RevokeDirective'> = {
  SupersedeDirective: ({ data, facts: { successor }, by }, { now }) => {
    const directive = issued(now);
    mustBeIssuer(directive, by);
    const { effectiveOn: endsOn, successorId } = data;
    mustHold({ ...directive, status: 'superseded', endsOn, successorId });
    if (successor === undefined) return refuse('unknown-successor', { successorId: data.successorId });
    mustSucceed(successor, directive.issuingUnitId, data);
    return [{ type: 'DirectiveSuperseded', data: { ...data, basis: successor.basis } }];
  },

  RevokeDirective: ({ data, by }, { now }) => {
    const directive = issued(now);
    mustBeIssuer(directive, by);
    mustHold({ ...directive, status: 'revoked', endsOn: data.effectiveOn });
    return [{ type: 'DirectiveRevoked', data }];
  },
};

function mustSucceed(
  { isItself, directive }: NonNullable<Succession['successor']>,
  issuingUnitId: string,
  { successorId, effectiveOn: day }: { readonly successorId: string; readonly effectiveOn: string },
): void {
  if (isItself) refuse('successor-is-itself', { successorId });
  if (directive.status === 'absent') return refuse('unknown-successor', { successorId });
  if (directive.status === 'drafted') {
    return refuse('successor-not-issued', { successorId, status: statusSaid(directive.status) });
  }
  if (directive.status !== 'issued') {
    return refuse('successor-ended', {
      successorId,
      endsOn: directive.status === 'annulled' ? directive.annulledOn : directive.endsOn,
    });
  }
  if (directive.issuingUnitId !== issuingUnitId) {
    refuse('successor-of-other-unit', { successorId, successorUnitId: directive.issuingUnitId, issuingUnitId });
  }
  if (directive.effectiveOn > day) refuse('successor-not-effective', { effectiveOn: directive.effectiveOn, day });
}
