import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';

const closed = { additionalProperties: false };
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const kebab = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 });

export const PolicyReactionRefused = event(
  'PolicyReactionRefused',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  Type.Object(
    {
      policy: kebab,
      /** The event that the policy reacted to. */
      of: Type.Object(
        {
          stream: Type.String({ pattern: `^[a-z]+-${uuid}$` }),
          revision: Type.Integer({ minimum: 0 }),
          hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        },
        closed,
      ),
      /** The uuid of what was told. */
      target: Type.String({ pattern: `^${uuid}$` }),
      command: Type.String({ pattern: '^[A-Z][A-Za-z]*$', maxLength: 100 }),
      /** The rule that said no. */
      code: kebab,
    },
    closed,
  ),
);

export type PolicyEvent = EventOf<typeof PolicyReactionRefused>;
export const policyEvents = [PolicyReactionRefused] as const;
