import { kept, type KeptEntry, NotFound, type Projected, type Projection, saidNow, words } from '#kernel';
import * as events from '#contracts/rehabilitation/assessment.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import { RECOMMENDATIONS, TEAM_ROLES, ASI_DOMAIN_CODES } from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { withholding } from '../withheld.js';
import { assessors } from './assessment.commands.js';

type AssessmentEntry = events.AssessmentEntry;
type AssessmentEvent = events.AssessmentEvent;

const ASSESSMENT_STATUSES = words('ASSESSMENT_STATUSES', {
  STARTED: 'The interview was started',
  COMPLETED: 'All domains are rated',
  RECOMMENDED: 'The assessment team has recommended',
  ANNULLED: 'It was recorded by mistake',
});

export type AssessmentDocument = q.KeptAs<'assessmentId', typeof summary>;

export const assessmentBoard: Projection<AssessmentDocument, AssessmentEvent> = {
  name: 'assessment-board',
  version: 1,
  events: events.assessmentEvents,
  indexes: [
    ['units', 'startedOn'],
    ['units', 'caseId', 'startedOn'],
    ['units', 'status', 'startedOn'],
    ['units', 'status'],
  ],
  fold: (document, event, assessmentId) => {
    const entries = kept(document?.entries ?? [], event);
    const { revision } = event;
    return { ...startedBy(document, event), ...knownNow(entries), assessmentId, entries, revision };
  },
};

type Known = Omit<AssessmentDocument, 'assessmentId' | 'entries' | 'revision'>;
type Later = 'status' | 'domainsRated' | 'completedOn' | 'recommendedOn' | 'recommendation' | 'templateId';
type Started = Omit<Known, Later>;

/** What stays known of an assessment even when all its entries are annulled. */
function startedBy(document: AssessmentDocument | null, event: Projected<AssessmentEvent>): Started {
  if (document !== null) {
    const { caseId, inmateId, screeningId, unitId, providerUnitId, units, assessorId, startedOn } = document;
    return { caseId, inmateId, screeningId, unitId, providerUnitId, units, assessorId, startedOn };
  }
  if (event.type !== 'AssessmentStarted') throw new Error('An assessment begins with its start.');
  const { caseId, inmateId, screeningId, provider, assessorId, startedOn } = event.data;
  const { unitId } = event.metadata;
  const units = [...new Set([unitId, provider.unitId])];
  return { caseId, inmateId, screeningId, unitId, providerUnitId: provider.unitId, units, assessorId, startedOn };
}

function knownNow(
  entries: readonly KeptEntry[],
): Pick<Known, Later> & Partial<Pick<Started, 'assessorId' | 'startedOn'>> {
  const [start] = saidNow<AssessmentEntry, 'AssessmentStarted'>(entries, 'AssessmentStarted');
  const ratings = saidNow<AssessmentEntry, 'AssessmentDomainRated'>(entries, 'AssessmentDomainRated');
  const [completion] = saidNow<AssessmentEntry, 'AssessmentCompleted'>(entries, 'AssessmentCompleted');
  const placement = saidNow<AssessmentEntry, 'PlacementRecommended'>(entries, 'PlacementRecommended').at(-1);
  return {
    status: placement ? 'RECOMMENDED' : completion ? 'COMPLETED' : start ? 'STARTED' : 'ANNULLED',
    ...(start && { assessorId: start.assessorId, startedOn: start.startedOn }),
    domainsRated: new Set(ratings.map(({ domain }) => domain)).size,
    ...(completion && { completedOn: completion.completedOn }),
    ...(placement && { recommendedOn: placement.recommendedOn, recommendation: placement.recommendation }),
    ...(placement?.templateId && { templateId: placement.templateId }),
  };
}

const relations = {
  ...ofInmate,
  screening: q.toOne('screening', 'screeningId'),
  assessor: q.toOne('staffRecord', 'assessorId'),
  template: q.toOne('programmeTemplate', 'templateId'),
};

