import { ValidateBy } from 'class-validator';
import { isObject } from '#kernel';
import type { Party } from '#contracts/cooperation/agreement.events';
import * as codes from '#contracts/cooperation/codes';
import { Acts, Command, Creates } from '#platform/commands';
import * as v from '#platform/http';

const drafters = ['kasubsi-pelayanan', 'kepala-bnnk'] as const;
const signatories = ['karutan', 'kepala-bnnk'] as const;
const signingTable = [...signatories, 'kasubsi-pelayanan'] as const;
const COMMENT = { optional: true, says: 'What is written beside it; sealed' };

const SIGNATORY = 'must have either staffId or name';
const isSignatory = (value: unknown): boolean =>
  isObject(value) && (value.staffId === undefined) !== (value.name === undefined);

type StaffSignatory = Extract<Party['signatory'], { readonly staffId: string }>;
type Outsider = Exclude<Party['signatory'], StaffSignatory>;

/** A party as it is recorded: who signs for it is of the staff, or somebody else by name, who gets a subject when it is recorded. */
export type PartyInput = Omit<Party, 'signatory'> & { readonly signatory: StaffSignatory | Omit<Outsider, 'subject'> };

/** Somebody of the staff by `staffId`; anybody else by `name`. */
export class PartySignatory {
  @v.IsText(200, 'As what they sign') readonly office!: string;
  @v.IsId({ optional: true, says: 'The staff record of who signs' }) readonly staffId?: string;
  @v.IsText(200, { optional: true, says: 'Who signs without being of the staff; sealed' }) readonly name?: string;
}

export class PartyToAgreement {
  @v.IsId('Of the party, chosen by who drafts') readonly partyId!: string;
  @v.IsText(200, 'Which institution it is') readonly institution!: string;
  @v.IsUnitCode({ optional: true, says: 'Its unit, where it has one here' }) readonly unitId?: string;
  @v.IsText(500, 'Where it is') readonly address!: string;
  @v.IsOneOfClass(() => PartySignatory, { says: 'Who signs for it' })
  @ValidateBy({ name: 'signatory', validator: { validate: isSignatory, defaultMessage: () => SIGNATORY } })
  readonly signatory!: PartyInput['signatory'];
}

const PARTIES = [
  {
    partyId: '0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d61',
    institution: 'Rutan Kelas IIB Banjarnegara',
    unitId: 'RUTAN-BANJARNEGARA',
    address: 'Jalan Raya 1, Banjarnegara',
    signatory: { office: 'Kepala Rutan', name: 'Kepala Rutan' },
  },
  {
    partyId: '0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d62',
    institution: 'BNN Kabupaten Purbalingga',
    unitId: 'BNNK-PURBALINGGA',
    address: 'Jalan Raya 2, Purbalingga',
    signatory: { office: 'Kepala BNNK', name: 'Kepala BNNK' },
  },
];

export class ServiceInScope {
  @v.IsCode(codes.SERVICES, 'What is done') readonly service!: (typeof codes.SERVICES)[number];
  @v.IsListOfUnits({ min: 1, max: 50, says: 'For whose people' }) readonly unitIds!: string[];
}

export class AgreementTerm {
  @v.IsBusinessDay('Its first day') readonly effectiveOn!: string;
  @v.IsBusinessDay('Its last day') readonly endsOn!: string;
  @v.IsFlag('Whether cases that run when it ends may be finished') readonly runningCasesMayFinish!: boolean;
}

export class AgreementClause {
  @v.IsCode(codes.ARTICLES, 'Which article it is') readonly article!: (typeof codes.ARTICLES)[number];
  @v.IsText(10_000, 'What it says') readonly text!: string;
}

@Creates('Propose an agreement', drafters)
export class ProposeAgreement extends Command {
  @v.IsUnitCode({ optional: true, says: 'The unit that owns the record; your own by default' })
  readonly unitId?: string;
  @v.IsCode(codes.AGREEMENT_KINDS, 'A Nota Kesepahaman, or a PKS that rests on one')
  readonly kind!: (typeof codes.AGREEMENT_KINDS)[number];
  @v.IsText(300, 'What it is about') readonly title!: string;
  @v.IsListOf(() => PartyToAgreement, { max: 20, says: 'Who agrees, at least two', example: PARTIES })
  readonly parties!: PartyToAgreement[];
  @v.IsListOf(() => ServiceInScope, { min: 1, max: 20, says: 'What it covers' }) readonly scope!: ServiceInScope[];
  @v.IsOneOfClass(() => AgreementTerm, { says: 'How long it runs' }) readonly term!: AgreementTerm;
  @v.IsListOf(() => AgreementClause, { max: codes.ARTICLES.length, says: 'Its articles so far' })
  readonly clauses!: AgreementClause[];
  @v.IsId({ optional: true, says: 'The Nota Kesepahaman that a PKS rests on' }) readonly parentAgreementId?: string;
}

