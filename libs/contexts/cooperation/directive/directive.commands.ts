import { ADDRESSEE_ROLES, REVOCATION_REASONS } from '#contracts/cooperation/directive.codes';
import * as c from '#platform/commands';
import { IsBusinessDay, IsCode, IsDigest, IsId, IsListOf, IsText, IsUnitCode } from '#platform/http';

const writers = ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] as const;
const issuers = ['karutan', 'kepala-bnnk'] as const;

export class AddresseeBody {
  @IsId('The staff record of whom it binds') readonly staffId!: string;
  @IsUnitCode('The unit they serve in') readonly unitId!: string;
  @IsCode(ADDRESSEE_ROLES, 'As what they are bound') readonly role!: (typeof ADDRESSEE_ROLES)[number];
}

@c.Creates('Draft a directive', writers)
export class DraftDirective extends c.CreatingCommand {
  @IsText(100, 'Under which it is filed') readonly number!: string;
  @IsText(300, 'What it is about') readonly title!: string;
  @IsText(20_000, 'What is to be done') readonly text!: string;
  @IsUnitCode('The unit whose head issues it') readonly issuingUnitId!: string;
  @IsListOf(() => AddresseeBody, { max: 500, says: 'Whom it binds' }) readonly addressees!: AddresseeBody[];
  @IsId({ optional: true, says: 'The agreement under which it is issued' }) readonly agreementId?: string;
}

@c.Acts('issue', 'Issue a directive', issuers)
export class IssueDirective extends c.Command {
  @IsBusinessDay('When its head issued it') readonly issuedOn!: string;
  @IsBusinessDay('From when on it binds') readonly effectiveOn!: string;
  @IsBusinessDay('Until when everybody addressed acknowledges it') readonly acknowledgeBy!: string;
}

@c.Acts('acknowledge', 'Acknowledge a directive', ADDRESSEE_ROLES)
export class AcknowledgeDirective extends c.Command {
  @IsBusinessDay('When it was read') readonly acknowledgedOn!: string;
}

@c.Acts('ask', 'Ask for a clarification', ADDRESSEE_ROLES)
export class AskDirectiveClarification extends c.Command {
  @IsId('Of the question, chosen by who asks') readonly questionId!: string;
  @IsText(4000, 'What is asked; sealed') readonly question!: string;
}

@c.Acts('answer', 'Answer a question', writers)
export class AnswerDirectiveClarification extends c.Command {
  @IsId('The question that it answers') readonly questionId!: string;
  @IsText(4000, 'What is answered; sealed') readonly answer!: string;
}

@c.Acts('supersede', 'Let another directive take the place of one', issuers)
export class SupersedeDirective extends c.Command {
  @IsId('The directive that takes its place') readonly successorId!: string;
  @IsBusinessDay('From when on it does') readonly effectiveOn!: string;
}

@c.Acts('revoke', 'Revoke a directive', issuers)
export class RevokeDirective extends c.Command {
  @IsCode(REVOCATION_REASONS, 'Why it no longer binds') readonly reasonCode!: (typeof REVOCATION_REASONS)[number];
  @IsBusinessDay('From when on it does not') readonly effectiveOn!: string;
}

@c.Acts('follow-up', 'Record what was done about a directive', ADDRESSEE_ROLES)
export class RecordDirectiveFollowUp extends c.Command {
  @IsId('Of the follow-up, chosen by who records it') readonly followUpId!: string;
  @IsText(4000, 'What was done; sealed') readonly report!: string;
  @IsDigest({ optional: true, says: 'SHA-256 of a file that shows it' }) readonly evidenceSha256?: string;
}

class CorrectedDraft extends c.fieldsOf(DraftDirective, 'issuingUnitId') {}
class CorrectedIssue extends c.fieldsOf(IssueDirective) {}
class CorrectedAcknowledgement extends c.fieldsOf(AcknowledgeDirective) {}
class CorrectedQuestion extends c.fieldsOf(AskDirectiveClarification, 'questionId') {}
class CorrectedAnswer extends c.fieldsOf(AnswerDirectiveClarification, 'questionId') {}
class CorrectedFollowUp extends c.fieldsOf(RecordDirectiveFollowUp, 'followUpId') {}

@c.Corrects(writers)
export class CorrectDirectiveEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedDraft) readonly draft?: CorrectedDraft;
  @c.SaysAnew(() => CorrectedIssue) readonly issue?: CorrectedIssue;
  @c.SaysAnew(() => CorrectedAcknowledgement) readonly acknowledgement?: CorrectedAcknowledgement;
  @c.SaysAnew(() => CorrectedQuestion) readonly question?: CorrectedQuestion;
  @c.SaysAnew(() => CorrectedAnswer) readonly answer?: CorrectedAnswer;
  @c.SaysAnew(() => CorrectedFollowUp) readonly followUp?: CorrectedFollowUp;
}

@c.Annuls(issuers)
export class AnnulDirectiveEntry extends c.EntryCommand {}