const summary = {
  id,
  caseId: q.says(id, 'Which case is assessed.'),
  inmateId: q.says(id, 'Whose case it is.'),
  screeningId: q.says(id, 'The screening that led to it.'),
  unitId: q.says(unitId, 'The unit that keeps it.'),
  providerUnitId: q.says(unitId, 'The unit that assesses.'),
  status: q.says(q.wordOf(ASSESSMENT_STATUSES), 'Where it stands.'),
  assessorId: q.says(staffId, 'The staff id of who assesses.'),
  startedOn: day,
  domainsRated: q.says(q.whole, 'How many of the seven domains of the ASI.'),
  completedOn: q.maybe(day),
  recommendedOn: q.maybe(day),
  recommendation: q.maybe(q.codeOf(RECOMMENDATIONS)),
  templateId: q.maybe(q.says(id, 'The programme template that is recommended.')),
  revision: q.whole,
};

const { withheld } = q;
/** What the assessment says already, and who assesses. */
const unshown = { subject: undefined, inmateId: undefined, caseId: undefined, withheld };
const provider = q.row('ServiceProvider', { unitId, agreementId: q.maybe(id) }, 'Who assesses.');

const member = q.row('AssessmentTeamMember', {
  role: q.codeOf(TEAM_ROLES),
  staffId: q.maybe(staffId),
  subject: q.maybe(q.says(id, 'Of somebody from elsewhere.')),
  name: q.maybe(q.word),
  affiliation: q.maybe(
    q.row(
      'Affiliation',
      { office: q.maybe(q.word), institution: q.maybe(q.word), gone: q.gone, withheld },
      'Of somebody from elsewhere.',
    ),
  ),
  gone: q.gone,
  withheld,
});

const full = {
  ...summary,
  starts: q.entriesOf('AssessmentStart', events.AssessmentStarted, {
    ...unshown,
    provider: q.row('ServiceProvider', { unitId, agreementId: q.maybe(id) }, 'Who assesses.'),
  }),
  ratings: q.entriesOf('DomainRating', events.AssessmentDomainRated, unshown),
  completions: q.entriesOf('AssessmentCompletion', events.AssessmentCompleted, {
    ...unshown,
    provider,
    severities: q.maybe(q.listOf(q.row('DomainSeverity', { domain: q.codeOf(ASI_DOMAIN_CODES), severity: q.whole }))),
  }),
  recommendations: q.entriesOf('Recommendation', events.PlacementRecommended, {
    ...unshown,
    provider,
    team: q.listOf(member),
  }),
};

/** The clinic and the assessors write; the office sees where a case is, the head of the unit what is recommended (domain 5.5). */
const may = [...assessors, 'kasubsi-pelayanan', 'karutan', 'auditor'] as const;

/** Whether the reader sees of assessments only what they recommend. */
const decides = ({ reader }: q.Answering): boolean => reader.actor.role === 'karutan';

export const assessments = q.page({
  name: 'assessments',
  summary: 'Assessments',
  may,
  of: assessmentBoard,
  by: { caseId: q.anId('Of which case'), status: q.anyOf(ASSESSMENT_STATUSES, 'Where it stands') },
  where: ({ caseId, status }, answering) => ({
    caseId,
    ...(decides(answering) ? { $and: [{ status: 'RECOMMENDED' }, ...(status ? [{ status }] : [])] } : { status }),
  }),
  sort: { startedOn: -1 },
  sortBy: ['startedOn', 'status'],
  shows: q.related(q.row('AssessmentSummary', summary), relations),
  as: (document) => document,
});

export const assessment = q.one({
  name: 'assessment',
  summary: 'One assessment, as far as the role may see it',
  may,
  of: assessmentBoard,
  shows: q.related(q.row('Assessment', full), relations),
  as: async (document, answering) => {
    if (decides(answering) && document.status !== 'RECOMMENDED') throw new NotFound('assessment with that id');
    return { ...document, ...q.listedIn(full, await readBy(answering, document.entries)) };
  },
});

/** Who assesses has the severities opened; everybody else reads what is clear (domain 5.5). */
async function readBy(answering: q.Answering, entries: readonly KeptEntry[]): Promise<readonly KeptEntry[]> {
  const { reader, records } = answering;
  const visible = entries.filter(({ type }) => !decides(answering) || type === 'PlacementRecommended');
  const isOpened = (assessors as readonly string[]).includes(reader.actor.role);
  return isOpened ? records.open(reader, 'assessment', visible) : withholding(visible);
}
