import * as kernel from '#kernel';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import type { ScreeningEntry, ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import type { CommandsOf } from '#platform/commands';
import type { OfCase, ConsentFact, CoverFact, InmateFact, Provider } from '../facts.rules.js';
import type * as commands from './screening.commands.js';
import type { FormResult, ScreeningInstrument } from './screening.form.js';
import { refuse } from './screening.refusals.js';

export type { ScreeningInstrument };

/** Fixed when the screening is scheduled or recorded. */
export interface Screened {
  readonly unitId: string;
  readonly subject: string;
  readonly instrument: ScreeningInstrument;
  readonly provider: Provider;
  readonly inmateId: string;
  readonly caseId: string;
}

export type Screening =
  | { readonly status: 'absent' }
  | (Screened & { readonly status: 'scheduled'; readonly scheduledOn: string })
  | (Screened & { readonly status: 'refused'; readonly refusedOn: string })
  | (Screened & {
      readonly status: 'screened';
      readonly riskBand: RiskBand;
      readonly screenedOn: string;
      readonly educatedOn?: string;
    })
  | (Screened & kernel.Annulled);

export type ScreeningRecord = kernel.Entries<Screening, ScreeningEntry>;

/** What a service to an inmate on a day rests on. */
export interface ServiceFacts {
  readonly inmate: InmateFact;
  readonly cover: CoverFact;
}

/** What an interview rests on besides its case; `source` is where it was sent from, `scored` its form where that was asked before. */
export interface InterviewFacts extends ServiceFacts {
  readonly consent: ConsentFact;
  readonly source?: kernel.Source;
  readonly scored?: FormResult;
}

interface Facts {
  readonly ScheduleScreening: ServiceFacts & OfCase;
  readonly RecordScreening: InterviewFacts & OfCase;
  readonly RecordScheduledScreening: InterviewFacts & OfCase;
  readonly RefuseScreening: OfCase;
  readonly GiveBasicEducation: ServiceFacts & OfCase;
  readonly CorrectScreeningEntry: kernel.AgainFacts & OfCase;
  readonly AnnulScreeningEntry: kernel.AgainFacts & OfCase;
}

export type ScreeningCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends ScreeningCommand['type']> = Extract<ScreeningCommand, { type: Type }>;
export type ScreeningDecider = kernel.Decider<ScreeningRecord, ScreeningCommand, ScreeningEvent>;
export type Rules<Type extends ScreeningCommand['type']> = Pick<ScreeningDecider['decide'], Type>;

const folds: kernel.Folds<Screening, ScreeningEntry> = {
  ScreeningScheduled: (_, { data, metadata: { unitId } }) => ({
    ...fixedOf({ ...data, unitId }),
    status: 'scheduled',
    scheduledOn: data.scheduledOn,
  }),

  InmateScreened: (_, { data, metadata: { unitId } }) => {
    const { subject, instrument, provider, inmateId, caseId, riskBand, screenedOn } = data;
    return { status: 'screened', unitId, subject, instrument, provider, inmateId, caseId, riskBand, screenedOn };
  },

  ScreeningRefused: (screening, { data: { refusedOn } }) =>
    screening.status === 'absent' ? screening : { ...fixedOf(screening), status: 'refused', refusedOn },

  BriefEducationGiven: (screening, { data: { givenOn } }) =>
    screening.status === 'screened' ? { ...screening, educatedOn: givenOn } : screening,
};

export const screeningEntries = kernel.entriesOf<Screening, ScreeningEntry>(
  { status: 'absent' },
  folds,
  (screening, annulledOn) =>
    screening.status === 'absent' ? screening : { ...fixedOf(screening), status: 'annulled', annulledOn },
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
export function mustBeNew(screening: Screening): void {
  if (screening.status === 'annulled') return refuseAnnulled(screening);
  if (screening.status === 'scheduled') refuse('screening-already-scheduled', { scheduledOn: screening.scheduledOn });
  if (screening.status === 'refused' || screening.status === 'screened') refuseOver(screening);
}

export function scheduled(screening: Screening): Extract<Screening, { status: 'scheduled' }> {
  if (screening.status === 'scheduled') return screening;
  if (screening.status === 'annulled') return refuseAnnulled(screening);
  if (screening.status === 'absent') return refuse('screening-not-scheduled');
  return refuseOver(screening);
}

/** The screening, if there was an interview; refuses otherwise. */
export function interviewed(screening: Screening): Extract<Screening, { status: 'screened' }> {
  if (screening.status === 'screened') return screening;
  if (screening.status === 'annulled') return refuseAnnulled(screening);
  if (screening.status === 'absent') return refuse('screening-not-scheduled');
  if (screening.status === 'refused') return refuseOver(screening);
  return refuse('not-screened-yet', { status: kernel.statusSaid(screening.status) });
}

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('screening-annulled', { annulledOn });

function refuseOver(screening: Extract<Screening, { status: 'refused' | 'screened' }>): never {
  if (screening.status === 'refused') refuse('screening-was-refused', { refusedOn: screening.refusedOn });
  return refuse('screening-already-recorded', { screenedOn: screening.screenedOn });
}

/** Refuses a screening whose entries do not follow one another. */
export function mustHold(screening: Screening): void {
  if (screening.status !== 'screened' || screening.educatedOn === undefined) return;
  if (screening.riskBand !== 'LOW') refuse('education-is-for-low-risk');
  const { educatedOn: givenOn, screenedOn } = screening;
  if (givenOn < screenedOn) refuse('education-before-screening', { givenOn, screenedOn });
}
