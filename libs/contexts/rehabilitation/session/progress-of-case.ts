import type { Projected } from '#kernel';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import type { AttendanceOutcome, MeasureTiming } from '#contracts/rehabilitation/codes';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';

interface Planned {
  readonly module: string;
  readonly planned: number;
}

interface Attended {
  readonly sessionId: string;
  readonly standing: 'SCHEDULED' | 'CANCELLED' | 'HELD';
  readonly module?: string;
  readonly outcome?: AttendanceOutcome;
}

export interface Exemption {
  readonly entryId: string;
  readonly module: string;
  readonly exemptedOn: string;
  readonly expiresOn?: string;
}

/** What is planned, attended, exempted and measured of one case. */
export interface CaseProgress {
  readonly drafts: readonly { readonly version: number; readonly sessions: readonly Planned[] }[];
  /** The sessions of the latest approved version of the plan. */
  readonly plan: readonly Planned[];
  readonly sessions: readonly Attended[];
  readonly exemptions: readonly Exemption[];
  readonly measures: readonly { readonly entryId: string; readonly timing: MeasureTiming }[];
}

/** What a session says last, over what it said before. */
export function noted({ sessions }: CaseProgress, data: CaseEventData<'CaseSessionNoted'>): Partial<CaseProgress> {
  const { sessionId, standing, module, outcome } = data;
  const before = sessions.find((one) => one.sessionId === sessionId);
  const now = { ...before, sessionId, standing, ...(module && { module }), ...(outcome && { outcome }) };
  return { sessions: [...sessions.filter((one) => one.sessionId !== sessionId), now] };
}

type Planning = Extract<Projected<PlanEvent>, { type: 'RehabPlanDrafted' | 'RehabPlanRevised' | 'RehabPlanApproved' }>;

/** A draft counts when it is approved, in the place of the version before. */
export function planned({ drafts, plan }: CaseProgress, { type, data }: Planning): Partial<CaseProgress> {
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
export function exempted({ exemptions }: CaseProgress, { id, type, data }: Exempting): Partial<CaseProgress> {
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
export function measured({ measures }: CaseProgress, event: Measuring): Partial<CaseProgress> {
  if (event.type === 'OutcomeMeasured') {
    return { measures: [...measures, { entryId: event.id, timing: event.data.timing }] };
  }
  const { of } = event.data;
  if (event.type === 'EvaluationEntryAnnulled') return { measures: measures.filter(({ entryId }) => entryId !== of) };
  if (event.data.entryType !== 'OutcomeMeasured') return {};
  const { timing } = event.data.entry;
  return { measures: measures.map((one) => (one.entryId === of ? { ...one, timing } : one)) };
}
