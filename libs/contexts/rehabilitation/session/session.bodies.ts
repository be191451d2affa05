import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  ABSENCE_REASONS,
  ATTENDANCE_OUTCOMES,
  CANCELLATION_REASONS,
  COVERAGE_ANSWERS,
  RESCHEDULING_REASONS,
  SESSION_KINDS,
} from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsCode,
  IsId,
  IsInstant,
  IsLabel,
  IsListOf,
  IsOneOfClass,
  IsText,
  IsUnitCode,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { SessionCommand } from './session.decider.js';

type AbsenceReason = (typeof ABSENCE_REASONS)[number];
type Data<T extends SessionCommand['type']> = DataOf<SessionCommand, T>;
const OPTIONAL = { optional: true };
const FACILITATORS = { min: 1, max: 20 };
const ROSTER = { min: 1, max: 200 };

export class FacilitatorBody {
  @IsId() readonly staffId!: string;
  @IsUnitCode() readonly unitId!: string;
}

export class RosterLineBody {
  @IsId() readonly caseId!: string;
}

export class OverrideBody {
  @IsText(2000) readonly reason!: string;
}

export class ScheduleSessionBody extends CommandBody implements Data<'ScheduleSession'> {
  @IsUnitCode() readonly unitId!: string;
  @IsCode(SESSION_KINDS) readonly kind!: Data<'ScheduleSession'>['kind'];
  @IsLabel() readonly module!: string;
  @IsId() readonly templateId!: string;
  @IsOneOfClass(() => ProviderBody) readonly provider!: ProviderBody;
  @IsListOf(() => FacilitatorBody, FACILITATORS) readonly facilitators!: FacilitatorBody[];
  @IsLabel() readonly place!: string;
  @IsInstant() readonly startsAt!: string;
  @IsInstant() readonly endsAt!: string;
  @IsListOf(() => RosterLineBody, ROSTER) readonly roster!: RosterLineBody[];
  @IsOneOfClass(() => OverrideBody, OPTIONAL) readonly override?: OverrideBody;
}

export class ScheduleCatchUpBody extends ScheduleSessionBody implements Data<'ScheduleCatchUp'> {
  @IsId() readonly catchUpOf!: string;
}

export class RescheduleSessionBody extends CommandBody implements Data<'RescheduleSession'> {
  @IsInstant() readonly startsAt!: string;
  @IsInstant() readonly endsAt!: string;
  @IsLabel() readonly place!: string;
  @IsCode(RESCHEDULING_REASONS) readonly reasonCode!: Data<'RescheduleSession'>['reasonCode'];
  @IsOneOfClass(() => OverrideBody, OPTIONAL) readonly override?: OverrideBody;
}

export class CancelSessionBody extends CommandBody implements Data<'CancelSession'> {
  @IsCode(CANCELLATION_REASONS) readonly reasonCode!: Data<'CancelSession'>['reasonCode'];
}

export class OutcomeBody {
  @IsId() readonly caseId!: string;
  @IsCode(ATTENDANCE_OUTCOMES) readonly outcome!: Data<'AmendAttendance'>['outcome'];
  @IsCode(ABSENCE_REASONS, OPTIONAL) readonly absenceReason?: AbsenceReason;
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class HoldingBody {
  @IsInstant() readonly startsAt!: string;
  @IsInstant() readonly endsAt!: string;
  @IsListOf(() => FacilitatorBody, FACILITATORS) readonly facilitators!: FacilitatorBody[];
  @IsListOf(() => OutcomeBody, { max: ROSTER.max }) readonly roster!: OutcomeBody[];
}

export class HoldSessionBody extends CommandBody implements Data<'HoldSession'> {
  @IsInstant() readonly startsAt!: string;
  @IsInstant() readonly endsAt!: string;
  @IsListOf(() => FacilitatorBody, FACILITATORS) readonly facilitators!: FacilitatorBody[];
  @IsListOf(() => OutcomeBody, { max: ROSTER.max }) readonly roster!: OutcomeBody[];
}

export class AmendAttendanceBody extends CommandBody implements Data<'AmendAttendance'> {
  @IsId() readonly caseId!: string;
  @IsCode(ATTENDANCE_OUTCOMES) readonly outcome!: Data<'AmendAttendance'>['outcome'];
  @IsCode(ABSENCE_REASONS, OPTIONAL) readonly absenceReason?: AbsenceReason;
  @IsText(2000, OPTIONAL) readonly note?: string;
  @IsText(2000) readonly reason!: string;
}

export class AnswerCoverageQuestionBody extends CommandBody implements Data<'AnswerCoverageQuestion'> {
  @IsId() readonly agreementId!: string;
  @IsCode(COVERAGE_ANSWERS) readonly answer!: Data<'AnswerCoverageQuestion'>['answer'];
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class CorrectedAppointmentBody implements NonNullable<Data<'CorrectSessionEntry'>['appointment']> {
  @IsListOf(() => FacilitatorBody, FACILITATORS) readonly facilitators!: FacilitatorBody[];
  @IsLabel() readonly place!: string;
  @IsInstant() readonly startsAt!: string;
  @IsInstant() readonly endsAt!: string;
  @IsOneOfClass(() => OverrideBody, OPTIONAL) readonly override?: OverrideBody;
}

/** Exactly one of the two says what the cited entry should have said. */
export class CorrectSessionEntryBody extends CommandBody implements Data<'CorrectSessionEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectSessionEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedAppointmentBody, OPTIONAL) readonly appointment?: CorrectedAppointmentBody;
  @IsOneOfClass(() => HoldingBody, OPTIONAL) readonly holding?: HoldingBody;
}

export class AnnulSessionEntryBody extends CommandBody implements Data<'AnnulSessionEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulSessionEntry'>['reasonCode'];
}
