import { addDays, type Fact, object, refuse } from '#kernel';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import {
  basisOf,
  type CaseFact,
  type ConsentFact,
  type CoverFact,
  type InmateFact,
  mustBeConsented,
  mustBeCovered,
  mustBePresent,
  mustTakeEntries,
  type TemplateFact,
} from '../facts.rules.js';
import { mustHaveStep, mustOwnCase } from '../record.rules.js';
import { type CommandOf, refuseAnnulled, type Rules } from './assessment.record.js';

/** What a screening found, as it is known now; without a result when nobody was screened or it was annulled. */
export interface ScreeningFact {
  readonly screeningId: string;
  readonly result?: { readonly caseId: string; readonly riskBand: RiskBand; readonly screenedOn: string };
  readonly basis: Fact;
}

export interface StartFacts {
  /** The unit that owns the assessment. */
  readonly unitId: string;
  readonly case: CaseFact;
  readonly inmate: InmateFact;
  readonly screening: ScreeningFact;
  readonly consent: ConsentFact;
  readonly cover: CoverFact;
  readonly template?: TemplateFact;
}

export type Start = CommandOf<'StartAssessment'>['data'];

export const decideStarting: Rules<'StartAssessment'> = {
  StartAssessment: ({ data, facts }, { now }) => {
    if (now.status === 'annulled') refuseAnnulled();
    if (now.status !== 'absent') refuse('assessment-already-started', 'This assessment was started already.', 'R-2.6');
    const { unitId, case: fact, inmate, screening, consent, cover, template } = facts;
    mustTakeEntries(fact);
    mustOwnCase(fact, unitId);
    mustHaveStep(fact, 'ASSESSMENT_STARTED');
    const { subject, inmateId } = fact.case;
    const { startedOn } = data;
    mustBePresent(inmate, startedOn);
    mustBeConsented(consent, { subject, purpose: 'ASSESSMENT', on: startedOn });
    mustBeCovered(cover);
    if (template !== undefined) mustBeOffered(template, fact.case.unitId, startedOn);
    mustBeSent(data, fact, screening, template);
    const basis = basisOf(fact, screening, consent, inmate, cover, template);
    return [{ type: 'AssessmentStarted', data: { ...data, subject, inmateId, basis } }];
  },
};

/** Objects to a template of another unit, and to one that is not offered on a day. */
export function mustBeOffered(
  { templateId, template, unitId, retiredOn }: TemplateFact,
  ownerId: string,
  on: string,
): void {
  if (unitId !== ownerId) {
    object('template-of-another-unit', 'This programme is another unit’s.', 'R-2.8', { templateId, ownerId });
  }
  if (on < template.validFrom || (retiredOn !== undefined && on >= retiredOn)) {
    object('template-not-offered', 'This programme is not offered on that day.', 'R-2.8', { templateId, on });
  }
}

/** Objects to an assessment to which no recent screening of the case leads, unless it is said why. */
function mustBeSent(
  { screeningId, startedOn, reason }: Start,
  { caseId }: CaseFact,
  { result }: ScreeningFact,
  template: TemplateFact | undefined,
): void {
  if (result === undefined) {
    object('screening-without-result', 'Nobody was screened then, or it was annulled.', 'R-2.6', { screeningId });
    return;
  }
  if (result.caseId !== caseId) refuse('screening-of-another-case', 'This screening is of another case.', 'R-2.6');
  const judged = { screeningId, startedOn };
  if (startedOn < result.screenedOn) {
    object('assessed-before-screening', 'Somebody is assessed after the screening, not before.', 'R-2.6', judged);
  }
  const lastDay = template && addDays(result.screenedOn, template.template.screeningValidForDays);
  const isRecent = lastDay !== undefined && startedOn <= lastDay;
  if ((result.riskBand === 'LOW' || !isRecent) && reason === undefined) {
    object(
      'no-recent-screening',
      'No screening of moderate or high risk within the days of the template leads here: say why, or name the template.',
      'R-2.6',
      judged,
    );
  }
}
