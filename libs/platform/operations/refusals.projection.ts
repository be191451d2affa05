import type { Db } from 'mongodb';
import { happened, HOUSE, type Projection } from '#kernel';
import { type PolicyEvent, PolicyReactionRefused } from '#contracts/policies/policy.events';
import { collectionOf, type Scoped, wholeOf } from '../projections/index.js';

type Refused = Extract<PolicyEvent, { type: 'PolicyReactionRefused' }>;

/** How often rules refused what a policy sent. */
export interface RefusalsDocument extends Scoped {
  readonly policy: string;
  readonly refused: number;
  readonly lastAt: string;
  /** What was sent last, and the rule that said no. */
  readonly lastCommand: string;
  readonly lastCode: string;
}

/** The read model behind the count of refusals of each policy in `GET /operations/projections`; its ids are the policies' names. */
export const policyRefusals: Projection<RefusalsDocument, Refused> = {
  name: 'policy-refusals',
  version: 1,
  events: [PolicyReactionRefused],
  documents: ({ data }) => [data.policy],
  fold: (before, event) => ({
    policy: event.data.policy,
    refused: (before?.refused ?? 0) + 1,
    lastAt: happened(event).occurredAt ?? event.metadata.recordedAt,
    lastCommand: event.data.command,
    lastCode: event.data.code,
    units: [HOUSE],
  }),
};

/** How often rules refused what each policy sent, by its name, and what they refused last. Throws what MongoDB throws. */
export async function refusalsIn(
  db: Db,
): Promise<ReadonlyMap<string, { readonly refused: number; readonly last: string }>> {
  const served = await wholeOf(db, policyRefusals);
  if (served === undefined) return new Map();
  const found = db.collection<RefusalsDocument>(collectionOf(served)).find({ _gone: { $exists: false } });
  return new Map(
    (await found.toArray()).map(({ policy, refused, lastCommand, lastCode, lastAt }) => [
      policy,
      { refused, last: `${lastCommand} ${lastCode} ${lastAt}` },
    ]),
  );
}
