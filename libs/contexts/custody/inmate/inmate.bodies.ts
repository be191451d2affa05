import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  CASE_HANDLINGS_ON_LEAVING,
  CUSTODY_STATUSES,
  type CustodyStatus,
  MERGE_REASONS,
  RELEASE_KINDS,
  SEXES,
  TRANSFER_REASONS,
  UNMERGE_REASONS,
} from '#contracts/custody/codes';
import {
  CommandBody,
  ContextBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsListOfTexts,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsYear,
} from '#platform/http';
import { IsReserved } from '#platform/reservations';
import { type IdentityNumberBody, IsBirthDate, IsIdentityNumber } from './identity.bodies.js';
import type { Acceptance } from './inmate.accepting.js';
import type { CorrectedInmateEntry } from './inmate.corrections.js';
import type { InmateCommand } from './inmate.decider.js';

type Data<T extends InmateCommand['type']> = DataOf<InmateCommand, T>;
const OPTIONAL = { optional: true };

export class RegistrationBody implements Data<'RegisterInmate'> {
  @IsText(200) readonly name!: string;
  @IsCode(SEXES) readonly sex!: Data<'RegisterInmate'>['sex'];
  @IsReserved() readonly registerNumber!: string;
  @IsYear() readonly registerPeriod!: string;
  @IsCode(CUSTODY_STATUSES) readonly custodyStatus!: CustodyStatus;
  @IsBusinessDay() readonly registeredOn!: string;
  @IsListOfTexts(200, { min: 1, max: 20, optional: true }) readonly aliases?: string[];
  @IsIdentityNumber() readonly identityNumber?: IdentityNumberBody;
  @IsBirthDate() readonly birthDate?: string;
  @IsText(500, OPTIONAL) readonly offence?: string;
  @IsText(50, OPTIONAL) readonly room?: string;
}

export class RegisterInmateBody extends RegistrationBody implements CommandBody {
  @IsUnitCode() readonly unitId!: string;
  @IsOneOfClass(() => ContextBody, OPTIONAL) readonly context?: ContextBody;
}

export class ChangeCustodyStatusBody extends CommandBody implements Data<'ChangeCustodyStatus'> {
  @IsCode(CUSTODY_STATUSES) readonly custodyStatus!: CustodyStatus;
  @IsBusinessDay() readonly changedOn!: string;
  @IsReserved(OPTIONAL) readonly registerNumber?: string;
  @IsYear(OPTIONAL) readonly registerPeriod?: string;
}

export class MoveRoomBody extends CommandBody implements Data<'MoveRoom'> {
  @IsText(50) readonly room!: string;
  @IsBusinessDay() readonly movedOn!: string;
}

/** A place that is no unit here. */
export class DestinationBody {
  @IsText(200) readonly name!: string;
}

export class TransferInmateBody extends CommandBody implements Data<'TransferInmate'> {
  @IsCode(TRANSFER_REASONS) readonly transferReason!: Data<'TransferInmate'>['transferReason'];
  @IsBusinessDay() readonly transferredOn!: string;
  @IsUnitCode(OPTIONAL) readonly toUnitId?: string;
  @IsOneOfClass(() => DestinationBody, OPTIONAL) readonly destination?: DestinationBody;
}

export class CorrectedAcceptanceBody implements Acceptance {
  @IsReserved() readonly registerNumber!: string;
  @IsYear() readonly registerPeriod!: string;
  @IsBusinessDay() readonly acceptedOn!: string;
}

export class AcceptTransferBody extends CorrectedAcceptanceBody implements CommandBody {
  @IsOneOfClass(() => ContextBody, OPTIONAL) readonly context?: ContextBody;
}

export class ReleaseInmateBody extends CommandBody implements Data<'ReleaseInmate'> {
  @IsCode(RELEASE_KINDS) readonly releaseKind!: Data<'ReleaseInmate'>['releaseKind'];
  @IsBusinessDay() readonly releasedOn!: string;
}

export class MergeDuplicateBody extends CommandBody implements Data<'MergeDuplicate'> {
  @IsId() readonly duplicateId!: string;
  @IsCode(MERGE_REASONS) readonly reasonCode!: Data<'MergeDuplicate'>['reasonCode'];
}

export class UnmergeDuplicateBody extends CommandBody implements Data<'UnmergeDuplicate'> {
  @IsId() readonly duplicateId!: string;
  @IsCode(UNMERGE_REASONS) readonly reasonCode!: Data<'UnmergeDuplicate'>['reasonCode'];
}

export class AcknowledgeCustodyChangeBody extends CommandBody implements Data<'AcknowledgeCustodyChange'> {
  @IsId() readonly changeId!: string;
  @IsId() readonly caseId!: string;
  @IsCode(CASE_HANDLINGS_ON_LEAVING) readonly handling!: Data<'AcknowledgeCustodyChange'>['handling'];
}

export class CorrectedStatusChangeBody implements NonNullable<CorrectedInmateEntry['statusChange']> {
  @IsCode(CUSTODY_STATUSES) readonly custodyStatus!: CustodyStatus;
  @IsBusinessDay() readonly changedOn!: string;
  @IsReserved(OPTIONAL) readonly registerNumber?: string;
  @IsYear(OPTIONAL) readonly registerPeriod?: string;
}

export class CorrectedMoveBody implements NonNullable<CorrectedInmateEntry['move']> {
  @IsText(50) readonly room!: string;
  @IsBusinessDay() readonly movedOn!: string;
}

export class CorrectedTransferBody implements NonNullable<CorrectedInmateEntry['transfer']> {
  @IsCode(TRANSFER_REASONS) readonly transferReason!: Data<'TransferInmate'>['transferReason'];
  @IsBusinessDay() readonly transferredOn!: string;
  @IsUnitCode(OPTIONAL) readonly toUnitId?: string;
  @IsOneOfClass(() => DestinationBody, OPTIONAL) readonly destination?: DestinationBody;
}

export class CorrectedReleaseBody implements NonNullable<CorrectedInmateEntry['release']> {
  @IsCode(RELEASE_KINDS) readonly releaseKind!: Data<'ReleaseInmate'>['releaseKind'];
  @IsBusinessDay() readonly releasedOn!: string;
}

/** Exactly one of the six says all that the cited entry should have said. */
export class CorrectInmateEntryBody extends CommandBody implements Data<'CorrectInmateEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectInmateEntry'>['reasonCode'];
  @IsOneOfClass(() => RegistrationBody, OPTIONAL) readonly registration?: RegistrationBody;
  @IsOneOfClass(() => CorrectedStatusChangeBody, OPTIONAL) readonly statusChange?: CorrectedStatusChangeBody;
  @IsOneOfClass(() => CorrectedMoveBody, OPTIONAL) readonly move?: CorrectedMoveBody;
  @IsOneOfClass(() => CorrectedTransferBody, OPTIONAL) readonly transfer?: CorrectedTransferBody;
  @IsOneOfClass(() => CorrectedAcceptanceBody, OPTIONAL) readonly acceptance?: CorrectedAcceptanceBody;
  @IsOneOfClass(() => CorrectedReleaseBody, OPTIONAL) readonly release?: CorrectedReleaseBody;
}

export class AnnulInmateEntryBody extends CommandBody implements Data<'AnnulInmateEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulInmateEntry'>['reasonCode'];
}
