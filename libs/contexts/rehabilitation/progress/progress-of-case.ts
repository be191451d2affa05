import { daysBetween, type Projected } from '#kernel';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import type { AttendanceOutcome, MeasureTiming } from '#contracts/rehabilitation/codes';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import type { Scoped } from '#platform/projections';

interface Planned {
  readonly module: string;
  readonly planned: number;
}

interface Attended {
  readonly sessionId: string;
  readonly status: 'SCHEDULED' | 'CANCELLED' | 'HELD';
  readonly module?: string;
  readonly outcome?: AttendanceOutcome;
}

interface Exemption {
  readonly entryId: string;
  readonly module: string;
  readonly exemptedOn: string;
  readonly expiresOn?: string;
}

/** What a programme asks for: the modules reach the cases when they are asked for. */
export interface TemplateDocument extends Scoped {
  readonly what: 'template';
  readonly templateId: string;
  readonly code: string;
  readonly minimumDosagePercent: number;
  readonly modules: readonly { readonly code: string; readonly mandatory: boolean; readonly sessions: number }[];
}

/** What several records tell of one case. */
export interface ProgressDocument extends Scoped {
  readonly what: 'case';
  readonly caseId: string;
  readonly unitId: string;
  readonly subject?: string;
  /** Absent before the admission. */
  readonly templateId?: string;
  readonly admittedOn?: string;
  readonly plannedEndOn?: string;
  readonly endedOn?: string;
  readonly drafts: readonly { readonly version: number; readonly sessions: readonly Planned[] }[];
  /** The sessions of the latest approved version of the plan. */
  readonly plan: readonly Planned[];
  readonly sessions: readonly Attended[];
  readonly exemptions: readonly Exemption[];
  readonly measures: readonly { readonly entryId: string; readonly timing: MeasureTiming }[];
}

export function noted(
  { sessions }: ProgressDocument,
  data: CaseEventData<'CaseSessionNoted'>,
): Partial<ProgressDocument> {
  const { sessionId, status, module, outcome } = data;
  const before = sessions.find((one) => one.sessionId === sessionId);
  const now = { ...before, sessionId, status, ...(module && { module }), ...(outcome && { outcome }) };
  return { sessions: [...sessions.filter((one) => one.sessionId !== sessionId), now] };
}

type Planning = Extract<PlanEvent, { type: 'RehabPlanDrafted' | 'RehabPlanRevised' | 'RehabPlanApproved' }>;

/** A draft counts when it is approved, in the place of the version before. */
export function planned({ drafts, plan }: ProgressDocument, { type, data }: Planning): Partial<ProgressDocument> {
  const { version } = data;
  if (type === 'RehabPlanApproved') {
    const approved = drafts.find((draft) => draft.version === version);
    return { plan: approved?.sessions ?? plan, drafts: drafts.filter((draft) => draft.version > version) };
  }
  return { drafts: [...drafts.filter((draft) => draft.version !== version), { version, sessions: data.sessions }] };
}

type Exempting = Extract<
  Projected<PlanEvent>,
  { type: 'RequirementExempted' | 'PlanEntryCorrected' | 'PlanEntryAnnulled' }
>;

/** The exemptions that hold, as they are known now. */
export function exempted({ exemptions }: ProgressDocument, { id, type, data }: Exempting): Partial<ProgressDocument> {
  if (type === 'RequirementExempted') return { exemptions: [...exemptions, exemptionIn(id, data)] };
  const { of } = data;
  if (type === 'PlanEntryAnnulled') return { exemptions: exemptions.filter(({ entryId }) => entryId !== of) };
  if (data.entryType !== 'RequirementExempted') return {};
  const corrected = exemptionIn(of, data.entry);
  return { exemptions: exemptions.map((one) => (one.entryId === of ? corrected : one)) };
}

const exemptionIn = (
  entryId: string,
  { module, exemptedOn, expiresOn }: PlanEventData<'RequirementExempted'>,
): Exemption => ({ entryId, module, exemptedOn, ...(expiresOn && { expiresOn }) });

type Measuring = Extract<
  Projected<EvaluationEvent>,
  { type: 'OutcomeMeasured' | 'EvaluationEntryCorrected' | 'EvaluationEntryAnnulled' }
