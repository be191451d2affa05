import * as codes from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import * as v from '#platform/http';
import { ProviderBody } from '../provider.body.js';

const writers = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;
const SOME = { min: 1, max: codes.CONSENT_PURPOSES.length };

export class ConsentPurposeBody {
  @v.IsCode(codes.CONSENT_PURPOSES, 'To what the form asks consent') readonly purpose!: codes.ConsentPurpose;
  @v.IsFlag('Whether it is consented to') readonly given!: boolean;
}

export class ConsentGiverBody {
  @v.IsCode(codes.CONSENT_CAPACITIES, 'As what they consent')
  readonly capacity!: (typeof codes.CONSENT_CAPACITIES)[number];
  @v.IsText(200, { optional: true, says: 'Of whoever consents for the inmate, and only then; sealed' })
  readonly name?: string;
}

@c.Creates('Record that an inmate consented', writers)
export class GiveConsent extends c.CreatingCommand {
  @v.IsId('Who consents, or for whom somebody does') readonly inmateId!: string;
  @v.IsVersionCode('Which version of the form was signed or spoken') readonly formVersion!: string;
  @v.IsCode(codes.LANGUAGES, 'In which language it was explained') readonly language!: (typeof codes.LANGUAGES)[number];
  @v.IsCode(codes.CONSENT_MEDIA, 'On what it is kept') readonly medium!: (typeof codes.CONSENT_MEDIA)[number];
  @v.IsDigest('SHA-256 of the paper or the recording') readonly documentSha256!: string;
  @v.IsListOf(() => ConsentPurposeBody, { ...SOME, says: 'Each purpose of the form, consented to or not' })
  readonly purposes!: ConsentPurposeBody[];
  @v.IsInstant('When it was given') readonly givenAt!: string;
  @v.IsOneOfClass(() => ConsentGiverBody, 'Who gave it') readonly givenBy!: ConsentGiverBody;
  @v.IsId({ optional: true, says: 'The staff record of who witnessed it' }) readonly witnessId?: string;
  @v.IsOneOfClass(() => ProviderBody, { optional: true, says: 'Who asked for it, when not the unit that keeps it' })
  readonly provider?: ProviderBody;
}

@c.Creates('Decide that a service is rendered without consent', ['karutan'], 'override')
export class OverrideConsent extends c.CreatingCommand {
  @v.IsId('Who is served without consent') readonly inmateId!: string;
  @v.IsListOfCodes(codes.CONSENT_PURPOSES, { ...SOME, says: 'To what no consent is needed' })
  readonly purposes!: codes.ConsentPurpose[];
  @v.IsCode(codes.OVERRIDE_BASES, 'On which legal basis instead')
  readonly overrideBasis!: (typeof codes.OVERRIDE_BASES)[number];
  @v.IsText(2000, 'Why; sealed') readonly reason!: string;
  @v.IsBusinessDay('When it was decided') readonly overriddenOn!: string;
}

@c.Acts('withdraw', 'Record that an inmate withdrew the consent', writers)
export class WithdrawConsent extends c.Command {
  @v.IsInstant({ optional: true, says: 'When it was withdrawn; now by default' }) readonly withdrawnAt?: string;
  @v.IsCode(codes.WITHDRAWAL_REASONS, 'Why; sealed') readonly reasonCode!: (typeof codes.WITHDRAWAL_REASONS)[number];
}

class CorrectedGiving extends c.fieldsOf(GiveConsent, 'inmateId', 'provider') {}
class CorrectedOverriding extends c.fieldsOf(OverrideConsent, 'inmateId') {}

@c.Corrects([...writers, 'karutan'])
export class CorrectConsentEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedGiving) readonly given?: CorrectedGiving;
  @c.SaysAnew(() => CorrectedOverriding) readonly override?: CorrectedOverriding;
}

@c.Annuls(['karutan', 'kasubsi-pelayanan'])
export class AnnulConsentEntry extends c.EntryCommand {}
