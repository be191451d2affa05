import { type Decider, mustHaveHappened, refuse, staffOf, without } from '#kernel';
import type { AftercareEvent, AftercareEventData } from '#contracts/rehabilitation/aftercare.events';
import { basisOf, type CaseFact, type ConsentFact, type InmateFact, mustBeConsented, mustBePresent } from '../facts.js';
import { mustHaveStep, mustOwnCase, prepared } from '../record.rules.js';
import { mustBeAllowed, mustBeCaredFor, mustServe, type ServiceFacts } from './aftercare.facts.js';
import { type AftercareRecord, type BegunAftercare, mustHold, underWay } from './aftercare.record.js';

export interface PlanFacts {
  readonly unitId?: string;
  readonly case: CaseFact;
  readonly inmate: InmateFact;
  readonly consent?: ConsentFact;
}

type Contact = Omit<AftercareEventData<'AftercareContactRecorded'>, 'subject' | 'caseId' | 'contactedBy' | 'basis'>;

export type CareCommand =
  | {
      readonly type: 'PlanAftercare';
      readonly data: Omit<AftercareEventData<'AftercarePlanned'>, 'subject' | 'inmateId' | 'basis'>;
      readonly facts?: PlanFacts;
    }
  | { readonly type: 'RecordAftercareContact'; readonly data: Contact; readonly facts?: ServiceFacts }
  | {
      readonly type: 'CompleteAftercare';
      readonly data: Pick<AftercareEventData<'AftercareCompleted'>, 'completedOn' | 'outcome'>;
      readonly facts?: Pick<ServiceFacts, 'case'>;
    };

export const decideCare: Decider<AftercareRecord, CareCommand, AftercareEvent>['decide'] = {
  PlanAftercare: ({ data, facts, today }, { now }) => {
    if (now.status !== 'absent' && now.status !== 'annulled') {
      refuse('aftercare-already-planned', 'The case has its aftercare: record contacts there.', 'R-1.2');
    }
    const { case: fact, inmate, consent, unitId } = prepared(facts);
    const { subject, inmateId, lastOn } = fact.case;
    const { plannedOn, untilOn } = data;
    mustOwnCase(fact, unitId);
    if (fact.case.consent?.standing === 'WITHDRAWN') {
      refuse('consent-withdrawn', 'The consent was withdrawn: nothing is added to the case.', 'R-2.1');
    }
    mustHaveStep(fact, 'AFTERCARE_PLANNED');
    mustHaveHappened(plannedOn, today);
    if (plannedOn < lastOn) {
      refuse('planned-before-end', `The case was where it is on ${lastOn}: aftercare follows that.`, 'R-1.2');
    }
    if (untilOn < plannedOn) refuse('until-before-plan', 'Aftercare ends after it was planned, not before.', 'R-1.2');
    mustBePresent({ ...inmate, presence: without(inmate.presence, 'left') }, plannedOn); // who was released still receives it
    if (consent !== undefined) mustBeConsented(consent, { subject, purpose: 'AFTERCARE', on: plannedOn });
    return [{ type: 'AftercarePlanned', data: { ...data, subject, inmateId, basis: basisOf(fact, inmate, consent) } }];
  },

  RecordAftercareContact: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    mustServe(aftercare, by);
    const known = prepared(facts);
    mustBeCaredFor(known.case);
    return [{ type: 'AftercareContactRecorded', data: contacted(aftercare, data, staffOf(by), known, today) }];
  },

  CompleteAftercare: ({ data, facts, by, today }, { now }) => {
    const aftercare = underWay(now);
    mustServe(aftercare, by);
    mustBeCaredFor(prepared(facts).case);
    return [{ type: 'AftercareCompleted', data: completed(aftercare, data, staffOf(by), today) }];
  },
};

/** What is recorded of a contact. Refuses one that the gate or its day do not allow. */
export function contacted(
  aftercare: BegunAftercare,
  data: Contact,
  contactedBy: string,
  facts: ServiceFacts,
  today: string,
): AftercareEventData<'AftercareContactRecorded'> {
  const { subject, caseId } = aftercare;
  mustHaveHappened(data.contactedOn, today);
  mustBeAllowed(facts);
  mustHold({ ...aftercare, contactedOn: [...aftercare.contactedOn, data.contactedOn] });
  return { ...data, subject, caseId, contactedBy, basis: basisOf(facts.case, facts.cover) };
}

const WITHOUT_CONTACT: readonly string[] = ['LOST_CONTACT', 'DECLINED'];

/** What is recorded of an end. Refuses to say how somebody fares whom nobody has met. */
export function completed(
  aftercare: BegunAftercare,
  { completedOn, outcome }: Pick<AftercareEventData<'AftercareCompleted'>, 'completedOn' | 'outcome'>,
  completedBy: string,
  today: string,
): AftercareEventData<'AftercareCompleted'> {
  const { subject, caseId } = aftercare;
  mustHaveHappened(completedOn, today);
  if (aftercare.contactedOn.length === 0 && !WITHOUT_CONTACT.includes(outcome)) {
    refuse(
      'no-contact-yet',
      'Nobody has met them: say that contact was lost or declined, or record it first.',
      'R-1.2',
    );
  }
  mustHold({ ...aftercare, status: 'completed', completedOn });
  return { subject, caseId, completedOn, completedBy, outcome };
}
