import type { Projected } from '#kernel';
import { recorded, type Given } from '#kernel/given-for-specs';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';

export const agreementId = '5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a01';

/** The events as projections see them: one stream, from its first revision on. */
export const projected = (
  events: readonly Given<AgreementEvent>[],
  stream = `agreement-${agreementId}`,
): Projected<AgreementEvent>[] =>
  events.map((event, revision) => ({
    ...recorded(event, revision),
    stream,
    position: String(revision + 1).padStart(20, '0'),
  }));
