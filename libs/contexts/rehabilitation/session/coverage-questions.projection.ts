import { type Projection, uuidOf } from '#kernel';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import { type CoverageEvent, coverageEventOf, coverageEvents } from '#contracts/cooperation/coverage';
import type { Scoped } from '#platform/projections';

/** What an agreement says of what it covers, each event with the moment at which it was recorded. */
export interface CoverOverTime extends Scoped {
  readonly agreementId: string;
  readonly told: readonly { readonly event: CoverageEvent; readonly recordedAt: string }[];
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
    const parties = 'partyUnitIds' in event.data ? event.data.partyUnitIds : [];
    return {
      agreementId,
      units: [...new Set([...(agreement?.units ?? []), unitId, ...parties])],
      told: [...(agreement?.told ?? []), { event: coverageEventOf(event), recordedAt }],
    };
  },
};
