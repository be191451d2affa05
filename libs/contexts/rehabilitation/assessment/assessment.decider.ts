import { correctionsOf, type Aggregate } from '#kernel';
import * as events from '#contracts/rehabilitation/assessment.events';
import { ofLatestStep } from '../record.rules.js';
import { decideRating } from './assessment.rating.js';
import { decideRecommending } from './assessment.recommending.js';
import { decideStarting } from './assessment.starting.js';
import * as state from './assessment.record.js';

export const rules = { ...decideStarting, ...decideRating, ...decideRecommending };

export const corrections = correctionsOf<
  state.Assessment,
  state.AssessmentCommand,
  events.AssessmentEntry,
  'Assessment'
>('Assessment', state.assessmentEntries, rules, {
  AssessmentStarted: {
    by: 'StartAssessment',
    kept: ['caseId', 'screeningId', 'consentId', 'templateId', 'provider'],
    corrected: { as: 'start', fields: ['assessorId', 'startedOn', 'reason'] },
  },
  AssessmentDomainRated: {
    by: 'RateDomain',
    kept: ['domain'],
    corrected: { as: 'rating', fields: ['severity', 'suggested', 'patientRating', 'comment', 'ratedOn'] },
    input: ({ suggestedFrom: from, suggestedTo: to, ...data }) => ({
      ...data,
      ...(from !== undefined && to !== undefined && { suggested: { from, to } }),
    }),
  },
  AssessmentCompleted: { by: 'CompleteAssessment', kept: ['completedOn'] },
  PlacementRecommended: {
    by: 'RecommendPlacement',
    kept: ['recommendation', 'templateId'],
    corrected: { as: 'recommendation', fields: ['recommendedOn', 'team', 'deviationReason'] },
    input: (data) => ({ ...data, team: data.team.map(inputMember) }),
  },
});

/** A member as they were recorded: without what is gone with its key. */
function inputMember(member: events.AssessmentEventData<'PlacementRecommended'>['team'][number]): object {
  if ('staffId' in member) return member;
  const { role, name, affiliation } = member;
  return { role, name, ...affiliation };
}

const STEPS = ['AssessmentStarted', 'AssessmentCompleted', 'PlacementRecommended'] as const;

export const decideCorrections: state.Rules<'CorrectAssessmentEntry' | 'AnnulAssessmentEntry'> = {
  CorrectAssessmentEntry: ofLatestStep(corrections.rules.CorrectAssessmentEntry, ...STEPS),
  AnnulAssessmentEntry: ofLatestStep(corrections.rules.AnnulAssessmentEntry, ...STEPS),
};

/** The unit that owns the case and who assesses act on an assessment. */
export const assessment: Aggregate<state.AssessmentRecord, state.AssessmentCommand, events.AssessmentEvent> = {
  name: 'assessment',
  decider: state.assessmentEntries.decider(events.assessmentEvents, { ...rules, ...decideCorrections }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
