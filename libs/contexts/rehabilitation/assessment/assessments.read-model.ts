import { kept, type KeptEntry, NotFound, type Projected, type Projection, saidNow, uuidOf, words } from '#kernel';
import * as events from '#contracts/rehabilitation/assessment.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import { RECOMMENDATIONS, TEAM_ROLES, ASI_DOMAIN_CODES } from '#contracts/rehabilitation/codes';
import type { Scoped } from '#platform/projections';
import {
  type Answering,
  anId,
  entriesOf,
  listedIn,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  toOne,
  anyOf,
} from '#platform/questions';
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

/** One assessment as it is known now, and its entries as they were recorded, their seals closed. */
export interface AssessmentDocument extends Scoped {
  readonly assessmentId: string;
  readonly caseId: string;
  readonly inmateId: string;
  readonly screeningId: string;
  readonly unitId: string;
  readonly providerUnitId: string;
  readonly status: (typeof ASSESSMENT_STATUSES)[number];
  readonly assessorId: string;
  readonly startedOn: string;
  readonly domainsRated: number;
  readonly completedOn?: string;
  readonly recommendedOn?: string;
  readonly recommendation?: string;
  readonly templateId?: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

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
  documents: ({ stream }) => [uuidOf(stream)],
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
  screening: toOne('screening', 'screeningId'),
  assessor: toOne('staffRecord', 'assessorId'),
  template: toOne('programmeTemplate', 'templateId'),
};

const summary = {
  id,
  caseId: says(id, 'Which case is assessed.'),
  inmateId: says(id, 'Whose case it is.'),
  screeningId: says(id, 'The screening that led to it.'),
  unitId: says(unitId, 'The unit that keeps it.'),
  providerUnitId: says(unitId, 'The unit that assesses.'),
  status: says(codeOf(ASSESSMENT_STATUSES), 'Where it stands.'),
  assessorId: says(staffId, 'The staff id of who assesses.'),
  startedOn: day,
  domainsRated: says(whole, 'How many of the seven domains of the ASI.'),
  completedOn: maybe(day),
  recommendedOn: maybe(day),
  recommendation: maybe(codeOf(RECOMMENDATIONS)),
  templateId: maybe(says(id, 'The programme template that is recommended.')),
  revision: whole,
};

const withheld = maybe(says(listOf(word), 'What the role of the reader may not see.'));
const gone = maybe(says(listOf(word), 'What can no longer be read.'));
/** What the assessment says already, and who assesses. */
const unshown = { subject: undefined, inmateId: undefined, caseId: undefined, withheld };
const provider = row('ServiceProvider', { unitId, agreementId: maybe(id) }, 'Who assesses.');

const member = row('AssessmentTeamMember', {
  role: codeOf(TEAM_ROLES),
  staffId: maybe(staffId),
  subject: maybe(says(id, 'Of somebody from elsewhere.')),
  name: maybe(word),
  affiliation: maybe(
    row(
      'Affiliation',
      { office: maybe(word), institution: maybe(word), gone, withheld },
      'Of somebody from elsewhere.',
    ),
  ),
  gone,
  withheld,
});

const full = {
  ...summary,
  starts: entriesOf('AssessmentStart', events.AssessmentStarted, {
    ...unshown,
    provider: row('ServiceProvider', { unitId, agreementId: maybe(id) }, 'Who assesses.'),
  }),
  ratings: entriesOf('DomainRating', events.AssessmentDomainRated, unshown),
  completions: entriesOf('AssessmentCompletion', events.AssessmentCompleted, {
    ...unshown,
    provider,
    severities: maybe(listOf(row('DomainSeverity', { domain: codeOf(ASI_DOMAIN_CODES), severity: whole }))),
  }),
  recommendations: entriesOf('Recommendation', events.PlacementRecommended, {
    ...unshown,
    provider,
    team: listOf(member),
  }),
};

/** The clinic and the assessors write; the office sees where a case is, the head of the unit what is recommended (domain 5.5). */
const may = [...assessors, 'kasubsi-pelayanan', 'karutan', 'auditor'] as const;

/** Whether the reader sees of assessments only what they recommend. */
const decides = ({ reader }: Answering): boolean => reader.actor.role === 'karutan';

export const assessments = page({
  name: 'assessments',
  summary: 'Assessments',
  may,
  of: assessmentBoard,
  by: { caseId: anId('Of which case'), status: anyOf(ASSESSMENT_STATUSES, 'Where it stands') },
  where: ({ caseId, status }, answering) => ({
    caseId,
    ...(decides(answering) ? { $and: [{ status: 'RECOMMENDED' }, ...(status ? [{ status }] : [])] } : { status }),
  }),
  sort: { startedOn: -1 },
  sortBy: ['startedOn', 'status'],
  shows: related(row('AssessmentSummary', summary), relations),
  as: (document) => document,
});

export const assessment = one({
  name: 'assessment',
  summary: 'One assessment, as far as the role may see it',
  may,
  of: assessmentBoard,
  what: 'assessment',
  shows: related(row('Assessment', full), relations),
  as: async (document, answering) => {
    if (decides(answering) && document.status !== 'RECOMMENDED') throw new NotFound('assessment with that id');
    return { ...document, ...listedIn(full, await readBy(answering, document.entries)) };
  },
});

/** Who assesses has the severities opened; everybody else reads what is clear (domain 5.5). */
async function readBy(answering: Answering, entries: readonly KeptEntry[]): Promise<readonly KeptEntry[]> {
  const { reader, records } = answering;
  const visible = entries.filter(({ type }) => !decides(answering) || type === 'PlacementRecommended');
  const isOpened = (assessors as readonly string[]).includes(reader.actor.role);
  return isOpened ? records.open(reader, 'assessment', visible) : withholding(visible);
}
