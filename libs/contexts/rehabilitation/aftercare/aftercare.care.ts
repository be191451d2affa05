import { mustHaveHappened, staffOf, statusSaid, without } from '#kernel';
import { basisOf, mustBeConsented, mustBePresent } from '../facts.rules.js';
import { mustHaveStep, mustOwnCase } from '../record.rules.js';
import { mustBeAllowed, mustBeCaredFor, mustBeWilling, mustServe } from './aftercare.facts.js';
import { mustHold, type Rules, underWay } from './aftercare.record.js';
import { refuse } from './aftercare.refusals.js';

export const decideCare: Rules<'PlanAftercare' | 'RecordAftercareContact' | 'CompleteAftercare'> = {
  PlanAftercare: ({ data, facts, today }, { now }) => {
    if (now.status !== 'absent' && now.status !== 'annulled') {
      refuse('aftercare-already-planned', { caseId: now.caseId, status: statusSaid(now.status) });
    }
    const { case: fact, inmate, consent, unitId } = facts;
    const { subject, inmateId, lastOn } = fact.case;
    const { plannedOn, untilOn } = data;
    mustOwnCase(fact, unitId);
    mustBeWilling(fact);
    mustHaveStep(fact, 'AFTERCARE_PLANNED');
    mustHaveHappened(plannedOn, today);
    if (plannedOn < lastOn) refuse('planned-before-end', { plannedOn, lastOn });
    if (untilOn < plannedOn) refuse('until-before-plan', { untilOn, plannedOn });
    mustBePresent({ ...inmate, presence: without(inmate.presence, 'left') }, plannedOn); // who was released still receives it
    if (consent !== undefined) mustBeConsented(consent, { subject, purpose: 'AFTERCARE', on: plannedOn });
    return [{ type: 'AftercarePlanned', data: { ...data, subject, inmateId, basis: basisOf(fact, inmate, consent) } }];
  },

  RecordAftercareContact: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { subject, caseId, contactedOn } = aftercare;
    mustServe(aftercare, by);
    mustBeCaredFor(facts.case);
    mustHaveHappened(data.contactedOn, today);
    mustBeAllowed(facts);
    mustHold({ ...aftercare, contactedOn: [...contactedOn, data.contactedOn] });
    const basis = basisOf(facts.case, facts.cover);
    return [{ type: 'AftercareContactRecorded', data: { ...data, subject, caseId, contactedBy: staffOf(by), basis } }];
  },

  /** Nobody says how somebody fares whom nobody has met. */
  CompleteAftercare: ({ data: { completedOn, outcome }, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    const { subject, caseId, contactedOn } = aftercare;
    mustServe(aftercare, by);
    mustBeCaredFor(facts.case);
    mustHaveHappened(completedOn, today);
    if (contactedOn.length === 0 && !WITHOUT_CONTACT.includes(outcome)) {
      refuse('no-contact-yet', { outcomes: WITHOUT_CONTACT });
    }
    mustHold({ ...aftercare, status: 'completed', completedOn });
    return [{ type: 'AftercareCompleted', data: { subject, caseId, completedOn, completedBy: staffOf(by), outcome } }];
  },
};

const WITHOUT_CONTACT: readonly string[] = ['LOST_CONTACT', 'DECLINED'];
