import { cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type {
  AssessmentEntry,
  AssessmentEvent,
  AssessmentEventData,
} from '#contracts/rehabilitation/assessment.events';
import type { CaseFact } from '../facts.js';
import { mustBeLatestStep, prepared, type Said } from '../record.rules.js';
import { type DomainRating, rated, type RatingFacts } from './assessment.rating.js';
import { assessmentEntries, type AssessmentRecord, begun, mustHold, refuseAnnulled } from './assessment.record.js';
import { completed, recommended, type Recommendation, type RecommendationFacts } from './assessment.recommending.js';
import { type Start, started, type StartFacts } from './assessment.starting.js';

type Correction = AssessmentEventData<'AssessmentEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedAssessmentEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly start?: Pick<Start, 'assessorId' | 'startedOn' | 'reason'>;
  readonly rating?: DomainRating;
  readonly recommendation?: Omit<Recommendation, 'recommendation' | 'templateId'>;
}

/** The case, and what the cited entry rests on. */
export interface CorrectionFacts {
  readonly case: CaseFact;
  readonly start?: StartFacts;
  readonly rating?: RatingFacts;
  readonly recommendation?: RecommendationFacts;
}

export type CorrectionCommand =
  | {
      readonly type: 'CorrectAssessmentEntry';
      readonly data: CorrectedAssessmentEntry;
      readonly facts?: CorrectionFacts;
    }
  | {
      readonly type: 'AnnulAssessmentEntry';
      readonly data: Pick<AssessmentEventData<'AssessmentEntryAnnulled'>, 'of' | 'reasonCode'>;
      readonly facts?: Pick<CorrectionFacts, 'case'>;
    };

export const decideCorrections: Decider<AssessmentRecord, CorrectionCommand, AssessmentEvent>['decide'] = {
  CorrectAssessmentEntry: ({ data, facts }, record) => {
    if (record.now.status === 'annulled') refuseAnnulled();
    const original = cited(record, data.of);
    const said = corrected(record, original, data, prepared(facts));
    mustHold(assessmentEntries.ifCorrected(record, data.of, said.entry));
    const { of, reasonCode } = data;
    return [{ type: 'AssessmentEntryCorrected', data: { of, reasonCode, ...said } }];
  },

  AnnulAssessmentEntry: ({ data: { of, reasonCode }, facts, by, is }, record) => {
    if (record.now.status === 'annulled') refuseAnnulled();
    const original = cited(record, of);
    mustNotBeAuthor(original, { is });
    mustNotBeInUse(record, original);
    if (original.type !== 'AssessmentDomainRated') mustBeLatestStep(prepared(facts).case, of);
    return [{ type: 'AssessmentEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(by) } }];
  },
};

function corrected(
  record: AssessmentRecord,
  original: Entry<AssessmentEntry>,
  { start, rating, recommendation }: CorrectedAssessmentEntry,
  facts: CorrectionFacts,
): Said<Correction> {
  if ([start, rating, recommendation].filter((told) => told !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'AssessmentStarted': {
      const told = start ?? otherType();
      mustBeLatestStep(facts.case, original.id);
      const { caseId, screeningId, consentId, templateId, provider } = original.data;
      const fixed = { caseId, screeningId, consentId, provider, ...(templateId && { templateId }) };
      return { entryType: original.type, entry: started({ ...fixed, ...told }, prepared(facts.start)) };
    }
    case 'AssessmentDomainRated': {
      const told = rating ?? otherType();
      mustNotBeInUse(record, original);
      const entry = rated(begun(record.now), original.data.domain, told, prepared(facts.rating));
      return { entryType: original.type, entry };
    }
    case 'PlacementRecommended': {
      const told = recommendation ?? otherType();
      mustBeLatestStep(facts.case, original.id);
      const { recommendation: outcome, templateId } = original.data;
      const said = { recommendation: outcome, ...(templateId && { templateId }), ...told };
      const entry = recommended(completed(record.now), said, prepared(facts.recommendation));
      return { entryType: original.type, entry };
    }
    case 'AssessmentCompleted':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

function mustNotBeInUse({ valid }: AssessmentRecord, original: Entry<AssessmentEntry>): void {
  if (valid.some((other) => restsOn(other, original))) {
    refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
  }
}

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<AssessmentEntry>, other: Entry<AssessmentEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'AssessmentStarted':
      return true;
    case 'AssessmentDomainRated':
      return entry.type === 'AssessmentCompleted';
    case 'AssessmentCompleted':
      return entry.type === 'PlacementRecommended';
    case 'PlacementRecommended':
      return false;
  }
}
