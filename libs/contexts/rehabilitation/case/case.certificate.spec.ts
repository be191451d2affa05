import { agency, karutan, subject } from '../facts-for-specs.js';
import type { EarlierCertificate } from './case.rules.js';
import { certificate, certificateId, certified, given, HISTORIES, issued, revoked } from './case-for-specs.js';

const { COMPLETED, CLOSED, AFTERCARE, EVALUATED, DISCONTINUED } = HISTORIES;
/** What the handler opened of the certificate that the case had. */
const EARLIER: readonly EarlierCertificate[] = [{ certificateId, number: 'SERT/1/2024' }];
const issue = (
  number = 'SERT/1/2024',
  { issuedOn = '2024-12-15', documentSha256 = certificate().documentSha256, earlier = EARLIER } = {},
) =>
  ({
    type: 'IssueCertificate',
    data: { ...certificate(number, issuedOn), documentSha256 },
    facts: { earlier },
  }) as const;
const first = (number?: string, issuedOn?: string) =>
  issue(number, { earlier: [], ...(issuedOn !== undefined && { issuedOn }) });
const revoke = (revokedOn = '2024-12-15') =>
  ({ type: 'RevokeCertificate', data: { revokedOn, reasonCode: 'NUMBER_WRONG' } }) as const;

describe('A certificate (R-3.10)', () => {
  it('is issued to who completed the programme, also afterwards, and says which that was (D10)', () => {
    for (const history of [COMPLETED, AFTERCARE, CLOSED]) {
      given(...history)
        .when(first(), { by: karutan })
        .then({
          type: 'CertificateIssued',
          data: {
            subject,
            ...first().data,
            ...certified,
            issuedBy: karutan.staffId,
            providerUnitIds: [agency.unitId],
          },
        });
    }
    for (const history of [EVALUATED, DISCONTINUED]) {
      given(...history)
        .when(first())
        .thenRefuses('programme-not-completed');
    }
  });

  it('has its number in normal form, and needs one that has it (D3)', () => {
    const { outcome } = given(...COMPLETED).when(first(' sert / 1.2024'));
    expect(outcome).toMatchObject({ events: [{ data: { number: 'SERT/12024' } }] });
    given(...COMPLETED)
      .when(first('Nº: 1'))
      .thenRefuses('malformed-certificate-number');
  });

  it('is issued once, with the same document', () => {
    given(...COMPLETED, issued())
      .when(issue())
      .then();
    given(...COMPLETED, issued())
      .when(issue('SERT/1/2024', { documentSha256: 'd'.repeat(64) }))
      .thenRefuses('certificate-already-issued');
    given(...COMPLETED, issued())
      .when(issue('SERT/2/2024'))
      .thenRefuses('certificate-already-issued');
  });

  it('is revoked with a reason, and its number is never used again', () => {
    given(...COMPLETED, issued())
      .when(revoke(), { by: karutan })
      .then({
        type: 'CertificateRevoked',
        data: { subject, certificateId, ...revoke().data, revokedBy: karutan.staffId },
      });
    given(...COMPLETED)
      .when(revoke())
      .thenRefuses('no-certificate');
    given(...COMPLETED, issued(), revoked)
      .when(revoke())
      .thenRefuses('no-certificate');
    given(...COMPLETED, issued(), revoked)
      .when(issue('sert/1/2024 '))
      .thenRefuses('certificate-number-revoked');
    expect(given(...COMPLETED, issued(), revoked).when(issue('SERT/2/2024')).outcome).toHaveProperty('events');
  });

  it('can be followed by another when its number was erased: nobody knows it any more (D10)', () => {
    const earlier = [{ certificateId }];
    expect(given(...COMPLETED, issued(), revoked).when(issue('SERT/1/2024', { earlier })).outcome).toHaveProperty(
      'events',
    );
    given(...COMPLETED, issued())
      .when(issue('SERT/1/2024', { earlier }))
      .thenRefuses('certificate-already-issued');
  });

  it('is dated after the completion and not ahead', () => {
    given(...COMPLETED)
      .when(first('SERT/1/2024', '2024-12-09'))
      .thenRefuses('before-last-step');
    given(...COMPLETED)
      .when(first('SERT/1/2024', '2024-12-17'))
      .thenRefuses('day-in-future');
    given(...COMPLETED, issued())
      .when(revoke('2024-12-17'))
      .thenRefuses('day-in-future');
  });
});
