import type { Succession } from './directive.record.js';
import { basis, drafted, given, head, issued, nurse, revoked, superseded, successorId } from './directive-for-specs.js';

type Successor = NonNullable<Succession['successor']>;
const successor: Successor = { isItself: false, directive: given(drafted, issued).state.now, basis };
const superseding = (read: Successor | undefined, effectiveOn = '2024-12-16') =>
  ({
    type: 'SupersedeDirective',
    data: { successorId, effectiveOn },
    facts: { ...(read && { successor: read }) },
  }) as const;

describe('superseding a directive', () => {
  it('cites its successor as it was read (R-10.1, D12)', () => {
    given(drafted, issued)
      .when(superseding(successor), { by: head })
      .then({ type: 'DirectiveSuperseded', data: { successorId, effectiveOn: '2024-12-16', basis } });
  });

  it('needs a successor that exists', () => {
    given(drafted, issued).when(superseding(undefined), { by: head }).thenRefuses('unknown-successor');
  });

  it('needs another directive', () => {
    given(drafted, issued)
      .when(superseding({ ...successor, isItself: true }), { by: head })
      .thenRefuses('successor-is-itself');
  });

  it.each([
    ['drafted', 'successor-not-issued', given(drafted)],
    ['superseded', 'successor-ended', given(drafted, issued, superseded)],
    ['revoked', 'successor-ended', given(drafted, issued, revoked)],
  ])('needs a successor that is issued, not %s', (_, code, { state }) => {
    given(drafted, issued)
      .when(superseding({ ...successor, directive: state.now }), { by: head })
      .thenRefuses(code);
  });

  it('needs a successor of the same issuing unit', () => {
    if (successor.directive.status !== 'issued') throw new Error('It is issued.');
    const foreign = { ...successor.directive, issuingUnitId: 'BNNK-ELSEWHERE' };
    given(drafted, issued)
      .when(superseding({ ...successor, directive: foreign }), { by: head })
      .thenRefuses('successor-of-other-unit');
  });

  it('leaves no day without a rule', () => {
    if (successor.directive.status !== 'issued') throw new Error('It is issued.');
    const later = { ...successor.directive, effectiveOn: '2024-12-17' };
    given(drafted, issued)
      .when(superseding({ ...successor, directive: later }), { by: head })
      .thenRefuses('successor-not-effective');
  });

  it('is for the head of the issuing unit (R-10.1)', () => {
    given(drafted, issued).when(superseding(successor), { by: nurse }).thenRefuses('issuer-not-authorised');
  });

  it('does not reach back before its issue', () => {
    given(drafted, issued).when(superseding(successor, '2024-12-13'), { by: head }).thenRefuses('day-before-issue');
  });
});

describe('a directive whose end is recorded', () => {
  const ends = superseded.data.effectiveOn;
  const revokes = { type: 'RevokeDirective', data: { reasonCode: 'NO_LONGER_NEEDED', effectiveOn: ends } } as const;

  it('says from when it ends, before that day and after it, and what takes its place', () => {
    given(drafted, issued, superseded)
      .when(revokes, { by: head })
      .thenSays(
        `That ${superseded.data.successorId} takes the place of this directive from ${ends} on is recorded: look at that one, or annul that entry when it was wrong.`,
      );
    given(drafted, issued, revoked)
      .when(revokes, { by: head })
      .thenSays(
        `That this directive is revoked from ${revoked.data.effectiveOn} on is recorded: annul that entry when it was wrong, or draft another one.`,
      );
  });
});

describe('revoking a directive', () => {
  const revoking = (effectiveOn = '2025-01-01') =>
    ({ type: 'RevokeDirective', data: { reasonCode: 'NO_LONGER_NEEDED', effectiveOn } }) as const;

  it('says from when, which may be in the future', () => {
    given(drafted, issued)
      .when(revoking(), { by: head })
      .then({ type: 'DirectiveRevoked', data: { reasonCode: 'NO_LONGER_NEEDED', effectiveOn: '2025-01-01' } });
  });

  it('is for the head of the issuing unit (R-10.1)', () => {
    given(drafted, issued).when(revoking(), { by: nurse }).thenRefuses('issuer-not-authorised');
  });

  it('does not reach back before its issue', () => {
    given(drafted, issued).when(revoking('2024-12-13'), { by: head }).thenRefuses('day-before-issue');
  });
});
