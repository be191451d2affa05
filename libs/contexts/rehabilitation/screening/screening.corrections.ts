import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { ScreeningEntry, ScreeningEvent, ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import { basisOf, type CaseFact, mustBePresent } from '../facts.js';
import { mustBeLatestStep, prepared, type Said } from '../record.rules.js';
import { codeOf } from './screening.form.js';
import { type Interview, type InterviewFacts, mustFollow, screened } from './screening.interview.js';
import { mustHold, refuseAnnulled, type Screened, screeningEntries, type ScreeningRecord } from './screening.record.js';

type Correction = ScreeningEventData<'ScreeningEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedScreeningEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly screening?: Interview;
  readonly refusal?: Pick<ScreeningEventData<'ScreeningRefused'>, 'reasonCode' | 'refusedOn'>;
  readonly education?: Pick<ScreeningEventData<'BriefEducationGiven'>, 'topics' | 'givenOn'>;
}

/** The case, the inmate, and what a corrected interview rests on, read again for what it says now. */
export interface CorrectionFacts extends Pick<InterviewFacts, 'inmate'> {
  readonly case: CaseFact;
  readonly interview?: InterviewFacts;
}

export type CorrectionCommand =
  | {
      readonly type: 'CorrectScreeningEntry';
      readonly data: CorrectedScreeningEntry;
      readonly facts?: CorrectionFacts;
    }
  | {
      readonly type: 'AnnulScreeningEntry';
      readonly data: Pick<ScreeningEventData<'ScreeningEntryAnnulled'>, 'of' | 'reasonCode'>;
      readonly facts?: Pick<CorrectionFacts, 'case'>;
    };

export const decideCorrections: Decider<ScreeningRecord, CorrectionCommand, ScreeningEvent>['decide'] = {
  CorrectScreeningEntry: ({ data, facts, ...asker }, record) => {
    const screening = there(record);
    const original = cited(record, data.of);
    if (original.type === 'InmateScreened') mustNotBeInUse(record, original);
    const said = corrected(screening, original, data, facts, asker);
    mustHold(screeningEntries.ifCorrected(record, data.of, said.entry));
    const { of, reasonCode } = data;
    return [{ type: 'ScreeningEntryCorrected', data: { of, reasonCode, ...said } }];
  },

  AnnulScreeningEntry: ({ data: { of, reasonCode }, facts, by, is }, record) => {
    there(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, { is });
    mustNotBeInUse(record, original);
    if (isMilestone(original)) mustBeLatestStep(prepared(facts).case, of);
    return [{ type: 'ScreeningEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(by) } }];
  },
};

function there({ now }: ScreeningRecord): Screened {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
  return now;
}

function corrected(
  now: Screened,
  original: Entry<ScreeningEntry>,
  { screening, refusal, education }: CorrectedScreeningEntry,
  facts: CorrectionFacts | undefined,
  asker: Asker,
): Said<Correction> {
  if ([screening, refusal, education].filter((told) => told !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'InmateScreened': {
      const told = screening ?? otherType();
      const { case: fact, interview } = prepared(facts);
      mustBeLatestStep(fact, original.id);
      const said = { ...told, instrument: codeOf(original.data.instrument) };
      const entry = screened(said, now.provider, { ...prepared(interview), case: fact }, asker);
      return { entryType: original.type, entry };
    }
    case 'ScreeningRefused': {
      const { reasonCode, refusedOn } = refusal ?? otherType();
      const { case: fact } = prepared(facts);
      mustFollow(fact, refusedOn);
      const { subject, caseId } = now;
      return { entryType: original.type, entry: { subject, caseId, reasonCode, refusedOn, basis: basisOf(fact) } };
    }
    case 'BriefEducationGiven': {
      const { topics, givenOn } = education ?? otherType();
      const { case: fact, inmate } = prepared(facts);
      mustBePresent(inmate, givenOn);
      mustFollow(fact, givenOn);
      const entry = { ...original.data, topics, givenOn, basis: basisOf(inmate, fact) };
      return { entryType: original.type, entry };
    }
    case 'ScreeningScheduled':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

function mustNotBeInUse({ valid }: ScreeningRecord, original: Entry<ScreeningEntry>): void {
  if (valid.some((other) => restsOn(other, original))) {
    refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
  }
}

/** Whether a case advances by such an entry. */
const isMilestone = ({ type }: ScreeningEntry): boolean => type === 'InmateScreened' || type === 'BriefEducationGiven';

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<ScreeningEntry>, other: Entry<ScreeningEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'ScreeningScheduled':
      return true;
    case 'InmateScreened':
      return entry.type === 'BriefEducationGiven';
    case 'ScreeningRefused':
    case 'BriefEducationGiven':
      return false;
  }
}
