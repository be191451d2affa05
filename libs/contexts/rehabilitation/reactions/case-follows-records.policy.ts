import { factAt, isAnnulment, isCorrection, type Policy, type Projected, type Reaction } from '#kernel';
import * as aftercares from '#contracts/rehabilitation/aftercare.events';
import * as assessments from '#contracts/rehabilitation/assessment.events';
import * as evaluations from '#contracts/rehabilitation/evaluation.events';
import { type PlanEvent, RehabPlanApproved } from '#contracts/rehabilitation/plan.events';
import * as screenings from '#contracts/rehabilitation/screening.events';
import type { FollowingCommand } from '../case/case.rules.js';

const followed = [
  screenings.InmateScreened,
  screenings.BriefEducationGiven,
  assessments.AssessmentStarted,
  assessments.AssessmentCompleted,
  assessments.PlacementRecommended,
  RehabPlanApproved,
  evaluations.RehabEvaluated,
  aftercares.AftercarePlanned,
] as const;
const events = [
  ...followed,
  screenings.ScreeningEntryCorrected,
  screenings.ScreeningEntryAnnulled,
  assessments.AssessmentEntryCorrected,
  assessments.AssessmentEntryAnnulled,
  evaluations.EvaluationEntryCorrected,
  evaluations.EvaluationEntryAnnulled,
  aftercares.AftercareEntryAnnulled,
] as const;

type OfRecord =
  | screenings.ScreeningEvent
  | assessments.AssessmentEvent
  | PlanEvent
  | evaluations.EvaluationEvent
  | aftercares.AftercareEvent;
type Followed = Extract<OfRecord, { type: (typeof events)[number]['type'] }>;
type Input = Extract<OfRecord, { type: (typeof followed)[number]['type'] }>;
type Advance = Omit<Extract<FollowingCommand, { type: 'AdvanceCase' }>['data'], 'by' | 'of'>;

/** A case advances when another record of it reaches a milestone, knows what is corrected there, and is set back when it is annulled. */
export const caseFollowsRecords: Policy<Followed, FollowingCommand> = {
  name: 'case-follows-records',
  events,
  react: (event) => toCase(event, commandFor(event)),
};

function commandFor(event: Projected<Followed>): FollowingCommand | undefined {
  const of = factAt(event);
  if (isAnnulment(event)) return { type: 'SetBackCase', data: { annulled: event.data.of, of } };
  if (!isCorrection(event)) return { type: 'AdvanceCase', data: { ...advanceBy(event), by: event.id, of } };
  const { of: by, entryType: type, entry: data } = event.data;
  return isRecorded({ type })
    ? { type: 'AdvanceCase', data: { ...advanceBy({ type, data } as Input), by, of } }
    : undefined;
}

const isRecorded = ({ type }: { readonly type: string }): boolean => followed.some((one) => one.type === type);

function advanceBy({ type, data }: Input): Advance {
  switch (type) {
    case 'InmateScreened':
      return { milestone: 'SCREENED', riskBand: data.riskBand, provider: data.provider };
    case 'BriefEducationGiven':
      return { milestone: 'EDUCATED' };
    case 'AssessmentStarted':
      return { milestone: 'ASSESSMENT_STARTED', provider: data.provider };
    case 'AssessmentCompleted':
      return { milestone: 'ASSESSED' };
    case 'PlacementRecommended': {
      const { recommendation, templateId } = data;
      return { milestone: 'RECOMMENDED', recommendation, ...(templateId && { templateId }) };
    }
    case 'RehabPlanApproved':
      return { milestone: 'PLAN_APPROVED' };
    case 'RehabEvaluated':
      return { milestone: 'EVALUATED' };
    case 'AftercarePlanned':
      return { milestone: 'AFTERCARE_PLANNED' };
  }
}

/** The command to the one case that an event is about; none when there is no command or no case. */
const toCase = (
  { metadata: { about } }: Pick<Projected<Followed>, 'metadata'>,
  command?: FollowingCommand,
): Reaction<FollowingCommand>[] => {
  const target = about.find(({ caseId }) => caseId !== undefined)?.caseId;
  return target === undefined || command === undefined ? [] : [{ target, command }];
};
