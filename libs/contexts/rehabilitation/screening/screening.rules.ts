import { staffOf } from '#kernel';
import { basisOf, mustBeCovered, mustBePresent, mustTakeEntries } from '../facts.rules.js';
import { mustHaveStep } from '../record.rules.js';
import { mustFollow, screened } from './screening.interview.js';
import * as its from './screening.record.js';
import { refuse } from './screening.refusals.js';

type Correcting = 'CorrectScreeningEntry' | 'AnnulScreeningEntry';

export const rules: its.Rules<Exclude<its.ScreeningCommand['type'], Correcting>> = {
  ScheduleScreening: ({ data: { inmateId, instrument, provider, scheduledOn }, facts, today }, { now }) => {
    its.mustBeNew(now);
    const { inmate, cover, case: fact } = facts;
    mustBePlannable(scheduledOn, { inmate, cover }, today);
    mustTakeEntries(fact);
    mustHaveStep(fact, 'SCREENED');
    const { subject } = inmate.presence;
    const { caseId } = fact;
    const basis = basisOf(inmate, cover, fact);
    const data = { subject, inmateId, caseId, instrument, scheduledOn, provider, basis };
    return [{ type: 'ScreeningScheduled', data }];
  },

  RecordScreening: ({ data: { provider, ...interview }, facts, ...asker }, { now }) => {
    its.mustBeNew(now);
    return [{ type: 'InmateScreened', data: screened(interview, provider, facts, asker) }];
  },

  RecordScheduledScreening: ({ data, facts, ...asker }, { now }) => {
    const screening = its.scheduled(now);
    const interview = { ...data, instrument: screening.instrument };
    return [{ type: 'InmateScreened', data: screened(interview, screening.provider, facts, asker) }];
  },

  RefuseScreening: ({ data: { reasonCode, refusedOn }, facts }, { now }) => {
    const { subject, caseId } = its.scheduled(now);
    const { case: fact } = facts;
    mustFollow(fact, refusedOn);
    return [{ type: 'ScreeningRefused', data: { subject, caseId, reasonCode, refusedOn, basis: basisOf(fact) } }];
  },

  GiveBasicEducation: ({ data: { topics, givenOn }, facts, by }, { now }) => {
    const screening = its.interviewed(now);
    if (screening.educatedOn !== undefined) refuse('education-already-given', { educatedOn: screening.educatedOn });
    its.mustHold({ ...screening, educatedOn: givenOn });
    const { inmate, cover, case: fact } = facts;
    mustBePresent(inmate, givenOn);
    mustBeCovered(cover);
    mustFollow(fact, givenOn);
    mustHaveStep(fact, 'EDUCATED');
    const { subject, caseId } = screening;
    const basis = basisOf(inmate, cover, fact);
    return [{ type: 'BriefEducationGiven', data: { subject, caseId, topics, givenOn, givenBy: staffOf(by), basis } }];
  },
};

/** Refuses to plan a screening for a day that is over, or on which the inmate or the cover will be missing. */
export function mustBePlannable(scheduledOn: string, { inmate, cover }: its.ServiceFacts, today: string): void {
  if (scheduledOn < today) refuse('scheduled-in-past', { scheduledOn, today });
  mustBePresent(inmate, scheduledOn);
  mustBeCovered(cover);
}
