import { id } from '#kernel';
import { type Given, specify } from '#kernel/given';
import type { ConsentEvent } from '#contracts/rehabilitation/consent.events';
import { consentId, factOn, inmateId, inmateThere, karutan, nurse, subject } from '../facts-for-specs.js';
import { consent } from './consent.decider.js';
import type { ConsentFacts, Giving, Overriding } from './consent.giving.js';

export const given = specify(consent.decider);

export const entry = {
  given: id('spec', 'entry', 1),
  overridden: id('spec', 'entry', 2),
  withdrawn: id('spec', 'entry', 3),
};
export const witnessId = 'staff-witness';
export const basis = [factOn(`inmate-${inmateId}`)];

export const giving = {
  purposes: ['SCREENING', 'REHABILITATION'],
  form: 'ORAL_WITNESSED',
  givenOn: '2024-12-02',
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

export const factsOf = (change: Partial<ConsentFacts> = {}): ConsentFacts => ({
  inmate: inmateThere(),
  unitId: nurse.unitId,
  covers: [],
  ...change,
});
/** An open case; the consent that it was last told of is `noted`. */
export const openCase = (caseId: string, noted?: string): NonNullable<ConsentFacts['openCase']> => ({
  caseId,
  ...(noted && { consent: { standing: 'GIVEN', consentId: noted } }),
});

export type Past = Given<ConsentEvent>;

export const wasGiven: Past = {
  id: entry.given,
  by: nurse,
  type: 'ConsentGiven',
  data: { subject, inmateId, ...giving, basis },
};
export const wasOverridden: Past = {
  id: entry.overridden,
  by: karutan,
  type: 'ConsentOverridden',
  data: { subject, inmateId, ...overriding, approvedBy: karutan.id, basis },
};
export const wasWithdrawn: Past = {
  id: entry.withdrawn,
  by: nurse,
  type: 'ConsentWithdrawn',
  data: { subject, inmateId, ...withdrawal },
};
export const annulled = (of: string): Past => ({
  by: karutan,
  type: 'ConsentEntryAnnulled',
  data: { of, reasonCode: 'RECORDED_TWICE', approvedBy: karutan.id },
});
export { consentId };
