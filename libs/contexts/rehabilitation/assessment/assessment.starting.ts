import { addDays, type Decider, refuse } from '#kernel';
import type { AssessmentEvent, AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
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
} from '../facts.js';
import { mustHaveStep, mustOwnCase, prepared } from '../record.rules.js';
import { type AssessmentRecord, refuseAnnulled } from './assessment.record.js';
import { mustBeOffered } from './assessment.template.js';
import type { ScreeningFact } from './screening-fact.js';

export interface StartFacts {
  readonly unitId?: string;
  readonly case: CaseFact;
  readonly inmate: InmateFact;
  readonly screening: ScreeningFact;
  readonly consent: ConsentFact;
  readonly cover: CoverFact;
  readonly template?: TemplateFact;
}

export type Start = Omit<AssessmentEventData<'AssessmentStarted'>, 'subject' | 'inmateId' | 'basis'>;

export interface StartingCommand {
  readonly type: 'StartAssessment';
  readonly data: Start;
  readonly facts?: StartFacts;
}

export const decideStarting: Decider<AssessmentRecord, StartingCommand, AssessmentEvent>['decide'] = {
  StartAssessment: ({ data, facts }, { now }) => {
    if (now.status === 'annulled') refuseAnnulled();
    if (now.status !== 'absent') refuse('assessment-already-started', 'This assessment was started already.', 'R-2.6');
    const known = prepared(facts);
    mustTakeEntries(known.case);
    mustOwnCase(known.case, known.unitId);
    mustHaveStep(known.case, 'ASSESSMENT_STARTED');
    return [{ type: 'AssessmentStarted', data: started(data, known) }];
  },
};

/** What is recorded of a start. Refuses one that screening, consent, presence or the gate do not allow on its day. */
export function started(data: Start, facts: StartFacts): AssessmentEventData<'AssessmentStarted'> {
  const { case: fact, inmate, screening, consent, cover, template } = facts;
  const { subject, inmateId } = fact.case;
  const { startedOn } = data;
  mustBePresent(inmate, startedOn);
  mustBeConsented(consent, { subject, purpose: 'ASSESSMENT', on: startedOn });
  mustBeCovered(cover);
  if (template !== undefined) mustBeOffered(template, fact.case.unitId, startedOn);
  mustBeSent(data, fact, screening, template);
  return { ...data, subject, inmateId, basis: basisOf(fact, screening, consent, inmate, cover, template) };
}

/** Refuses an assessment to which no recent screening of the case leads, unless it is said why. */
function mustBeSent(
  { startedOn, reason }: Start,
  { caseId }: CaseFact,
  { result }: ScreeningFact,
  template: TemplateFact | undefined,
): void {
  if (result === undefined)
    refuse('screening-without-result', 'Nobody was screened then, or it was annulled.', 'R-2.6');
  if (result.caseId !== caseId) refuse('screening-of-another-case', 'This screening is of another case.', 'R-2.6');
  if (startedOn < result.screenedOn) {
    refuse('assessed-before-screening', 'Somebody is assessed after the screening, not before.', 'R-2.6');
  }
  const lastDay = template && addDays(result.screenedOn, template.template.screeningValidForDays);
  const isRecent = lastDay !== undefined && startedOn <= lastDay;
  if ((result.riskBand === 'LOW' || !isRecent) && reason === undefined) {
    refuse(
      'no-recent-screening',
      'No screening of moderate or high risk within the days of the template leads here: say why, or name the template.',
      'R-2.6',
    );
  }
}
