import { GOAL_DOMAINS, GOAL_PROGRESS, MODALITIES } from '#contracts/rehabilitation/codes';
import * as c from '#platform/commands';
import { IsBusinessDay, IsCode, IsId, IsLabel, IsListOf, IsListOfCodes, IsText, IsWhole } from '#platform/http';

const planners = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;
const approvers = ['karutan', 'kepala-bnnk'] as const;

export class GoalBody {
  @IsId('Of the goal, chosen by who writes the plan') readonly goalId!: string;
  @IsCode(GOAL_DOMAINS, 'Of which domain of the ASI it is; sealed') readonly domain!: (typeof GOAL_DOMAINS)[number];
  @IsText(2000, 'What is to be achieved; sealed') readonly statement!: string;
  @IsBusinessDay({ optional: true, says: 'Until when' }) readonly targetOn?: string;
}

export class PlannedSessionsBody {
  @IsLabel('A module of the programme') readonly module!: string;
  @IsWhole(0, 500, 'How many sessions of it are planned') readonly planned!: number;
}

const GOALS = { max: 50, says: 'What is to be achieved' };
const SESSIONS = { max: 50, says: 'What is done for it' };
const HOW = { min: 1, max: MODALITIES.length, says: 'In which ways' };

@c.Creates('Draft the plan of a case', planners)
export class DraftPlan extends c.CreatingCommand {
  @IsId('Whose plan it is') readonly caseId!: string;
  @IsListOf(() => GoalBody, GOALS) readonly goals!: GoalBody[];
  @IsListOf(() => PlannedSessionsBody, SESSIONS) readonly sessions!: PlannedSessionsBody[];
  @IsListOfCodes(MODALITIES, HOW) readonly modalities!: (typeof MODALITIES)[number][];
}

@c.Acts('submit', 'Hand a version in for approval', planners)
export class SubmitPlan extends c.Command {}

@c.Acts('approve', 'Approve the version that was handed in', approvers)
export class ApprovePlan extends c.Command {}

@c.Acts('return', 'Return the version that was handed in', approvers)
export class ReturnPlan extends c.Command {
  @IsText(2000, 'What is to be changed; sealed') readonly comment!: string;
}

@c.Acts('revise', 'Draft a new version in the place of the latest', planners)
export class RevisePlan extends c.Command {
  @IsWhole(1, 1000, 'The latest version, whose place it takes') readonly version!: number;
  @IsListOf(() => GoalBody, GOALS) readonly goals!: GoalBody[];
  @IsListOf(() => PlannedSessionsBody, SESSIONS) readonly sessions!: PlannedSessionsBody[];
  @IsListOfCodes(MODALITIES, HOW) readonly modalities!: (typeof MODALITIES)[number][];
  @IsText(2000, 'Why it is revised; sealed') readonly reason!: string;
}

@c.Acts('record-progress', 'Record how far a goal is achieved', planners)
export class RecordGoalProgress extends c.Command {
  @IsId('The goal') readonly goalId!: string;
  @IsCode(GOAL_PROGRESS, 'How far it is achieved; sealed') readonly progress!: (typeof GOAL_PROGRESS)[number];
  @IsBusinessDay('On which day it was so far') readonly recordedOn!: string;
  @IsText(2000, { optional: true, says: 'What shows it; sealed' }) readonly note?: string;
}

@c.Acts('exempt', 'Exempt from a mandatory module', approvers)
export class ExemptRequirement extends c.Command {
  @IsLabel('The module that need not be attended') readonly module!: string;
  @IsText(2000, 'Why; sealed') readonly reason!: string;
  @IsBusinessDay('From when on') readonly exemptedOn!: string;
  @IsBusinessDay({ optional: true, says: 'The last day of it' }) readonly expiresOn?: string;
}

class CorrectedProgress extends c.fieldsOf(RecordGoalProgress) {}
class CorrectedExemption extends c.fieldsOf(ExemptRequirement) {}

@c.Corrects([...planners, ...approvers])
export class CorrectPlanEntry extends c.EntryCommand {
  @c.SaysAnew(() => CorrectedProgress) readonly progress?: CorrectedProgress;
  @c.SaysAnew(() => CorrectedExemption) readonly exemption?: CorrectedExemption;
}

@c.Annuls([...planners, ...approvers])
export class AnnulPlanEntry extends c.EntryCommand {}
