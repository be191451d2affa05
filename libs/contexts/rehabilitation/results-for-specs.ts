import type { AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
import type { ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import { agency, caseId, consentId, factOn, inmateId, nurse, subject } from './facts-for-specs.js';

type Screened = ScreeningEventData<'InmateScreened'>;
type Assessed = AssessmentEventData<'AssessmentCompleted'>;
type Recommended = AssessmentEventData<'PlacementRecommended'>;

const basis = [factOn(`inmate-${inmateId}`)];

/** A screening of high risk as it is recorded, unless `change` says otherwise. */
export const screened = (change: Partial<Screened> = {}): Screened => ({
  subject,
  inmateId,
  caseId,
  consentId,
  instrument: 'WHO_ASSIST',
  instrumentVersion: '3.1',
  cutoffSet: 'who',
  scorerVersion: '1',
  language: 'id',
  referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
  interviewerId: nurse.staffId,
  certificate: { number: 'BNN/1', validFrom: '2024-01-01', validUntil: '2026-12-31' },
  screenedOn: '2024-12-03',
  riskBand: 'HIGH',
  answers: [{ item: 'q1', answer: 3 }],
  scores: [{ scale: 'amphetamine', score: 30 }],
  provider: agency,
  basis,
  ...change,
});

/** An assessment as its completion is recorded. */
export const assessed = (change: Partial<Assessed> = {}): Assessed => ({
  subject,
  caseId,
  instrument: 'ASI',
  instrumentVersion: '5',
  cutoffSet: 'asi',
  completedOn: '2024-12-09',
  severities: [],
  suggestedDays: 30,
  provider: agency,
  basis,
  ...change,
});

/** A recommendation that somebody be admitted, by a doctor alone. */
export const recommended = (change: Partial<Recommended> = {}): Recommended => ({
  subject,
  caseId,
  recommendation: 'ELIGIBLE',
  recommendedOn: '2024-12-10',
  team: [{ role: 'DOCTOR', staffId: nurse.staffId }],
  provider: agency,
  basis,
  ...change,
});
