import type { DataOf } from '#kernel';
import { RETIREMENT_REASONS, SESSION_KINDS, TEAM_ROLES, type TeamRole } from '#contracts/rehabilitation/codes';
import {
  CommandBody,
  IsBusinessDay,
  IsCode,
  IsFlag,
  IsLabel,
  IsListOf,
  IsListOfCodes,
  IsOneOfClass,
  IsText,
  IsUnitCode,
  IsWhole,
} from '#platform/http';
import { ProviderBody } from '../provider.body.js';
import type { Programme, ProgrammeTemplateCommand } from './programme-template.decider.js';

type Data<T extends ProgrammeTemplateCommand['type']> = DataOf<ProgrammeTemplateCommand, T>;

export class SeverityRangeBody {
  @IsWhole(0, 9) readonly from!: number;
  @IsWhole(0, 9) readonly to!: number;
}

export class ProgrammePhaseBody {
  @IsLabel() readonly code!: string;
  @IsText(200) readonly title!: string;
  @IsWhole(1, 400) readonly days!: number;
}

export class ProgrammeModuleBody {
  @IsLabel() readonly code!: string;
  @IsText(200) readonly title!: string;
  @IsCode(SESSION_KINDS) readonly kind!: Programme['modules'][number]['kind'];
  @IsFlag() readonly mandatory!: boolean;
  @IsWhole(1, 500) readonly sessions!: number;
}

export class PublishProgrammeTemplateBody extends CommandBody implements Data<'PublishProgrammeTemplate'> {
  @IsUnitCode() readonly unitId!: string;
  @IsLabel() readonly code!: string;
  @IsText(200) readonly title!: string;
  @IsBusinessDay() readonly validFrom!: string;
  @IsWhole(1, 400) readonly days!: number;
  @IsOneOfClass(() => SeverityRangeBody) readonly severity!: SeverityRangeBody;
  @IsListOf(() => ProgrammePhaseBody, { min: 1, max: 20 }) readonly phases!: ProgrammePhaseBody[];
  @IsListOf(() => ProgrammeModuleBody, { min: 1, max: 50 }) readonly modules!: ProgrammeModuleBody[];
  @IsWhole(0, 100) readonly minimumDosagePercent!: number;
  @IsWhole(1, 200) readonly maximumGroupSize!: number;
  @IsWhole(0, 60) readonly amendableForDays!: number;
  @IsWhole(1, 400) readonly screeningValidForDays!: number;
  @IsListOfCodes(TEAM_ROLES, { min: 1, max: TEAM_ROLES.length }) readonly quorum!: TeamRole[];
  /** With whom the unit runs it, when not alone. */
  @IsOneOfClass(() => ProviderBody, { optional: true }) readonly provider?: ProviderBody;
}

export class RetireProgrammeTemplateBody extends CommandBody implements Data<'RetireProgrammeTemplate'> {
  @IsBusinessDay() readonly retiredOn!: string;
  @IsCode(RETIREMENT_REASONS) readonly reasonCode!: Data<'RetireProgrammeTemplate'>['reasonCode'];
}
