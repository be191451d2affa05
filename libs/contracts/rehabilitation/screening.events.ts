import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, id, staffId, text } from '../schemas.js';
import { EDUCATION_TOPICS, RISK_BANDS, SCREENING_REFUSALS } from './codes.js';
import { provider } from './provider.js';

export const SCREENING_INSTRUMENTS = ['WHO_ASSIST', 'DAST_10'] as const;
export const SCREENING_PERIODS = ['LAST_3_MONTHS', 'THREE_MONTHS_BEFORE_ARREST', 'LAST_12_MONTHS'] as const;

const instrument = code(SCREENING_INSTRUMENTS);
const answers = Type.Array(
  closed({
    item: text(20),
    substance: Type.Optional(text(40)),
    answer: Type.Integer({ minimum: 0, maximum: 20 }),
  }),
  { minItems: 1, maxItems: 200, seal: 'health' },
);
const scores = Type.Array(closed({ scale: text(40), score: Type.Integer() }), {
  minItems: 1,
  maxItems: 40,
  seal: 'health',
});
/** That the interviewer may use the instrument, on which days. */
const certificate = closed({ number: text(100), validFrom: day, validUntil: day });

/** It is due on the day that it is scheduled for. */
export const ScreeningScheduled = event(
  'ScreeningScheduled',
  'LEGAL_DUTY',
  closed({ subject: id, inmateId: id, caseId: id, instrument, scheduledOn: day, provider, basis }),
);

const result = {
  subject: id,
  instrument,
  instrumentVersion: text(40),
  cutoffSet: text(40),
  referencePeriod: code(SCREENING_PERIODS),
  interviewerId: staffId,
  screenedOn: day,
  riskBand: code(RISK_BANDS),
  answers,
  scores,
  basis: Type.Optional(basis),
};

/** What a screening interview found: the risk band stays in clear, because cases are routed by it. */
export const InmateScreened = event(
  'InmateScreened',
  'LEGAL_DUTY',
  closed({
    ...result,
    inmateId: Type.Optional(id),
    caseId: Type.Optional(id),
    consentId: Type.Optional(id),
    provider: Type.Optional(provider),
    certificate: Type.Optional(certificate),
  }),
  [{ plain: closed(result), upcast: { clear: (data) => data } }],
);

export const ScreeningRefused = event(
  'ScreeningRefused',
  'LEGAL_DUTY',
  closed({ subject: id, caseId: id, reasonCode: code(SCREENING_REFUSALS), refusedOn: day }),
);

/** The brief education that everybody of low risk receives instead of a programme. */
export const BriefEducationGiven = event(
  'BriefEducationGiven',
  'LEGAL_DUTY',
  closed({
    subject: id,
    caseId: id,
    topics: Type.Array(code(EDUCATION_TOPICS), { minItems: 1, maxItems: EDUCATION_TOPICS.length, uniqueItems: true }),
    givenOn: day,
    givenBy: staffId,
  }),
);

export const ScreeningEntryCorrected = entryCorrected('ScreeningEntryCorrected', 'LEGAL_DUTY', [
  InmateScreened.plain,
  ScreeningRefused.plain,
  BriefEducationGiven.plain,
]);
export const ScreeningEntryAnnulled = entryAnnulled('ScreeningEntryAnnulled', 'LEGAL_DUTY');

const entries = [ScreeningScheduled, InmateScreened, ScreeningRefused, BriefEducationGiven] as const;
export const screeningEvents = [...entries, ScreeningEntryCorrected, ScreeningEntryAnnulled] as const;

export type ScreeningEvent = EventOf<(typeof screeningEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type ScreeningEntry = EventOf<(typeof entries)[number]>;
export type ScreeningEventData<T extends ScreeningEvent['type']> = Extract<ScreeningEvent, { type: T }>['data'];
