import { addDays, statusSaid } from '#kernel';
import * as known from '../facts.rules.js';
import { mustHaveStep, mustOwnCase } from '../record.rules.js';
import type { ScreeningFact } from './assessment.facts.js';
import { type CommandOf, refuseAnnulled, type Rules } from './assessment.record.js';
import { object, refuse } from './assessment.refusals.js';

export type Start = CommandOf<'StartAssessment'>['data'];

export const decideStarting: Rules<'StartAssessment'> = {
  StartAssessment: ({ data, facts }, { now }) => {
    if (now.status === 'annulled') refuseAnnulled(now);
    if (now.status !== 'absent') refuse('assessment-already-started', { status: statusSaid(now.status) });
    const { unitId, case: fact, inmate, screening, consent, cover, template } = facts;
    known.mustTakeEntries(fact);
    mustOwnCase(fact, unitId);
    mustHaveStep(fact, 'ASSESSMENT_STARTED');
    const { subject, inmateId } = fact.case;
    const { startedOn } = data;
    known.mustBePresent(inmate, startedOn);
    known.mustBeConsented(consent, { subject, purpose: 'ASSESSMENT', on: startedOn });
    known.mustBeCovered(cover);
    if (template !== undefined) mustBeOffered(template, fact.case.unitId, startedOn);
    mustBeSent(data, fact, screening, template);
    const basis = known.basisOf(fact, screening, consent, inmate, cover, template);
    return [{ type: 'AssessmentStarted', data: { ...data, subject, inmateId, basis } }];
  },
};

/** Objects to a template of another unit, and to one that is not offered on a day. */
export function mustBeOffered(
  { templateId, template, unitId, retiredOn }: known.TemplateFact,
  ownerId: string,
  on: string,
): void {
  if (unitId !== ownerId) {
    const values = { templateId, ownerUnitId: unitId, unitId: ownerId };
    object('template-of-another-unit', { templateId, ownerId }, values);
  }
  if (on < template.validFrom || (retiredOn !== undefined && on >= retiredOn)) {
    const offered = known.offeredIn(template.validFrom, retiredOn);
    object('template-not-offered', { templateId, on }, { templateId, on, offered });
  }
}

/** Objects to an assessment to which no recent screening of the case leads, unless it is said why. */
function mustBeSent(
  { screeningId, startedOn, reason }: Start,
  { caseId }: known.CaseFact,
  { result }: ScreeningFact,
  template: known.TemplateFact | undefined,
): void {
  if (result === undefined) {
    object('screening-without-result', { screeningId }, { screeningId });
    return;
  }
  if (result.caseId !== caseId) refuse('screening-of-another-case', { screeningId });
  const judged = { screeningId, startedOn };
  if (startedOn < result.screenedOn) {
    object('assessed-before-screening', judged, { startedOn, screenedOn: result.screenedOn });
  }
  const lastDay = template && addDays(result.screenedOn, template.template.screeningValidForDays);
  const isRecent = lastDay !== undefined && startedOn <= lastDay;
  if ((result.riskBand === 'LOW' || !isRecent) && reason === undefined) {
    object('no-recent-screening', judged, { startedOn });
  }
}
