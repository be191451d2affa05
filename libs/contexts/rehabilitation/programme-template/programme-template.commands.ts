import { RETIREMENT_REASONS, SESSION_KINDS, TEAM_ROLES, type TeamRole } from '#contracts/rehabilitation/codes';
import { Acts, Command, Creates, CreatingCommand } from '#platform/commands';
import * as v from '#platform/http';
import { ProviderBody } from '../provider.body.js';

export class SeverityRangeBody {
  @v.IsWhole(0, 9, 'The lowest that it is for') readonly from!: number;
  @v.IsWhole(0, 9, 'The highest that it is for') readonly to!: number;
}

export class ProgrammePhaseBody {
  @v.IsLabel('Under which the phase is known') readonly code!: string;
  @v.IsText(200, 'What the phase is called') readonly title!: string;
  @v.IsWhole(1, 400, 'How many days it takes') readonly days!: number;
}

export class ProgrammeModuleBody {
  @v.IsLabel('Under which the module is known') readonly code!: string;
  @v.IsText(200, 'What the module is called') readonly title!: string;
  @v.IsCode(SESSION_KINDS, 'Of which kind its sessions are') readonly kind!: (typeof SESSION_KINDS)[number];
  @v.IsFlag('Whether nobody completes the programme without it') readonly mandatory!: boolean;
  @v.IsWhole(1, 500, 'How many sessions it has') readonly sessions!: number;
}

const TEAM = { min: 1, max: TEAM_ROLES.length, says: 'Who must agree to an admission' };

@Creates('Publish a programme template', ['karutan', 'kepala-bnnk', 'kasubsi-pelayanan'])
export class PublishProgrammeTemplate extends CreatingCommand {
  @v.IsLabel('Under which the programme is known') readonly code!: string;
  @v.IsText(200, 'What the programme is called') readonly title!: string;
  @v.IsBusinessDay('The first day on which it is offered') readonly validFrom!: string;
  @v.IsWhole(1, 400, 'How many days it takes') readonly days!: number;
  @v.IsOneOfClass(() => SeverityRangeBody, 'For which severity of the ASI it is') readonly severity!: SeverityRangeBody;
  @v.IsListOf(() => ProgrammePhaseBody, { min: 1, max: 20, says: 'Its phases in their order' })
  readonly phases!: ProgrammePhaseBody[];
  @v.IsListOf(() => ProgrammeModuleBody, { min: 1, max: 50, says: 'What is done in it' })
  readonly modules!: ProgrammeModuleBody[];
  @v.IsWhole(0, 100, 'How much of the sessions somebody must attend') readonly minimumDosagePercent!: number;
  @v.IsWhole(1, 200, 'How many may take part in one session') readonly maximumGroupSize!: number;
  @v.IsWhole(0, 60, 'For how many days attendance may be amended') readonly amendableForDays!: number;
  @v.IsWhole(1, 400, 'For how many days a screening is good for an admission') readonly screeningValidForDays!: number;
  @v.IsListOfCodes(TEAM_ROLES, TEAM) readonly quorum!: TeamRole[];
  @v.IsOneOfClass(() => ProviderBody, { optional: true, says: 'With whom the unit runs it, when not alone' })
  readonly provider?: ProviderBody;
}

@Acts('retire', 'Say from which day on a template is no longer offered', ['karutan', 'kepala-bnnk'])
export class RetireProgrammeTemplate extends Command {
  @v.IsBusinessDay('The first day on which it is not offered') readonly retiredOn!: string;
  @v.IsCode(RETIREMENT_REASONS, 'Why it is no longer') readonly reasonCode!: (typeof RETIREMENT_REASONS)[number];
}
