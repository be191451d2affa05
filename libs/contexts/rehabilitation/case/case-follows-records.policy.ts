import { factAt, type Policy, type Projected, type Reaction } from '#kernel';
import {
  AftercareEntryAnnulled,
  type AftercareEvent,
  AftercarePlanned,
} from '#contracts/rehabilitation/aftercare.events';
import {
  AssessmentCompleted,
  AssessmentEntryAnnulled,
  AssessmentEntryCorrected,
  type AssessmentEvent,
  type AssessmentEventData,
  AssessmentStarted,
  PlacementRecommended,
} from '#contracts/rehabilitation/assessment.events';
import {
  EvaluationEntryAnnulled,
  type EvaluationEvent,
  RehabEvaluated,
} from '#contracts/rehabilitation/evaluation.events';
import { type PlanEvent, RehabPlanApproved } from '#contracts/rehabilitation/plan.events';
import {
  BriefEducationGiven,
  InmateScreened,
  ScreeningEntryAnnulled,
  ScreeningEntryCorrected,
  type ScreeningEvent,
} from '#contracts/rehabilitation/screening.events';
import type { FollowingCommand } from './case.following.js';

const events = [
  InmateScreened,
  ScreeningEntryCorrected,
  ScreeningEntryAnnulled,
  BriefEducationGiven,
  AssessmentStarted,
  AssessmentCompleted,
  PlacementRecommended,
  AssessmentEntryCorrected,
  AssessmentEntryAnnulled,
  RehabPlanApproved,
  RehabEvaluated,
  EvaluationEntryAnnulled,
  AftercarePlanned,
  AftercareEntryAnnulled,
] as const;

type Followed = Extract<
  ScreeningEvent | AssessmentEvent | PlanEvent | EvaluationEvent | AftercareEvent,
  { type: (typeof events)[number]['type'] }
>;
type Advance = Omit<Extract<FollowingCommand, { type: 'AdvanceCase' }>['data'], 'by' | 'of'>;

/** A case advances when another record of it reaches a milestone, knows what is corrected there, and is set back when it is annulled. */
export const caseFollowsRecords: Policy<Followed, FollowingCommand> = {
  name: 'case-follows-records',
  events,
  react: (event) => {
    const of = factAt(event);
    const command = (): FollowingCommand | undefined => {
      const advance = advanceBy(event);
      if (advance !== undefined) return { type: 'AdvanceCase', data: { ...advance, by: entryOf(event), of } };
      if ('approvedBy' in event.data && 'of' in event.data) {
        return { type: 'SetBackCase', data: { annulled: event.data.of, of } };
      }
      return undefined;
    };
    return toCase(event, command());
  },
};

function advanceBy({ type, data }: Followed): Advance | undefined {
  switch (type) {
    case 'InmateScreened':
      return { milestone: 'SCREENED', riskBand: data.riskBand, ...(data.provider && { provider: data.provider }) };
    case 'ScreeningEntryCorrected':
      return 'riskBand' in data.entry ? { milestone: 'SCREENED', riskBand: data.entry.riskBand } : undefined;
    case 'BriefEducationGiven':
      return { milestone: 'EDUCATED' };
    case 'AssessmentStarted':
      return { milestone: 'ASSESSMENT_STARTED', provider: data.provider };
    case 'AssessmentCompleted':
      return { milestone: 'ASSESSED' };
    case 'PlacementRecommended':
      return recommended(data);
    case 'AssessmentEntryCorrected':
      return 'recommendation' in data.entry ? recommended(data.entry) : undefined;
    case 'RehabPlanApproved':
      return { milestone: 'PLAN_APPROVED' };
    case 'RehabEvaluated':
      return { milestone: 'EVALUATED' };
    case 'AftercarePlanned':
      return { milestone: 'AFTERCARE_PLANNED' };
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryAnnulled':
    case 'EvaluationEntryAnnulled':
    case 'AftercareEntryAnnulled':
      return undefined;
  }
}

const recommended = ({ recommendation, templateId }: AssessmentEventData<'PlacementRecommended'>): Advance => ({
  milestone: 'RECOMMENDED',
  recommendation,
  ...(templateId && { templateId }),
});

/** The entry that an event tells or corrects. */
const entryOf = ({ id, data }: Followed & { readonly id: string }): string =>
  'of' in data && 'entry' in data ? data.of : id;

/** The command to the one case that an event is about; none when there is no command or no case. */
const toCase = (
  { metadata: { about } }: Pick<Projected<Followed>, 'metadata'>,
  command?: FollowingCommand,
): Reaction<FollowingCommand>[] => {
  const target = about.find(({ caseId }) => caseId !== undefined)?.caseId;
  return target === undefined || command === undefined ? [] : [{ target, command }];
};
