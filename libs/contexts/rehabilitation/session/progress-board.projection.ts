import { GONE, type Projected, type Projection, uuidOf } from '#kernel';
import {
  type CaseEvent,
  CaseSessionNoted,
  CounsellorAssigned,
  InmateAdmittedToRehab,
  RehabCaseAdvanced,
  RehabCaseClosed,
  RehabCaseExited,
  RehabCaseOpened,
  RehabCaseTakenOver,
  RehabCompleted,
  RehabDiscontinued,
} from '#contracts/rehabilitation/case.events';
import {
  EvaluationEntryAnnulled,
  EvaluationEntryCorrected,
  type EvaluationEvent,
  OutcomeMeasured,
} from '#contracts/rehabilitation/evaluation.events';
import {
  PlanEntryAnnulled,
  PlanEntryCorrected,
  type PlanEvent,
  RehabPlanApproved,
  RehabPlanDrafted,
  RehabPlanRevised,
  RequirementExempted,
} from '#contracts/rehabilitation/plan.events';
import {
  type ProgrammeTemplateEvent,
  ProgrammeTemplatePublished,
} from '#contracts/rehabilitation/programme-template.events';
import { CatchUpScheduled, type SessionEvent, SessionScheduled } from '#contracts/rehabilitation/session.events';
import type { Scoped } from '#platform/projections';
import { type CaseProgress, exempted, measured, noted, planned } from './progress-of-case.js';

/** What a programme asks for: the modules reach the cases when they are asked for. */
export interface TemplateDocument extends Scoped {
  readonly what: 'template';
  readonly templateId: string;
  readonly code: string;
  readonly minimumDosagePercent: number;
  readonly modules: readonly { readonly code: string; readonly mandatory: boolean; readonly sessions: number }[];
}

/** What several records tell of one case. */
export interface CaseDocument extends Scoped, CaseProgress {
  readonly what: 'case';
  readonly caseId: string;
  readonly unitId: string;
  readonly subject?: string;
  /** Absent before the admission. */
  readonly templateId?: string;
  readonly admittedOn?: string;
  readonly plannedEndOn?: string;
  readonly endedOn?: string;
}

export type ProgressDocument = TemplateDocument | CaseDocument;

const events = [
  ProgrammeTemplatePublished,
  SessionScheduled,
  CatchUpScheduled,
  RehabCaseOpened,
  RehabCaseAdvanced,
  InmateAdmittedToRehab,
  CounsellorAssigned,
  CaseSessionNoted,
  RehabCompleted,
  RehabDiscontinued,
  RehabCaseExited,
  RehabCaseClosed,
  RehabCaseTakenOver,
  RehabPlanDrafted,
  RehabPlanRevised,
  RehabPlanApproved,
  RequirementExempted,
  PlanEntryCorrected,
  PlanEntryAnnulled,
  OutcomeMeasured,
  EvaluationEntryCorrected,
  EvaluationEntryAnnulled,
] as const;

export type ProgressEvent = Extract<
  ProgrammeTemplateEvent | SessionEvent | CaseEvent | PlanEvent | EvaluationEvent,
  { type: (typeof events)[number]['type'] }
>;
export type Published = Extract<Projected<ProgressEvent>, { type: 'ProgrammeTemplatePublished' }>;
type OfTemplate = Extract<
  Projected<ProgressEvent>,
  { type: 'ProgrammeTemplatePublished' | 'InmateAdmittedToRehab' | 'SessionScheduled' | 'CatchUpScheduled' }
>;
type OfCase = Exclude<
  Projected<ProgressEvent>,
  { type: 'ProgrammeTemplatePublished' | 'SessionScheduled' | 'CatchUpScheduled' }
>;

