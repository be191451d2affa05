import type { JsonObject } from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import * as v from '#platform/http';
import { INTERVIEW } from '../instruments/interview.example.js';
import { ProviderBody } from '../provider.body.js';
import type { ScreeningInstrument } from './screening.form.js';

/** Who screens and treats. */
export const screeners = ['perawat-klinik', 'asesor-bnnk'] as const;
/** Who leads the unit's services reads the risk band; statistics are for the others (domain 5.5). */
export const screeningReaders = [...screeners, 'kasubsi-pelayanan'] as const;

const TOPICS = { min: 1, max: codes.EDUCATION_TOPICS.length, says: 'What it was about' };

export class Certificate {
  @v.IsText(100, 'Of the certificate; sealed') readonly number!: string;
  @v.IsBusinessDay('The first day on which it is valid') readonly validFrom!: string;
  @v.IsBusinessDay('The last day on which it is') readonly validUntil!: string;
}

@c.Creates('Schedule a screening; opens the case of the inmate when there is none', screeningReaders, 'schedule')
export class ScheduleScreening extends c.CreatingCommand {
  @v.IsId('Who is to be screened') readonly inmateId!: string;
  @v.IsCode(codes.SCREENING_INSTRUMENTS, 'With which instrument') readonly instrument!: ScreeningInstrument;
  @v.IsBusinessDay('For which day') readonly scheduledOn!: string;
  @v.IsOneOfClass(() => ProviderBody, 'Who screens') readonly provider!: ProviderBody;
}

/** The server computes what the answers score, and refuses what differs from what is claimed. */
@c.Acts('record', 'Record a screening that was scheduled', screeners)
export class RecordScheduledScreening extends c.Command {
  @v.IsId('On which consent it rests') readonly consentId!: string;
  @v.IsText(40, { optional: true, says: 'Of the instrument; the latest by default', example: '3.1' })
  readonly version?: string;
  @v.IsCode(codes.SCREENING_PERIODS, 'The time that was asked about')
  readonly referencePeriod!: (typeof codes.SCREENING_PERIODS)[number];
  @v.IsCode(codes.LANGUAGES, 'In which the form was read out') readonly language!: (typeof codes.LANGUAGES)[number];
  @v.IsId('The staff record of who asked') readonly interviewerId!: string;
  @v.IsOneOfClass(() => Certificate, 'By which the interviewer may use the instrument')
  readonly certificate!: Certificate;
  @v.IsBusinessDay('On which day') readonly screenedOn!: string;
  @v.IsOpenObject('The items of the substance of that name', {
    says: 'As in `POST /instruments/{code}/score`; sealed',
    example: INTERVIEW,
  })
  readonly answers!: JsonObject;
  @v.IsText(200, { optional: true, says: 'What was meant by `other`; sealed' }) readonly otherSubstance?: string;
  @v.IsOpenObject('A member of what it scores', {
    optional: true,
    says: 'What the form scores, as `POST /instruments/{code}/score` answers',
  })
  readonly claimed?: JsonObject;
}

@c.Creates('Record a screening that was not scheduled; opens the case when there is none', screeners)
export class RecordScreening extends RecordScheduledScreening {
  @v.IsUnitCode('The unit that owns the record') readonly unitId!: string;
  @v.IsId('Who was screened') readonly inmateId!: string;
  @v.IsCode(codes.SCREENING_INSTRUMENTS, 'With which instrument') readonly instrument!: ScreeningInstrument;
  @v.IsOneOfClass(() => ProviderBody, 'Who screened') readonly provider!: ProviderBody;
}

@c.Acts('refuse', 'Record that a scheduled screening did not take place', screeners)
export class RefuseScreening extends c.Command {
  @v.IsCode(codes.SCREENING_REFUSALS, 'Why it did not; sealed')
  readonly reasonCode!: (typeof codes.SCREENING_REFUSALS)[number];
  @v.IsBusinessDay('On which day') readonly refusedOn!: string;
}

@c.Acts('educate', 'Record the brief education of who is of low risk', screeners)
export class GiveBasicEducation extends c.Command {
  @v.IsListOfCodes(codes.EDUCATION_TOPICS, TOPICS) readonly topics!: (typeof codes.EDUCATION_TOPICS)[number][];
  @v.IsBusinessDay('On which day') readonly givenOn!: string;
}

class CorrectedInterview extends c.fieldsOf(RecordScheduledScreening) {}
class CorrectedRefusal extends c.fieldsOf(RefuseScreening) {}
class CorrectedEducation extends c.fieldsOf(GiveBasicEducation) {}

@c.Corrects(screeners)
export class CorrectScreeningEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedInterview) readonly screening?: CorrectedInterview;
  @c.SaysAnew(() => CorrectedRefusal) readonly refusal?: CorrectedRefusal;
  @c.SaysAnew(() => CorrectedEducation) readonly education?: CorrectedEducation;
}

@c.Annuls(screeners)
export class AnnulScreeningEntry extends c.EntryCommand {}
