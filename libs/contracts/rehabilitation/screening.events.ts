import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { basis, closed, code, day, id, staffId, text } from '../schemas.js';

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

/** What a screening interview found: the risk band stays in clear, because cases are routed by it. */
export const InmateScreened = event(
  'InmateScreened',
  'LEGAL_DUTY',
  closed({
    subject: id,
    instrument: code(['WHO_ASSIST', 'DAST_10']),
    instrumentVersion: text(40),
    cutoffSet: text(40),
    referencePeriod: code(['LAST_3_MONTHS', 'THREE_MONTHS_BEFORE_ARREST', 'LAST_12_MONTHS']),
    interviewerId: staffId,
    screenedOn: day,
    riskBand: code(['LOW', 'MODERATE', 'HIGH']),
    answers,
    scores,
    basis: Type.Optional(basis),
  }),
);

export const screeningEvents = [InmateScreened] as const;
export type ScreeningEvent = EventOf<(typeof screeningEvents)[number]>;
