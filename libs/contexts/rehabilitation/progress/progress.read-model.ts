import { cite, type Engine, type EventOf, GONE, type Projected, type Projection, uuidOf } from '#kernel';
import * as cases from '#contracts/rehabilitation/case.events';
import * as evaluations from '#contracts/rehabilitation/evaluation.events';
import * as plans from '#contracts/rehabilitation/plan.events';
import { ProgrammeTemplatePublished } from '#contracts/rehabilitation/programme-template.events';
import { CatchUpScheduled, SessionScheduled } from '#contracts/rehabilitation/session.events';
import { day, id, unitId, label } from '#contracts/schemas';
import * as q from '#platform/questions';
import { ofCase } from '../related.read-model.js';
import * as course from './progress-of-case.js';
import { endIn } from '../session/session.attendees.js';

const events = [
  ProgrammeTemplatePublished,
  SessionScheduled,
  CatchUpScheduled,
  cases.RehabCaseOpened,
  cases.RehabCaseAdvanced,
  cases.InmateAdmittedToRehab,
  cases.CounsellorAssigned,
  cases.CaseSessionNoted,
  cases.RehabCompleted,
  cases.RehabDiscontinued,
  cases.RehabCaseExited,
  cases.RehabCaseClosed,
  cases.RehabCaseTakenOver,
  plans.RehabPlanDrafted,
  plans.RehabPlanRevised,
  plans.RehabPlanApproved,
  plans.RequirementExempted,
  plans.PlanEntryCorrected,
  plans.PlanEntryAnnulled,
  evaluations.OutcomeMeasured,
  evaluations.EvaluationEntryCorrected,
  evaluations.EvaluationEntryAnnulled,
] as const;

type ProgressEvent = Projected<EventOf<(typeof events)[number]>>;
type Published = Extract<ProgressEvent, { type: 'ProgrammeTemplatePublished' }>;
type OfTemplate = Extract<ProgressEvent, { type: Published['type'] | 'SessionScheduled' | 'CatchUpScheduled' }>;
type OfCase = Exclude<ProgressEvent, OfTemplate>;

export const progressBoard: Projection<
  (course.TemplateDocument | course.ProgressDocument) & Partial<Omit<course.ProgressDocument, 'what'>>,
  EventOf<(typeof events)[number]>
> = {
  name: 'progress-board',
  version: 1,
  events,
  indexes: [
    ['units', 'what', 'admittedOn'],
    ['units', 'templateId', 'admittedOn'],
    ['units', 'caseId'],
  ],
  documents: (event) => {
    if (isOfTemplate(event)) return [event.type === PUBLISHED ? uuidOf(event.stream) : event.data.templateId];
    const caseId = caseIn(event);
    return [...(caseId === undefined ? [] : [caseId]), ...(event.type === ADMITTED ? [event.data.templateId] : [])];
  },
  fold: (document, event, id) => {
    if (event.type === PUBLISHED) return publishedAs(event, id);
    if (isOfTemplate(event) || (event.type === ADMITTED && event.data.templateId === id)) {
      return document?.what === 'template' ? { ...document, units: withServing(document.units, event) } : GONE;
    }
    return caseAfter(document?.what === 'case' ? document : undefined, event, id);
  },
};

const PUBLISHED = 'ProgrammeTemplatePublished';
const ADMITTED = 'InmateAdmittedToRehab';

/** A programme is known to the units that publish it, serve its cases or hold its sessions. */
const isOfTemplate = (event: ProgressEvent): event is OfTemplate =>
  event.type === PUBLISHED || event.type === 'SessionScheduled' || event.type === 'CatchUpScheduled';

/** What a programme asks for, as it was published. */
function publishedAs(
  { data: { code, minimumDosagePercent, modules }, metadata: { unitId } }: Published,
  templateId: string,
): course.TemplateDocument {
  const asked = modules.map(({ code: module, mandatory, sessions }) => ({ code: module, mandatory, sessions }));
  return { what: 'template', templateId, units: [unitId], code, minimumDosagePercent, modules: asked };
}

/** Whether it is of the case itself, which says who owns it. */
const isOfCase = ({ stream }: OfCase): boolean => stream.startsWith('rehabcase-');

const caseIn = (event: OfCase): string | undefined =>
  isOfCase(event) ? uuidOf(event.stream) : event.metadata.about.find(({ caseId }) => caseId !== undefined)?.caseId;

function caseAfter(
  before: course.ProgressDocument | undefined,
  event: OfCase,
  caseId: string,
): course.ProgressDocument {
  const unitId = isOfCase(event) ? event.metadata.unitId : (before?.unitId ?? event.metadata.unitId);
  const others = before?.units.filter((unit) => unit !== before.unitId) ?? [];
  const known: course.ProgressDocument = {
    ...(before ?? { what: 'case', caseId, drafts: [], plan: [], sessions: [], exemptions: [], measures: [] }),
    unitId,
    units: withServing([unitId, ...others], event),
  };
  switch (event.type) {
    case 'RehabCaseOpened':
      return { ...known, subject: event.data.subject };
    case 'InmateAdmittedToRehab': {
      const { subject, templateId, admittedOn, plannedEndOn } = event.data;
      return { ...known, subject, templateId, admittedOn, plannedEndOn };
    }
    case 'RehabCaseAdvanced':
    case 'CounsellorAssigned':
    case 'RehabCaseTakenOver':
      return known;
    case 'CaseSessionNoted':
      return { ...known, ...course.noted(known, event.data) };
    case 'RehabCompleted':
    case 'RehabDiscontinued':
    case 'RehabCaseExited':
    case 'RehabCaseClosed': {
      const endedOn = known.endedOn ?? endIn(event);
      return { ...known, ...(endedOn && { endedOn }) };
    }
    case 'RehabPlanDrafted':
    case 'RehabPlanRevised':
    case 'RehabPlanApproved':
      return { ...known, ...course.planned(known, event) };
    case 'RequirementExempted':
    case 'PlanEntryCorrected':
    case 'PlanEntryAnnulled':
      return { ...known, ...course.exempted(known, event) };
    case 'OutcomeMeasured':
    case 'EvaluationEntryCorrected':
    case 'EvaluationEntryAnnulled':
      return { ...known, ...course.measured(known, event) };
  }
}

