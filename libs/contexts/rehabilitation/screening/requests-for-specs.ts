import { dayIn, without } from '#kernel';
import { assessor } from '../facts-for-specs.js';
import { certificate, HIGH } from './screening-for-specs.js';
import { personOf as inmate, RUTAN } from '../people-for-specs.js';

export const DAY = '2025-01-20';
export const valid = { ...certificate, validUntil: '2027-12-31' };
export const provider = { unitId: RUTAN };
export const context = { lateCode: 'PAPER_RECORD' } as const;
export const paper = { source: 'BACKFILL', occurredAt: '2025-01-20T03:00:00.000Z', ...context } as const;
export const unexplained = without(paper, 'lateCode');
export const today = () => dayIn('Asia/Jakarta', new Date().toISOString());

export const interviewing = (n: number, answers = HIGH) => {
  const { inmateId, consentId } = inmate(n);
  return { inmateId, consentId, interviewerId: assessor.staffId, certificate: valid, answers };
};
export const shared = {
  instrument: 'WHO_ASSIST',
  referencePeriod: 'LAST_3_MONTHS',
  language: 'id',
  screenedOn: DAY,
  provider,
  context,
} as const;
export const one = (n: number, answers = HIGH) => ({ unitId: RUTAN, ...shared, ...interviewing(n, answers) });
