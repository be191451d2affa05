import type { PlanEventData } from '#contracts/rehabilitation/plan.events';
import type { TemplateFact } from '../facts.rules.js';
import type { PlannedSessions, PlanVersion } from './plan.state.js';
import { refuse } from './plan.refusals.js';

type Drafted = PlanEventData<'RehabPlanDrafted'>;

/** What a version of a plan says, before it is known whose it is. */
export interface PlanContent {
  readonly goals: readonly Omit<Drafted['goals'][number], 'subject'>[];
  readonly sessions: readonly PlannedSessions[];
  readonly modalities: Drafted['modalities'];
}

/** What a version of a plan says, its goals under the subject that they are sealed under. */
export const contentOf = ({ goals, sessions, modalities }: PlanContent, subject: string) => ({
  goals: goals.map((goal) => ({ subject, ...goal })),
  sessions: [...sessions],
  modalities: [...modalities],
});

/** Refuses a version that says something twice, of a module that the template does not have, or due before the admission. */
export function mustBePlannable(
  { goals, sessions }: PlanContent,
  { template }: Pick<TemplateFact, 'template'>,
  admittedOn: string,
): void {
  const modules = sessions.map(({ module }) => module);
  const goalIds = repeatedIn(goals.map(({ goalId }) => goalId));
  if (goalIds.length > 0) refuse('goal-repeated', { goalIds });
  const repeated = repeatedIn(modules);
  if (repeated.length > 0) refuse('module-repeated', { modules: repeated });
  const known = template.modules.map(({ code }) => code);
  const strange = modules.filter((module) => !known.includes(module));
  if (strange.length > 0) {
    refuse('unknown-module', { modules: strange, known }, [`module must be one of ${known.join(', ')}`]);
  }
  const [targetOn] = goals.flatMap((goal) => goal.targetOn ?? []).filter((day) => day < admittedOn);
  if (targetOn !== undefined) refuse('target-before-admission', { targetOn, admittedOn });
}

const repeatedIn = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((one, index) => ids.indexOf(one) !== index)),
];

/** Refuses a version with fewer sessions of a module than were approved, and so fewer in sum. */
export function mustNotReduce(sessions: readonly PlannedSessions[], approved?: PlanVersion): void {
  const plannedOf = (wanted: string): number => sessions.find(({ module }) => module === wanted)?.planned ?? 0;
  const reduced = approved?.sessions.filter(({ module, planned }) => plannedOf(module) < planned) ?? [];
  if (reduced.length > 0) {
    const least = reduced.map(({ module, planned }) => `${module} must have at least ${planned}`);
    refuse('sessions-reduced', { reduced: least }, least);
  }
}

/** Refuses to hand in a version without goals or without sessions. */
export function mustBeSubmittable({ version, goalIds, sessions }: PlanVersion): void {
  if (goalIds.length === 0) refuse('plan-without-goals', { version });
  if (sessions.every(({ planned }) => planned === 0)) refuse('plan-without-sessions', { version });
}
