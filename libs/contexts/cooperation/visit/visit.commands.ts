import { FINDING_RATINGS } from '#contracts/cooperation/codes';
import * as codes from '#contracts/cooperation/visit.codes';
import * as c from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsInstant, IsListOf, IsOneOfClass, IsText, IsUnitCode } from '#platform/http';

const hosts = ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] as const;

export class Visitor {
  @IsId('The staff record of who visits') readonly staffId!: string;
  @IsCode(codes.TEAM_FUNCTIONS, 'As what they visit') readonly function!: (typeof codes.TEAM_FUNCTIONS)[number];
}

export class LetterOfAssignment {
  @IsText(100, 'Under which it is filed; sealed') readonly number!: string;
  @IsBusinessDay('When it was issued') readonly issuedOn!: string;
}

export class FollowUpOwner {
  @IsId('The staff record of who sees to it') readonly staffId!: string;
  @IsUnitCode('The unit they serve in, one of the two of the visit') readonly unitId!: string;
}

@c.Creates('Announce a visit', hosts, 'announce')
export class AnnounceVisit extends c.CreatingCommand {
  @IsUnitCode('The unit that will visit') readonly visitingUnitId!: string;
  @IsCode(codes.VISIT_PURPOSES, 'What for') readonly purpose!: (typeof codes.VISIT_PURPOSES)[number];
  @IsBusinessDay('On which day') readonly plannedOn!: string;
}

@c.Acts('arrive', 'Record the arrival of an announced visit', hosts)
export class RecordAnnouncedArrival extends c.Command {
  @IsInstant('When the visitors arrived') readonly arrivedAt!: string;
  @IsCode(codes.PROGRAMMES, { optional: true, says: 'The programme that it is part of' })
  readonly programme?: (typeof codes.PROGRAMMES)[number];
  @IsId({ optional: true, says: 'The visit that it follows up' }) readonly followUpOf?: string;
  @IsId({ optional: true, says: 'The agreement under which it takes place' }) readonly agreementId?: string;
  @IsListOf(() => Visitor, { max: 100, says: 'Who visits, at least one' }) readonly team!: Visitor[];
  @IsOneOfClass(() => LetterOfAssignment, { says: 'The letter that sends them' })
  readonly assignmentLetter!: LetterOfAssignment;
}

@c.Creates('Record the arrival of an unannounced visit', hosts)
export class RecordArrival extends RecordAnnouncedArrival {
  @IsUnitCode('The unit that is visited') readonly unitId!: string;
  @IsUnitCode('The unit that visits') readonly visitingUnitId!: string;
  @IsCode(codes.VISIT_PURPOSES, 'What for') readonly purpose!: (typeof codes.VISIT_PURPOSES)[number];
}

@c.Acts('observe', 'Record an observation', hosts)
export class RecordObservation extends c.Command {
  @IsId('Of the observation, chosen by who records it') readonly observationId!: string;
  @IsCode(codes.OBSERVATION_TOPICS, 'What it is about') readonly topic!: (typeof codes.OBSERVATION_TOPICS)[number];
  @IsCode(FINDING_RATINGS, { optional: true, says: 'How grave it is, where it is a finding' })
  readonly rating?: (typeof FINDING_RATINGS)[number];
  @IsText(4000, 'What was observed; sealed') readonly text!: string;
}

@c.Acts('add-follow-up', 'Raise a follow-up', hosts)
export class AddFollowUp extends c.Command {
  @IsId('Of the follow-up, chosen by who raises it') readonly followUpId!: string;
  @IsId({ optional: true, says: 'The observation that it follows from' }) readonly observationId?: string;
  @IsOneOfClass(() => FollowUpOwner, { says: 'Who sees to it' }) readonly owner!: FollowUpOwner;
  @IsBusinessDay('Until when it is done') readonly dueOn!: string;
  @IsText(4000, 'What is to be done; sealed') readonly text!: string;
}

@c.Acts('complete-follow-up', 'Record that a follow-up was completed', hosts)
export class CompleteFollowUp extends c.Command {
  @IsId('The follow-up that was completed') readonly followUpId!: string;
  @IsBusinessDay('When it was') readonly completedOn!: string;
  @IsText(4000, { optional: true, says: 'What shows it; sealed' }) readonly evidence?: string;
}

@c.Acts('extend-follow-up', 'Give a follow-up a later due day', hosts)
export class ExtendFollowUp extends c.Command {
  @IsId('The follow-up that gets more time') readonly followUpId!: string;
  @IsBusinessDay('Until when it is done now') readonly dueOn!: string;
  @IsCode(codes.EXTENSION_REASONS, 'Why it takes longer')
  readonly reasonCode!: (typeof codes.EXTENSION_REASONS)[number];
}

@c.Acts('verify-follow-up', 'Verify that a follow-up was completed', hosts)
export class VerifyFollowUp extends c.Command {
  @IsId('The follow-up that was looked at') readonly followUpId!: string;
  @IsBusinessDay('When it was') readonly verifiedOn!: string;
}

@c.Acts('conclude', 'Conclude a visit', hosts)
export class ConcludeVisit extends c.Command {
  @IsInstant('When the visitors left') readonly departedAt!: string;
}

class CorrectedArrival extends c.fieldsOf(RecordArrival, 'visitingUnitId') {}
class CorrectedObservation extends c.fieldsOf(RecordObservation, 'observationId') {}
class CorrectedVisitFollowUp extends c.fieldsOf(AddFollowUp, 'followUpId') {}
class CorrectedCompletion extends c.fieldsOf(CompleteFollowUp, 'followUpId') {}
class CorrectedConclusion extends c.fieldsOf(ConcludeVisit) {}

@c.Corrects(hosts)
export class CorrectVisitEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedArrival) readonly arrival?: CorrectedArrival;
  @c.SaysAnew(() => CorrectedObservation) readonly observation?: CorrectedObservation;
  @c.SaysAnew(() => CorrectedVisitFollowUp) readonly followUp?: CorrectedVisitFollowUp;
  @c.SaysAnew(() => CorrectedCompletion) readonly completion?: CorrectedCompletion;
  @c.SaysAnew(() => CorrectedConclusion) readonly conclusion?: CorrectedConclusion;
}

@c.Annuls(['karutan', 'kepala-bnnk'])
export class AnnulVisitEntry extends c.EntryCommand {}
