import type { DataOf, JsonObject } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { EDUCATION_TOPICS, LANGUAGES, SCREENING_PERIODS, SCREENING_REFUSALS } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  ContextBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsListOf,
  IsListOfCodes,
  IsOneOfClass,
  IsOpenObject,
  IsText,
  IsUnitCode,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { CorrectedScreeningEntry } from './screening.corrections.js';
import type { ScreeningCommand } from './screening.decider.js';
import { type Form, INSTRUMENT_CODES, type InstrumentCode } from './screening.form.js';
import type { Interview } from './screening.interview.js';

type Data<T extends ScreeningCommand['type']> = DataOf<ScreeningCommand, T>;
const OPTIONAL = { optional: true };
const TOPICS = { min: 1, max: EDUCATION_TOPICS.length };
const MOST_ROWS = 100;

export class CertificateBody {
  @IsText(100) readonly number!: string;
  @IsBusinessDay() readonly validFrom!: string;
  @IsBusinessDay() readonly validUntil!: string;
}

export class ScheduleScreeningBody extends CommandBody implements Data<'ScheduleScreening'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: string;
  @IsCode(INSTRUMENT_CODES) readonly instrument!: InstrumentCode;
  @IsBusinessDay() readonly scheduledOn!: string;
  @IsOneOfClass(() => ProviderBody) readonly provider!: ProviderBody;
}

/** `answers` as in `POST /instruments/{code}/score`, `claimed` as that route answers: the server computes, and refuses what differs. */
export class InterviewBody implements Interview {
  @IsId() readonly consentId!: string;
  @IsText(40, OPTIONAL) readonly version?: string;
  @IsCode(SCREENING_PERIODS) readonly referencePeriod!: Form['referencePeriod'];
  @IsCode(LANGUAGES) readonly language!: Form['language'];
  @IsId() readonly interviewerId!: string;
  @IsOneOfClass(() => CertificateBody) readonly certificate!: CertificateBody;
  @IsBusinessDay() readonly screenedOn!: string;
  @IsOpenObject() readonly answers!: JsonObject;
  @IsText(200, OPTIONAL) readonly otherSubstance?: string;
  @IsOpenObject(OPTIONAL) readonly claimed?: JsonObject;
}

export class RecordScheduledScreeningBody
  extends InterviewBody
  implements CommandBody, Data<'RecordScheduledScreening'>
{
  @IsOneOfClass(() => ContextBody, OPTIONAL) readonly context?: ContextBody;
}

export class RecordScreeningBody extends RecordScheduledScreeningBody implements Data<'RecordScreening'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: string;
  @IsCode(INSTRUMENT_CODES) readonly instrument!: InstrumentCode;
  @IsOneOfClass(() => ProviderBody) readonly provider!: ProviderBody;
}

export class ScreeningRowBody {
  @IsId() readonly inmateId!: string;
  @IsId() readonly consentId!: string;
  @IsId() readonly interviewerId!: string;
  @IsOneOfClass(() => CertificateBody) readonly certificate!: CertificateBody;
  @IsOpenObject() readonly answers!: JsonObject;
  @IsText(200, OPTIONAL) readonly otherSubstance?: string;
  @IsOpenObject(OPTIONAL) readonly claimed?: JsonObject;
}

/** A screening day: what all interviews share, and a row for each. */
export class RecordScreeningsBody extends CommandBody {
  @IsUnitCode() readonly unitId!: string;
  @IsCode(INSTRUMENT_CODES) readonly instrument!: InstrumentCode;
  @IsText(40, OPTIONAL) readonly version?: string;
  @IsCode(SCREENING_PERIODS) readonly referencePeriod!: Form['referencePeriod'];
  @IsCode(LANGUAGES) readonly language!: Form['language'];
  @IsBusinessDay() readonly screenedOn!: string;
  @IsOneOfClass(() => ProviderBody) readonly provider!: ProviderBody;
  @IsListOf(() => ScreeningRowBody, { min: 1, max: MOST_ROWS }) readonly rows!: ScreeningRowBody[];
}

export class RefuseScreeningBody extends CommandBody implements Data<'RefuseScreening'> {
  @IsCode(SCREENING_REFUSALS) readonly reasonCode!: Data<'RefuseScreening'>['reasonCode'];
  @IsBusinessDay() readonly refusedOn!: string;
}

export class GiveBasicEducationBody extends CommandBody implements Data<'GiveBasicEducation'> {
  @IsListOfCodes(EDUCATION_TOPICS, TOPICS) readonly topics!: Data<'GiveBasicEducation'>['topics'];
  @IsBusinessDay() readonly givenOn!: string;
}

export class CorrectedRefusalBody implements NonNullable<CorrectedScreeningEntry['refusal']> {
  @IsCode(SCREENING_REFUSALS) readonly reasonCode!: Data<'RefuseScreening'>['reasonCode'];
  @IsBusinessDay() readonly refusedOn!: string;
}

export class CorrectedEducationBody implements NonNullable<CorrectedScreeningEntry['education']> {
  @IsListOfCodes(EDUCATION_TOPICS, TOPICS) readonly topics!: Data<'GiveBasicEducation'>['topics'];
  @IsBusinessDay() readonly givenOn!: string;
}

/** Exactly one of the three says what the cited entry should have said. */
export class CorrectScreeningEntryBody extends CommandBody implements Data<'CorrectScreeningEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectScreeningEntry'>['reasonCode'];
  @IsOneOfClass(() => InterviewBody, OPTIONAL) readonly screening?: InterviewBody;
  @IsOneOfClass(() => CorrectedRefusalBody, OPTIONAL) readonly refusal?: CorrectedRefusalBody;
  @IsOneOfClass(() => CorrectedEducationBody, OPTIONAL) readonly education?: CorrectedEducationBody;
}

export class AnnulScreeningEntryBody extends CommandBody implements Data<'AnnulScreeningEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulScreeningEntry'>['reasonCode'];
}
