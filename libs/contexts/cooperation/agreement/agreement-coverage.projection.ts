import { type Projected, type Projection, uuidOf } from '#kernel';
import type { AgreementEvent, Scope } from '#contracts/cooperation/agreement.events';
import type { AgreementKind, Service } from '#contracts/cooperation/codes';
import { type CoverageEvent, coverageEventOf, coverageEvents } from '#contracts/cooperation/coverage';
import type { Scoped } from '#platform/projections';

/** What `coverage` needs of one signed agreement, and every service and unit that was ever in its scope. */
export interface CoveringAgreement extends Scoped {
  readonly agreementId: string;
  readonly kind: AgreementKind;
  readonly services: readonly Service[];
  readonly coveredUnitIds: readonly string[];
  readonly events: readonly CoverageEvent[];
}

type Covering = Extract<AgreementEvent, { type: CoverageEvent['type'] }>;

export const agreementCoverage: Projection<CoveringAgreement, Covering> = {
  name: 'agreement-coverage',
  version: 1,
  events: coverageEvents,
  indexes: [['coveredUnitIds', 'agreementId'], ['agreementId']],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (agreement, event, agreementId) => {
    const known = agreement ?? signed(event, agreementId);
    return { ...known, ...widened(known, scopeIn(event)), events: [...known.events, coverageEventOf(event)] };
  },
};

function signed({ type, data, metadata }: Projected<Covering>, agreementId: string): CoveringAgreement {
  if (type !== 'MoUSigned' && type !== 'PksSigned') throw new Error('Nothing is covered before the last signature.');
  return {
    agreementId,
    kind: type === 'MoUSigned' ? 'NOTA_KESEPAHAMAN' : 'PKS',
    units: [...new Set([metadata.unitId, ...data.partyUnitIds])],
    services: [],
    coveredUnitIds: [],
    events: [],
  };
}

function scopeIn(event: Covering): Scope {
  if (event.type === 'MoUSigned' || event.type === 'PksSigned') return event.data.scope;
  return event.type === 'AgreementAmended' ? (event.data.changes.scope ?? []) : [];
}

const widened = ({ services, coveredUnitIds }: CoveringAgreement, scope: Scope) => ({
  services: [...new Set([...services, ...scope.map(({ service }) => service)])],
  coveredUnitIds: [...new Set([...coveredUnitIds, ...scope.flatMap(({ unitIds }) => unitIds)])],
});
