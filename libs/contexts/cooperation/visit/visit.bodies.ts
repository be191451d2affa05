import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { FINDING_RATINGS } from '#contracts/cooperation/codes';
import {
  EXTENSION_REASONS,
  OBSERVATION_TOPICS,
  PROGRAMMES,
  TEAM_FUNCTIONS,
  VISIT_PURPOSES,
} from '#contracts/cooperation/visit.codes';
import type { VisitEventData } from '#contracts/cooperation/visit.events';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsInstant,
  IsListOf,
  IsOneOfClass,
  IsText,
  IsUnitCode,
} from '#platform/http';
import type { CorrectedVisitEntry } from './visit.corrections.js';
import type { VisitCommand } from './visit.decider.js';

type Data<T extends VisitCommand['type']> = DataOf<VisitCommand, T>;
type Started = VisitEventData<'VisitStarted'>;
type Observed = VisitEventData<'VisitObservationRecorded'>;
const OPTIONAL = { optional: true };

export class TeamMemberBody {
  @IsId() readonly staffId!: string;
  @IsCode(TEAM_FUNCTIONS) readonly function!: Started['team'][number]['function'];
}

export class AssignmentLetterBody {
  @IsText(100) readonly number!: string;
  @IsBusinessDay() readonly issuedOn!: string;
}

export class OwnerBody {
  @IsId() readonly staffId!: string;
  @IsUnitCode() readonly unitId!: string;
}

export class AnnounceVisitBody extends CommandBody implements Data<'AnnounceVisit'> {
  @IsUnitCode() readonly unitId!: string;
  @IsUnitCode() readonly visitingUnitId!: string;
  @IsCode(VISIT_PURPOSES) readonly purpose!: Started['purpose'];
  @IsBusinessDay() readonly plannedOn!: string;
}

export class RecordAnnouncedArrivalBody extends CommandBody implements Data<'RecordAnnouncedArrival'> {
  @IsInstant() readonly arrivedAt!: string;
  @IsCode(PROGRAMMES, OPTIONAL) readonly programme?: NonNullable<Started['programme']>;
  @IsId(OPTIONAL) readonly followUpOf?: string;
  @IsId(OPTIONAL) readonly agreementId?: string;
  @IsListOf(() => TeamMemberBody, { max: 100 }) readonly team!: TeamMemberBody[];
  @IsOneOfClass(() => AssignmentLetterBody) readonly assignmentLetter!: AssignmentLetterBody;
}

export class RecordArrivalBody extends RecordAnnouncedArrivalBody implements Data<'RecordArrival'> {
  @IsUnitCode() readonly unitId!: string;
  @IsUnitCode() readonly visitingUnitId!: string;
  @IsCode(VISIT_PURPOSES) readonly purpose!: Started['purpose'];
}

export class RecordObservationBody extends CommandBody implements Data<'RecordObservation'> {
  @IsId() readonly observationId!: string;
  @IsCode(OBSERVATION_TOPICS) readonly topic!: Observed['topic'];
  @IsCode(FINDING_RATINGS, OPTIONAL) readonly rating?: NonNullable<Observed['rating']>;
  @IsText(4000) readonly text!: string;
}

export class AddFollowUpBody extends CommandBody implements Data<'AddFollowUp'> {
  @IsId() readonly followUpId!: string;
  @IsId(OPTIONAL) readonly observationId?: string;
  @IsOneOfClass(() => OwnerBody) readonly owner!: OwnerBody;
  @IsBusinessDay() readonly dueOn!: string;
  @IsText(4000) readonly text!: string;
}

export class CompleteFollowUpBody extends CommandBody implements Data<'CompleteFollowUp'> {
  @IsId() readonly followUpId!: string;
  @IsBusinessDay() readonly completedOn!: string;
  @IsText(4000, OPTIONAL) readonly evidence?: string;
}

export class ExtendFollowUpBody extends CommandBody implements Data<'ExtendFollowUp'> {
  @IsId() readonly followUpId!: string;
  @IsBusinessDay() readonly dueOn!: string;
  @IsCode(EXTENSION_REASONS) readonly reasonCode!: Data<'ExtendFollowUp'>['reasonCode'];
}

export class VerifyFollowUpBody extends CommandBody implements Data<'VerifyFollowUp'> {
  @IsId() readonly followUpId!: string;
  @IsBusinessDay() readonly verifiedOn!: string;
}

export class ConcludeVisitBody extends CommandBody implements Data<'ConcludeVisit'> {
  @IsInstant() readonly departedAt!: string;
}

export class CorrectedArrivalBody implements NonNullable<CorrectedVisitEntry['arrival']> {
  @IsCode(VISIT_PURPOSES) readonly purpose!: Started['purpose'];
  @IsInstant() readonly arrivedAt!: string;
  @IsCode(PROGRAMMES, OPTIONAL) readonly programme?: NonNullable<Started['programme']>;
  @IsId(OPTIONAL) readonly followUpOf?: string;
  @IsId(OPTIONAL) readonly agreementId?: string;
  @IsListOf(() => TeamMemberBody, { max: 100 }) readonly team!: TeamMemberBody[];
  @IsOneOfClass(() => AssignmentLetterBody) readonly assignmentLetter!: AssignmentLetterBody;
}

export class CorrectedObservationBody implements NonNullable<CorrectedVisitEntry['observation']> {
  @IsCode(OBSERVATION_TOPICS) readonly topic!: Observed['topic'];
  @IsCode(FINDING_RATINGS, OPTIONAL) readonly rating?: NonNullable<Observed['rating']>;
  @IsText(4000) readonly text!: string;
}

export class CorrectedFollowUpBody implements NonNullable<CorrectedVisitEntry['followUp']> {
  @IsId(OPTIONAL) readonly observationId?: string;
  @IsOneOfClass(() => OwnerBody) readonly owner!: OwnerBody;
  @IsBusinessDay() readonly dueOn!: string;
  @IsText(4000) readonly text!: string;
}

export class CorrectedCompletionBody implements NonNullable<CorrectedVisitEntry['completion']> {
  @IsBusinessDay() readonly completedOn!: string;
  @IsText(4000, OPTIONAL) readonly evidence?: string;
}

export class CorrectedConclusionBody implements NonNullable<CorrectedVisitEntry['conclusion']> {
  @IsInstant() readonly departedAt!: string;
}

/** Exactly one of the five says what the cited entry should have said. */
export class CorrectVisitEntryBody extends CommandBody implements Data<'CorrectVisitEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectVisitEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedArrivalBody, OPTIONAL) readonly arrival?: CorrectedArrivalBody;
  @IsOneOfClass(() => CorrectedObservationBody, OPTIONAL) readonly observation?: CorrectedObservationBody;
  @IsOneOfClass(() => CorrectedFollowUpBody, OPTIONAL) readonly followUp?: CorrectedFollowUpBody;
  @IsOneOfClass(() => CorrectedCompletionBody, OPTIONAL) readonly completion?: CorrectedCompletionBody;
  @IsOneOfClass(() => CorrectedConclusionBody, OPTIONAL) readonly conclusion?: CorrectedConclusionBody;
}

export class AnnulVisitEntryBody extends CommandBody implements Data<'AnnulVisitEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulVisitEntry'>['reasonCode'];
}
