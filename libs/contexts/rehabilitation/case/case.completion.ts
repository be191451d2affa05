import { type AnyEvent, type Fact, type Projected, refuse, validEntries } from '#kernel';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import type { TemplateFact } from '../facts.rules.js';
import type { OpenedCase, SessionNote } from './case.state.js';

/** What the plan of a case says: how many sessions of its latest approved version, and from which modules somebody is exempted. */
export interface PlanFact {
  readonly plannedSessions: number;
  readonly exemptions: readonly Pick<PlanEventData<'RequirementExempted'>, 'module' | 'exemptedOn' | 'expiresOn'>[];
  readonly basis: Fact;
}

export interface EvaluationFact {
  readonly isMeasuredAfter: boolean;
  /** What the latest evaluation concludes. */
  readonly conclusion?: Extract<EvaluationEvent, { type: 'RehabEvaluated' }>['data']['conclusion'];
  readonly basis: Fact;
}

export interface CompletionFacts {
  readonly template: TemplateFact;
  readonly plan?: PlanFact;
  readonly evaluation?: EvaluationFact;
}

export interface Dosage {
  readonly plannedSessions: number;
  readonly attendedSessions: number;
}

/** What the events of a plan amount to. */
export function planned(events: readonly Projected<AnyEvent>[]): Omit<PlanFact, 'basis'> {
  const told = validEntries(events as readonly Projected<PlanEvent>[]);
  const approved = told.findLast(({ type }) => type === 'RehabPlanApproved')?.data as { version: number } | undefined;
  const contents = told.flatMap(({ type, data }) =>
    type === 'RehabPlanDrafted' || type === 'RehabPlanRevised' ? [data] : [],
  );
  const sessions = contents.findLast(({ version }) => version === approved?.version)?.sessions ?? [];
  return {
    plannedSessions: sessions.reduce((sum, module) => sum + module.planned, 0),
    exemptions: told.flatMap(({ type, data }) => (type === 'RequirementExempted' ? [data] : [])),
  };
}

/** What the valid entries of an evaluation amount to. */
export function evaluated(events: readonly Projected<AnyEvent>[]): Omit<EvaluationFact, 'basis'> {
  const valid = validEntries(events as readonly Projected<EvaluationEvent>[]);
  const conclusions = valid.flatMap(({ type, data }) => (type === 'RehabEvaluated' ? [data.conclusion] : []));
  const conclusion = conclusions.at(-1);
  return {
    isMeasuredAfter: valid.some(({ type, data }) => type === 'OutcomeMeasured' && data.timing === 'POST'),
    ...(conclusion !== undefined && { conclusion }),
  };
}

/**
 * Refuses to complete what asks more of, and counts the sessions by which it was held to. That no unconfirmed positive is open
 * is one more of these conditions, once urine tests are recorded.
 */
export function mustBeComplete(its: OpenedCase, facts: CompletionFacts, on: string): Dosage {
  const { minimumDosagePercent } = facts.template.template;
  const plannedSessions = facts.plan?.plannedSessions ?? 0;
  const attended = its.sessions.filter(isAttended);
  if (attended.length * 100 < minimumDosagePercent * plannedSessions || plannedSessions === 0) {
    const counts = `${attended.length} of ${plannedSessions} sessions`;
    refuse('dosage-too-low', `The programme asks for ${minimumDosagePercent}% of the planned sessions.`, 'R-3.9', [
      counts,
    ]);
  }
  mustHaveAttendedMandatory(attended, facts, on);
  if (facts.evaluation?.isMeasuredAfter !== true) {
    refuse('no-post-measure', 'Measure the results after the programme first.', 'R-3.9');
  }
  const { conclusion } = facts.evaluation;
  if (conclusion === undefined) refuse('not-evaluated', 'Evaluate the programme first.', 'R-3.9');
  if (conclusion !== 'COMPLETE') {
    refuse('evaluation-says-otherwise', 'The evaluation does not conclude that the programme is complete.', 'R-3.9');
  }
  return { plannedSessions, attendedSessions: attended.length };
}

function mustHaveAttendedMandatory(
  attended: readonly SessionNote[],
  { template: { template }, plan }: CompletionFacts,
  on: string,
): void {
  const isExempted = (code: string): boolean =>
    plan?.exemptions.some(
      ({ module, exemptedOn, expiresOn }) =>
        module === code && exemptedOn <= on && (expiresOn === undefined || expiresOn >= on),
    ) ?? false;
  const missing = template.modules
    .filter(({ code, mandatory }) => mandatory && !isExempted(code))
    .filter(({ code }) => !attended.some(({ module }) => module === code))
    .map(({ code }) => code);
  if (missing.length > 0) {
    refuse('mandatory-modules-missing', 'Mandatory modules were neither attended nor exempted.', 'R-3.9', missing);
  }
}

const isAttended = ({ standing, outcome }: SessionNote): boolean =>
  standing === 'HELD' && (outcome === 'ATTENDED' || outcome === 'ATTENDED_LATE');
