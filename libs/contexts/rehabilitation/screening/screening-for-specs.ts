import type { JsonObject } from '#kernel';
import { type Given, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import * as screenings from '#contracts/rehabilitation/screening.events';
import * as some from '../facts-for-specs.js';
import { interview as formOf } from '../instruments/forms-for-specs.js';
import * as results from '../results-for-specs.js';
import { screening } from './screening.decider.js';
import type { Interview } from './screening.interview.js';

export const given = specify(screening.decider);

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const entry = idsOf('scheduled', 'screened', 'refused', 'educated');

/** Of high risk for amphetamine (A1 of the domain), never used alcohol. */
export const HIGH: JsonObject = {
  tobacco: formOf({ q2: 4, q3: 4, q4: 0, q6: 'P', q7: 'E' }),
  alcohol: { q1: false },
  amphetamine: formOf({ q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' }),
  q8: 'N',
};
export const MODERATE: JsonObject = { opioids: formOf({ q2: 0, q6: 'E', q7: 'E' }) };
export const LOW: JsonObject = { alcohol: formOf({ q2: 1, q3: 0, q4: 0, q5: 0, q6: 'E', q7: 'N' }) };

export const certificate = { number: 'BNN/SKR/2024/017', validFrom: '2024-01-01', validUntil: '2026-12-31' };

export const interview = {
  consentId: some.consentId,
  referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
  language: 'jv',
  interviewerId: some.assessor.staffId,
  certificate,
  screenedOn: '2024-12-12',
  answers: HIGH,
} satisfies Interview;
export const recording = {
  inmateId: some.inmateId,
  instrument: 'WHO_ASSIST',
  provider: some.agency,
  ...interview,
} as const;
export const scheduling = {
  inmateId: some.inmateId,
  instrument: 'WHO_ASSIST',
  provider: some.agency,
  scheduledOn: '2024-12-20',
} as const;
export const refusal = { reasonCode: 'UNFIT_TODAY', refusedOn: '2024-12-16' } as const;
export const education: Pick<screenings.ScreeningEventData<'BriefEducationGiven'>, 'topics' | 'givenOn'> = {
  topics: ['DRUGS_AND_HEALTH', 'LAW'],
  givenOn: '2024-12-13',
};

/** What the facts of a case alone are cited as. */
export const caseBasis = [some.factOn(`rehabcase-${some.caseId}`)];

export const facts = {
  inmate: some.inmateThere(),
  consent: some.consentGiven(),
  cover: some.coveredByAgreement,
  case: some.caseThat('SCREENING_DUE'),
};
export const afterScreening = {
  inmate: some.inmateThere(),
  cover: some.coveredByOwnStaff,
  case: some.caseThat('SCREENED', {
    advances: [{ by: entry.screened, from: 'SCREENING_DUE', known: {} }],
    followed: [entry.screened],
  }),
};
export const afterEducation = {
  ...afterScreening,
  case: some.caseThat('EDUCATION_ONLY', {
    advances: [
      { by: entry.screened, from: 'SCREENING_DUE', known: {} },
      { by: entry.educated, from: 'SCREENED', known: { riskBand: 'LOW' } },
    ],
    followed: [entry.screened, entry.educated],
  }),
};

export type Past = Given<screenings.ScreeningEvent>;

const past = pastOf<screenings.ScreeningEvent>(screenings.screeningEvents, {
  subject: some.subject,
  inmateId: some.inmateId,
  caseId: some.caseId,
  basis: caseBasis,
});

export const scheduled = past({ id: entry.scheduled, by: some.nurse }, 'ScreeningScheduled', {
  instrument: 'WHO_ASSIST',
  scheduledOn: '2024-12-12',
  provider: some.agency,
  basis: [some.factOn(`inmate-${some.inmateId}`)],
});

export const screened = (riskBand: RiskBand, by = some.nurse) =>
  past(
    { id: entry.screened, by },
    'InmateScreened',
    results.screened({
      language: 'jv',
      certificate,
      interviewerId: some.assessor.staffId,
      screenedOn: '2024-12-12',
      riskBand,
      provider: some.ownStaff,
      answers: [{ item: 'q1', substance: 'alcohol', answer: 0 }],
      scores: [{ scale: 'alcohol', score: 0 }],
      basis: caseBasis,
    }),
  );
export const refused = past({ id: entry.refused, by: some.nurse }, 'ScreeningRefused', {
  reasonCode: 'NOT_PRESENT',
  refusedOn: '2024-12-12',
});
export const educated = past({ id: entry.educated, by: some.nurse }, 'BriefEducationGiven', {
  topics: ['LAW'],
  givenOn: '2024-12-13',
});
export const annulledInterview = past({}, 'ScreeningEntryAnnulled', {
  of: entry.screened,
  reasonCode: 'WRONG_RECORD',
  approvedBy: some.assessor.staffId,
});

/** The facts of corrections: whatever is decided again finds these. */
export const again = (known: object = {}) => {
  const found = { ...facts, ...afterScreening, ...known };
  return { again: Array<object>(8).fill(found), case: found.case };
};
