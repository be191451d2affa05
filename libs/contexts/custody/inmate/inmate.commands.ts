import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isObject } from '#kernel';
import { isBirthDate } from '#contracts/custody/birth-date';
import * as codes from '#contracts/custody/codes';
import { COUNTRIES } from '#contracts/custody/countries';
import { IDENTITY_KINDS, type IdentityNumber, identityNumberOf } from '#contracts/custody/identity-number';
import * as c from '#platform/commands';
import * as v from '#platform/http';
import { IsReserved } from '#platform/reservations';

export const registrars = ['kasubsi-pelayanan', 'petugas-registrasi'] as const;
export const custodyReaders = ['karutan', ...registrars, 'kpr', 'perawat-klinik', 'auditor'] as const;
const approvers = ['karutan', 'kasubsi-pelayanan'] as const;
const COUNTRY = 'an ISO 3166-1 alpha-2 country code';
const may = (says: string) => ({ optional: true, says });

export class IdentityNumberOfPerson implements IdentityNumber {
  @v.IsCode(IDENTITY_KINDS, 'Of what kind it is') readonly kind!: IdentityNumber['kind'];
  @ApiProperty({ ...v.inList(COUNTRIES), description: `The state that gave it: ${COUNTRY}`, example: 'ID' })
  @v.mustHold(COUNTRY, (value) => COUNTRIES.some((country) => country === value))
  readonly country!: string;
  @v.IsText(100, { says: 'The number; sealed', example: '3304010101900012' }) readonly value!: string;
}

const IsIdentityNumber = (says: string): PropertyDecorator =>
  applyDecorators(
    v.IsOneOfClass(() => IdentityNumberOfPerson, may(says)),
    v.mustHold('an identity number as its kind has them', (value) => isObject(value) && isNumberInForm(value)),
  );

const isNumberInForm = ({ kind, country, value }: Readonly<Record<string, unknown>>): boolean =>
  typeof country === 'string' &&
  typeof value === 'string' &&
  IDENTITY_KINDS.some((one) => one === kind && identityNumberOf({ kind: one, country, value }) !== undefined);

/** A day, a month or a year since 1900; may be absent. */
const IsBirthDate = (): PropertyDecorator =>
  applyDecorators(
    v.IsText(10, { ...may('The day, the month or the year of birth; sealed'), example: '1990-05' }),
    v.mustHold('a day YYYY-MM-DD, a month YYYY-MM or a year YYYY', isBirthDate),
  );

@c.Creates('Register an inmate', registrars)
export class RegisterInmate extends c.CreatingCommand {
  @v.IsText(200, 'What they are called; sealed') readonly name!: string;
  @v.IsCode(codes.SEXES, 'As the papers say') readonly sex!: (typeof codes.SEXES)[number];
  @IsReserved('Under which they are in the register; sealed') readonly registerNumber!: string;
  @v.IsYear('The year of the register in which that number counts') readonly registerPeriod!: string;
  @v.IsCode(codes.CUSTODY_STATUSES, 'As what they are held') readonly custodyStatus!: codes.CustodyStatus;
  @v.IsBusinessDay('When they came') readonly registeredOn!: string;
  @v.IsListOfTexts(200, { min: 1, max: 20, optional: true, says: 'Other names of theirs; sealed' })
  readonly aliases?: string[];
  @IsIdentityNumber('By which a state knows them') readonly identityNumber?: IdentityNumberOfPerson;
  @IsBirthDate() readonly birthDate?: string;
  @v.IsText(500, may('For what they are held; sealed')) readonly offence?: string;
  @v.IsText(50, may('Where they sleep; sealed')) readonly room?: string;
}

@c.Acts('change-custody-status', 'Record another custody status, with its register number', registrars)
export class ChangeCustodyStatus extends c.Command {
  @v.IsCode(codes.CUSTODY_STATUSES, 'As what they are held now') readonly custodyStatus!: codes.CustodyStatus;
  @v.IsBusinessDay('Since when') readonly changedOn!: string;
  @IsReserved(may('Under which they are in the register now, where that changed; sealed'))
  readonly registerNumber?: string;
  @v.IsYear(may('The year of the register in which that number counts')) readonly registerPeriod?: string;
}

