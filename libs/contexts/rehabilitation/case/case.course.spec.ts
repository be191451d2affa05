import * as codes from '#contracts/rehabilitation/codes';
import { clerk, factOn, inmateId, inmateThere, nurse } from '../facts-for-specs.js';
import {
  admission,
  admissionFacts,
  advance,
  advanced,
  completionFacts,
  consentNoted,
  deputy,
  given,
  HISTORIES,
  note,
  type Past,
} from './case-for-specs.js';
import type { CaseCommand } from './case.rules.js';
import { isOpen, takesPart } from './case.course.js';

const DAY = '2024-12-16';
const REFUSED = 'not-in-this-status';
const left = (how: 'TRANSFERRED' | 'RELEASED', died?: true) =>
  inmateThere({ left: { how, on: '2024-12-14', changeId: inmateId, ...(died && { died }) } });
const LEFT = {
  TRANSFERRED: left('TRANSFERRED'),
  RELEASED: left('RELEASED'),
  DECEASED: left('RELEASED', true),
  CONSENT_WITHDRAWN: inmateThere(),
  COURT_RETURN: inmateThere(),
};

/** A reason for which a case is closed from there; where there is none, closing is refused whatever the reason. */
const FITTING: Readonly<Partial<Record<codes.CaseStatus, (typeof codes.CLOSURE_REASONS)[number][]>>> = {
  SCREENING_DUE: ['SCREENING_REFUSED'],
  EDUCATION_ONLY: ['EDUCATED'],
  RECOMMENDED: ['NOT_ELIGIBLE'],
  COMPLETED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  DISCONTINUED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  AFTERCARE: ['AFTERCARE_COMPLETED', 'AFTERCARE_DECLINED'],
  RELEASED: ['LEFT', 'NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  TRANSFERRED: ['LEFT'],
  DECEASED: ['LEFT'],
  CONSENT_WITHDRAWN: ['LEFT'],
  COURT_RETURN: ['LEFT'],
};
const aftercare = { completedOn: '2024-12-15', basis: factOn(`aftercare-${inmateId}`) };

const milestones = Object.fromEntries(
  codes.MILESTONES.map((milestone) => [
    milestone,
    (): CaseCommand => ({ type: 'AdvanceCase', data: newly(milestone) }),
  ]),
);
const newly = (milestone: (typeof codes.MILESTONES)[number]) => advance(milestone, { by: inmateId });

/** Every step, told so that nothing but the status stands against it. */
const STEPS: Readonly<Record<string, (status: codes.CaseStatus) => CaseCommand>> = {
  ...milestones,
  AdmitToRehab: () => ({
    type: 'AdmitToRehab',
    data: { ...admission, admittedOn: DAY },
    facts: admissionFacts(),
  }),
  ChangePhase: (status) => ({
    type: 'ChangePhase',
    data: { phase: status === 'PLANNED' ? 'INDUCTION' : 'PRIMARY', changedOn: DAY },
    facts: { inmate: inmateThere() },
  }),
  SuspendRehab: () => ({ type: 'SuspendRehab', data: { ground: 'ILLNESS', suspendedOn: DAY } }),
  ResumeRehab: () => ({ type: 'ResumeRehab', data: { resumedOn: DAY }, facts: { inmate: inmateThere() } }),
  CompleteRehab: () => ({ type: 'CompleteRehab', data: { completedOn: DAY }, facts: completionFacts() }),
  DiscontinueRehab: () => ({
    type: 'DiscontinueRehab',
    data: { category: 'ADMIN', reasonCode: 'ENTERED_BY_MISTAKE', discontinuedOn: DAY },
    facts: {},
  }),
  CloseCase: (status) => ({
    type: 'CloseCase',
    data: { closedOn: DAY, reasonCode: FITTING[status]?.[0] ?? 'LEFT' },
    facts: { aftercare },
  }),
  ReopenCase: () => ({
    type: 'ReopenCase',
    data: { reopenedOn: DAY, reasonCode: 'CLOSED_BY_MISTAKE', note: 'Closed too soon.' },
    facts: { hasLaterEpisode: false },
  }),
  AssignCounsellor: () => ({
    type: 'AssignCounsellor',
    data: { counsellorId: nurse.staffId, counsellorUnitId: nurse.unitId, assignedOn: DAY },
  }),
  ...Object.fromEntries(
    codes.CASE_EXITS.map((exit) => [
      `ExitCase ${exit}`,
      (): CaseCommand => ({ type: 'ExitCase', data: { exit, exitedOn: DAY }, facts: { inmate: LEFT[exit] } }),
    ]),
  ),
};

const exits = {
  'ExitCase TRANSFERRED': 'TRANSFERRED',
  'ExitCase RELEASED': 'RELEASED',
  'ExitCase DECEASED': 'DECEASED',
  'ExitCase CONSENT_WITHDRAWN': 'CONSENT_WITHDRAWN',
  'ExitCase COURT_RETURN': 'COURT_RETURN',
} as const;

/** Domain 1.3: from each status, where each step leads. What is not here is refused. */
const EXPECTED: Readonly<Record<codes.CaseStatus, Readonly<Record<string, codes.CaseStatus>>>> = {
  SCREENING_DUE: { SCREENED: 'SCREENED', CloseCase: 'CLOSED', AssignCounsellor: 'SCREENING_DUE', ...exits },
  SCREENED: {
    SCREENED: 'SCREENED',
    EDUCATED: 'EDUCATION_ONLY',
    ASSESSMENT_STARTED: 'ASSESSMENT_DUE',
    AssignCounsellor: 'SCREENED',
    ...exits,
  },
  EDUCATION_ONLY: {
    SCREENED: 'SCREENED',
    ASSESSMENT_STARTED: 'ASSESSMENT_DUE',
    CloseCase: 'CLOSED',
    AssignCounsellor: 'EDUCATION_ONLY',
    ...exits,
  },
  ASSESSMENT_DUE: { ASSESSED: 'ASSESSED', AssignCounsellor: 'ASSESSMENT_DUE', ...exits },
  ASSESSED: { RECOMMENDED: 'RECOMMENDED', AssignCounsellor: 'ASSESSED', ...exits },
  RECOMMENDED: {
    RECOMMENDED: 'RECOMMENDED',
    ASSESSMENT_STARTED: 'ASSESSMENT_DUE',
    AdmitToRehab: 'ADMITTED',
    CloseCase: 'CLOSED',
    AssignCounsellor: 'RECOMMENDED',
    ...exits,
  },
  ADMITTED: {
    PLAN_APPROVED: 'PLANNED',
    DiscontinueRehab: 'DISCONTINUED',
    AssignCounsellor: 'ADMITTED',
    ...exits,
  },
  PLANNED: {
    PLAN_APPROVED: 'PLANNED',
    ChangePhase: 'IN_PROGRAMME',
    DiscontinueRehab: 'DISCONTINUED',
    AssignCounsellor: 'PLANNED',
    ...exits,
  },
  IN_PROGRAMME: {
    PLAN_APPROVED: 'IN_PROGRAMME',
    ChangePhase: 'IN_PROGRAMME',
    SuspendRehab: 'SUSPENDED',
    EVALUATED: 'EVALUATED',
    DiscontinueRehab: 'DISCONTINUED',
    AssignCounsellor: 'IN_PROGRAMME',
    ...exits,
  },
  SUSPENDED: {
    ResumeRehab: 'IN_PROGRAMME',
    DiscontinueRehab: 'DISCONTINUED',
    AssignCounsellor: 'SUSPENDED',
    ...exits,
  },
  EVALUATED: {
    EVALUATED: 'EVALUATED',
    ChangePhase: 'IN_PROGRAMME',
    CompleteRehab: 'COMPLETED',
    DiscontinueRehab: 'DISCONTINUED',
    AssignCounsellor: 'EVALUATED',
    ...exits,
  },
  COMPLETED: { AFTERCARE_PLANNED: 'AFTERCARE', CloseCase: 'CLOSED', AssignCounsellor: 'COMPLETED', ...exits },
  DISCONTINUED: { AFTERCARE_PLANNED: 'AFTERCARE', CloseCase: 'CLOSED', AssignCounsellor: 'DISCONTINUED', ...exits },
  AFTERCARE: { CloseCase: 'CLOSED', AssignCounsellor: 'AFTERCARE', ...exits },
  TRANSFERRED: { CloseCase: 'CLOSED' },
  RELEASED: { AFTERCARE_PLANNED: 'AFTERCARE', CloseCase: 'CLOSED' },
  DECEASED: { CloseCase: 'CLOSED' },
  CONSENT_WITHDRAWN: { CloseCase: 'CLOSED' },
  COURT_RETURN: { CloseCase: 'CLOSED' },
  CLOSED: { ReopenCase: 'COMPLETED' },
};

const notEligible = [
  ...HISTORIES.ASSESSED,
  advanced('RECOMMENDED', { recommendation: 'NOT_ELIGIBLE' }),
] satisfies readonly Past[];

/** The history of a status, with what the step needs of consent besides. */
function historyFor(status: codes.CaseStatus, step: string): readonly Past[] {
  return step === 'ExitCase CONSENT_WITHDRAWN'
    ? [...HISTORIES[status], consentNoted('WITHDRAWN')]
    : (status === 'RECOMMENDED' && step === 'CloseCase' ? notEligible : HISTORIES[status]).filter(
        ({ type }) => type !== 'CaseConsentNoted',
      );
}

describe('The course of a case (domain 1.3)', () => {
  it('has a history and a row for every status', () => {
    expect(Object.keys(HISTORIES).sort()).toEqual([...codes.CASE_STATUSES].sort());
    expect(Object.keys(EXPECTED).sort()).toEqual([...codes.CASE_STATUSES].sort());
    for (const status of codes.CASE_STATUSES) expect(given(...HISTORIES[status]).state.status).toBe(status);
    for (const row of Object.values(EXPECTED))
      expect(Object.keys(STEPS)).toEqual(expect.arrayContaining(Object.keys(row)));
  });

  const cells = codes.CASE_STATUSES.flatMap((status) =>
    Object.keys(STEPS).map((step) => ({ status, step, outcome: EXPECTED[status][step] ?? REFUSED })),
  );

  it.each(cells)('$status, $step: $outcome', ({ status, step, outcome }) => {
    const history = historyFor(status, step);
    const command = STEPS[step]?.(status);
    if (command === undefined) throw new Error(`${step} is no step.`);
    const asked = given(...history).when(command, { by: deputy, today: DAY });
    const recorded = 'events' in asked.outcome ? asked.outcome.events : [];
    expect('refusal' in asked.outcome ? asked.outcome.refusal : given(...history, ...recorded).state.status).toBe(
      outcome,
    );
    expect(recorded).toHaveLength(outcome === REFUSED ? 0 : 1);
  });

  const closures = codes.CASE_STATUSES.filter((status) => EXPECTED[status].CloseCase !== undefined).flatMap((status) =>
    codes.CLOSURE_REASONS.map((reasonCode) => ({
      status,
      reasonCode,
      fits: FITTING[status]?.includes(reasonCode) === true,
    })),
  );

  it.each(closures)('closes from $status as $reasonCode: $fits (R-3.11)', ({ status, reasonCode, fits }) => {
    const history = status === 'RECOMMENDED' ? notEligible : HISTORIES[status];
    const command: CaseCommand = { type: 'CloseCase', data: { closedOn: DAY, reasonCode }, facts: { aftercare } };
    const { outcome } = given(...history).when(command, { by: clerk });
    expect(outcome).toEqual(
      fits ? { events: [expect.objectContaining({ type: 'RehabCaseClosed' })] } : { refusal: 'reason-does-not-fit' },
    );
  });

  const always = (['NoteSession', 'AssignCounsellor'] as const).map((type) => ({ type }));

  it.each(always)('is asked of a case that was opened: $type', ({ type }) => {
    const command = type === 'NoteSession' ? { type, data: note(1) } : STEPS[type]?.('SCREENED');
    if (command === undefined) throw new Error(`${type} is no step.`);
    given().when(command).thenRefuses('case-not-opened');
  });

  it('knows who takes part in a programme, and what is open (R-3.5)', () => {
    expect(codes.CASE_STATUSES.filter(takesPart)).toEqual(['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'EVALUATED']);
    expect(codes.CASE_STATUSES.filter((status) => !isOpen(status))).toEqual([...codes.CASE_EXITS, 'CLOSED']);
  });
});
