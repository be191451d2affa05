import { type Decider, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { Wish } from '#platform/reservations';
import { mustFollow, openedCase } from './case.rules.js';
import type { CaseState } from './case.state.js';

export type CertificateCommand =
  | { type: 'IssueCertificate'; data: Pick<CaseEventData<'CertificateIssued'>, 'number' | 'issuedOn'> }
  | { type: 'RevokeCertificate'; data: Pick<CaseEventData<'CertificateRevoked'>, 'revokedOn' | 'reasonCode'> };

export const decideCertificate: Decider<CaseState, CertificateCommand, CaseEvent>['decide'] = {
  IssueCertificate: ({ data, by, today }, state) => {
    const completed = openedCase(state);
    if (completed.completedOn === undefined) {
      refuse('programme-not-completed', 'Only who completed the programme gets its certificate.', 'R-3.10');
    }
    const { certificate, revokedNumbers, providers } = completed;
    if (certificate === data.number) return [];
    if (certificate !== undefined) {
      refuse('certificate-already-issued', 'Revoke the certificate before another is issued.', 'R-3.10');
    }
    if (revokedNumbers.some((revoked) => normalised(revoked) === normalised(data.number))) {
      refuse('certificate-number-revoked', 'The number of a revoked certificate is never used again.', 'R-3.10');
    }
    mustFollow({ ...completed, lastOn: completed.completedOn }, data.issuedOn, today);
    return [{ type: 'CertificateIssued', data: { ...data, issuedBy: by.id, providerUnitIds: [...providers] } }];
  },

  RevokeCertificate: ({ data, by, today }, state) => {
    const { certificate: number, completedOn = '', ...its } = openedCase(state);
    if (number === undefined) refuse('no-certificate', 'There is no certificate to revoke.', 'R-3.10');
    mustFollow({ ...its, lastOn: completedOn }, data.revokedOn, today);
    return [{ type: 'CertificateRevoked', data: { number, ...data, revokedBy: by.id } }];
  },
};

const normalised = (number: string): string => number.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toUpperCase();

/** The number, which no other case of the unit may have. */
export const wishFor = (number: string, unitId: string): Wish => ({
  set: 'CERTIFICATE_NUMBER',
  within: [unitId],
  value: normalised(number),
  taken: {
    code: 'certificate-number-taken',
    message: 'Another certificate of the unit has that number.',
    rule: 'R-3.10',
  },
});
