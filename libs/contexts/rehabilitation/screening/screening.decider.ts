import { type Aggregate, type Decider, refuse, staffOf } from '#kernel';
import type { ScreeningEvent, ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import { basisOf, type CaseFact, mustBeCovered, mustBePresent, mustTakeEntries, type Provider } from '../facts.js';
import { mustHaveStep, prepared } from '../record.rules.js';
import { type CorrectionCommand, decideCorrections } from './screening.corrections.js';
import { codeOf, type InstrumentCode, INSTRUMENTS } from './screening.form.js';
import { type Interview, type InterviewFacts, mustFollow, screened, type ServiceFacts } from './screening.interview.js';
import {
  interviewed,
  mustBeNew,
  mustHold,
  scheduled,
  screeningEntries,
  type ScreeningRecord,
} from './screening.record.js';

/** Of whom and by whom a screening is, when it begins. */
interface Beginning {
  readonly inmateId: string;
  readonly instrument: InstrumentCode;
  readonly provider: Provider;
}

interface OfCase {
  readonly case: CaseFact;
}

export type ScreeningCommand =
  | {
      readonly type: 'ScheduleScreening';
      readonly data: Beginning & { readonly scheduledOn: string };
      readonly facts?: ServiceFacts & OfCase;
    }
  | { readonly type: 'RecordScreening'; readonly data: Beginning & Interview; readonly facts?: InterviewFacts & OfCase }
  | { readonly type: 'RecordScheduledScreening'; readonly data: Interview; readonly facts?: InterviewFacts & OfCase }
  | {
      readonly type: 'RefuseScreening';
      readonly data: Pick<ScreeningEventData<'ScreeningRefused'>, 'reasonCode' | 'refusedOn'>;
      readonly facts?: OfCase;
    }
  | {
      readonly type: 'GiveBasicEducation';
      readonly data: Pick<ScreeningEventData<'BriefEducationGiven'>, 'topics' | 'givenOn'>;
      readonly facts?: ServiceFacts & OfCase;
    }
  | CorrectionCommand;

const decider: Decider<ScreeningRecord, ScreeningCommand, ScreeningEvent> = {
  initial: screeningEntries.initial,

  decide: {
    ScheduleScreening: ({ data: { inmateId, instrument, provider, scheduledOn }, facts, today }, { now }) => {
      mustBeNew(now);
      const { inmate, cover, case: fact } = prepared(facts);
      mustBePlannable(scheduledOn, { inmate, cover }, today);
      mustTakeEntries(fact);
      mustHaveStep(fact, 'SCREENED');
      const { subject } = inmate.presence;
      const { caseId } = fact;
      const basis = basisOf(inmate, cover, fact);
      const data = { subject, inmateId, caseId, instrument: INSTRUMENTS[instrument], scheduledOn, provider, basis };
      return [{ type: 'ScreeningScheduled', data }];
    },

    RecordScreening: ({ data: { provider, ...interview }, facts, ...asker }, { now }) => {
      mustBeNew(now);
      const known = prepared(facts);
      const data = screened(interview, provider, known, asker);
      mustHaveStep(known.case, 'SCREENED');
      return [{ type: 'InmateScreened', data }];
    },

    RecordScheduledScreening: ({ data, facts, ...asker }, { now }) => {
      const screening = scheduled(now);
      const known = prepared(facts);
      const interview = { ...data, instrument: codeOf(screening.instrument) };
      const result = screened(interview, screening.provider, known, asker);
      mustHaveStep(known.case, 'SCREENED');
      return [{ type: 'InmateScreened', data: result }];
    },

    RefuseScreening: ({ data: { reasonCode, refusedOn }, facts }, { now }) => {
      const { subject, caseId } = scheduled(now);
      const { case: fact } = prepared(facts);
      mustFollow(fact, refusedOn);
      return [{ type: 'ScreeningRefused', data: { subject, caseId, reasonCode, refusedOn, basis: basisOf(fact) } }];
    },

    GiveBasicEducation: ({ data: { topics, givenOn }, facts, by }, { now }) => {
      const screening = interviewed(now);
      if (screening.educatedOn !== undefined) {
        refuse('education-already-given', 'The education after this screening was given already.', 'R-2.6');
      }
      mustHold({ ...screening, educatedOn: givenOn });
      const { inmate, cover, case: fact } = prepared(facts);
      mustBePresent(inmate, givenOn);
      mustBeCovered(cover);
      mustFollow(fact, givenOn);
      mustHaveStep(fact, 'EDUCATED');
      const { subject, caseId } = screening;
      const basis = basisOf(inmate, cover, fact);
      return [{ type: 'BriefEducationGiven', data: { subject, caseId, topics, givenOn, givenBy: staffOf(by), basis } }];
    },

    ...decideCorrections,
  },

  evolve: {
    ScreeningScheduled: screeningEntries.told,
    InmateScreened: screeningEntries.told,
    ScreeningRefused: screeningEntries.told,
    BriefEducationGiven: screeningEntries.told,
    ScreeningEntryCorrected: screeningEntries.corrected,
    ScreeningEntryAnnulled: screeningEntries.annulled,
  },
};

/** The unit whose inmate it is and the unit that screens act on a screening. */
export const screening: Aggregate<ScreeningRecord, ScreeningCommand, ScreeningEvent> = {
  name: 'screening',
  decider,
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};

/** Refuses to plan a screening for a day that is over, or on which the inmate or the cover will be missing. */
export function mustBePlannable(scheduledOn: string, { inmate, cover }: ServiceFacts, today: string): void {
  if (scheduledOn < today) {
    refuse('scheduled-in-past', 'That day is over: record what happened on it instead.', 'R-13.1');
  }
  mustBePresent(inmate, scheduledOn);
  mustBeCovered(cover);
}
