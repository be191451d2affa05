import type { DataOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  CONSENT_FORMS,
  CONSENT_PURPOSES,
  type ConsentPurpose,
  OVERRIDE_BASES,
  WITHDRAWAL_REASONS,
} from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsId,
  IsInstant,
  IsListOfCodes,
  IsOneOfClass,
  IsStaffId,
  IsText,
  IsUnitCode,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { ConsentCommand } from './consent.decider.js';
import type { Giving, Overriding } from './consent.giving.js';

type Data<T extends ConsentCommand['type']> = DataOf<ConsentCommand, T>;
const OPTIONAL = { optional: true };
const PURPOSES = { min: 1, max: CONSENT_PURPOSES.length };

export class GiveConsentBody extends CommandBody implements Data<'GiveConsent'> {
  @IsUnitCode() readonly unitId!: string;
  @IsId() readonly inmateId!: string;
  @IsListOfCodes(CONSENT_PURPOSES, PURPOSES) readonly purposes!: ConsentPurpose[];
  @IsCode(CONSENT_FORMS) readonly form!: Giving['form'];
  @IsBusinessDay() readonly givenOn!: string;
  @IsStaffId(OPTIONAL) readonly witnessId?: string;
  /** Who asked for it, when it is another unit than the one that keeps it. */
  @IsOneOfClass(() => ProviderBody, OPTIONAL) readonly provider?: ProviderBody;
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

export class CorrectedGivingBody implements Giving {
  @IsListOfCodes(CONSENT_PURPOSES, PURPOSES) readonly purposes!: ConsentPurpose[];
  @IsCode(CONSENT_FORMS) readonly form!: Giving['form'];
  @IsBusinessDay() readonly givenOn!: string;
  @IsStaffId(OPTIONAL) readonly witnessId?: string;
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
