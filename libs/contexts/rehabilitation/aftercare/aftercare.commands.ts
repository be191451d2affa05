import * as codes from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsText, IsUnitCode, IsWhole } from '#platform/http';

const planners = ['kasubsi-pelayanan', 'perawat-klinik'] as const;
/** Those of the Rutan, and of the offices that a case is referred to. */
export const caring = [...planners, 'asesor-bnnk', 'pk-bapas'] as const;
const answerers = ['pk-bapas', 'asesor-bnnk', 'kepala-bnnk'] as const;

@c.Creates('Plan the aftercare of a case', planners)
export class PlanAftercare extends c.CreatingCommand {
  @IsId('Whose aftercare it is') readonly caseId!: string;
  @IsId({ optional: true, says: 'On which consent it rests' }) readonly consentId?: string;
  @IsCode(codes.AFTERCARE_KINDS, 'Of which kind it is') readonly kind!: (typeof codes.AFTERCARE_KINDS)[number];
  @IsBusinessDay('On which day it was planned') readonly plannedOn!: string;
  @IsBusinessDay('Until when it lasts') readonly untilOn!: string;
  @IsWhole(1, 200, 'How many contacts are planned until then') readonly contactsPlanned!: number;
  @IsText(2000, { optional: true, says: 'What the person needs outside; sealed' }) readonly needs?: string;
}

@c.Acts('record-contact', 'Record a contact', caring)
export class RecordAftercareContact extends c.Command {
  @IsBusinessDay('On which day they met') readonly contactedOn!: string;
  @IsCode(codes.CONTACT_MODES, 'In which way') readonly mode!: (typeof codes.CONTACT_MODES)[number];
  @IsCode(codes.CONTACT_OUTCOMES, 'How the person fares; sealed')
  readonly outcome!: (typeof codes.CONTACT_OUTCOMES)[number];
  @IsText(2000, { optional: true, says: 'What was seen and said; sealed' }) readonly note?: string;
}

/** An agency needs the agreement under which it looks after somebody; a probation office none. */
@c.Acts('refer', 'Refer to a probation office or a narcotics agency', caring)
export class ReferAftercare extends c.Command {
  @IsId('Of the referral, chosen by who makes it') readonly referralId!: string;
  @IsUnitCode('The office that is asked') readonly toUnitId!: string;
  @IsId({ optional: true, says: 'The agreement under which an agency serves' }) readonly agreementId?: string;
  @IsCode(codes.REFERRAL_REASONS, 'Why; sealed') readonly reasonCode!: (typeof codes.REFERRAL_REASONS)[number];
  @IsBusinessDay('On which day') readonly referredOn!: string;
}

@c.Acts('accept-referral', 'Accept a referral to the own unit', answerers)
export class AcceptReferral extends c.Command {
  @IsId('The referral') readonly referralId!: string;
  @IsBusinessDay('On which day') readonly acceptedOn!: string;
}

@c.Acts('reject-referral', 'Reject a referral to the own unit', answerers)
export class RejectReferral extends c.Command {
  @IsId('The referral') readonly referralId!: string;
  @IsBusinessDay('On which day') readonly rejectedOn!: string;
  @IsCode(codes.REFERRAL_REJECTIONS, 'Why; sealed') readonly reasonCode!: (typeof codes.REFERRAL_REJECTIONS)[number];
}

@c.Acts('revoke-referral', 'Revoke a referral that the own unit made', caring)
export class RevokeReferral extends c.Command {
  @IsId('The referral') readonly referralId!: string;
  @IsBusinessDay('On which day') readonly revokedOn!: string;
  @IsCode(codes.REFERRAL_REVOCATIONS, 'Why; sealed') readonly reasonCode!: (typeof codes.REFERRAL_REVOCATIONS)[number];
}

@c.Acts('complete', 'Complete an aftercare', caring)
export class CompleteAftercare extends c.Command {
  @IsBusinessDay('On which day') readonly completedOn!: string;
  @IsCode(codes.AFTERCARE_OUTCOMES, 'How the person fares, or why that is not known; sealed')
  readonly outcome!: (typeof codes.AFTERCARE_OUTCOMES)[number];
}

class CorrectedContact extends c.fieldsOf(RecordAftercareContact) {}
class CorrectedAftercareCompletion extends c.fieldsOf(CompleteAftercare) {}

@c.Corrects(caring)
export class CorrectAftercareEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedContact) readonly contact?: CorrectedContact;
  @c.SaysAnew(() => CorrectedAftercareCompletion) readonly completion?: CorrectedAftercareCompletion;
}

@c.Annuls([...caring, 'karutan', 'kepala-bnnk'])
export class AnnulAftercareEntry extends c.EntryCommand {}
