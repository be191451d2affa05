import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING, switches } from '#kernel';
import { closed, code, digest, fact, id } from '../schemas.js';

/** Where a policy begins: at its start, at the first event of the log, or where its older self had got to. */
export const POLICY_BEGINNINGS = switches('POLICY_BEGINNINGS', 'clear', {
  HERE: 'At its own start',
  LOG_START: 'At the first event of the log',
  PREVIOUS: 'Where its older version had got to',
});

const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;
const kebab = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 });
const type = Type.String({ pattern: '^[A-Z][A-Za-z0-9]*$', maxLength: 100 });

export const PolicyReactionRefused = event(
  'PolicyReactionRefused',
  declaration,
  closed({
    policy: kebab,
    /** The event that the policy reacted to. */
    of: fact,
    /** The uuid of the aggregate to which it sent a command. */
    target: id,
    command: Type.String({ pattern: '^[A-Z][A-Za-z]*$', maxLength: 100 }),
    /** The rule that said no. */
    code: kebab,
  }),
);

/** From there on a policy reacts to these types; `n` counts its sets of types ("To the byte" 2). */
export const PolicyStarted = event(
  'PolicyStarted',
  declaration,
  closed({
    policy: kebab,
    n: Type.Integer({ minimum: 1 }),
    types: Type.Array(type, { maxItems: 200, uniqueItems: true }),
    from: code(POLICY_BEGINNINGS),
  }),
);

/** Everything up to that event is handled: from there a policy goes on when whatever is nearer is lost (D6). */
export const PolicyReached = event(
  'PolicyReached',
  declaration,
  closed({ stream: fact.properties.stream, revision: fact.properties.revision, eventId: id, hash: digest }),
);

export const policyEvents = [PolicyReactionRefused, PolicyStarted, PolicyReached] as const;
export type PolicyEvent = EventOf<(typeof policyEvents)[number]>;
export type PolicyEventData<T extends PolicyEvent['type']> = Extract<PolicyEvent, { type: T }>['data'];
