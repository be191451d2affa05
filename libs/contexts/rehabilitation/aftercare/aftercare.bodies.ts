import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  AFTERCARE_KINDS,
  AFTERCARE_OUTCOMES,
  CONTACT_MODES,
  CONTACT_OUTCOMES,
  REFERRAL_REASONS,
  REFERRAL_REJECTIONS,
  REFERRAL_REVOCATIONS,
} from '#contracts/rehabilitation/codes';
import { CommandBody, IsBusinessDay, IsCode, IsId, IsOneOfClass, IsText, IsUnitCode, IsWhole } from '#platform/http';
import type { CorrectedAftercareEntry } from './aftercare.corrections.js';
import type { AftercareCommand } from './aftercare.decider.js';

type Data<T extends AftercareCommand['type']> = DataOf<AftercareCommand, T>;
const OPTIONAL = { optional: true };

export class PlanAftercareBody extends CommandBody implements Data<'PlanAftercare'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly caseId!: string;
  @IsId(OPTIONAL) readonly consentId?: string;
  @IsCode(AFTERCARE_KINDS) readonly kind!: Data<'PlanAftercare'>['kind'];
  @IsBusinessDay() readonly plannedOn!: string;
  @IsBusinessDay() readonly untilOn!: string;
  @IsWhole(1, 200) readonly contactsPlanned!: number;
  @IsText(2000, OPTIONAL) readonly needs?: string;
}

export class RecordAftercareContactBody extends CommandBody implements Data<'RecordAftercareContact'> {
  @IsBusinessDay() readonly contactedOn!: string;
  @IsCode(CONTACT_MODES) readonly mode!: Data<'RecordAftercareContact'>['mode'];
  @IsCode(CONTACT_OUTCOMES) readonly outcome!: Data<'RecordAftercareContact'>['outcome'];
  @IsText(2000, OPTIONAL) readonly note?: string;
}

/** An agency needs the agreement under which it looks after somebody; a probation office none. */
export class ReferAftercareBody extends CommandBody implements Data<'ReferAftercare'> {
  @IsId() readonly referralId!: string;
  @IsUnitCode() readonly toUnitId!: string;
  @IsId(OPTIONAL) readonly agreementId?: string;
  @IsCode(REFERRAL_REASONS) readonly reasonCode!: Data<'ReferAftercare'>['reasonCode'];
  @IsBusinessDay() readonly referredOn!: string;
}

export class AcceptReferralBody extends CommandBody implements Data<'AcceptReferral'> {
  @IsId() readonly referralId!: string;
  @IsBusinessDay() readonly acceptedOn!: string;
}

export class RejectReferralBody extends CommandBody implements Data<'RejectReferral'> {
  @IsId() readonly referralId!: string;
  @IsBusinessDay() readonly rejectedOn!: string;
  @IsCode(REFERRAL_REJECTIONS) readonly reasonCode!: Data<'RejectReferral'>['reasonCode'];
}

export class RevokeReferralBody extends CommandBody implements Data<'RevokeReferral'> {
  @IsId() readonly referralId!: string;
  @IsBusinessDay() readonly revokedOn!: string;
  @IsCode(REFERRAL_REVOCATIONS) readonly reasonCode!: Data<'RevokeReferral'>['reasonCode'];
}

export class CompleteAftercareBody extends CommandBody implements Data<'CompleteAftercare'> {
  @IsBusinessDay() readonly completedOn!: string;
  @IsCode(AFTERCARE_OUTCOMES) readonly outcome!: Data<'CompleteAftercare'>['outcome'];
}

export class CorrectedContactBody implements NonNullable<CorrectedAftercareEntry['contact']> {
  @IsBusinessDay() readonly contactedOn!: string;
  @IsCode(CONTACT_MODES) readonly mode!: Data<'RecordAftercareContact'>['mode'];
  @IsCode(CONTACT_OUTCOMES) readonly outcome!: Data<'RecordAftercareContact'>['outcome'];
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class CorrectedAftercareCompletionBody implements NonNullable<CorrectedAftercareEntry['completion']> {
  @IsBusinessDay() readonly completedOn!: string;
  @IsCode(AFTERCARE_OUTCOMES) readonly outcome!: Data<'CompleteAftercare'>['outcome'];
}

/** Exactly one of the two says what the cited entry should have said. */
export class CorrectAftercareEntryBody extends CommandBody implements Data<'CorrectAftercareEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectAftercareEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedContactBody, OPTIONAL) readonly contact?: CorrectedContactBody;
  @IsOneOfClass(() => CorrectedAftercareCompletionBody, OPTIONAL)
  readonly completion?: CorrectedAftercareCompletionBody;
}

export class AnnulAftercareEntryBody extends CommandBody implements Data<'AnnulAftercareEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulAftercareEntry'>['reasonCode'];
}
