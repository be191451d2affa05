import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING, switches } from '#kernel';
import { closed, code, id } from '../schemas.js';

/** Whether real people are recorded in a log, or a demonstration, where nothing is late and nobody is real. */
export const LOG_PURPOSES = switches('LOG_PURPOSES', 'clear', {
  REAL: 'Real people are recorded',
  DEMONSTRATION: 'For trying things out: nobody is real and nothing is late',
});
export type LogPurpose = (typeof LOG_PURPOSES)[number];

/** The edition of the data format that this build writes and reads: a log of another is not opened. */
export const LOG_FORMAT = 2;

/** Every kind of stream that this build knows, sorted: an event of any other is not ours (D3). */
export const PREFIXES = [
  'aftercare',
  'agreement',
  'assessment',
  'consent',
  'directive',
  'evaluation',
  'grant',
  'inmate',
  'key',
  'log',
  'plan',
  'policy',
  'policyrefusal',
  'programmetemplate',
  'readmodel',
  'rehabcase',
  'repair',
  'reservation',
  'screening',
  'session',
  'staff',
  'stafflogin',
  'viewing',
  'visit',
] as const;

const prefix = Type.String({ pattern: '^[a-z]+$', maxLength: 40 });
const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** The first event of a log; `keys` are the uuids of the keys of its ids, so that a lost one is noticed (D1, D2). */
export const LogStarted = event(
  'LogStarted',
  declaration,
  closed({
    log: id,
    format: Type.Literal(LOG_FORMAT),
    purpose: code(LOG_PURPOSES),
    prefixes: Type.Array(prefix, { minItems: 1, uniqueItems: true }),
    keys: closed({ command: id, login: id, lookup: id }),
  }),
);

/** Kinds of stream that the log did not know: from here on they are ours, sorted (D3, "To the byte" 9). */
export const PrefixesAdded = event(
  'PrefixesAdded',
  declaration,
  closed({ prefixes: Type.Array(prefix, { minItems: 1, uniqueItems: true }) }),
);

export const logEvents = [LogStarted, PrefixesAdded] as const;
export type LogEvent = EventOf<(typeof logEvents)[number]>;
