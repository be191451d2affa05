import type { JsonObject } from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import { Acts, Annuls, Command, Corrects, Creates, EntryCommand, fieldsOf, SaysAnew } from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsListOf, IsOpenObject, IsText, IsUnitCode, IsWhole } from '#platform/http';
import { REFERENCE_PERIODS, type ReferencePeriod } from '../instruments/definition.js';
import type { ResultInstrument } from './evaluation.form.js';

const evaluators = ['perawat-klinik', 'asesor-bnnk'] as const;

export class ClaimedSumBody {
  @IsText(40, 'The scale') readonly scale!: string;
  @IsWhole(0, 2000, 'What was counted') readonly sum!: number;
}

export class GoalOutcomeBody {
  @IsId('A goal of the approved plan') readonly goalId!: string;
  @IsCode(codes.GOAL_OUTCOMES, 'What came of it; sealed') readonly outcome!: (typeof codes.GOAL_OUTCOMES)[number];
}

const READINESS = Object.fromEntries(Array.from({ length: 32 }, (_, item) => [String(item + 1), 3]));
const CLAIMED = { max: 20, optional: true, says: 'Sums that somebody else has counted' };

@Acts('measure', 'Record one more measure', evaluators)
export class RecordMeasure extends Command {
  @IsId('On which consent it rests') readonly consentId!: string;
  @IsCode(codes.MEASURE_INSTRUMENTS, 'By which instrument it was measured') readonly instrument!: ResultInstrument;
  @IsText(60, { optional: true, says: 'Which version of it; the usual one by default', example: '32-vcu' })
  readonly version?: string;
  @IsCode(REFERENCE_PERIODS, { optional: true, says: 'Which time it asks about, where that may differ' })
  readonly referencePeriod?: ReferencePeriod;
  @IsCode(codes.MEASURE_TIMINGS, 'Before, during or after the programme') readonly timing!: codes.MeasureTiming;
  @IsBusinessDay('When it was measured') readonly measuredOn!: string;
  @IsId('The staff record of who measured') readonly assessorId!: string;
  @IsOpenObject('The answer to the item of that name', { says: 'The answer to each item; sealed', example: READINESS })
  readonly answers!: JsonObject;
  @IsListOf(() => ClaimedSumBody, CLAIMED) readonly claimed?: ClaimedSumBody[];
}

@Creates('Record the first measure of a case', evaluators)
export class BeginEvaluation extends RecordMeasure {
  @IsUnitCode('The unit that owns the record') readonly unitId!: string;
  @IsId('Whose results are measured') readonly caseId!: string;
}

@Acts('evaluate', 'Say what came of the programme and of every goal', evaluators)
export class EvaluateRehab extends Command {
  @IsBusinessDay('When it was concluded') readonly evaluatedOn!: string;
  @IsListOf(() => GoalOutcomeBody, { max: 50, says: 'What came of each goal of the approved plan' })
  readonly goals!: GoalOutcomeBody[];
  @IsCode(codes.EVALUATION_CONCLUSIONS, 'What is to follow')
  readonly conclusion!: (typeof codes.EVALUATION_CONCLUSIONS)[number];
  @IsText(4000, 'What came of the programme; sealed') readonly summary!: string;
}

class CorrectedMeasure extends fieldsOf(RecordMeasure, 'consentId', 'instrument', 'version', 'referencePeriod') {}
class CorrectedEvaluation extends fieldsOf(EvaluateRehab) {}

@Corrects(evaluators)
export class CorrectEvaluationEntry extends EntryCommand {
  @SaysAnew(() => CorrectedMeasure) readonly measure?: CorrectedMeasure;
  @SaysAnew(() => CorrectedEvaluation) readonly conclusion?: CorrectedEvaluation;
}

@Annuls([...evaluators, 'kepala-bnnk'])
export class AnnulEvaluationEntry extends EntryCommand {}
