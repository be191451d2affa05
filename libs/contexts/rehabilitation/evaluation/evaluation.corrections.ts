import { cited, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { EvaluationEntry, EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import { basisOf, type ConsentFact } from '../facts.rules.js';
import { mustBeLatestStep, type Said } from '../record.rules.js';
import { type Conclusion, goalsOf, mustBeConcludable } from './evaluation.concluding.js';
import { catalogueCode, countedOf } from './evaluation.form.js';
import { mustBeMeasurable } from './evaluation.measuring.js';
import {
  type CommandOf,
  type CorrectingFacts,
  evaluationEntries,
  type EvaluationRecord,
  mustHold,
  type Rules,
} from './evaluation.record.js';

type Correction = EvaluationEventData<'EvaluationEntryCorrected'>;
type Measured = EvaluationEventData<'OutcomeMeasured'>;
type Evaluated = EvaluationEventData<'RehabEvaluated'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. A measure keeps its method. */
export type CorrectedEvaluationEntry = CommandOf<'CorrectEvaluationEntry'>['data'];

export const decideCorrections: Rules<'CorrectEvaluationEntry' | 'AnnulEvaluationEntry'> = {
  CorrectEvaluationEntry: ({ data, today, facts }, record) => {
    const original = cited(record, data.of);
    const now = corrected(original, data, facts, today);
    mustStillHold(evaluationEntries.ifCorrected(record, data.of, now.entry));
    const { of, reasonCode } = data;
    return [{ type: 'EvaluationEntryCorrected', data: { of, reasonCode, ...now } }];
  },

  AnnulEvaluationEntry: ({ data: { of, reasonCode }, by, is, facts }, record) => {
    const original = cited(record, of);
    if (original.type === 'EvaluationTakenOver') {
      refuse('entry-not-annullable', 'That a record was taken over is not annulled.', 'D12');
    }
    mustNotBeAuthor(original, { is });
    if (original.type === 'RehabEvaluated') mustBeLatestStep(facts.case, of);
    mustStillHold(evaluationEntries.ifAnnulled(record, of));
    return [{ type: 'EvaluationEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(by) } }];
  },
};

function mustStillHold(evaluation: EvaluationRecord['now']): void {
  if (evaluation.status !== 'none') mustHold(evaluation.measures);
}

function corrected(
  original: EvaluationEntry,
  { of, measure, conclusion }: CorrectedEvaluationEntry,
  facts: CorrectingFacts,
  today: string,
): Said<Correction> {
  if (original.type === 'EvaluationTakenOver') {
    refuse('entry-not-correctable', 'That a record was taken over is not corrected.', 'D12');
  }
  if ([measure, conclusion].filter((told) => told !== undefined).length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  if (original.type === 'OutcomeMeasured') {
    const told = measure ?? otherType();
    mustBeMeasurable(told, facts, today);
    mustNotPrecedeConsent(told.measuredOn, facts.consent);
    return { entryType: original.type, entry: measuredAnew(original.data, told, facts) };
  }
  const told = conclusion ?? otherType();
  mustBeLatestStep(facts.case, of);
  mustBeConcludable(told, facts, today);
  return { entryType: original.type, entry: concludedAnew(original.data, told, facts) };
}

function measuredAnew(
  original: Measured,
  { timing, measuredOn, assessorId, ...form }: NonNullable<CorrectedEvaluationEntry['measure']>,
  facts: CorrectingFacts,
): Measured {
  const { subject, caseId, consentId, templateId, providerUnitIds } = original;
  const { instrument, instrumentVersion, referencePeriod } = original;
  const method = { instrument: catalogueCode(instrument), version: instrumentVersion, referencePeriod };
  return {
    subject,
    caseId,
    ...(consentId && { consentId }),
    ...(templateId && { templateId }),
    timing,
    measuredOn,
    assessorId,
    ...countedOf({ ...method, ...form }),
    ...(providerUnitIds && { providerUnitIds }),
    basis: basisOf(facts.case, facts.inmate, facts.consent),
  };
}

function concludedAnew(
  { subject, caseId, evaluatedBy, providerUnitIds }: Evaluated,
  { evaluatedOn, goals, conclusion, summary }: Conclusion,
  facts: CorrectingFacts,
): Evaluated {
  return {
    subject,
    caseId,
    evaluatedOn,
    evaluatedBy,
    goals: goalsOf(subject, goals),
    conclusion,
    summary,
    ...(providerUnitIds && { providerUnitIds }),
    basis: basisOf(facts.case, facts.inmate, facts.plan),
  };
}

/** Refuses a day before the consent, whatever became of the consent since: what was wrong may be put right. */
function mustNotPrecedeConsent(on: string, consent: ConsentFact | undefined): void {
  if (consent !== undefined && consent.standing.status !== 'annulled' && on < consent.standing.since) {
    refuse('consent-after-service', 'The consent was given after that day.', 'R-2.1');
  }
}
