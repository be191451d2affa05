import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, id, narrative, staffId, unitId } from '../schemas.js';
import {
  EVALUATION_CONCLUSIONS,
  GOAL_OUTCOMES,
  MEASURE_INSTRUMENTS,
  MEASURE_TIMINGS,
  REFERENCE_PERIOD_CODES,
} from './codes.js';
import { itemCode, versionCode } from './forms.js';
import { takenOver, takingOver } from './taking-over.js';

/** Answers and integer sums of a form, never quotients; an unanswered item is absent (D5). */
const answers = Type.Array(closed({ item: itemCode, answer: Type.Integer({ minimum: 0, maximum: 20 }) }), {
  minItems: 1,
  maxItems: 200,
  seal: 'health',
});
const sums = Type.Array(
  closed({ scale: itemCode, sum: Type.Integer(), answered: Type.Integer({ minimum: 0, maximum: 200 }) }),
  { minItems: 1, maxItems: 40, seal: 'health' },
);

/** The units besides the own one that serve the case. */
const providerUnitIds = Type.Optional(Type.Array(unitId, { maxItems: 50, uniqueItems: true }));

/** `evaluationId = id('evaluation', caseId)`: a case has one evaluation, with its measures before, between and after. */
export const OutcomeMeasured = event(
  'OutcomeMeasured',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('measuredOn') },
  closed({
    subject: id,
    caseId: id,
    consentId: Type.Optional(id),
    /** Of the programme that the case was admitted to by then. */
    templateId: Type.Optional(id),
    instrument: code(MEASURE_INSTRUMENTS),
    instrumentVersion: versionCode,
    /** That of the version; absent when it has none. */
    cutoffSet: Type.Optional(versionCode),
    referencePeriod: code(REFERENCE_PERIOD_CODES),
    timing: code(MEASURE_TIMINGS),
    measuredOn: day,
    assessorId: staffId,
    answers,
    sums,
    providerUnitIds,
    basis,
  }),
);

export const RehabEvaluated = event(
  'RehabEvaluated',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('evaluatedOn') },
  closed({
    subject: id,
    caseId: id,
    evaluatedOn: day,
    evaluatedBy: staffId,
    goals: Type.Array(closed({ subject: id, goalId: id, outcome: code(GOAL_OUTCOMES) }), { maxItems: 50 }),
    conclusion: code(EVALUATION_CONCLUSIONS),
    summary: narrative(4000),
    providerUnitIds,
    basis,
  }),
);

export const EvaluationTakenOver = event('EvaluationTakenOver', takingOver, takenOver);

export const EvaluationEntryCorrected = entryCorrected('EvaluationEntryCorrected', 'LEGAL_DUTY', [
  OutcomeMeasured,
  RehabEvaluated,
]);
export const EvaluationEntryAnnulled = entryAnnulled('EvaluationEntryAnnulled', 'LEGAL_DUTY');

const entries = [OutcomeMeasured, RehabEvaluated, EvaluationTakenOver] as const;
export const evaluationEvents = [...entries, EvaluationEntryCorrected, EvaluationEntryAnnulled] as const;

export type EvaluationEvent = EventOf<(typeof evaluationEvents)[number]>;
/** What the record consists of; all but a taking-over can be corrected and annulled. */
export type EvaluationEntry = EventOf<(typeof entries)[number]>;
export type EvaluationEventData<T extends EvaluationEvent['type']> = Extract<EvaluationEvent, { type: T }>['data'];