>;

/** Only when something was measured: what it says is nowhere here. */
export function measured({ measures }: ProgressDocument, event: Measuring): Partial<ProgressDocument> {
  if (event.type === 'OutcomeMeasured') {
    return { measures: [...measures, { entryId: event.id, timing: event.data.timing }] };
  }
  const { of } = event.data;
  if (event.type === 'EvaluationEntryAnnulled') return { measures: measures.filter(({ entryId }) => entryId !== of) };
  if (event.data.entryType !== 'OutcomeMeasured') return {};
  const { timing } = event.data.entry;
  return { measures: measures.map((one) => (one.entryId === of ? { ...one, timing } : one)) };
}

/** How far a case is on a day; nothing where its programme or its admission is not known. */
export function progressOf(one: ProgressDocument, template: TemplateDocument | undefined, on: string) {
  const { caseId, subject, unitId, admittedOn, plannedEndOn, endedOn, exemptions, measures, sessions, plan } = one;
  if (template === undefined || admittedOn === undefined) return [];
  const came = sessions.filter(({ status, outcome = '' }) => status === 'HELD' && COUNTED.includes(outcome));
  const planned = plan.reduce((sum, item) => sum + item.planned, 0);
  const modules = modulesOf(one, template, on, came);
  const mandatory = modules.filter((module) => module.mandatory);
  const isDone = ({ attended, isExempted }: (typeof modules)[number]) => attended > 0 || isExempted;
  const attended = came.length;
  const timings = measures.map(({ timing }) => timing);
  return [
    {
      caseId,
      ...(subject && { subject }),
      unitId,
      templateId: template.templateId,
      templateCode: template.code,
      admittedOn,
      ...(plannedEndOn && { plannedEndOn }),
      ...(endedOn && { endedOn }),
      planned,
      scheduled: sessions.filter(({ status }) => status === 'SCHEDULED').length,
      attended,
      ...(planned > 0 && { dosagePercent: Math.floor((attended * 100) / planned) }),
      minimumDosagePercent: template.minimumDosagePercent,
      modules,
      mandatoryDone: mandatory.filter(isDone).map(({ module }) => module),
      mandatoryMissing: mandatory.filter((module) => !isDone(module)).map(({ module }) => module),
      exemptions,
      isMeasuredBefore: timings.includes('PRE'),
      isMeasuredAfter: timings.includes('POST'),
      isBehind: endedOn === undefined && isBehind({ planned, attended, admittedOn, plannedEndOn }, template, on),
    },
  ];
}

/** The outcomes that count towards the dosage. */
const COUNTED: readonly string[] = ['ATTENDED', 'ATTENDED_LATE'];

const modulesOf = (
  { plan, exemptions }: ProgressDocument,
  template: TemplateDocument,
  on: string,
  came: ProgressDocument['sessions'],
) => {
  const others = plan.filter(({ module }) => !template.modules.some(({ code }) => code === module));
  const all = [...template.modules, ...others.map(({ module }) => ({ code: module, mandatory: false }))];
  return all.map(({ code, mandatory }) => ({
    module: code,
    mandatory,
    planned: plan.find(({ module }) => module === code)?.planned ?? 0,
    attended: came.filter(({ module }) => module === code).length,
    isExempted: exemptions.some(
      ({ module, exemptedOn, expiresOn }) =>
        module === code && exemptedOn <= on && (expiresOn === undefined || on <= expiresOn),
    ),
  }));
};

interface SoFar {
  readonly planned: number;
  readonly attended: number;
  readonly admittedOn: string;
  readonly plannedEndOn: string | undefined;
}

/** Whether less than the minimum share was attended of what would be planned until that day, were it spread evenly. */
function isBehind(
  { planned, attended, admittedOn, plannedEndOn }: SoFar,
  template: TemplateDocument,
  on: string,
): boolean {
  const days = Math.max(1, daysBetween(admittedOn, plannedEndOn ?? admittedOn));
  const passed = Math.min(days, Math.max(0, daysBetween(admittedOn, on)));
  return attended * 100 * days < planned * passed * template.minimumDosagePercent;
}
