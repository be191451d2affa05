import { FINDING_RATINGS } from '#contracts/cooperation/codes';
import {
  EXTENSION_REASONS,
  OBSERVATION_TOPICS,
  PROGRAMMES,
  TEAM_FUNCTIONS,
  VISIT_PURPOSES,
} from '#contracts/cooperation/visit.codes';
import {
  Acts,
  Annuls,
  Command,
  Corrects,
  Creates,
  CreatingCommand,
  EntryCommand,
  fieldsOf,
  SaysAnew,
} from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsInstant, IsListOf, IsOneOfClass, IsText, IsUnitCode } from '#platform/http';

const hosts = ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] as const;

export class Visitor {
  @IsId('The staff record of who visits') readonly staffId!: string;
  @IsCode(TEAM_FUNCTIONS, 'As what they visit') readonly function!: (typeof TEAM_FUNCTIONS)[number];
}

export class LetterOfAssignment {
  @IsText(100, 'Under which it is filed; sealed') readonly number!: string;
  @IsBusinessDay('When it was issued') readonly issuedOn!: string;
}

export class FollowUpOwner {
  @IsId('The staff record of who sees to it') readonly staffId!: string;
  @IsUnitCode('The unit they serve in, one of the two of the visit') readonly unitId!: string;
}

@Creates('Announce a visit', hosts, 'announce')
export class AnnounceVisit extends CreatingCommand {
  @IsUnitCode('The unit that will visit') readonly visitingUnitId!: string;
  @IsCode(VISIT_PURPOSES, 'What for') readonly purpose!: (typeof VISIT_PURPOSES)[number];
  @IsBusinessDay('On which day') readonly plannedOn!: string;
}

@Acts('arrive', 'Record the arrival of an announced visit', hosts)
export class RecordAnnouncedArrival extends Command {
  @IsInstant('When the visitors arrived') readonly arrivedAt!: string;
  @IsCode(PROGRAMMES, { optional: true, says: 'The programme that it is part of' })
  readonly programme?: (typeof PROGRAMMES)[number];
  @IsId({ optional: true, says: 'The visit that it follows up' }) readonly followUpOf?: string;
  @IsId({ optional: true, says: 'The agreement under which it takes place' }) readonly agreementId?: string;
  @IsListOf(() => Visitor, { max: 100, says: 'Who visits, at least one' }) readonly team!: Visitor[];
  @IsOneOfClass(() => LetterOfAssignment, { says: 'The letter that sends them' })
  readonly assignmentLetter!: LetterOfAssignment;
}

@Creates('Record the arrival of an unannounced visit', hosts)
export class RecordArrival extends RecordAnnouncedArrival {
  @IsUnitCode('The unit that is visited') readonly unitId!: string;
  @IsUnitCode('The unit that visits') readonly visitingUnitId!: string;
  @IsCode(VISIT_PURPOSES, 'What for') readonly purpose!: (typeof VISIT_PURPOSES)[number];
}

@Acts('observe', 'Record an observation', hosts)
export class RecordObservation extends Command {
  @IsId('Of the observation, chosen by who records it') readonly observationId!: string;
  @IsCode(OBSERVATION_TOPICS, 'What it is about') readonly topic!: (typeof OBSERVATION_TOPICS)[number];
  @IsCode(FINDING_RATINGS, { optional: true, says: 'How grave it is, where it is a finding' })
  readonly rating?: (typeof FINDING_RATINGS)[number];
  @IsText(4000, 'What was observed; sealed') readonly text!: string;
}

@Acts('add-follow-up', 'Raise a follow-up', hosts)
export class AddFollowUp extends Command {
  @IsId('Of the follow-up, chosen by who raises it') readonly followUpId!: string;
  @IsId({ optional: true, says: 'The observation that it follows from' }) readonly observationId?: string;
  @IsOneOfClass(() => FollowUpOwner, { says: 'Who sees to it' }) readonly owner!: FollowUpOwner;
  @IsBusinessDay('Until when it is done') readonly dueOn!: string;
  @IsText(4000, 'What is to be done; sealed') readonly text!: string;
}

@Acts('complete-follow-up', 'Record that a follow-up was completed', hosts)
export class CompleteFollowUp extends Command {
  @IsId('The follow-up that was completed') readonly followUpId!: string;
  @IsBusinessDay('When it was') readonly completedOn!: string;
  @IsText(4000, { optional: true, says: 'What shows it; sealed' }) readonly evidence?: string;
}

@Acts('extend-follow-up', 'Give a follow-up a later due day', hosts)
export class ExtendFollowUp extends Command {
  @IsId('The follow-up that gets more time') readonly followUpId!: string;
  @IsBusinessDay('Until when it is done now') readonly dueOn!: string;
  @IsCode(EXTENSION_REASONS, 'Why it takes longer') readonly reasonCode!: (typeof EXTENSION_REASONS)[number];
}

@Acts('verify-follow-up', 'Verify that a follow-up was completed', hosts)
export class VerifyFollowUp extends Command {
  @IsId('The follow-up that was looked at') readonly followUpId!: string;
  @IsBusinessDay('When it was') readonly verifiedOn!: string;
}

@Acts('conclude', 'Conclude a visit', hosts)
export class ConcludeVisit extends Command {
  @IsInstant('When the visitors left') readonly departedAt!: string;
}

class CorrectedArrival extends fieldsOf(RecordArrival, 'visitingUnitId') {}
class CorrectedObservation extends fieldsOf(RecordObservation, 'observationId') {}
class CorrectedVisitFollowUp extends fieldsOf(AddFollowUp, 'followUpId') {}
class CorrectedCompletion extends fieldsOf(CompleteFollowUp, 'followUpId') {}
class CorrectedConclusion extends fieldsOf(ConcludeVisit) {}

/** Exactly one of the five says what the cited entry should have said. */
@Corrects(hosts)
export class CorrectVisitEntry extends EntryCommand {
  @SaysAnew(() => CorrectedArrival) readonly arrival?: CorrectedArrival;
  @SaysAnew(() => CorrectedObservation) readonly observation?: CorrectedObservation;
  @SaysAnew(() => CorrectedVisitFollowUp) readonly followUp?: CorrectedVisitFollowUp;
  @SaysAnew(() => CorrectedCompletion) readonly completion?: CorrectedCompletion;
  @SaysAnew(() => CorrectedConclusion) readonly conclusion?: CorrectedConclusion;
}

@Annuls(['karutan', 'kepala-bnnk'])
export class AnnulVisitEntry extends EntryCommand {}
