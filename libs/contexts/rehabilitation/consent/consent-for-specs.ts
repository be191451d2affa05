import { id, staffOf } from '#kernel';
import { specify, staffNamed, idsOf, pastOf } from '#kernel/given-for-specs';
import { CONSENT_PURPOSES, type ConsentPurpose } from '#contracts/rehabilitation/codes';
import { type ConsentEvent, type ConsentEventData, consentEvents } from '#contracts/rehabilitation/consent.events';
import { consentId, factOn, inmateId, inmateThere, karutan, nurse, subject } from '../facts-for-specs.js';
import { consent } from './consent.decider.js';
import type { Giving, GivingFacts, Overriding } from './consent.record.js';

export const given = specify(consent.decider);

export const entry = idsOf('given', 'overridden', 'withdrawn');
export const witnessId = staffNamed('witness');
export const representative = id('spec', 'representative');
export const basis = [factOn(`inmate-${inmateId}`)];

export const answered = (...purposes: readonly ConsentPurpose[]) =>
  CONSENT_PURPOSES.map((purpose) => ({ purpose, given: purposes.includes(purpose) }));

/** On 2 December 2024, in the morning. */
export const giving = {
  formVersion: 'PDP-1.0',
  language: 'jv',
  medium: 'RECORDED',
  documentSha256: 'd'.repeat(64),
  purposes: answered('SCREENING', 'REHABILITATION'),
  givenAt: '2024-12-02T03:00:00.000Z',
  givenBy: { capacity: 'INMATE' },
  witnessId,
} satisfies Giving;
export const overriding = {
  purposes: ['SCREENING'],
  overrideBasis: 'VITAL_INTEREST',
  reason: 'Unconscious after an overdose.',
  overriddenOn: '2024-12-02',
} satisfies Overriding;
export const withdrawal = {
  withdrawnAt: '2024-12-10T03:00:00.000Z',
  reasonCode: 'CHANGED_MIND',
  deadline: { rule: 'R-2.1', ruleVersion: 1, dueAt: '2024-12-13T03:00:00.000Z' },
} as const;

export const factsOf = (change: Partial<GivingFacts> = {}): GivingFacts => ({
  inmate: inmateThere(),
  unitId: nurse.unitId,
  zone: 'Asia/Jakarta',
  covers: [],
  representative,
  isWitnessAuthor: false,
  ...change,
});
/** The same facts for all that a correction or an annulment decides again. */
export const againOf = (change: Partial<GivingFacts> = {}) => ({
  again: Array.from({ length: 4 }, () => factsOf(change)),
});
/** An open case; the consent that was last noted on it is `noted`. */
export const openCase = (caseId: string, noted?: string): NonNullable<GivingFacts['openCase']> => ({
  caseId,
  ...(noted && { consent: { status: 'GIVEN', consentId: noted } }),
});

export const recordedOf = (its: Giving) => ({ subject, inmateId, ...its, givenBy: { ...its.givenBy, subject } });

const past = pastOf<ConsentEvent>(consentEvents, {
  subject,
  inmateId,
  consentId,
  basis: [factOn(`inmate-${inmateId}`)],
});

export const wasGiven = past({ id: entry.given, by: nurse }, 'ConsentGiven', { ...recordedOf(giving), basis });
export const wasOverridden = past({ id: entry.overridden, by: karutan }, 'ConsentOverridden', {
  ...overriding,
  approvedBy: staffOf(karutan),
  basis,
});
export const wasWithdrawn = past({ id: entry.withdrawn, by: nurse }, 'ConsentWithdrawn', withdrawal);
export const annulled = (
  of: string,
  status: ConsentEventData<'ConsentEntryAnnulled'>['stands']['status'] = 'ANNULLED',
) =>
  past({ by: karutan }, 'ConsentEntryAnnulled', {
    of,
    reasonCode: 'RECORDED_TWICE',
    approvedBy: staffOf(karutan),
    stands: { status },
  });
export { consentId };
