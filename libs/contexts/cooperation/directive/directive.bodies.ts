import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { ADDRESSEE_ROLES, REVOCATION_REASONS } from '#contracts/cooperation/directive.codes';
import type { DirectiveEventData } from '#contracts/cooperation/directive.events';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsDigest,
  IsId,
  IsListOf,
  IsOneOfClass,
  IsText,
  IsUnitCode,
} from '#platform/http';
import type { CorrectedDirectiveEntry } from './directive.corrections.js';
import type { DirectiveCommand } from './directive.decider.js';

type Data<T extends DirectiveCommand['type']> = DataOf<DirectiveCommand, T>;
const OPTIONAL = { optional: true };

export class AddresseeBody {
  @IsId() readonly staffId!: string;
  @IsUnitCode() readonly unitId!: string;
  @IsCode(ADDRESSEE_ROLES) readonly role!: DirectiveEventData<'DirectiveDrafted'>['addressees'][number]['role'];
}

export class DraftDirectiveBody extends CommandBody implements Data<'DraftDirective'> {
  @IsUnitCode() readonly unitId!: string;
  @IsText(100) readonly number!: string;
  @IsText(300) readonly title!: string;
  @IsText(20_000) readonly text!: string;
  @IsUnitCode() readonly issuingUnitId!: string;
  @IsListOf(() => AddresseeBody, { max: 500 }) readonly addressees!: AddresseeBody[];
  @IsId(OPTIONAL) readonly agreementId?: string;
}

export class IssueDirectiveBody extends CommandBody implements Data<'IssueDirective'> {
  @IsBusinessDay() readonly issuedOn!: string;
  @IsBusinessDay() readonly effectiveOn!: string;
  @IsBusinessDay() readonly acknowledgeBy!: string;
}

export class AcknowledgeDirectiveBody extends CommandBody implements Data<'AcknowledgeDirective'> {
  @IsBusinessDay() readonly acknowledgedOn!: string;
}

export class AskDirectiveClarificationBody extends CommandBody implements Data<'AskDirectiveClarification'> {
  @IsId() readonly questionId!: string;
  @IsText(4000) readonly question!: string;
}

export class AnswerDirectiveClarificationBody extends CommandBody implements Data<'AnswerDirectiveClarification'> {
  @IsId() readonly questionId!: string;
  @IsText(4000) readonly answer!: string;
}

export class SupersedeDirectiveBody extends CommandBody implements Data<'SupersedeDirective'> {
  @IsId() readonly successorId!: string;
  @IsBusinessDay() readonly effectiveOn!: string;
}

export class RevokeDirectiveBody extends CommandBody implements Data<'RevokeDirective'> {
  @IsCode(REVOCATION_REASONS) readonly reasonCode!: Data<'RevokeDirective'>['reasonCode'];
  @IsBusinessDay() readonly effectiveOn!: string;
}

export class RecordDirectiveFollowUpBody extends CommandBody implements Data<'RecordDirectiveFollowUp'> {
  @IsId() readonly followUpId!: string;
  @IsText(4000) readonly report!: string;
  @IsDigest(OPTIONAL) readonly evidenceSha256?: string;
}

export class CorrectedDraftBody implements NonNullable<CorrectedDirectiveEntry['draft']> {
  @IsText(100) readonly number!: string;
  @IsText(300) readonly title!: string;
  @IsText(20_000) readonly text!: string;
  @IsListOf(() => AddresseeBody, { max: 500 }) readonly addressees!: AddresseeBody[];
  @IsId(OPTIONAL) readonly agreementId?: string;
}

export class CorrectedIssueBody implements NonNullable<CorrectedDirectiveEntry['issue']> {
  @IsBusinessDay() readonly issuedOn!: string;
  @IsBusinessDay() readonly effectiveOn!: string;
  @IsBusinessDay() readonly acknowledgeBy!: string;
}

export class CorrectedAcknowledgementBody implements NonNullable<CorrectedDirectiveEntry['acknowledgement']> {
  @IsBusinessDay() readonly acknowledgedOn!: string;
}

export class CorrectedQuestionBody implements NonNullable<CorrectedDirectiveEntry['question']> {
  @IsText(4000) readonly question!: string;
}

export class CorrectedAnswerBody implements NonNullable<CorrectedDirectiveEntry['answer']> {
  @IsText(4000) readonly answer!: string;
}

export class CorrectedReportBody implements NonNullable<CorrectedDirectiveEntry['followUp']> {
  @IsText(4000) readonly report!: string;
  @IsDigest(OPTIONAL) readonly evidenceSha256?: string;
}

/** Exactly one of the six says what the cited entry should have said. */
export class CorrectDirectiveEntryBody extends CommandBody implements Data<'CorrectDirectiveEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectDirectiveEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedDraftBody, OPTIONAL) readonly draft?: CorrectedDraftBody;
  @IsOneOfClass(() => CorrectedIssueBody, OPTIONAL) readonly issue?: CorrectedIssueBody;
  @IsOneOfClass(() => CorrectedAcknowledgementBody, OPTIONAL) readonly acknowledgement?: CorrectedAcknowledgementBody;
  @IsOneOfClass(() => CorrectedQuestionBody, OPTIONAL) readonly question?: CorrectedQuestionBody;
  @IsOneOfClass(() => CorrectedAnswerBody, OPTIONAL) readonly answer?: CorrectedAnswerBody;
  @IsOneOfClass(() => CorrectedReportBody, OPTIONAL) readonly followUp?: CorrectedReportBody;
}

export class AnnulDirectiveEntryBody extends CommandBody implements Data<'AnnulDirectiveEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulDirectiveEntry'>['reasonCode'];
}
