import { id } from '#kernel';
import { type Given, specify, staffNamed, pastOf } from '#kernel/given-for-specs';
import { type AssessmentEvent, assessmentEvents } from '#contracts/rehabilitation/assessment.events';
import { ASI_DOMAIN_CODES, type AsiDomainCode } from '#contracts/rehabilitation/codes';
import type { CaseFact, TemplateFact } from '../facts.js';
import * as some from '../facts-for-specs.js';
import { offeredAs } from '../programme-template/programme-template-for-specs.js';
import { assessment } from './assessment.decider.js';
import type { RatingFacts, RecommendationFacts, ScreeningFact, StartFacts } from './assessment.facts.js';
import type { RecommendingMember } from './assessment.commands.js';
import type { CommandOf } from './assessment.record.js';
import type { Start } from './assessment.starting.js';

export const given = specify(assessment.decider);
export type Past = Given<AssessmentEvent>;

export const screeningId = id('spec', 'screening');
export const templateId = id('spec', 'template');
export const outsider = id('spec', 'outsider');
export const entry = {
  started: id('spec', 'entry', 'started'),
  rated: (domain: AsiDomainCode) => id('spec', 'entry', domain),
  completed: id('spec', 'entry', 'completed'),
  recommended: id('spec', 'entry', 'recommended'),
};
const basis = [some.factOn(`rehabcase-${some.caseId}`)];

export const start = {
  caseId: some.caseId,
  screeningId,
  consentId: some.consentId,
  templateId,
  assessorId: some.assessor.staffId,
  startedOn: '2024-12-05',
  provider: some.agency,
} satisfies Start;

export const screened = (change: Partial<NonNullable<ScreeningFact['result']>> = {}): ScreeningFact => ({
  screeningId,
  result: { caseId: some.caseId, riskBand: 'HIGH', screenedOn: '2024-12-03', ...change },
  basis: some.factOn(`screening-${screeningId}`),
});

export const offered = (
  change: Partial<TemplateFact['template']> = {},
  fact: Partial<TemplateFact> = {},
): TemplateFact => ({
  ...offeredAs(templateId, {
    code: 'SOCIAL_60',
    title: 'Rehabilitasi sosial 60 hari',
    days: 60,
    severity: { from: 6, to: 9 },
    phases: [{ code: 'PRIMARY', title: 'Primary', days: 60 }],
    modules: [{ code: 'COUNSELLING', title: 'Counselling', kind: 'GROUP', mandatory: true, sessions: 8 }],
    maximumGroupSize: 20,
    screeningValidForDays: 14,
    ...change,
  }),
  ...fact,
});

export const toStart = (change: Partial<StartFacts> = {}): StartFacts => ({
  unitId: some.nurse.unitId,
  case: some.caseThat('SCREENED'),
  inmate: some.inmateThere(),
  screening: screened(),
  consent: some.consentGiven(),
  cover: some.coveredByAgreement,
  template: offered(),
  ...change,
});

/** The case after its assessment was started, or with its completion or recommendation as the latest step. */
export const caseUnderWay = (): CaseFact =>
  some.caseThat('ASSESSMENT_DUE', { advances: [{ by: entry.started, from: 'SCREENED', known: {} }] });
export const caseAssessed = (by = entry.completed): CaseFact =>
  some.caseThat('ASSESSED', {
    advances: [
      { by: entry.started, from: 'SCREENED', known: {} },
      { by, from: 'ASSESSMENT_DUE', known: {} },
    ],
  });
export const caseRecommended = (): CaseFact =>
  some.caseThat('RECOMMENDED', {
    advances: [...caseAssessed().case.advances, { by: entry.recommended, from: 'ASSESSED', known: {} }],
  });

export const toRate = (change: Partial<RatingFacts> = {}): RatingFacts => ({
  case: caseUnderWay(),
  inmate: some.inmateThere(),
  cover: some.coveredByAgreement,
  consent: some.consentGiven(),
  ...change,
});
export const rating = { severity: 7, suggested: { from: 6, to: 8 }, patientRating: 3, ratedOn: '2024-12-06' };

export const severities = ASI_DOMAIN_CODES.map((domain) => ({ domain, severity: domain === 'DRUG' ? 7 : 3 }));

export const doctor = { role: 'DOCTOR', staffId: staffNamed('doctor') } satisfies RecommendingMember;
export const counsellor = {
  role: 'COUNSELLOR',
  office: 'Konselor',
  institution: 'BNN Kabupaten Cilacap',
  name: 'Sari',
} satisfies RecommendingMember;
export const recommendation = {
  recommendation: 'ELIGIBLE',
  templateId,
  recommendedOn: '2024-12-10',
  team: [doctor, counsellor],
} satisfies CommandOf<'RecommendPlacement'>['data'];
export const toRecommend = (change: Partial<RecommendationFacts> = {}): RecommendationFacts => ({
  case: caseAssessed(),
  consent: some.consentGiven(),
  template: offered(),
  suggestedDays: 60,
  subjects: [outsider, outsider, outsider],
  isAnybodyTwice: false,
  ...change,
});

const past = pastOf<AssessmentEvent>(assessmentEvents, {
  subject: some.subject,
  caseId: some.caseId,
  inmateId: some.inmateId,
  provider: some.agency,
  basis,
});

export const started = past({ id: entry.started, by: some.assessor }, 'AssessmentStarted', start);
export const rated = (domain: AsiDomainCode, ratedOn = '2024-12-06') =>
  past({ id: entry.rated(domain), by: some.assessor }, 'AssessmentDomainRated', { domain, ratedOn, severity: 3 });
export const allRated: readonly Past[] = ASI_DOMAIN_CODES.map((domain) => rated(domain));
export const completed = past({ id: entry.completed, by: some.assessor }, 'AssessmentCompleted', {
  instrument: 'ASI',
  instrumentVersion: '5-severity',
  cutoffSet: 'template-2024',
  completedOn: '2024-12-09',
  severities,
  suggestedDays: 60,
});
export const recommended = past({ id: entry.recommended, by: some.assessor }, 'PlacementRecommended', {
  recommendation: 'ELIGIBLE',
  templateId,
  recommendedOn: '2024-12-10',
  team: [
    { role: 'DOCTOR', staffId: staffNamed('doctor') },
    {
      role: 'COUNSELLOR',
      subject: outsider,
      name: 'Sari',
      affiliation: { office: 'Konselor', institution: 'BNN Kabupaten Cilacap' },
    },
  ],
});
export const annulledStart = past({}, 'AssessmentEntryAnnulled', {
  of: entry.started,
  reasonCode: 'WRONG_RECORD',
  approvedBy: some.nurse.staffId,
});

/** The facts of corrections: what is decided again finds the known ones as it stands, and with the change what the change brings. */
export const again = (known: object = {}, changed: object = {}) => {
  const found = { ...toStart(), ...toRate(), severities, ...toRecommend(), case: caseUnderWay(), ...known };
  const facts = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? found : { ...found, ...changed }));
  return { again: facts, case: found.case };
};
