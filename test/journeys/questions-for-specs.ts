import type { Cast } from '../../apps/bersinar/story/cast.js';
import type { Person } from '../../apps/bersinar/story/client.js';

/** Where each root question of GraphQL is in REST; `:id` takes the parameter `id`. */
export const PATHS: Readonly<Record<string, string>> = {
  staff: '/staff',
  staffRecord: '/staff/:id',
  grants: '/grants',
  grant: '/grants/:id',
  me: '/me',
  accessLog: '/audit/access',
  units: '/units',
  codes: '/codes',
  agreements: '/agreements',
  agreement: '/agreements/:id',
  coverage: '/coverage',
  visits: '/visits',
  visit: '/visits/:id',
  followUps: '/follow-ups',
  followUp: '/follow-ups/:id',
  directives: '/directives',
  directive: '/directives/:id',
  directivesInForce: '/directives/in-force',
  inmates: '/inmates',
  inmate: '/inmates/:id',
  custodyChanges: '/custody-changes',
  consents: '/consents',
  consent: '/consents/:id',
  screenings: '/screenings',
  screening: '/screenings/:id',
  screeningQueue: '/screening-queue',
  assessments: '/assessments',
  assessment: '/assessments/:id',
  assessmentQueue: '/assessment-queue',
  cases: '/cases',
  rehabCase: '/cases/:id',
  plans: '/plans',
  plan: '/plans/:id',
  programmeTemplates: '/programme-templates',
  programmeTemplate: '/programme-templates/:id',
  sessions: '/sessions',
  session: '/sessions/:id',
  coverageQuestions: '/coverage-questions',
  progress: '/progress',
  aftercares: '/aftercares',
  aftercare: '/aftercares/:id',
  evaluation: '/evaluations/:id',
  outcomes: '/outcomes',
  outcomeStatistics: '/outcome-statistics',
  programmeFigures: '/programme-figures',
  caseTimeline: '/cases/:id/timeline',
};

/** Asked in a body alone, because it holds a name: `test/journeys/directory.spec.ts` holds both to the same. */
export const ASKED_BY_POST = ['directorySearch'];

/** Of whoever operates the system: `libs/platform/operations/operations.spec.ts` holds both to the same. */
export const OF_THE_HOUSE = ['alarms', 'parked', 'projections'];

/** Questions of care, which the head of the unit does not ask. */
export const OF_CARE = [
  'consents',
  'consent',
  'screenings',
  'screening',
  'screeningQueue',
  'assessments',
  'assessment',
  'assessmentQueue',
  'cases',
  'rehabCase',
  'plans',
  'plan',
  'sessions',
  'session',
  'progress',
  'aftercares',
  'aftercare',
];

/** Questions whose seals only the clinic and the assessors open. */
export const OF_CLINIC = ['outcomes', 'evaluation', 'caseTimeline'];

/** Who may ask it, of the people of the story. */
export function askerOf(question: string, { auditor, rehabilitation, kasubsi, karutan }: Cast): Person {
  if (question === 'accessLog') return auditor;
  if (OF_CLINIC.includes(question)) return rehabilitation;
  return OF_CARE.includes(question) ? kasubsi : karutan;
}
