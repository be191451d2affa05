import { Type } from '@sinclair/typebox';
import type { Engine, Context } from './ask.js';
import { labels } from './codes.js';
import type { JsonObject } from './json.js';
import { atInstant, type Moment, onDay, RECORDING } from './occurrence.js';
import { event } from './registry.js';
import { type Saying, scribe } from './scribe-for-specs.js';

const closed = { additionalProperties: false } as const;
const REASONS = labels('SPEC_REASONS', 'clear', { GOOD: 'Good.', BETTER: 'Better.' });
const plain = Type.Object(
  {
    day: Type.Optional(Type.String()),
    instant: Type.Optional(Type.String()),
    subject: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String({ pattern: '^[A-Z]+$', codes: REASONS.list })),
    who: Type.Optional(Type.String({ names: 'STAFF' })),
    basis: Type.Optional(Type.Array(Type.Any())),
  },
  closed,
);
const declare = <const T extends string>(type: T, moment: Moment, takesOver = false) =>
  event(type, { legalBasis: 'PUBLIC_TASK', moment, ...(takesOver && { takesOver }) }, plain);
const Held = declare('Held', onDay('day'));
const HeldAt = declare('HeldAt', onDay('day', 'instant'));
const Arrived = declare('Arrived', atInstant('instant'));
const Drafted = declare('Drafted', RECORDING);
const TakenOver = declare('TakenOver', onDay('day'), true);
const TallyEntryCorrected = event(
  'TallyEntryCorrected',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object(
    {
      of: Type.String(),
      reasonCode: Type.String(),
      entryType: Type.String(),
      entryVersion: Type.Integer(),
      entry: Type.Unsafe<object>({ type: 'object' }),
      entryOn: Type.String(),
      entryAt: Type.Optional(Type.String()),
      entryZone: Type.String(),
    },
    closed,
  ),
);
const TallyEntryAnnulled = event(
  'TallyEntryAnnulled',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ of: Type.String(), reasonCode: Type.String(), approvedBy: Type.String() }, closed),
);
const definitions = [Held, HeldAt, Arrived, Drafted, TakenOver, TallyEntryCorrected, TallyEntryAnnulled];

/** Says events whose day or instant come from their data or from the context, in a flat form. */
export function saying(parts: Partial<Engine> = {}) {
  const { say, ...rest } = scribe(definitions, parts);
  return {
    ...rest,
    say: ({ type, ...data }: JsonObject & { readonly type: string }, context?: Context, how?: Saying) =>
      say({ type, data }, context, how),
  };
}
