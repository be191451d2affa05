import { happened, type Occurrence, type Projection, uuidOf, without } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import { type CoverageEvent, coverageEventOf, coverageEvents } from '#contracts/cooperation/coverage';
import type { Scoped } from '#platform/projections';

/** The day on which something happened, and the instant when it is known. */
export type When = Omit<Occurrence, 'zone'>;

/** What an agreement says of what it covers, each event with when it happened and was recorded. */
export interface CoverOverTime extends Scoped {
  readonly agreementId: string;
  readonly told: readonly (When & { readonly event: CoverageEvent; readonly recordedAt: string })[];
}

type Covering = Extract<AgreementEvent, { type: CoverageEvent['type'] }>;

export const coverageQuestions: Projection<CoverOverTime, Covering> = {
  name: 'coverage-questions',
  version: 1,
  events: coverageEvents,
  indexes: [['units', 'agreementId']],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (agreement, event, agreementId) => {
    const { unitId, recordedAt } = event.metadata;
    const when = without(happened(event), 'zone');
    const parties = 'partyUnitIds' in event.data ? event.data.partyUnitIds : [];
    return {
      agreementId,
      units: [...new Set([...(agreement?.units ?? []), unitId, ...parties])],
      told: [...(agreement?.told ?? []), { event: coverageEventOf(event), ...when, recordedAt }],
    };
  },
};