@c.Acts('move-room', 'Record that an inmate was moved to another room', registrars)
export class MoveRoom extends c.Command {
  @v.IsText(50, 'Where they sleep now; sealed') readonly room!: string;
  @v.IsBusinessDay('Since when') readonly movedOn!: string;
}

export class DestinationElsewhere {
  @v.IsText(200, 'What it is called; sealed') readonly name!: string;
}

@c.Acts('transfer', 'Record that an inmate was transferred to another unit, which accepts it', registrars)
export class TransferInmate extends c.Command {
  @v.IsCode(codes.TRANSFER_REASONS, 'Why they were') readonly transferReason!: (typeof codes.TRANSFER_REASONS)[number];
  @v.IsBusinessDay('When they left') readonly transferredOn!: string;
  @v.IsUnitCode(may('The unit to which they went')) readonly toUnitId?: string;
  @v.IsOneOfClass(() => DestinationElsewhere, may('Where they went when that is no unit here'))
  readonly destination?: DestinationElsewhere;
}

@c.Acts('accept-transfer', 'Take over the record of an inmate who was transferred to the own unit', registrars)
export class AcceptTransfer extends c.Command {
  @IsReserved('Under which they are in the own register; sealed') readonly registerNumber!: string;
  @v.IsYear('The year of the register in which that number counts') readonly registerPeriod!: string;
  @v.IsBusinessDay('When they came') readonly acceptedOn!: string;
}

@c.Acts('release', 'Record that an inmate was released', registrars)
export class ReleaseInmate extends c.Command {
  @v.IsCode(codes.RELEASE_KINDS, 'How they were') readonly releaseKind!: (typeof codes.RELEASE_KINDS)[number];
  @v.IsBusinessDay('When they left') readonly releasedOn!: string;
}

@c.Acts('merge-duplicate', 'Approve that another record is a duplicate of this one', approvers)
export class MergeDuplicate extends c.Command {
  @v.IsId('The other record') readonly duplicateId!: string;
  @v.IsCode(codes.MERGE_REASONS, 'By what both are the same person')
  readonly reasonCode!: (typeof codes.MERGE_REASONS)[number];
}

@c.Acts('unmerge-duplicate', 'Approve that another record is no duplicate of this one', approvers)
export class UnmergeDuplicate extends c.Command {
  @v.IsId('The other record') readonly duplicateId!: string;
  @v.IsCode(codes.UNMERGE_REASONS, 'Why they are not the same person')
  readonly reasonCode!: (typeof codes.UNMERGE_REASONS)[number];
}

@c.Acts('acknowledge-custody-change', 'Say what becomes of the case of who left', [
  'kasubsi-pelayanan',
  'perawat-klinik',
  'asesor-bnnk',
])
export class AcknowledgeCustodyChange extends c.Command {
  @v.IsId('The entry by which they left') readonly changeId!: string;
  @v.IsId('The case that was open') readonly caseId!: string;
  @v.IsCode(codes.CASE_HANDLINGS_ON_LEAVING, 'What becomes of it')
  readonly handling!: (typeof codes.CASE_HANDLINGS_ON_LEAVING)[number];
}

class CorrectedRegistration extends c.fieldsOf(RegisterInmate) {}
class CorrectedStatusChange extends c.fieldsOf(ChangeCustodyStatus) {}
class CorrectedMove extends c.fieldsOf(MoveRoom) {}
class CorrectedTransfer extends c.fieldsOf(TransferInmate) {}
class CorrectedTransferAcceptance extends c.fieldsOf(AcceptTransfer) {}
class CorrectedRelease extends c.fieldsOf(ReleaseInmate) {}

@c.Corrects(registrars)
export class CorrectInmateEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedRegistration) readonly registration?: CorrectedRegistration;
  @c.SaysAnew(() => CorrectedStatusChange) readonly statusChange?: CorrectedStatusChange;
  @c.SaysAnew(() => CorrectedMove) readonly move?: CorrectedMove;
  @c.SaysAnew(() => CorrectedTransfer) readonly transfer?: CorrectedTransfer;
  @c.SaysAnew(() => CorrectedTransferAcceptance) readonly acceptance?: CorrectedTransferAcceptance;
  @c.SaysAnew(() => CorrectedRelease) readonly release?: CorrectedRelease;
}

@c.Annuls(approvers)
export class AnnulInmateEntry extends c.EntryCommand {}
