import { ValidateBy } from 'class-validator';
import { type DataOf, isObject } from '#kernel';
import {
  AGREEMENT_KINDS,
  type AgreementKind,
  type Article,
  ARTICLES,
  CANCELLATION_REASONS,
  CASE_HANDLINGS,
  EVALUATION_OUTCOMES,
  type Service,
  SERVICES,
  SUSPENSION_REASONS,
  TERMINATION_REASONS,
} from '#contracts/cooperation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsDigest,
  IsFlag,
  IsId,
  IsListOf,
  IsListOfUnits,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import type { AgreementCommand } from './agreement.decider.js';
import type { ToldParty } from './agreement.parties.js';

type Data<T extends AgreementCommand['type']> = DataOf<AgreementCommand, T>;
const OPTIONAL = { optional: true };

const SIGNATORY = 'must have either staffId or name';

function isSignatory(value: unknown): boolean {
  return isObject(value) && (value.staffId === undefined) !== (value.name === undefined);
}

/** Somebody of the staff by `staffId`; anybody else by `name`. */
export class SignatoryBody {
  @IsText(200) readonly office!: string;
  @IsId(OPTIONAL) readonly staffId?: string;
  @IsText(200, OPTIONAL) readonly name?: string;
}

export class PartyBody {
  @IsId() readonly partyId!: string;
  @IsText(200) readonly institution!: string;
  @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @IsText(500) readonly address!: string;
  @IsOneOfClass(() => SignatoryBody)
  @ValidateBy({ name: 'signatory', validator: { validate: isSignatory, defaultMessage: () => SIGNATORY } })
  readonly signatory!: ToldParty['signatory'];
}

export class ScopeItemBody {
  @IsCode(SERVICES) readonly service!: Service;
  @IsListOfUnits({ min: 1, max: 50 }) readonly unitIds!: string[];
}

export class TermBody {
  @IsBusinessDay() readonly effectiveOn!: string;
  @IsBusinessDay() readonly endsOn!: string;
  @IsFlag() readonly runningCasesMayFinish!: boolean;
}

export class ClauseBody {
  @IsCode(ARTICLES) readonly article!: Article;
  @IsText(10_000) readonly text!: string;
}

export class ProposeAgreementBody extends CommandBody {
  @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @IsCode(AGREEMENT_KINDS) readonly kind!: AgreementKind;
  @IsText(300) readonly title!: string;
  @IsListOf(() => PartyBody, { max: 20 }) readonly parties!: PartyBody[];
  @IsListOf(() => ScopeItemBody, { min: 1, max: 20 }) readonly scope!: ScopeItemBody[];
  @IsOneOfClass(() => TermBody) readonly term!: TermBody;
  @IsListOf(() => ClauseBody, { max: ARTICLES.length }) readonly clauses!: ClauseBody[];
  @IsId(OPTIONAL) readonly parentAgreementId?: string;
}

export class ReviseAgreementDraftBody extends CommandBody {
  @IsText(300, OPTIONAL) readonly title?: string;
  @IsListOf(() => PartyBody, { max: 20, optional: true }) readonly parties?: PartyBody[];
  @IsListOf(() => ScopeItemBody, { min: 1, max: 20, optional: true }) readonly scope?: ScopeItemBody[];
  @IsOneOfClass(() => TermBody, OPTIONAL) readonly term?: TermBody;
  @IsListOf(() => ClauseBody, { max: ARTICLES.length, optional: true }) readonly clauses?: ClauseBody[];
}

export class DiscussAgreementBody extends CommandBody implements Data<'DiscussAgreement'> {
  @IsBusinessDay() readonly heldOn!: string;
  @IsText(2000, OPTIONAL) readonly comment?: string;
}

export class ReturnAgreementBody extends CommandBody implements Data<'ReturnAgreement'> {
  @IsText(2000) readonly comment!: string;
}

export class ApproveAgreementForSigningBody extends CommandBody implements Data<'ApproveAgreementForSigning'> {
  @IsText(100) readonly number!: string;
  @IsText(200) readonly place!: string;
}

export class SignAgreementBody extends CommandBody implements Data<'SignAgreement'> {
  @IsId() readonly partyId!: string;
  @IsBusinessDay() readonly signedOn!: string;
  @IsDigest(OPTIONAL) readonly documentSha256?: string;
}

export class CancelAgreementBody extends CommandBody implements Data<'CancelAgreement'> {
  @IsCode(CANCELLATION_REASONS) readonly reasonCode!: (typeof CANCELLATION_REASONS)[number];
  @IsText(2000, OPTIONAL) readonly comment?: string;
}

export class ChangesBody {
  @IsListOf(() => ScopeItemBody, { min: 1, max: 20, optional: true }) readonly scope?: ScopeItemBody[];
  @IsBusinessDay(OPTIONAL) readonly endsOn?: string;
}

export class ProposeAddendumBody extends CommandBody implements Data<'ProposeAddendum'> {
  @IsText(300) readonly title!: string;
  @IsText(20_000) readonly text!: string;
  @IsOneOfClass(() => ChangesBody) readonly changes!: ChangesBody;
  @IsBusinessDay() readonly effectiveOn!: string;
}

export class SignAddendumBody extends SignAgreementBody implements Data<'SignAddendum'> {
  @IsWhole(1, 1000) readonly number!: number;
}

export class EvaluateAgreementBody extends CommandBody implements Data<'EvaluateAgreement'> {
  @IsBusinessDay() readonly evaluatedOn!: string;
  @IsCode(EVALUATION_OUTCOMES) readonly outcome!: (typeof EVALUATION_OUTCOMES)[number];
  @IsText(2000, OPTIONAL) readonly comment?: string;
}

export class RenewAgreementBody extends CommandBody implements Data<'RenewAgreement'> {
  @IsId() readonly successorId!: string;
  @IsBusinessDay() readonly renewedOn!: string;
}

export class SuspendAgreementBody extends CommandBody implements Data<'SuspendAgreement'> {
  @IsBusinessDay() readonly suspendedOn!: string;
  @IsCode(SUSPENSION_REASONS) readonly reasonCode!: (typeof SUSPENSION_REASONS)[number];
  @IsText(2000, OPTIONAL) readonly comment?: string;
}

export class ResumeAgreementBody extends CommandBody implements Data<'ResumeAgreement'> {
  @IsBusinessDay() readonly resumedOn!: string;
  @IsText(2000, OPTIONAL) readonly comment?: string;
}

export class CaseInProgressBody {
  @IsId() readonly caseId!: string;
  @IsCode(CASE_HANDLINGS) readonly handling!: (typeof CASE_HANDLINGS)[number];
}

export class TerminateAgreementBody extends CommandBody implements Data<'TerminateAgreement'> {
  @IsCode(TERMINATION_REASONS) readonly reasonCode!: (typeof TERMINATION_REASONS)[number];
  @IsBusinessDay() readonly noticeOn!: string;
  @IsBusinessDay() readonly effectiveOn!: string;
  @IsListOf(() => CaseInProgressBody, { max: 500 }) readonly casesInProgress!: CaseInProgressBody[];
  @IsText(2000, OPTIONAL) readonly comment?: string;
}