/** The units, and those that an event says to serve. */
const withServing = (units: readonly string[], { data }: ProgressEvent): readonly string[] => [
  ...new Set([
    ...units,
    ...('provider' in data ? [data.provider.unitId] : []),
    ...('providerUnitIds' in data ? data.providerUnitIds : []),
    ...('counsellorUnitId' in data ? [data.counsellorUnitId] : []),
  ]),
];

const shows = q.related(
  q.row('Progress', {
    caseId: id,
    subject: q.maybe(id),
    unitId: q.says(unitId, 'The unit whose case it is.'),
    templateId: q.says(id, 'The template of the programme.'),
    templateCode: q.says(label, 'Under which the programme is known.'),
    admittedOn: day,
    plannedEndOn: q.maybe(day),
    endedOn: q.maybe(q.says(day, 'The day on which the programme ended.')),
    planned: q.says(q.whole, 'Sessions of the approved plan.'),
    scheduled: q.says(q.whole, 'Sessions expected and not held yet.'),
    attended: q.says(q.whole, 'Sessions attended, in time or late.'),
    dosagePercent: q.maybe(q.says(q.whole, 'Absent while no plan is approved.')),
    minimumDosagePercent: q.says(q.whole, 'How much of the sessions somebody must attend.'),
    modules: q.listOf(
      q.row('ModuleProgress', {
        module: label,
        mandatory: q.says(q.flag, 'Whether nobody completes the programme without it.'),
        planned: q.says(q.whole, 'Sessions of the approved plan.'),
        attended: q.says(q.whole, 'Sessions attended, in time or late.'),
        isExempted: q.says(q.flag, 'Whether somebody exempted them from it on that day.'),
      }),
    ),
    mandatoryDone: q.says(q.listOf(label), 'Mandatory modules that were attended or exempted.'),
    mandatoryMissing: q.says(q.listOf(label), 'Mandatory modules that were not.'),
    exemptions: q.listOf(
      q.row('ModuleExemption', { entryId: id, module: label, exemptedOn: day, expiresOn: q.maybe(day) }),
    ),
    isMeasuredBefore: q.says(q.flag, 'Whether an outcome was measured before the programme.'),
    isMeasuredAfter: q.says(q.flag, 'Whether one was measured after it.'),
    isBehind: q.says(q.flag, 'Attended less than the minimum share of what is planned so far.'),
  }),
  ofCase,
);

export const progress = q.many(
  {
    name: 'progress',
    summary: 'How far the cases of programmes are',
    may: ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'auditor'],
    by: {
      caseId: q.anId('Of which case'),
      templateId: q.anId('Of which programme'),
      behind: q.aFlag('Whether less was attended than the programme asks of somebody who is so far in it'),
      on: q.aDay('As of which day; today by default'),
    },
    shows,
  },
  async ({ caseId, templateId, behind, on }, answering) => {
    const wanted = { what: 'case', caseId, templateId: templateId ?? { $exists: true } };
    const found = await documents(answering, wanted);
    const templateIds = [...new Set(found.flatMap((one) => one.templateId ?? []))];
    const templates = await templatesOf(answering, templateIds);
    const rows = found.flatMap((one) =>
      one.what === 'case' ? course.progressOf(one, templates.get(one.templateId ?? ''), on ?? answering.today) : [],
    );
    return { items: rows.filter(({ isBehind }) => behind === undefined || isBehind === behind) };
  },
);

const documents = ({ models, reader }: q.Answering, filter: Readonly<Record<string, unknown>>) =>
  models.all(progressBoard, reader, { filter, sort: { admittedOn: 1 } });

/** The programmes of cases that the reader sees, whichever unit published them. */
async function templatesOf(
  answering: q.Answering,
  ids: readonly string[],
): Promise<ReadonlyMap<string, course.TemplateDocument>> {
  if (ids.length === 0) return new Map();
  const found = await documents(answering, { what: 'template', templateId: { $in: ids } });
  const known = new Map<string, course.TemplateDocument>(
    found.flatMap((one) => (one.what === 'template' ? [[one.templateId, one] as const] : [])),
  );
  for (const templateId of ids.filter((one) => !known.has(one))) {
    const template = await templateOfAnotherUnit(answering.engine, templateId);
    if (template !== undefined) known.set(templateId, template);
  }
  return known;
}

/** A case that was taken over keeps its programme, which the unit that it came from published. */
async function templateOfAnotherUnit(engine: Engine, templateId: string): Promise<course.TemplateDocument | undefined> {
  const cited = await cite(engine, `programmetemplate-${templateId}`);
  const published = cited?.events.find(({ type }) => type === 'ProgrammeTemplatePublished');
  return published && publishedAs(published as Published, templateId);
}
