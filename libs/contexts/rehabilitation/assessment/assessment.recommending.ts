import { type Decider, refuse } from '#kernel';
import type { AssessmentEvent, AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
import { TEAM_ROLES, type TeamRole } from '#contracts/rehabilitation/codes';
import { basisOf, type CaseFact, type ConsentFact, mustTakeEntries, type TemplateFact } from '../facts.js';
import { mustHaveStep, prepared } from '../record.rules.js';
import {
  type AssessmentRecord,
  begun,
  type BegunAssessment,
  type CompletedAssessment,
  isCompleted,
  mustHold,
} from './assessment.record.js';
import { refuseGone } from './assessment.completing.js';
import { mustBeOffered } from './assessment.template.js';

export interface RecommendationFacts {
  readonly case: CaseFact;
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
  readonly template?: TemplateFact;
  /** The days that the severities suggest; absent when the key is gone. */
  readonly suggestedDays?: number;
  /** A new subject for each member of the team, in case they are from elsewhere. */
  readonly subjects: readonly string[];
  /** Whether somebody of the staff is named twice, under whatever ids. */
  readonly isAnybodyTwice: boolean;
}

type Recommended = AssessmentEventData<'PlacementRecommended'>;

/** A member of the team: of the staff by id, or somebody from elsewhere by office, institution and name. */
export interface TeamMember {
  readonly role: TeamRole;
  readonly staffId?: string;
  readonly office?: string;
  readonly institution?: string;
  readonly name?: string;
}

export type Recommendation = Pick<
  Recommended,
  'recommendation' | 'templateId' | 'recommendedOn' | 'deviationReason'
> & { readonly team: readonly TeamMember[] };

export interface RecommendingCommand {
  readonly type: 'RecommendPlacement';
  readonly data: Recommendation;
  readonly facts?: RecommendationFacts;
}

export const decideRecommending: Decider<AssessmentRecord, RecommendingCommand, AssessmentEvent>['decide'] = {
  RecommendPlacement: ({ data, facts }, { now }) => {
    const assessment = completed(now);
    const known = prepared(facts);
    mustTakeEntries(known.case);
    mustHaveStep(known.case, 'RECOMMENDED');
    mustBeLatest(known.case, assessment);
    return [{ type: 'PlacementRecommended', data: recommended(assessment, data, known) }];
  },
};

/** What is recorded of a recommendation. Refuses one without the quorum, a programme that is offered, or the reason it needs. */
export function recommended(
  assessment: CompletedAssessment,
  { team, ...data }: Recommendation,
  { case: fact, consent, template, suggestedDays = refuseGone(), subjects, isAnybodyTwice }: RecommendationFacts,
): Recommended {
  const { recommendation, recommendedOn, deviationReason } = data;
  const { subject, caseId, unitId, provider } = assessment;
  mustHold({ ...assessment, status: 'recommended', recommendedOn });
  if (template !== undefined) mustBeOffered(template, unitId, recommendedOn);
  if (recommendation === 'ELIGIBLE' && template === undefined) {
    refuse('template-required', 'Who is eligible is so for a programme: name its template.', 'R-2.8');
  }
  const members = team.map((member, index) => memberOf(member, subjects[index]));
  if (isAnybodyTwice) refuse('one-role-each', 'One member of the staff fills one role of the team.', 'R-2.8');
  mustBeQuorate(members, template?.template.quorum ?? TEAM_ROLES);
  const isSuggested = recommendation === 'ELIGIBLE' && template?.template.days === suggestedDays;
  if (!isSuggested && deviationReason === undefined) {
    refuse(
      'deviation-needs-reason',
      'The team may decide otherwise than the severities suggest: it says why.',
      'R-2.8',
    );
  }
  return { ...data, subject, caseId, team: members, provider, basis: basisOf(fact, consent, template) };
}

/** The assessment, if it was completed; refuses otherwise. */
export function completed(state: BegunAssessment | AssessmentRecord['now']): CompletedAssessment {
  const assessment = begun(state);
  return isCompleted(assessment)
    ? assessment
    : refuse('assessment-not-completed', 'The team recommends on a completed assessment.', 'R-2.8');
}

/** Refuses to recommend on an assessment that a later one of the case has replaced. */
function mustBeLatest({ case: { advances } }: CaseFact, { completion }: CompletedAssessment): void {
  if (advances.findLast(({ from }) => from === 'ASSESSMENT_DUE')?.by !== completion) {
    refuse('assessment-superseded', 'The case was assessed anew: recommend on that assessment.', 'R-2.8');
  }
}

function memberOf({ role, staffId, office, institution, name }: TeamMember, subject = ''): Recommended['team'][number] {
  const isFromElsewhere = office !== undefined && institution !== undefined && name !== undefined;
  const saysNothing = office === undefined && institution === undefined && name === undefined;
  if (staffId !== undefined && saysNothing) return { role, staffId };
  if (staffId === undefined && isFromElsewhere) return { role, subject, name, affiliation: { office, institution } };
  return refuse(
    'member-incomplete',
    'A member is somebody of the staff, or somebody from elsewhere by office, institution and name.',
    'R-2.8',
  );
}

function mustBeQuorate(team: Recommended['team'], quorum: readonly TeamRole[]): void {
  const missing = quorum.filter((role) => !team.some((member) => member.role === role));
  if (missing.length > 0) {
    refuse(
      'quorum-not-reached',
      'The team lacks roles: name somebody for each, also from elsewhere.',
      'R-2.8',
      missing,
    );
  }
}
