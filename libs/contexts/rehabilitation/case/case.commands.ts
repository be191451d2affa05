import * as codes from '#contracts/rehabilitation/codes';
import { Acts, Command, Creates, CreatingCommand } from '#platform/commands';
import { IsBusinessDay, IsCode, IsDigest, IsId, IsLabel, IsOneOfClass, IsText, IsUnitCode } from '#platform/http';
import { IsReserved } from '#platform/reservations';
import { ProviderBody } from '../provider.body.js';

const keepers = ['kasubsi-pelayanan', 'perawat-klinik'] as const;
const carers = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'] as const;
const deciders = ['karutan', 'kasubsi-pelayanan'] as const;

/** Answers the case that is open already, if there is one. */
@Creates('Open the case of an inmate', keepers)
export class OpenCase extends CreatingCommand {
  @IsId('Whose case it is') readonly inmateId!: string;
  @IsBusinessDay('When it began') readonly openedOn!: string;
  @IsOneOfClass(() => ProviderBody, { optional: true, says: 'Who serves it besides the unit' })
  readonly provider?: ProviderBody;
}

@Acts('admit', 'Admit to a programme by decree', ['karutan'])
export class AdmitToRehab extends Command {
  @IsText(100, 'Under which the decree is filed; sealed') readonly decreeNumber!: string;
  @IsBusinessDay('When the decree was signed') readonly decreeDate!: string;
  @IsBusinessDay('The first day in the programme') readonly admittedOn!: string;
  @IsId('The assessment whose team recommended it') readonly assessmentId!: string;
  @IsId('The programme') readonly templateId!: string;
  @IsDigest('SHA-256 of the medical record') readonly medicalRecordSha256!: string;
  @IsOneOfClass(() => ProviderBody, { optional: true, says: 'Who runs the programme, when not the unit' })
  readonly provider?: ProviderBody;
  @IsText(2000, { optional: true, says: 'Why the programme is another than the one recommended; sealed' })
  readonly reason?: string;
}

@Acts('assign-counsellor', 'Assign a counsellor', ['kasubsi-pelayanan'])
export class AssignCounsellor extends Command {
  @IsId('The staff record of the counsellor') readonly counsellorId!: string;
  @IsUnitCode('The unit that they serve in') readonly counsellorUnitId!: string;
  @IsBusinessDay('From when on they are') readonly assignedOn!: string;
}

@Acts('suspend', 'Suspend the programme', carers)
export class SuspendRehab extends Command {
  @IsCode(codes.SUSPENSION_GROUNDS, 'Why it cannot go on for now; sealed')
  readonly ground!: (typeof codes.SUSPENSION_GROUNDS)[number];
  @IsBusinessDay('From when on it does not') readonly suspendedOn!: string;
}

@Acts('resume', 'Resume the programme', carers)
export class ResumeRehab extends Command {
  @IsBusinessDay('From when on it goes on') readonly resumedOn!: string;
}

@Acts('change-phase', 'Begin a phase of the programme', carers)
export class ChangePhase extends Command {
  @IsLabel('The phase, as the programme calls it') readonly phase!: string;
  @IsBusinessDay('Its first day') readonly changedOn!: string;
  @IsText(2000, { optional: true, says: 'For which clinical reason phases before it are left out; sealed' })
  readonly skipReason?: string;
}

@Acts('complete', 'Complete the programme', deciders)
export class CompleteRehab extends Command {
  @IsBusinessDay('The last day of the programme') readonly completedOn!: string;
}

@Acts('discontinue', 'End the programme before its completion', deciders)
export class DiscontinueRehab extends Command {
  @IsCode(codes.DISCONTINUATION_CATEGORIES, 'Of which kind the reason is; sealed')
  readonly category!: (typeof codes.DISCONTINUATION_CATEGORIES)[number];
  @IsCode(codes.DISCONTINUATION_CODES, 'The reason, one of its kind; sealed')
  readonly reasonCode!: (typeof codes.DISCONTINUATION_CODES)[number];
  @IsBusinessDay('When it ended') readonly discontinuedOn!: string;
  @IsText(2000, { optional: true, says: 'What is to be known besides; sealed' }) readonly note?: string;
}

@Acts('exit', 'Record that the inmate has left the case', keepers)
export class ExitCase extends Command {
  @IsCode(codes.CASE_EXITS, 'How they left') readonly exit!: (typeof codes.CASE_EXITS)[number];
  @IsBusinessDay('When they did') readonly exitedOn!: string;
}

@Acts('close', 'Close a case', keepers)
export class CloseCase extends Command {
  @IsBusinessDay('When nothing more was to be done') readonly closedOn!: string;
  @IsCode(codes.CLOSURE_REASONS, 'Why nothing more is; sealed')
  readonly reasonCode!: (typeof codes.CLOSURE_REASONS)[number];
}

@Acts('reopen', 'Approve that a closed case is opened again', ['karutan', 'kepala-bnnk'])
export class ReopenCase extends Command {
  @IsBusinessDay('From when on it is open again') readonly reopenedOn!: string;
  @IsCode(codes.REOPENING_REASONS, 'Why it is; sealed') readonly reasonCode!: (typeof codes.REOPENING_REASONS)[number];
  @IsText(2000, 'What led to it; sealed') readonly note!: string;
}

@Acts('issue-certificate', 'Issue the certificate of a completed programme', ['karutan'])
export class IssueCertificate extends Command {
  @IsReserved('Under which it is filed, once in the unit; sealed') readonly number!: string;
  @IsDigest('SHA-256 of the paper that is handed over') readonly documentSha256!: string;
  @IsBusinessDay('When it was issued') readonly issuedOn!: string;
}

@Acts('revoke-certificate', 'Revoke a certificate', ['karutan'])
export class RevokeCertificate extends Command {
  @IsBusinessDay('From when on it is not valid') readonly revokedOn!: string;
  @IsCode(codes.CERTIFICATE_REVOCATIONS, 'Why it is not; sealed')
  readonly reasonCode!: (typeof codes.CERTIFICATE_REVOCATIONS)[number];
}
