import type { DataOf } from '#kernel';
import {
  CASE_EXITS,
  CERTIFICATE_REVOCATIONS,
  CLOSURE_REASONS,
  DISCONTINUATION_CATEGORIES,
  DISCONTINUATION_CODES,
  REOPENING_REASONS,
  SUSPENSION_GROUNDS,
} from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsDigest,
  IsId,
  IsLabel,
  IsOneOfClass,
  IsText,
  IsUnitCode,
} from '#platform/http';
import { IsReserved } from '#platform/reservations';
import { ProviderBody } from '../provider.body.js';
import type { AskedOfCase, AskedOpening } from './case.handler.js';

type Data<T extends AskedOfCase['type']> = DataOf<AskedOfCase, T>;
const OPTIONAL = { optional: true };

/** Opens the case of an inmate; the case that is open already is answered instead. */
export class OpenCaseBody extends CommandBody {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: AskedOpening['data']['inmateId'];
  @IsBusinessDay() readonly openedOn!: string;
  @IsOneOfClass(() => ProviderBody, OPTIONAL) readonly provider?: ProviderBody;
}

export class AdmitToRehabBody extends CommandBody implements Data<'AdmitToRehab'> {
  @IsText(100) readonly decreeNumber!: string;
  @IsBusinessDay() readonly decreeDate!: string;
  @IsBusinessDay() readonly admittedOn!: string;
  @IsId() readonly assessmentId!: string;
  @IsId() readonly templateId!: string;
  @IsDigest() readonly medicalRecordSha256!: string;
  @IsOneOfClass(() => ProviderBody, OPTIONAL) readonly provider?: ProviderBody;
  /** Why the programme is another than the one recommended. */
  @IsText(2000, OPTIONAL) readonly reason?: string;
}

export class AssignCounsellorBody extends CommandBody implements Data<'AssignCounsellor'> {
  @IsId() readonly counsellorId!: string;
  @IsUnitCode() readonly counsellorUnitId!: string;
  @IsBusinessDay() readonly assignedOn!: string;
}

export class SuspendRehabBody extends CommandBody implements Data<'SuspendRehab'> {
  @IsCode(SUSPENSION_GROUNDS) readonly ground!: Data<'SuspendRehab'>['ground'];
  @IsBusinessDay() readonly suspendedOn!: string;
}

export class ResumeRehabBody extends CommandBody implements Data<'ResumeRehab'> {
  @IsBusinessDay() readonly resumedOn!: string;
}

export class ChangePhaseBody extends CommandBody implements Data<'ChangePhase'> {
  @IsLabel() readonly phase!: string;
  @IsBusinessDay() readonly changedOn!: string;
  @IsText(2000, OPTIONAL) readonly skipReason?: string;
}

export class CompleteRehabBody extends CommandBody implements Data<'CompleteRehab'> {
  @IsBusinessDay() readonly completedOn!: string;
}

export class DiscontinueRehabBody extends CommandBody implements Data<'DiscontinueRehab'> {
  @IsCode(DISCONTINUATION_CATEGORIES) readonly category!: Data<'DiscontinueRehab'>['category'];
  @IsCode(DISCONTINUATION_CODES) readonly reasonCode!: Data<'DiscontinueRehab'>['reasonCode'];
  @IsBusinessDay() readonly discontinuedOn!: string;
  @IsText(2000, OPTIONAL) readonly note?: string;
}

export class ExitCaseBody extends CommandBody implements Data<'ExitCase'> {
  @IsCode(CASE_EXITS) readonly exit!: Data<'ExitCase'>['exit'];
  @IsBusinessDay() readonly exitedOn!: string;
}

export class CloseCaseBody extends CommandBody implements Data<'CloseCase'> {
  @IsBusinessDay() readonly closedOn!: string;
  @IsCode(CLOSURE_REASONS) readonly reasonCode!: Data<'CloseCase'>['reasonCode'];
}

export class ReopenCaseBody extends CommandBody implements Data<'ReopenCase'> {
  @IsBusinessDay() readonly reopenedOn!: string;
  @IsCode(REOPENING_REASONS) readonly reasonCode!: Data<'ReopenCase'>['reasonCode'];
  @IsText(2000) readonly note!: string;
}

export class IssueCertificateBody extends CommandBody implements Data<'IssueCertificate'> {
  @IsReserved() readonly number!: string;
  /** Of the paper that is handed over. */
  @IsDigest() readonly documentSha256!: string;
  @IsBusinessDay() readonly issuedOn!: string;
}

export class RevokeCertificateBody extends CommandBody implements Data<'RevokeCertificate'> {
  @IsBusinessDay() readonly revokedOn!: string;
  @IsCode(CERTIFICATE_REVOCATIONS) readonly reasonCode!: Data<'RevokeCertificate'>['reasonCode'];
}
