import { statusSaid } from '#kernel';
import type { AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
import { TEAM_ROLES, type TeamRole } from '#contracts/rehabilitation/codes';
import { basisOf, type CaseFact, mustTakeEntries } from '../facts.rules.js';
import { mustHaveStep } from '../record.rules.js';
import type { RecommendingMember } from './assessment.commands.js';
import { refuseGone } from './assessment.rating.js';
import * as record from './assessment.record.js';
import { mustBeOffered } from './assessment.starting.js';
import { object, refuse } from './assessment.refusals.js';

type Recommended = AssessmentEventData<'PlacementRecommended'>;

export const decideRecommending: record.Rules<'RecommendPlacement'> = {
  /** Refuses one without the quorum, a programme that is offered, or the reason it needs. */
  RecommendPlacement: ({ data: { team, ...data }, facts }, { now }) => {
    const assessment = completed(now);
    const { case: fact, consent, template, subjects, isAnybodyTwice } = facts;
    const { recommendation, recommendedOn, deviationReason } = data;
    const { subject, caseId, unitId, provider } = assessment;
    mustTakeEntries(fact);
    mustHaveStep(fact, 'RECOMMENDED');
    mustBeLatest(fact, assessment);
    if (template !== undefined) mustBeOffered(template, unitId, recommendedOn);
    const { suggestedDays = refuseGone() } = facts;
    record.mustHold({ ...assessment, status: 'recommended', recommendedOn });
    if (recommendation === 'ELIGIBLE' && template === undefined) refuse('template-required', { recommendation });
    const members = team.map((member, index) => memberOf(member, subjects[index]));
    if (isAnybodyTwice) {
      const staffIds = staffIn(team);
      object('one-role-each', staffIds, { staffIds });
    }
    mustBeQuorate(members, template?.template.quorum ?? TEAM_ROLES);
    const isSuggested = recommendation === 'ELIGIBLE' && template?.template.days === suggestedDays;
    if (!isSuggested && deviationReason === undefined) refuse('deviation-needs-reason', { recommendation });
    const basis = basisOf(fact, consent, template);
    return [{ type: 'PlacementRecommended', data: { ...data, subject, caseId, team: members, provider, basis } }];
  },
};

export const staffIn = (team: readonly RecommendingMember[]): readonly string[] =>
  team.flatMap(({ staffId }) => (staffId === undefined ? [] : [staffId]));

function completed(state: record.Assessment): record.CompletedAssessment {
  const assessment = record.begun(state);
  return record.isCompleted(assessment)
    ? assessment
    : refuse('assessment-not-completed', { status: statusSaid(assessment.status) });
}

/** Objects to recommending on an assessment that a later one of the case has replaced. */
function mustBeLatest({ caseId, case: { advances } }: CaseFact, { completion }: record.CompletedAssessment): void {
  if (advances.findLast(({ from }) => from === 'ASSESSMENT_DUE')?.by !== completion) {
    object('assessment-superseded', { caseId }, { caseId });
  }
}

function memberOf(
  { role, staffId, office, institution, name }: RecommendingMember,
  subject = '',
): Recommended['team'][number] {
  const isFromElsewhere = office !== undefined && institution !== undefined && name !== undefined;
  const saysNothing = office === undefined && institution === undefined && name === undefined;
  if (staffId !== undefined && saysNothing) return { role, staffId };
  if (staffId === undefined && isFromElsewhere) return { role, subject, name, affiliation: { office, institution } };
  return refuse('member-incomplete', { role });
}

function mustBeQuorate(team: Recommended['team'], quorum: readonly TeamRole[]): void {
  const missing = quorum.filter((role) => !team.some((member) => member.role === role));
  if (missing.length > 0) refuse('quorum-not-reached', { roles: missing }, missing);
}