@Acts('revise', 'Revise the draft of an agreement', drafters)
export class ReviseAgreementDraft extends Command {
  @v.IsText(300, { optional: true, says: 'What it is about' }) readonly title?: string;
  @v.IsListOf(() => PartyToAgreement, { max: 20, optional: true, says: 'Who agrees, all of them', example: PARTIES })
  readonly parties?: PartyToAgreement[];
  @v.IsListOf(() => ServiceInScope, { min: 1, max: 20, optional: true, says: 'What it covers, all of it' })
  readonly scope?: ServiceInScope[];
  @v.IsOneOfClass(() => AgreementTerm, { optional: true, says: 'How long it runs' }) readonly term?: AgreementTerm;
  @v.IsListOf(() => AgreementClause, { max: codes.ARTICLES.length, optional: true, says: 'The articles that change' })
  readonly clauses?: AgreementClause[];
}

@Acts('discuss', 'Record a discussion of a draft', drafters)
export class DiscussAgreement extends Command {
  @v.IsBusinessDay('When it was held') readonly heldOn!: string;
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

@Acts('return', 'Return a draft for revision', signingTable)
export class ReturnAgreement extends Command {
  @v.IsText(2000, 'What is to be revised; sealed') readonly comment!: string;
}

@Acts('approve', 'Approve the text for signing, under its number and at its place', signatories)
export class ApproveAgreementForSigning extends Command {
  @v.IsText(100, 'Under which it is filed') readonly number!: string;
  @v.IsText(200, 'Where it is signed; sealed') readonly place!: string;
}

@Acts('sign', 'Sign an agreement, or record a signed paper', signingTable)
export class SignAgreement extends Command {
  @v.IsId('The party that signs') readonly partyId!: string;
  @v.IsBusinessDay('When it signed') readonly signedOn!: string;
  @v.IsDigest({ optional: true, says: 'SHA-256 of the signed paper, where it is one' })
  readonly documentSha256?: string;
}

@Acts('cancel', 'Cancel an agreement before it is signed', signingTable)
export class CancelAgreement extends Command {
  @v.IsCode(codes.CANCELLATION_REASONS, 'Why it is not signed')
  readonly reasonCode!: (typeof codes.CANCELLATION_REASONS)[number];
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

@Acts('bring-into-force', 'Record that an agreement came into force', signingTable)
export class BringAgreementIntoForce extends Command {}

export class ChangesToAgreement {
  @v.IsListOf(() => ServiceInScope, { min: 1, max: 20, optional: true, says: 'What it covers then, all of it' })
  readonly scope?: ServiceInScope[];
  @v.IsBusinessDay({ optional: true, says: 'Its last day then' }) readonly endsOn?: string;
}

@Acts('addenda', 'Propose an addendum', drafters)
export class ProposeAddendum extends Command {
  @v.IsText(300, 'What it is about') readonly title!: string;
  @v.IsText(20_000, 'What it says') readonly text!: string;
  @v.IsOneOfClass(() => ChangesToAgreement, { says: 'What it changes' }) readonly changes!: ChangesToAgreement;
  @v.IsBusinessDay('From when on') readonly effectiveOn!: string;
}

@Acts('sign-addendum', 'Sign the open addendum, or record a signed paper', signingTable)
export class SignAddendum extends SignAgreement {
  @v.IsWhole(1, 1000, 'Which addendum') readonly number!: number;
}

@Acts('evaluate', 'Record an evaluation', signingTable)
export class EvaluateAgreement extends Command {
  @v.IsBusinessDay('When it was evaluated') readonly evaluatedOn!: string;
  @v.IsCode(codes.EVALUATION_OUTCOMES, 'What is to become of it')
  readonly outcome!: (typeof codes.EVALUATION_OUTCOMES)[number];
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

@Acts('renew', 'Renew an agreement by its signed successor', signatories)
export class RenewAgreement extends Command {
  @v.IsId('The agreement that renews it') readonly successorId!: string;
  @v.IsBusinessDay('When that was decided') readonly renewedOn!: string;
}

@Acts('suspend', 'Suspend an agreement', signatories)
export class SuspendAgreement extends Command {
  @v.IsBusinessDay('From when on') readonly suspendedOn!: string;
  @v.IsCode(codes.SUSPENSION_REASONS, 'Why') readonly reasonCode!: (typeof codes.SUSPENSION_REASONS)[number];
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

@Acts('resume', 'Resume a suspended agreement', signatories)
export class ResumeAgreement extends Command {
  @v.IsBusinessDay('From when on it is in force again') readonly resumedOn!: string;
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

export class CaseInProgress {
  @v.IsId('The rehabilitation case') readonly caseId!: string;
  @v.IsCode(codes.CASE_HANDLINGS, 'What becomes of it') readonly handling!: (typeof codes.CASE_HANDLINGS)[number];
}

@Acts('terminate', 'Terminate an agreement after notice', signatories)
export class TerminateAgreement extends Command {
  @v.IsCode(codes.TERMINATION_REASONS, 'Why') readonly reasonCode!: (typeof codes.TERMINATION_REASONS)[number];
  @v.IsBusinessDay('When notice was given') readonly noticeOn!: string;
  @v.IsBusinessDay('From when on it is no longer in force') readonly effectiveOn!: string;
  @v.IsListOf(() => CaseInProgress, { max: 500, says: 'The cases that run under it' })
  readonly casesInProgress!: CaseInProgress[];
  @v.IsText(2000, COMMENT) readonly comment?: string;
}

@Acts('expire', 'Record that an agreement has ended', signingTable)
export class ExpireAgreement extends Command {}
