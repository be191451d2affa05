import type { DataOf, JsonObject } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { EVALUATION_CONCLUSIONS, GOAL_OUTCOMES, MEASURE_TIMINGS } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsListOf,
  IsOneOfClass,
  IsOpenObject,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import { REFERENCE_PERIODS, type ReferencePeriod } from '../instruments/definition.js';
import type { CorrectedEvaluationEntry } from './evaluation.corrections.js';
import type { EvaluationCommand } from './evaluation.decider.js';
import { RESULT_INSTRUMENTS, type ResultInstrument } from './evaluation.form.js';

type Data<T extends EvaluationCommand['type']> = DataOf<EvaluationCommand, T>;
type Measured = NonNullable<CorrectedEvaluationEntry['measure']>;
type Concluded = NonNullable<CorrectedEvaluationEntry['conclusion']>;
const OPTIONAL = { optional: true };
const MOST_SCALES = 20;

export class ClaimedSumBody {
  @IsText(40) readonly scale!: string;
  @IsWhole(0, 2000) readonly sum!: number;
}

export class RecordMeasureBody extends CommandBody implements Data<'RecordMeasure'> {
  @IsId() readonly consentId!: string;
  @IsCode(RESULT_INSTRUMENTS) readonly instrument!: ResultInstrument;
  @IsText(60, OPTIONAL) readonly version?: string;
  @IsCode(REFERENCE_PERIODS, OPTIONAL) readonly referencePeriod?: ReferencePeriod;
  @IsCode(MEASURE_TIMINGS) readonly timing!: Measured['timing'];
  @IsBusinessDay() readonly measuredOn!: string;
  @IsId() readonly assessorId!: string;
  @IsOpenObject() readonly answers!: JsonObject;
  @IsListOf(() => ClaimedSumBody, { max: MOST_SCALES, optional: true }) readonly claimed?: ClaimedSumBody[];
}

export class BeginEvaluationBody extends RecordMeasureBody implements Data<'BeginEvaluation'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly caseId!: string;
}

export class GoalOutcomeBody {
  @IsId() readonly goalId!: string;
  @IsCode(GOAL_OUTCOMES) readonly outcome!: Concluded['goals'][number]['outcome'];
}

export class EvaluateRehabBody extends CommandBody implements Data<'EvaluateRehab'> {
  @IsBusinessDay() readonly evaluatedOn!: string;
  @IsListOf(() => GoalOutcomeBody, { max: 50 }) readonly goals!: GoalOutcomeBody[];
  @IsCode(EVALUATION_CONCLUSIONS) readonly conclusion!: Concluded['conclusion'];
  @IsText(4000) readonly summary!: string;
}

export class CorrectedMeasureBody implements Measured {
  @IsCode(MEASURE_TIMINGS) readonly timing!: Measured['timing'];
  @IsBusinessDay() readonly measuredOn!: string;
  @IsId() readonly assessorId!: string;
  @IsOpenObject() readonly answers!: JsonObject;
  @IsListOf(() => ClaimedSumBody, { max: MOST_SCALES, optional: true }) readonly claimed?: ClaimedSumBody[];
}

export class CorrectedEvaluationBody implements Concluded {
  @IsBusinessDay() readonly evaluatedOn!: string;
  @IsListOf(() => GoalOutcomeBody, { max: 50 }) readonly goals!: GoalOutcomeBody[];
  @IsCode(EVALUATION_CONCLUSIONS) readonly conclusion!: Concluded['conclusion'];
  @IsText(4000) readonly summary!: string;
}

/** Exactly one of the two says what the cited entry should have said. */
export class CorrectEvaluationEntryBody extends CommandBody implements Data<'CorrectEvaluationEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectEvaluationEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedMeasureBody, OPTIONAL) readonly measure?: CorrectedMeasureBody;
  @IsOneOfClass(() => CorrectedEvaluationBody, OPTIONAL) readonly conclusion?: CorrectedEvaluationBody;
}

export class AnnulEvaluationEntryBody extends CommandBody implements Data<'AnnulEvaluationEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulEvaluationEntry'>['reasonCode'];
}
