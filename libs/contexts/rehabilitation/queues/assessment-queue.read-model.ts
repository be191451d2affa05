import * as kernel from '#kernel';
import * as events from '#contracts/rehabilitation/assessment.events';
import { CaseConsentNoted, type CaseEvent, caseEvents, CaseSessionNoted } from '#contracts/rehabilitation/case.events';
import { RISK_BANDS, type RiskBand } from '#contracts/rehabilitation/codes';
import * as screenings from '#contracts/rehabilitation/screening.events';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { QUEUE_STAGES, queuedCase } from './queued-case.read-model.js';
import { evolveCase, type CaseState, type OpenedCase, unitsOfCase } from '../case/case.record.js';
import { templateFact } from '../facts.js';
import { assessors } from '../assessment/assessment.commands.js';
import '../assessment/assessment.refusals.js';

/** What is waited for: that the assessment starts, that it is completed, that the team recommends; or nothing. */
type Stage = (typeof QUEUE_STAGES)[number];

/** One thing that happened on a day, by the entry that says so. */
interface Dated {
  readonly of: string;
  readonly recordId: string;
  readonly on: string;
}

/** A case on its way from its screening to the recommendation; without a stage when nothing is waited for. */
export interface QueuedCase extends Scoped {
  readonly caseId: string;
  readonly inmateId: string;
  readonly unitId: string;
  readonly stage?: Stage;
  /** The day since when it waits in its stage. */
  readonly since?: string;
  readonly riskBand?: RiskBand;
  readonly screeningId?: string;
  readonly screenedOn?: string;
  readonly assessmentId?: string;
  readonly case: OpenedCase;
  readonly screenings: readonly (Dated & { readonly riskBand: RiskBand })[];
  readonly starts: readonly Dated[];
  readonly completions: readonly Dated[];
}

const followed = caseEvents.filter(({ type }) => type !== CaseSessionNoted.type && type !== CaseConsentNoted.type);

type OfCase = Exclude<CaseEvent, { type: 'CaseSessionNoted' | 'CaseConsentNoted' }>;
type OfRecord = Extract<
  screenings.ScreeningEvent | events.AssessmentEvent,
  {
    type:
      | 'InmateScreened'
      | 'ScreeningEntryCorrected'
      | 'ScreeningEntryAnnulled'
      | 'AssessmentStarted'
      | 'AssessmentCompleted'
      | 'AssessmentEntryCorrected'
      | 'AssessmentEntryAnnulled';
  }
>;

export const queuedCases: kernel.Projection<QueuedCase, OfCase | OfRecord> = {
  name: 'assessment-queue',
  version: 1,
  events: [
    ...followed,
    screenings.InmateScreened,
    screenings.ScreeningEntryCorrected,
    screenings.ScreeningEntryAnnulled,
    events.AssessmentStarted,
    events.AssessmentCompleted,
    events.AssessmentEntryCorrected,
    events.AssessmentEntryAnnulled,
  ],
  indexes: [
    ['units', 'screenedOn'],
    ['units', 'stage', 'screenedOn'],
  ],
  documents: ({ stream, metadata: { about } }) =>
    stream.startsWith('rehabcase-')
      ? [kernel.uuidOf(stream)]
      : about.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId])),
  fold: (document, event, caseId) => {
    if (isOfCase(event)) {
      const state: CaseState = document?.case ?? { status: 'none' };
      const now = kernel.evolve({ initial: state, decide: {}, evolve: evolveCase }, state, event);
      if (now.status === 'none') return kernel.GONE;
      const { inmateId, unitId } = now;
      const empty = { screenings: [], starts: [], completions: [] };
      return staged({ ...empty, ...document, caseId, inmateId, unitId, units: unitsOfCase(now), case: now });
    }
    return document === null ? kernel.GONE : staged(noted(document, event));
  },
};

const isOfCase = (event: kernel.Projected<OfCase | OfRecord>): event is kernel.Projected<OfCase> =>
  followed.some(({ type }) => type === event.type);

