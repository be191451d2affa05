import { agency, karutan } from '../facts-for-specs.js';
import { given, HISTORIES, issued, revoked } from './case-for-specs.js';

const { COMPLETED, CLOSED, AFTERCARE, EVALUATED, DISCONTINUED } = HISTORIES;
const issue = (number = 'SERT/1/2024', issuedOn = '2024-12-15') =>
  ({ type: 'IssueCertificate', data: { number, issuedOn } }) as const;
const revoke = (revokedOn = '2024-12-15') =>
  ({ type: 'RevokeCertificate', data: { revokedOn, reasonCode: 'NUMBER_WRONG' } }) as const;

describe('A certificate (R-3.10)', () => {
  it('is issued to who completed the programme, also afterwards', () => {
    for (const history of [COMPLETED, AFTERCARE, CLOSED]) {
      given(...history)
        .when(issue(), { by: karutan })
        .then({
          type: 'CertificateIssued',
          data: { ...issue().data, issuedBy: karutan.id, providerUnitIds: [agency.unitId] },
        });
    }
    for (const history of [EVALUATED, DISCONTINUED]) {
      given(...history)
        .when(issue())
        .thenRefuses('programme-not-completed');
    }
  });

  it('is issued once', () => {
    given(...COMPLETED, issued())
      .when(issue())
      .then();
    given(...COMPLETED, issued())
      .when(issue('SERT/2/2024'))
      .thenRefuses('certificate-already-issued');
  });

  it('is revoked with a reason, and its number is never used again', () => {
    given(...COMPLETED, issued())
      .when(revoke(), { by: karutan })
      .then({ type: 'CertificateRevoked', data: { number: 'SERT/1/2024', ...revoke().data, revokedBy: karutan.id } });
    given(...COMPLETED)
      .when(revoke())
      .thenRefuses('no-certificate');
    given(...COMPLETED, issued(), revoked())
      .when(revoke())
      .thenRefuses('no-certificate');
    given(...COMPLETED, issued(), revoked())
      .when(issue('sert/1/2024 '))
      .thenRefuses('certificate-number-revoked');
    expect(given(...COMPLETED, issued(), revoked()).when(issue('SERT/2/2024')).outcome).toHaveProperty('events');
  });

  it('is dated after the completion and not ahead', () => {
    given(...COMPLETED)
      .when(issue('SERT/1/2024', '2024-12-09'))
      .thenRefuses('before-last-step');
    given(...COMPLETED)
      .when(issue('SERT/1/2024', '2024-12-17'))
      .thenRefuses('day-in-future');
    given(...COMPLETED, issued())
      .when(revoke('2024-12-17'))
      .thenRefuses('day-in-future');
  });
});
