import * as codes from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import { IsCode, IsId, IsInstant, IsLabel, IsListOf, IsOneOfClass, IsText, IsUnitCode } from '#platform/http';
import { ProviderBody } from '../provider.body.js';

const writers = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;
const approvers = ['karutan', 'kasubsi-pelayanan'] as const;

const OPTIONAL = { optional: true };
const FACILITATORS = { min: 1, max: 20, says: 'Who leads it' };
const MOST = 200;

export class Facilitator {
  @IsId('Their staff record') readonly staffId!: string;
  @IsUnitCode('The unit they serve in') readonly unitId!: string;
}

export class Expected {
  @IsId('The case of somebody who is expected') readonly caseId!: string;
}

export class Override {
  @IsText(2000, 'Why it takes place although it clashes; sealed') readonly reason!: string;
}

export class Outcome {
  @IsId('The case of somebody who was expected') readonly caseId!: string;
  @IsCode(codes.ATTENDANCE_OUTCOMES, 'What came of it') readonly outcome!: (typeof codes.ATTENDANCE_OUTCOMES)[number];
  @IsCode(codes.ABSENCE_REASONS, { ...OPTIONAL, says: 'Why they were absent, of who was; sealed' })
  readonly absenceReason?: (typeof codes.ABSENCE_REASONS)[number];
  @IsText(2000, { ...OPTIONAL, says: 'What was noticed of them; sealed' }) readonly note?: string;
}

@c.Creates('Schedule a session of a programme', writers)
export class ScheduleSession extends c.CreatingCommand {
  @IsCode(codes.SESSION_KINDS, 'Of which kind it is') readonly kind!: (typeof codes.SESSION_KINDS)[number];
  @IsLabel('The module of the programme') readonly module!: string;
  @IsId('The template of the programme') readonly templateId!: string;
  @IsOneOfClass(() => ProviderBody, 'Who provides it') readonly provider!: ProviderBody;
  @IsListOf(() => Facilitator, FACILITATORS) readonly facilitators!: Facilitator[];
  @IsLabel('Where it takes place') readonly place!: string;
  @IsInstant('When it starts') readonly startsAt!: string;
  @IsInstant('When it ends') readonly endsAt!: string;
  @IsListOf(() => Expected, { min: 1, max: MOST, says: 'Who is expected' }) readonly roster!: Expected[];
  @IsOneOfClass(() => Override, { ...OPTIONAL, says: 'When somebody has another session then' })
  readonly override?: Override;
}

@c.Creates('Schedule a session for those who missed another', writers, 'catch-up')
export class ScheduleCatchUp extends ScheduleSession {
  @IsId('The session that they missed') readonly catchUpOf!: string;
}

@c.Acts('reschedule', 'Give a session another time or place', writers)
export class RescheduleSession extends c.Command {
  @IsInstant('When it starts now') readonly startsAt!: string;
  @IsInstant('When it ends now') readonly endsAt!: string;
  @IsLabel('Where it takes place now') readonly place!: string;
  @IsCode(codes.RESCHEDULING_REASONS, 'Why it was moved')
  readonly reasonCode!: (typeof codes.RESCHEDULING_REASONS)[number];
  @IsOneOfClass(() => Override, { ...OPTIONAL, says: 'When somebody has another session then' })
  readonly override?: Override;
}

@c.Acts('cancel', 'Cancel a session', writers)
export class CancelSession extends c.Command {
  @IsCode(codes.CANCELLATION_REASONS, 'Why it is off')
  readonly reasonCode!: (typeof codes.CANCELLATION_REASONS)[number];
}

@c.Acts('hold', 'Record that a session took place, with an outcome for everybody', writers)
export class HoldSession extends c.Command {
  @IsInstant('When it started') readonly startsAt!: string;
  @IsInstant('When it ended') readonly endsAt!: string;
  @IsListOf(() => Facilitator, { ...FACILITATORS, says: 'Who led it' }) readonly facilitators!: Facilitator[];
  @IsListOf(() => Outcome, { max: MOST, says: 'One for everybody; who was suspended that day may be left out' })
  readonly roster!: Outcome[];
}

@c.Acts('amend-attendance', 'Say what one outcome should have been', [...writers, 'karutan'])
export class AmendAttendance extends c.Command {
  @IsId('The case whose outcome it is') readonly caseId!: string;
  @IsCode(codes.ATTENDANCE_OUTCOMES, 'What it should have been') readonly outcome!: Outcome['outcome'];
  @IsCode(codes.ABSENCE_REASONS, { ...OPTIONAL, says: 'Why they were absent, of who was; sealed' })
  readonly absenceReason?: NonNullable<Outcome['absenceReason']>;
  @IsText(2000, { ...OPTIONAL, says: 'What was noticed of them; sealed' }) readonly note?: string;
  @IsText(2000, 'Why it is amended; sealed') readonly reason!: string;
}

@c.Acts('answer-coverage', 'Say why a session stands whose cover was taken away', approvers)
export class AnswerCoverageQuestion extends c.Command {
  @IsId('The agreement that no longer covers it') readonly agreementId!: string;
  @IsCode(codes.COVERAGE_ANSWERS, 'Why it stands') readonly answer!: (typeof codes.COVERAGE_ANSWERS)[number];
  @IsText(2000, { ...OPTIONAL, says: 'What is to be said besides; sealed' }) readonly note?: string;
}

class CorrectedAppointment extends c.fieldsOf(ScheduleSession, 'kind', 'module', 'templateId', 'provider', 'roster') {}
class CorrectedHolding extends c.fieldsOf(HoldSession) {}

@c.Corrects(writers)
export class CorrectSessionEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedAppointment) readonly appointment?: CorrectedAppointment;
  @c.SaysAnew(() => CorrectedHolding) readonly holding?: CorrectedHolding;
}

@c.Annuls(approvers)
export class AnnulSessionEntry extends c.EntryCommand {}