/** The document after another record of the case said something, corrected it or annulled it. */
function noted(document: QueuedCase, event: kernel.Projected<OfRecord>): QueuedCase {
  const { on } = kernel.happened(event);
  const dated: Dated = { of: event.id, recordId: kernel.uuidOf(event.stream), on };
  const { screenings, starts, completions } = document;
  switch (event.type) {
    case 'InmateScreened':
      return { ...document, screenings: [...screenings, { ...dated, riskBand: event.data.riskBand }] };
    case 'AssessmentStarted':
      return { ...document, starts: [...starts, dated] };
    case 'AssessmentCompleted':
      return { ...document, completions: [...completions, dated] };
    case 'ScreeningEntryCorrected': {
      if (event.data.entryType !== 'InmateScreened') return document;
      const { of, entry } = event.data;
      const corrected = { on, riskBand: entry.riskBand };
      return { ...document, screenings: screenings.map((one) => (one.of === of ? { ...one, ...corrected } : one)) };
    }
    case 'AssessmentEntryCorrected': {
      if (event.data.entryType !== 'AssessmentStarted') return document;
      const { of } = event.data;
      return { ...document, starts: starts.map((one) => (one.of === of ? { ...one, on } : one)) };
    }
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryAnnulled': {
      const rest = <D extends Dated>(all: readonly D[]): readonly D[] => all.filter(({ of }) => of !== event.data.of);
      return { ...document, screenings: rest(screenings), starts: rest(starts), completions: rest(completions) };
    }
  }
}

/** The document with what follows from it: its stage, and since when. */
function staged({
  caseId,
  inmateId,
  unitId,
  units,
  case: now,
  screenings,
  starts,
  completions,
}: QueuedCase): QueuedCase {
  const [screening, start, completion] = [screenings.at(-1), starts.at(-1), completions.at(-1)];
  const waiting = stageOf(now, screening?.riskBand);
  const since = waiting && { TO_START: screening, TO_COMPLETE: start, TO_RECOMMEND: completion }[waiting]?.on;
  return {
    caseId,
    inmateId,
    unitId,
    units,
    ...(waiting && { stage: waiting }),
    ...(since && { since }),
    ...(screening && { riskBand: screening.riskBand, screeningId: screening.recordId, screenedOn: screening.on }),
    ...(start && { assessmentId: start.recordId }),
    case: now,
    screenings,
    starts,
    completions,
  };
}

function stageOf({ status }: OpenedCase, riskBand: RiskBand | undefined): Stage | undefined {
  if (status === 'ASSESSMENT_DUE') return 'TO_COMPLETE';
  if (status === 'ASSESSED') return 'TO_RECOMMEND';
  const isScreened = status === 'SCREENED' || status === 'EDUCATION_ONLY';
  return isScreened && riskBand !== undefined && riskBand !== 'LOW' ? 'TO_START' : undefined;
}

export const assessmentQueue = q.many(
  {
    name: 'assessmentQueue',
    route: 'assessment-queue',
    summary: 'Cases that wait for their assessment, its completion or a recommendation',
    may: [...assessors, 'kasubsi-pelayanan', 'auditor'],
    by: {
      stage: q.anyOf(QUEUE_STAGES, 'What is waited for'),
      riskBand: q.anyOf(RISK_BANDS, 'What the latest screening found'),
      templateId: q.anId('The programme template within whose days a screening is recent: by it somebody is due'),
      overdue: q.aFlag('Waited for though the due day has passed; needs the template'),
      on: q.aDay('The day the answer is for; today by default'),
      sort: q.anOrder(['screenedOn']),
      ...q.COUNTED,
    },
    shows: queuedCase,
  },
  async (
    { stage = QUEUE_STAGES, riskBand, templateId, overdue, on: asked, sort = 'screenedOn', ...paging },
    { reader, engine, models, today },
  ) => {
    const on = asked ?? today;
    if (overdue !== undefined && templateId === undefined) throw new kernel.Malformed('template-needed');
    const template = templateId === undefined ? undefined : await templateFact(engine, templateId);
    const days = template?.template.screeningValidForDays;
    const first = kernel.addDays(on, -(days ?? 0));
    const found = await models.page(queuedCases, reader, {
      filter: {
        stage,
        since: { $lte: on },
        riskBand,
        ...(overdue !== undefined && { screenedOn: overdue ? { $lt: first } : { $gte: first } }),
      },
      sort: q.sortBy(sort),
      ...paging,
      question: { name: 'assessment-queue', stage, riskBand, templateId, overdue, on: asked },
    });
    return { ...found, items: found.items.map((queued) => onDay(queued, on, days)) };
  },
);

function onDay(queued: QueuedCase, on: string, days: number | undefined) {
  const { stage = '', since = on, screenedOn } = queued;
  const dueOn = days === undefined || screenedOn === undefined ? undefined : kernel.addDays(screenedOn, days);
  return {
    ...queued,
    stage,
    daysWaiting: kernel.daysBetween(since, on),
    ...(dueOn && { dueOn, isOverdue: dueOn < on }),
  };
}
