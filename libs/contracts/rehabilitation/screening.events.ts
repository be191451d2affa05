import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, health, id, identity, staffId } from '../schemas.js';
import {
  EDUCATION_TOPICS,
  LANGUAGES,
  RISK_BANDS,
  SCREENING_INSTRUMENTS,
  SCREENING_PERIODS,
  SCREENING_REFUSALS,
  SUBSTANCES,
} from './codes.js';
import { codeWithin, itemCode, versionCode } from './forms.js';
import { provider } from './provider.js';

const instrument = code(SCREENING_INSTRUMENTS);
const answers = Type.Array(
  closed({
    item: itemCode,
    substance: Type.Optional(codeWithin(SUBSTANCES)),
    answer: Type.Integer({ minimum: 0, maximum: 20 }),
  }),
  { minItems: 1, maxItems: 200, seal: 'health' },
);
const scores = Type.Array(closed({ scale: itemCode, score: Type.Integer() }), {
  minItems: 1,
  maxItems: 40,
  seal: 'health',
});

/** It is due on the day that it is scheduled for. */
export const ScreeningScheduled = event(
  'ScreeningScheduled',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({ subject: id, inmateId: id, caseId: id, instrument, scheduledOn: day, provider, basis }),
);

/**
 * What a screening interview found: the risk band stays in clear, because cases are routed by it. `otherSubstance` is what was meant by
 * `other`; by the certificate the interviewer may use the instrument, on which days.
 */
export const InmateScreened = event(
  'InmateScreened',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('screenedOn') },
  closed({
    subject: id,
    inmateId: id,
    caseId: id,
    consentId: id,
    instrument,
    instrumentVersion: versionCode,
    cutoffSet: versionCode,
    scorerVersion: versionCode,
    language: code(LANGUAGES),
    referencePeriod: code(SCREENING_PERIODS),
    interviewerId: staffId,
    certificate: closed({ number: identity(100), validFrom: day, validUntil: day }),
    screenedOn: day,
    riskBand: code(RISK_BANDS),
    answers,
    scores,
    otherSubstance: Type.Optional(health(200)),
    provider,
    basis,
  }),
);

export const ScreeningRefused = event(
  'ScreeningRefused',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('refusedOn') },
  closed({ subject: id, caseId: id, reasonCode: code(SCREENING_REFUSALS), refusedOn: day, basis }),
);

/** The brief education that everybody of low risk receives instead of a programme. */
export const BriefEducationGiven = event(
  'BriefEducationGiven',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('givenOn') },
  closed({
    subject: id,
    caseId: id,
    topics: Type.Array(code(EDUCATION_TOPICS), { minItems: 1, maxItems: EDUCATION_TOPICS.length, uniqueItems: true }),
    givenOn: day,
    givenBy: staffId,
    basis,
  }),
);

export const ScreeningEntryCorrected = entryCorrected('ScreeningEntryCorrected', 'LEGAL_DUTY', [
  InmateScreened,
  ScreeningRefused,
  BriefEducationGiven,
]);
export const ScreeningEntryAnnulled = entryAnnulled('ScreeningEntryAnnulled', 'LEGAL_DUTY');

const entries = [ScreeningScheduled, InmateScreened, ScreeningRefused, BriefEducationGiven] as const;
export const screeningEvents = [...entries, ScreeningEntryCorrected, ScreeningEntryAnnulled] as const;

export type ScreeningEvent = EventOf<(typeof screeningEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type ScreeningEntry = EventOf<(typeof entries)[number]>;
export type ScreeningEventData<T extends ScreeningEvent['type']> = Extract<ScreeningEvent, { type: T }>['data'];
