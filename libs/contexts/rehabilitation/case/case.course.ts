import { CASE_EXITS, type CaseExit, type CaseStatus, type Milestone } from '#contracts/rehabilitation/codes';

/** What moves a case: a milestone of another record, or an act on the case itself. */
export type Step =
  | Milestone
  | 'AdmitToRehab'
  | 'ChangePhase'
  | 'SuspendRehab'
  | 'ResumeRehab'
  | 'CompleteRehab'
  | 'DiscontinueRehab'
  | 'CloseCase';

type Steps = Partial<Record<Step, CaseStatus>>;

const toAftercareOrClosed: Steps = { AFTERCARE_PLANNED: 'AFTERCARE', CloseCase: 'CLOSED' };
const toClosed: Steps = { CloseCase: 'CLOSED' };

/**
 * The course of a case (domain 1.3): from each status, where each step leads; what is not here is refused. Besides, `ExitCase` leads
 * from every open status to its exit, `ReopenCase` from CLOSED to where it was closed.
 */
export const COURSE: Readonly<Record<CaseStatus, Steps>> = {
  SCREENING_DUE: { SCREENED: 'SCREENED', CloseCase: 'CLOSED' },
  SCREENED: { SCREENED: 'SCREENED', EDUCATED: 'EDUCATION_ONLY', ASSESSMENT_STARTED: 'ASSESSMENT_DUE' },
  EDUCATION_ONLY: { SCREENED: 'SCREENED', ASSESSMENT_STARTED: 'ASSESSMENT_DUE', CloseCase: 'CLOSED' },
  ASSESSMENT_DUE: { ASSESSED: 'ASSESSED' },
  ASSESSED: { RECOMMENDED: 'RECOMMENDED' },
  RECOMMENDED: {
    RECOMMENDED: 'RECOMMENDED',
    ASSESSMENT_STARTED: 'ASSESSMENT_DUE',
    AdmitToRehab: 'ADMITTED',
    CloseCase: 'CLOSED',
  },
  ADMITTED: { PLAN_APPROVED: 'PLANNED', DiscontinueRehab: 'DISCONTINUED' },
  PLANNED: { PLAN_APPROVED: 'PLANNED', ChangePhase: 'IN_PROGRAMME', DiscontinueRehab: 'DISCONTINUED' },
  IN_PROGRAMME: {
    PLAN_APPROVED: 'IN_PROGRAMME',
    ChangePhase: 'IN_PROGRAMME',
    SuspendRehab: 'SUSPENDED',
    EVALUATED: 'EVALUATED',
    DiscontinueRehab: 'DISCONTINUED',
  },
  SUSPENDED: { ResumeRehab: 'IN_PROGRAMME', DiscontinueRehab: 'DISCONTINUED' },
  EVALUATED: {
    EVALUATED: 'EVALUATED',
    ChangePhase: 'IN_PROGRAMME',
    CompleteRehab: 'COMPLETED',
    DiscontinueRehab: 'DISCONTINUED',
  },
  COMPLETED: toAftercareOrClosed,
  DISCONTINUED: toAftercareOrClosed,
  AFTERCARE: toClosed,
  TRANSFERRED: toClosed,
  RELEASED: toAftercareOrClosed,
  DECEASED: toClosed,
  CONSENT_WITHDRAWN: toClosed,
  COURT_RETURN: toClosed,
  CLOSED: {},
};

/** Whether somebody in that status takes part in a programme and may sit in its sessions. */
export const takesPart = (status: CaseStatus): boolean =>
  ['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'EVALUATED'].includes(status);

const STATUSES = Object.keys(COURSE) as readonly CaseStatus[];

export const leadingTo = (step: Step): readonly CaseStatus[] =>
  STATUSES.filter((status) => COURSE[status][step] !== undefined);

export const isOpen = (status: CaseStatus): boolean =>
  status !== 'CLOSED' && !CASE_EXITS.some((exit: CaseExit) => exit === status);

export const OPEN: readonly CaseStatus[] = STATUSES.filter(isOpen);

export const UNCLOSED: readonly CaseStatus[] = STATUSES.filter((status) => status !== 'CLOSED');
