import { type Decider, refuse, staffOf } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import { normalForm } from '#contracts/reservations/normal-form';
import { certificateReserved } from '#contracts/reservations/sets';
import type { Wish } from '#platform/reservations';
import { mustFollow, openedCase } from './case.rules.js';
import type { CaseState } from './case.state.js';

/** A certificate that the case had before: the event by which it was issued, and its number when it can still be read. */
export interface EarlierCertificate {
  readonly certificateId: string;
  readonly number?: string;
}

export type CertificateCommand =
  | {
      type: 'IssueCertificate';
      data: Pick<CaseEventData<'CertificateIssued'>, 'number' | 'documentSha256' | 'issuedOn'>;
      facts: { readonly earlier: readonly EarlierCertificate[] };
    }
  | { type: 'RevokeCertificate'; data: Pick<CaseEventData<'CertificateRevoked'>, 'revokedOn' | 'reasonCode'> };

export const decideCertificate: Decider<CaseState, CertificateCommand, CaseEvent>['decide'] = {
  IssueCertificate: ({ data, facts, by, today }, state) => {
    const completed = openedCase(state);
    const { admission, certificate, completedOn, subject, providers } = completed;
    if (completedOn === undefined || admission === undefined) {
      refuse('programme-not-completed', 'Only who completed the programme gets its certificate.', 'R-3.10');
    }
    const number = normalForm(data.number);
    if (number === undefined) {
      refuse(
        'malformed-certificate-number',
        'The number of a certificate has letters, digits, slashes and dashes.',
        'R-3.10',
      );
    }
    const known = facts.earlier.find((one) => one.number === number);
    if (certificate !== undefined) {
      const isIt = certificate.certificateId === known?.certificateId;
      if (isIt && certificate.documentSha256 === data.documentSha256) return [];
      refuse('certificate-already-issued', 'Revoke the certificate before another is issued.', 'R-3.10');
    }
    if (known !== undefined) {
      refuse('certificate-number-revoked', 'The number of a revoked certificate is never used again.', 'R-3.10');
    }
    mustFollow({ ...completed, lastOn: completedOn }, data.issuedOn, today);
    const { templateId, templateCode } = admission;
    const issued = { templateId, templateCode, issuedBy: staffOf(by), providerUnitIds: [...providers] };
    return [{ type: 'CertificateIssued', data: { subject, ...data, number, ...issued } }];
  },

  RevokeCertificate: ({ data, by, today }, state) => {
    const { certificate, completedOn = '', ...its } = openedCase(state);
    if (certificate === undefined) refuse('no-certificate', 'There is no certificate to revoke.', 'R-3.10');
    mustFollow({ ...its, lastOn: completedOn }, data.revokedOn, today);
    const { certificateId } = certificate;
    const { subject } = its;
    return [{ type: 'CertificateRevoked', data: { subject, certificateId, ...data, revokedBy: staffOf(by) } }];
  },
};

/** The number, which no other case of the unit may have; undefined when there is no such number. */
export function certificateNumber(number: string, unitId: string): Wish | undefined {
  const reserved = certificateReserved(unitId, number);
  return reserved && { ...reserved, taken: NUMBER_TAKEN };
}

const NUMBER_TAKEN = {
  code: 'certificate-number-taken',
  message: 'Another certificate of the unit has that number.',
  rule: 'R-3.10',
};
