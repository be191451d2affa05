import { type Fact, id, type JsonObject } from '#kernel';
import { type Given, specify, staffNamed, idsOf, pastOf } from '#kernel/given-for-specs';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import * as events from '#contracts/rehabilitation/evaluation.events';
import * as known from '../facts-for-specs.js';
import { summedOf } from '../instruments/catalogue.js';
import { admission, goalId, otherGoalId, providerUnitIds, templateId, unitId } from '../plan/plan-for-specs.js';
import type { Conclusion } from './evaluation.concluding.js';
import { evaluation } from './evaluation.decider.js';
import type { Measuring } from './evaluation.measuring.js';
import type { ConcludingFacts, MeasuringFacts } from './evaluation.record.js';

export const given = specify(evaluation.decider);
export type Past = Given<events.EvaluationEvent>;

export const entry = idsOf('pre', 'mid', 'post', 'evaluated');

export const readiness = (answer: number): JsonObject =>
  Object.fromEntries(Array.from({ length: 32 }, (_, index) => [String(index + 1), answer]));
/** Items of WHOQOL-BREF up to the last that was answered. */
export const quality = (answer: number, upTo = 26): JsonObject =>
  Object.fromEntries(Array.from({ length: upTo }, (_, index) => [String(index + 1), answer]));

export const measuring = {
  consentId: known.consentId,
  instrument: 'URICA',
  timing: 'PRE',
  measuredOn: '2024-12-03',
  assessorId: known.assessor.staffId,
  answers: readiness(3),
} satisfies Measuring;

const planned = { goalIds: [goalId, otherGoalId], basis: known.factOn(`plan-${id('plan', known.caseId)}`) };
export const factsWhen = (
  status: CaseStatus,
  change: Parameters<typeof known.caseThat>[1] = {},
): ConcludingFacts & Required<MeasuringFacts> => ({
  case: known.caseThat(status, { admission, lastOn: admission.admittedOn, ...change }),
  inmate: known.inmateThere(),
  consent: known.consentGiven(),
  plan: planned,
});
export const facts = factsWhen('IN_PROGRAMME');
export const beginning = { ...facts, unitId };
/** The facts of corrections: whatever is decided again finds these. */
export const again = (using: Partial<typeof facts> = {}) => {
  const found = { ...beginning, ...using };
  return { again: Array<object>(12).fill(found), case: found.case };
};
export const onMeasure: Fact[] = [facts.case.basis, facts.inmate.basis, facts.consent.basis];
export const onPlan: Fact[] = [facts.case.basis, facts.inmate.basis, planned.basis];

export const goals = [
  { goalId, outcome: 'ACHIEVED' },
  { goalId: otherGoalId, outcome: 'PARTIALLY_ACHIEVED' },
] satisfies Conclusion['goals'];
export const storedGoals = goals.map((goal) => ({ subject: known.subject, ...goal }));
export const conclusion = {
  evaluatedOn: '2024-12-15',
  goals,
  conclusion: 'COMPLETE',
  summary: 'Knows what leads to craving.',
} satisfies Conclusion;

type Measured = events.EvaluationEventData<'OutcomeMeasured'>;

export const storedMeasure = (change: Partial<Measured> = {}, answers = readiness(3)): Measured => ({
  subject: known.subject,
  caseId: known.caseId,
  consentId: known.consentId,
  templateId,
  instrument: 'URICA',
  instrumentVersion: '32',
  referencePeriod: 'NOW',
  timing: 'PRE',
  measuredOn: '2024-12-03',
  assessorId: known.assessor.staffId,
  answers: Object.entries(answers).map(([item, answer]) => ({ item, answer: Number(answer) })),
  sums: summedOf('URICA')
    .sumsOf(answers)
    .map((sum) => ({ ...sum })),
  providerUnitIds,
  basis: onMeasure,
  ...change,
});
const past = pastOf<events.EvaluationEvent>(events.evaluationEvents, {
  subject: known.subject,
  caseId: known.caseId,
  basis: onPlan,
});

const happened = (entryId: string, data: Measured) =>
  past({ id: entryId, by: known.assessor }, 'OutcomeMeasured', data);
export const before = happened(entry.pre, storedMeasure());
export const between = happened(entry.mid, storedMeasure({ timing: 'MID', measuredOn: '2024-12-09' }));
export const after = happened(entry.post, storedMeasure({ timing: 'POST', measuredOn: '2024-12-14' }));
export const evaluated = past({ id: entry.evaluated, by: known.assessor }, 'RehabEvaluated', {
  ...conclusion,
  goals: storedGoals,
  providerUnitIds,
});
export const annulled = (of: string) =>
  past({}, 'EvaluationEntryAnnulled', { of, reasonCode: 'WRITTEN_WRONGLY', approvedBy: staffNamed('other') });
