import { refuse } from '#kernel';
import { issued, mustBeIssuer, mustHold, type Rules, type Succession } from './directive.record.js';

export const decideEnds: Rules<'SupersedeDirective' | 'RevokeDirective'> = {
  SupersedeDirective: ({ data, facts: { successor }, by }, { now }) => {
    const directive = issued(now);
    mustBeIssuer(directive, by);
    mustHold({ ...directive, status: 'superseded', endsOn: data.effectiveOn });
    if (successor === undefined) return refuse('unknown-successor', 'There is no directive with that id.', 'R-10.1');
    mustSucceed(successor, directive.issuingUnitId, data.effectiveOn);
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
  day: string,
): void {
  if (isItself) refuse('successor-is-itself', 'A directive cannot take its own place.', 'R-10.1');
  if (directive.status !== 'issued') {
    return refuse('successor-not-issued', 'The directive that takes its place must be issued first.', 'R-10.1');
  }
  if (directive.issuingUnitId !== issuingUnitId) {
    refuse('successor-of-other-unit', 'Both directives must be issued by the same unit.', 'R-10.1');
  }
  if (directive.effectiveOn > day) {
    refuse('successor-not-effective', `The successor takes effect on ${directive.effectiveOn}, not before.`, 'R-10.1');
  }
}
