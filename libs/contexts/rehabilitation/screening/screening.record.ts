import { type AgainFacts, type Decider, type Entries, entriesOf, refuse, type WithFacts } from '#kernel';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import type { ScreeningEntry, ScreeningEvent, ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import type { CommandsOf } from '#platform/commands';
import type { CaseFact, Provider } from '../facts.rules.js';
import type * as commands from './screening.commands.js';
import type { InterviewFacts, ServiceFacts } from './screening.interview.js';

export type StoredInstrument = ScreeningEventData<'InmateScreened'>['instrument'];

/** Fixed when the screening is scheduled or recorded. */
export interface Screened {
  readonly unitId: string;
  readonly subject: string;
  readonly instrument: StoredInstrument;
  readonly provider: Provider;
  readonly inmateId: string;
  readonly caseId: string;
}

export type Screening =
  | { readonly status: 'absent' }
  | (Screened & { readonly status: 'scheduled' })
  | (Screened & { readonly status: 'refused' })
  | (Screened & {
      readonly status: 'screened';
      readonly riskBand: RiskBand;
      readonly screenedOn: string;
      readonly educatedOn?: string;
    })
  | (Screened & { readonly status: 'annulled' });

/** A screening with its entries, so that they can be corrected and annulled. */
export type ScreeningRecord = Entries<Screening, ScreeningEntry>;

interface OfCase {
  readonly case: CaseFact;
}

interface Facts {
  readonly ScheduleScreening: ServiceFacts & OfCase;
  readonly RecordScreening: InterviewFacts & OfCase;
  readonly RecordScheduledScreening: InterviewFacts & OfCase;
  readonly RefuseScreening: OfCase;
  readonly GiveBasicEducation: ServiceFacts & OfCase;
  readonly CorrectScreeningEntry: AgainFacts & OfCase;
  readonly AnnulScreeningEntry: AgainFacts & OfCase;
}

export type ScreeningCommand = WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends ScreeningCommand['type']> = Extract<ScreeningCommand, { type: Type }>;
export type ScreeningDecider = Decider<ScreeningRecord, ScreeningCommand, ScreeningEvent>;
/** The rules of some of the commands. */
export type Rules<Type extends ScreeningCommand['type']> = Pick<ScreeningDecider['decide'], Type>;

const folds: Decider<Screening, never, ScreeningEntry>['evolve'] = {
  ScreeningScheduled: (_, { data: { subject, instrument, provider, inmateId, caseId }, metadata: { unitId } }) => ({
    status: 'scheduled',
    unitId,
    subject,
    instrument,
    provider,
    inmateId,
    caseId,
  }),

  InmateScreened: (_, { data, metadata: { unitId } }) => {
    const { subject, instrument, provider, inmateId, caseId, riskBand, screenedOn } = data;
    return { status: 'screened', unitId, subject, instrument, provider, inmateId, caseId, riskBand, screenedOn };
  },

  ScreeningRefused: (screening) =>
    screening.status === 'absent' ? screening : { ...fixedOf(screening), status: 'refused' },

  BriefEducationGiven: (screening, { data: { givenOn } }) =>
    screening.status === 'screened' ? { ...screening, educatedOn: givenOn } : screening,
};

export const screeningEntries = entriesOf<Screening, ScreeningEntry>({ status: 'absent' }, folds, (screening) =>
  screening.status === 'absent' ? screening : { ...fixedOf(screening), status: 'annulled' },
);

const fixedOf = ({ unitId, subject, instrument, provider, inmateId, caseId }: Screened): Screened => ({
  unitId,
  subject,
  instrument,
  provider,
  inmateId,
  caseId,
});

/** Refuses to schedule or record what was before. */
export function mustBeNew({ status }: Screening): void {
  if (status === 'annulled') return refuseAnnulled();
  if (status === 'scheduled') {
    refuse(
      'screening-already-scheduled',
      'This screening was scheduled already: record it as the scheduled one.',
      'R-2.2',
    );
  }
  if (status !== 'absent') refuseOver(status);
}

/** The screening, if it is still to come; refuses otherwise. */
export function scheduled(screening: Screening): Extract<Screening, { status: 'scheduled' }> {
  if (screening.status === 'scheduled') return screening;
  if (screening.status === 'annulled') return refuseAnnulled();
  if (screening.status === 'absent') {
    return refuse(
      'screening-not-scheduled',
      'Nobody scheduled this screening: record it as one that was not.',
      'R-2.2',
    );
  }
  return refuseOver(screening.status);
}

/** The screening, if there was an interview; refuses otherwise. */
export function interviewed(screening: Screening): Extract<Screening, { status: 'screened' }> {
  if (screening.status === 'screened') return screening;
  if (screening.status === 'annulled') return refuseAnnulled();
  return refuse('not-screened-yet', 'There was no screening interview yet.', 'R-2.6');
}

export const refuseAnnulled = (): never => refuse('screening-annulled', 'This screening was annulled.', 'D12');

function refuseOver(status: 'refused' | 'screened'): never {
  if (status === 'refused') {
    refuse('screening-was-refused', 'There was no interview then: schedule or record another screening.', 'R-2.2');
  }
  return refuse('screening-already-recorded', 'This screening was recorded already.', 'R-2.2');
}

/** Refuses a screening whose entries do not follow one another. */
export function mustHold(screening: Screening): void {
  if (screening.status !== 'screened' || screening.educatedOn === undefined) return;
  if (screening.riskBand !== 'LOW') {
    refuse('education-is-for-low-risk', 'Brief education alone is for low risk: assess the others.', 'R-2.6');
  }
  if (screening.educatedOn < screening.screenedOn) {
    refuse('education-before-screening', 'The education follows the screening, not the other way round.', 'R-2.6');
  }
}