export const progressBoard: Projection<ProgressDocument & Partial<Omit<CaseDocument, 'what'>>, ProgressEvent> = {
  name: 'progress-board',
  version: 1,
  events,
  indexes: [
    ['units', 'what', 'admittedOn'],
    ['units', 'templateId', 'admittedOn'],
    ['units', 'caseId'],
  ],
  documents: (event) => {
    if (event.type === 'ProgrammeTemplatePublished') return [uuidOf(event.stream)];
    if (event.type === 'SessionScheduled' || event.type === 'CatchUpScheduled') return [event.data.templateId];
    const caseId = caseIn(event);
    const templateIds = event.type === 'InmateAdmittedToRehab' ? [event.data.templateId] : [];
    return [...(caseId === undefined ? [] : [caseId]), ...templateIds];
  },
  fold: (document, event, id) => {
    const isOfTemplate =
      event.type === 'ProgrammeTemplatePublished' ||
      event.type === 'SessionScheduled' ||
      event.type === 'CatchUpScheduled' ||
      (event.type === 'InmateAdmittedToRehab' && event.data.templateId === id);
    if (isOfTemplate) return templateAfter(document?.what === 'template' ? document : undefined, event, id);
    return caseAfter(document?.what === 'case' ? document : undefined, event, id);
  },
};

/** A programme is known to the units that publish it, serve its cases or hold its sessions. */
function templateAfter(
  before: TemplateDocument | undefined,
  event: OfTemplate,
  templateId: string,
): TemplateDocument | typeof GONE {
  if (event.type !== 'ProgrammeTemplatePublished') {
    return before === undefined ? GONE : { ...before, units: [...new Set([...before.units, ...servingUnits(event)])] };
  }
  return publishedAs(event, templateId);
}

/** What a programme asks for, as it was published. */
export function publishedAs(
  { data: { code, minimumDosagePercent, modules }, metadata: { unitId } }: Published,
  templateId: string,
): TemplateDocument {
  const asked = modules.map(({ code: module, mandatory, sessions }) => ({ code: module, mandatory, sessions }));
  return { what: 'template', templateId, units: [unitId], code, minimumDosagePercent, modules: asked };
}

/** Whether it is of the case itself, which says who owns it. */
const isOfCase = ({ stream }: OfCase): boolean => stream.startsWith('rehabcase-');

const caseIn = (event: OfCase): string | undefined =>
  isOfCase(event) ? uuidOf(event.stream) : event.metadata.about.find(({ caseId }) => caseId !== undefined)?.caseId;

function caseAfter(before: CaseDocument | undefined, event: OfCase, caseId: string): CaseDocument {
  const unitId = isOfCase(event) ? event.metadata.unitId : (before?.unitId ?? event.metadata.unitId);
  const others = before?.units.filter((unit) => unit !== before.unitId) ?? [];
  const known: CaseDocument = {
    ...(before ?? { what: 'case', caseId, drafts: [], plan: [], sessions: [], exemptions: [], measures: [] }),
    unitId,
    units: [...new Set([unitId, ...others, ...servingUnits(event)])],
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
      return { ...known, ...noted(known, event.data) };
    case 'RehabCompleted':
      return endedBy(known, event.data.completedOn);
    case 'RehabDiscontinued':
      return endedBy(known, event.data.discontinuedOn);
    case 'RehabCaseExited':
      return endedBy(known, event.data.exitedOn);
    case 'RehabCaseClosed':
      return endedBy(known, event.data.closedOn);
    case 'RehabPlanDrafted':
    case 'RehabPlanRevised':
    case 'RehabPlanApproved':
      return { ...known, ...planned(known, event) };
    case 'RequirementExempted':
    case 'PlanEntryCorrected':
    case 'PlanEntryAnnulled':
      return { ...known, ...exempted(known, event) };
    case 'OutcomeMeasured':
    case 'EvaluationEntryCorrected':
    case 'EvaluationEntryAnnulled':
      return { ...known, ...measured(known, event) };
  }
}

const endedBy = (known: CaseDocument, on: string): CaseDocument => ({ ...known, endedOn: known.endedOn ?? on });

/** The units besides the owner's that an event says to serve. */
function servingUnits({ data }: Projected<ProgressEvent>): readonly string[] {
  return [
    ...('provider' in data ? [data.provider.unitId] : []),
    ...('providerUnitIds' in data ? data.providerUnitIds : []),
    ...('counsellorUnitId' in data ? [data.counsellorUnitId] : []),
  ];
}
