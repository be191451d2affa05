import { type Asker, mustHaveHappened } from '#kernel';
import type { ScreeningEventData } from '#contracts/rehabilitation/screening.events';
import * as known from '../facts.rules.js';
import { mustHaveStep } from '../record.rules.js';
import { type FormResult, type ScreeningInstrument, resultOf } from './screening.form.js';
import type { CommandOf, InterviewFacts } from './screening.record.js';
import { object, refuse } from './screening.refusals.js';

/** What is said of an interview, besides who was interviewed. */
export type Interview = CommandOf<'RecordScheduledScreening'>['data'];

/** What is known of an interview before its case is: all that it may be refused for but the case. */
type Screenable = Interview & { readonly instrument: ScreeningInstrument };

/**
 * What the form of an interview amounts to. Refuses an interview that consent, presence, the gate or the interviewer's certificate do
 * not allow on its day, and a form that is not one.
 */
export function screenable(
  { instrument, screenedOn, certificate, interviewerId, ...form }: Screenable,
  { inmate, consent, cover, source, scored }: InterviewFacts,
  { is, today }: Pick<Asker, 'is' | 'today'>,
): FormResult {
  mustHaveHappened(screenedOn, today);
  const { subject } = inmate.presence;
  known.mustBeConsented(consent, { subject, purpose: 'SCREENING', on: screenedOn });
  known.mustBePresent(inmate, screenedOn);
  known.mustBeCovered(cover);
  if (screenedOn < certificate.validFrom || screenedOn > certificate.validUntil) {
    const { validFrom, validUntil } = certificate;
    refuse('interviewer-not-certified', { screenedOn, validFrom, validUntil });
  }
  if (source === 'BACKFILL' && is(interviewerId)) refuse('interviewer-is-typist', { interviewerId });
  return scored ?? resultOf(instrument, form);
}

/** What is recorded of an interview. Refuses what `screenable` refuses, and what the case does not take. */
export function screened(
  interview: Screenable,
  provider: known.Provider,
  facts: InterviewFacts & { readonly case: known.CaseFact },
  asker: Pick<Asker, 'is' | 'today'>,
): ScreeningEventData<'InmateScreened'> {
  const { inmate, consent, cover, case: fact } = facts;
  const { interviewerId, certificate, screenedOn, consentId } = interview;
  mustFollow(fact, screenedOn);
  mustHaveStep(fact, 'SCREENED');
  const result = screenable(interview, facts, asker);
  return {
    subject: inmate.presence.subject,
    ...result,
    interviewerId,
    screenedOn,
    inmateId: inmate.inmateId,
    caseId: fact.caseId,
    consentId,
    provider,
    certificate,
    basis: known.basisOf(inmate, consent, cover, fact),
  };
}

/** Objects to adding to a case that takes nothing, or what happened before the case was where it is. */
export function mustFollow(fact: known.CaseFact, day: string): void {
  known.mustTakeEntries(fact);
  if (day < fact.case.lastOn) object('before-last-step', { day }, { day, lastOn: fact.case.lastOn });
}
