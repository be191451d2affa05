import { assessor, agencyHead, clerk, karutan, nurse } from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import { admission, certificate, deputy } from '../../libs/contexts/rehabilitation/case/case-for-specs.js';
import { handleCase } from '../../libs/contexts/rehabilitation/case/case.handle.js';
import { handlePlan } from '../../libs/contexts/rehabilitation/plan/plan.handle.js';
import * as templates from '../../libs/contexts/rehabilitation/programme-template/programme-template-for-specs.js';
import { handleProgrammeTemplate } from '../../libs/contexts/rehabilitation/programme-template/programme-template.handle.js';
import { type Around, doing, type Doings, ILLNESS, SECRET } from './deeds.js';
import { providerOf } from './deeds-diagnosis.js';

const template = doing('template', handleProgrammeTemplate);
const rehabCase = doing('person', handleCase);
const plan = doing('person', handlePlan);

export const MODULE = 'GROUP';
const PHASES = ['INDUCTION', 'PRIMARY'] as const;

const ofTemplates: Doings = {
  PublishProgrammeTemplate: template.creates('template', karutan, ({ tape }) => ({
    ...templates.programme,
    code: `REHAB_${1 + tape.choose(9)}`,
    severity: { from: 0, to: 9 },
    modules: [{ code: MODULE, title: 'Kelompok', kind: 'GROUP', mandatory: true, sessions: 1 }],
    quorum: ['DOCTOR'],
  })),
  RetireProgrammeTemplate: template.acts('template', karutan, ({ today }) => ({
    retiredOn: today,
    reasonCode: 'REPLACED',
  })),
};

/** For what reason a case is closed, by what was done last. */
const CLOSED_AFTER = {
  CompleteAftercare: 'AFTERCARE_COMPLETED',
  PlanAftercare: 'AFTERCARE_DECLINED',
  ExitCase: 'LEFT',
  CompleteRehab: 'NO_AFTERCARE_NEEDED',
  GiveBasicEducation: 'EDUCATED',
} as const;
/** How somebody leaves a case, by what was done before. */
const LEFT_AFTER = {
  WithdrawConsent: 'CONSENT_WITHDRAWN',
  ReleaseInmate: 'RELEASED',
  TransferInmate: 'TRANSFERRED',
} as const;
const after = ({ said }: Around, of: Readonly<Record<string, string>>, otherwise: string): string =>
  Object.entries(of).find(([type]) => said(type) !== undefined)?.[1] ?? otherwise;

const ofCases: Doings = {
  OpenCase: rehabCase.creates('opened', clerk, ({ id, today }) => ({ inmateId: id('inmate'), openedOn: today })),
  AdmitToRehab: rehabCase.acts('case', karutan, (around) => ({
    ...admission,
    decreeDate: around.today,
    admittedOn: around.today,
    assessmentId: around.id('assessment'),
    templateId: around.id('template'),
    provider: providerOf(around),
  })),
  AssignCounsellor: rehabCase.acts('case', clerk, ({ today }) => ({
    counsellorId: assessor.staffId,
    counsellorUnitId: assessor.unitId,
    assignedOn: today,
  })),
  ChangePhase: rehabCase.acts('case', nurse, ({ said, today }) => ({
    phase: said('ChangePhase') === undefined ? PHASES[0] : PHASES[1],
    changedOn: today,
  })),
  SuspendRehab: rehabCase.acts('case', nurse, ({ today }) => ({ ground: 'ILLNESS', suspendedOn: today })),
  ResumeRehab: rehabCase.acts('case', nurse, ({ today }) => ({ resumedOn: today })),
  CompleteRehab: rehabCase.acts('case', karutan, ({ today }) => ({ completedOn: today })),
  DiscontinueRehab: rehabCase.acts('case', karutan, ({ today }) => ({
    category: 'MOTIVATION',
    reasonCode: 'REFUSED',
    discontinuedOn: today,
    note: ILLNESS,
  })),
  IssueCertificate: rehabCase.acts('case', karutan, ({ tape, today }) => ({
    ...certificate(`SERT/${1 + tape.choose(3)}`, today),
  })),
  RevokeCertificate: rehabCase.acts(
    'case',
    karutan,
    ({ today }) => ({ revokedOn: today, reasonCode: 'NUMBER_WRONG' }),
    ['IssueCertificate'],
  ),
  ExitCase: rehabCase.acts('case', clerk, (around) => ({
    exit: after(around, LEFT_AFTER, 'COURT_RETURN'),
    exitedOn: around.today,
  })),
  CloseCase: rehabCase.acts('case', clerk, (around) => ({
    closedOn: around.today,
    reasonCode: after(around, CLOSED_AFTER, 'SCREENING_REFUSED'),
  })),
  ReopenCase: rehabCase.acts('case', deputy, ({ today }) => ({
    reopenedOn: today,
    reasonCode: 'RETURNED',
    note: SECRET,
  })),
};

export const goalIdOf = ({ made }: Around): string => made('goal');
const contentOf = (around: Around) => ({
  goals: [{ goalId: goalIdOf(around), domain: 'DRUG', statement: SECRET }],
  sessions: [{ module: MODULE, planned: 1 }],
  modalities: ['GROUP_COUNSELLING'],
});

const ofPlans: Doings = {
  DraftPlan: plan.creates('plan', assessor, (around) => ({ caseId: around.id('case'), ...contentOf(around) })),
  SubmitPlan: plan.acts('plan', assessor),
  ReturnPlan: plan.acts('plan', agencyHead, () => ({ comment: SECRET }), ['SubmitPlan']),
  ApprovePlan: plan.acts('plan', agencyHead),
  RevisePlan: plan.acts('plan', assessor, (around) => ({ version: 1, ...contentOf(around), reason: SECRET })),
  RecordGoalProgress: plan.acts('plan', assessor, (around) => ({
    goalId: goalIdOf(around),
    progress: 'UNDER_WAY',
    recordedOn: around.today,
    note: SECRET,
  })),
  ExemptRequirement: plan.acts('plan', agencyHead, ({ today }) => ({
    module: MODULE,
    reason: SECRET,
    exemptedOn: today,
  })),
  CorrectPlanEntry: plan.corrects('plan', assessor, {
    RecordGoalProgress: (said) => ({ progress: { ...said, progress: 'ACHIEVED' } }),
    ExemptRequirement: (said) => ({ exemption: { ...said, reason: ILLNESS } }),
  }),
  AnnulPlanEntry: plan.annuls('plan', nurse, 'RecordGoalProgress', 'ExemptRequirement'),
};

/** What people do about programmes, cases and plans, as its command is called. */
export const programme: Doings = { ...ofTemplates, ...ofCases, ...ofPlans };
