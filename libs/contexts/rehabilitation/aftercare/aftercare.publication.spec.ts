import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { caseId, subject } from '../facts-for-specs.js';
import { accepted, completed, type Past, planned, referred, rejected, revoked } from './aftercare-for-specs.js';
import { aftercarePublication } from './aftercare.publication.js';

type Published = Parameters<typeof aftercarePublication.publish>[0];

const golden: unknown = JSON.parse(readFileSync(new URL('aftercare.publication.golden.json', import.meta.url), 'utf8'));
const where = { stream: 'aftercare-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02', position: '00000000000000000500' };

const projected = (event: Past) => {
  const { metadata, ...rest } = recorded(event, 4);
  return {
    ...rest,
    ...where,
    metadata: { ...metadata, about: [{ subject, caseId, legalBasis: 'LEGAL_DUTY' }] },
  } as unknown as Published;
};

describe('aftercarePublication', () => {
  it('says what happened and to which unit it is referred, and nothing of how somebody fares', () => {
    const events = [planned, referred(), accepted(), rejected, revoked, completed];
    expect(events.map((event) => aftercarePublication.publish(projected(event)))).toEqual(golden);
  });

  it('tells nothing of contacts, corrections and annulments', () => {
    expect(aftercarePublication.events.map(({ type }) => type)).toEqual([
      'AftercarePlanned',
      'AftercareReferred',
      'ReferralAccepted',
      'ReferralRejected',
      'ReferralRevoked',
      'AftercareCompleted',
    ]);
  });
});
