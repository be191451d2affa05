import { foldAll } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import { addendum, BNNK, karutan, RUTAN, suspended, terminated, untilHalfSigned, untilSigned, agreementId, projected } from '../agreement/agreement-for-specs.js';
import { agreementCoverage } from './coverage.read-model.js';

const given = (events: Parameters<typeof projected>[0]) =>
  foldAll(agreementCoverage, projected(events)).get(agreementId);
const { changes, effectiveOn } = addendum;
const amended: AgreementEvent = {
  type: 'AgreementAmended',
  data: { number: 1, changes, effectiveOn, signedOn: '2025-01-01' },
};
const resumed: AgreementEvent = {
  type: 'AgreementResumed',
  data: { resumedOn: '2024-12-16', resumedBy: karutan.staffId },
};

describe('agreement-coverage', () => {
  it('begins with the last signature', () => {
    expect(given(untilHalfSigned)).toBeUndefined();
    expect(given(untilSigned)).toMatchObject({
      agreementId,
      kind: 'NOTA_KESEPAHAMAN',
      units: [RUTAN, BNNK],
      services: ['SOCIAL_REHABILITATION'],
      coveredUnitIds: [RUTAN],
      events: [{ type: 'MoUSigned', revision: 5 }],
    });
  });

  it('keeps every event that coverage asks for, in order, and no other', () => {
    const history = [...untilSigned, amended, suspended, resumed, terminated];
    const agreement = given(history);
    expect(agreement?.services).toEqual(['SOCIAL_REHABILITATION', 'URINE_TEST']);
    expect(agreement?.events.map(({ type, revision }) => `${type} ${revision}`)).toEqual([
      'MoUSigned 5',
      'AgreementAmended 6',
      'AgreementSuspended 7',
      'AgreementResumed 8',
      'AgreementTerminated 9',
    ]);
  });

  it('keeps nothing that was written beside an event', () => {
    const sealed = { ...suspended, data: { ...suspended.data, sealed: [] } };
    expect(JSON.stringify(given([...untilSigned, sealed]))).not.toContain('sealed');
  });
});
