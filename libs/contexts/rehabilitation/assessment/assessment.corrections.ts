import { cited, correctionsOf } from '#kernel';
import type { AssessmentEntry, AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
import type { CaseFact } from '../facts.rules.js';
import { mustBeLatestStep } from '../record.rules.js';
import { decideRating } from './assessment.rating.js';
import * as state from './assessment.record.js';
import { decideRecommending } from './assessment.recommending.js';
import { decideStarting } from './assessment.starting.js';

export const rules = { ...decideStarting, ...decideRating, ...decideRecommending };

export const corrections = correctionsOf<state.Assessment, state.AssessmentCommand, AssessmentEntry, 'Assessment'>(
  'Assessment',
  state.assessmentEntries,
  rules,
  {
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
  },
);

/** A member as they were recorded: without what is gone with its key. */
function inputMember(member: AssessmentEventData<'PlacementRecommended'>['team'][number]): object {
  if ('staffId' in member) return member;
  const { role, name, affiliation } = member;
  return { role, name, ...affiliation };
}

/** Corrections of entries by which a case advances: only the latest of them changes. */
export const decideCorrections: state.Rules<'CorrectAssessmentEntry' | 'AnnulAssessmentEntry'> = {
  CorrectAssessmentEntry: (command, record) => {
    const decided = corrections.rules.CorrectAssessmentEntry(command, record);
    mustBeLatest(command, record);
    return decided;
  },
  AnnulAssessmentEntry: (command, record) => {
    const decided = corrections.rules.AnnulAssessmentEntry(command, record);
    mustBeLatest(command, record);
    return decided;
  },
};

/** Refuses to change a step of the case from which it has moved on; a rating is none. */
function mustBeLatest(
  { data, facts }: { readonly data: { readonly of: string }; readonly facts: { readonly case: CaseFact } },
  record: state.AssessmentRecord,
): void {
  if (cited(record, data.of).type !== 'AssessmentDomainRated') mustBeLatestStep(facts.case, data.of);
}
