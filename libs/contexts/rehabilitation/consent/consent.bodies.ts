import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  CONSENT_CAPACITIES,
  CONSENT_MEDIA,
  CONSENT_PURPOSES,
  type ConsentPurpose,
  LANGUAGES,
  OVERRIDE_BASES,
  WITHDRAWAL_REASONS,
} from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  ContextBody,
  IsBusinessDay,
  IsCode,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsListOf,
  IsListOfCodes,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsVersionCode,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { ConsentCommand } from './consent.decider.js';
import type { Giving, Overriding } from './consent.giving.js';

type Data<T extends ConsentCommand['type']> = DataOf<ConsentCommand, T>;
const OPTIONAL = { optional: true };
const PURPOSES = { min: 1, max: CONSENT_PURPOSES.length };

export class ConsentPurposeBody {
  @IsCode(CONSENT_PURPOSES) readonly purpose!: ConsentPurpose;
  @IsFlag() readonly given!: boolean;
}

/** `name` of whoever consents for the inmate, and only then. */
export class ConsentGiverBody {
  @IsCode(CONSENT_CAPACITIES) readonly capacity!: Giving['givenBy']['capacity'];
  @IsText(200, OPTIONAL) readonly name?: string;
}

/** What a form says that was signed or spoken; `documentSha256` is of the paper or the recording. */
export class CorrectedGivingBody implements Giving {
  @IsVersionCode() readonly formVersion!: string;
  @IsCode(LANGUAGES) readonly language!: Giving['language'];
  @IsCode(CONSENT_MEDIA) readonly medium!: Giving['medium'];
  @IsDigest() readonly documentSha256!: string;
  @IsListOf(() => ConsentPurposeBody, PURPOSES) readonly purposes!: ConsentPurposeBody[];
  @IsInstant() readonly givenAt!: string;
  @IsOneOfClass(() => ConsentGiverBody) readonly givenBy!: ConsentGiverBody;
  @IsId(OPTIONAL) readonly witnessId?: string;
}

export class GiveConsentBody extends CorrectedGivingBody implements CommandBody, Data<'GiveConsent'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: string;
  /** Who asked for it, when it is another unit than the one that keeps it. */
  @IsOneOfClass(() => ProviderBody, OPTIONAL) readonly provider?: ProviderBody;
  @IsOneOfClass(() => ContextBody, OPTIONAL) readonly context?: ContextBody;
}

export class OverrideConsentBody extends CommandBody implements Data<'OverrideConsent'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: string;
  @IsListOfCodes(CONSENT_PURPOSES, PURPOSES) readonly purposes!: ConsentPurpose[];
  @IsCode(OVERRIDE_BASES) readonly overrideBasis!: Overriding['overrideBasis'];
  @IsText(2000) readonly reason!: string;
  @IsBusinessDay() readonly overriddenOn!: string;
}

export class WithdrawConsentBody extends CommandBody implements Data<'WithdrawConsent'> {
  @IsInstant(OPTIONAL) readonly withdrawnAt?: string;
  @IsCode(WITHDRAWAL_REASONS) readonly reasonCode!: Data<'WithdrawConsent'>['reasonCode'];
}

export class CorrectedOverridingBody implements Overriding {
  @IsListOfCodes(CONSENT_PURPOSES, PURPOSES) readonly purposes!: ConsentPurpose[];
  @IsCode(OVERRIDE_BASES) readonly overrideBasis!: Overriding['overrideBasis'];
  @IsText(2000) readonly reason!: string;
  @IsBusinessDay() readonly overriddenOn!: string;
}

/** Exactly one of the two says what the cited entry should have said. */
export class CorrectConsentEntryBody extends CommandBody implements Data<'CorrectConsentEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'CorrectConsentEntry'>['reasonCode'];
  @IsOneOfClass(() => CorrectedGivingBody, OPTIONAL) readonly given?: CorrectedGivingBody;
  @IsOneOfClass(() => CorrectedOverridingBody, OPTIONAL) readonly override?: CorrectedOverridingBody;
}

export class AnnulConsentEntryBody extends CommandBody implements Data<'AnnulConsentEntry'> {
  @IsId() readonly of!: string;
  @IsCode(CORRECTION_REASONS) readonly reasonCode!: Data<'AnnulConsentEntry'>['reasonCode'];
}
