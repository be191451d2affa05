import type { Projected, Projection } from '#kernel';
import type { AgreementEvent, Scope } from '#contracts/cooperation/agreement.events';
import { type AgreementKind, type Service, SERVICES, AGREEMENT_KINDS } from '#contracts/cooperation/codes';
import * as gate from '#contracts/cooperation/coverage';
import { day, id, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';

/** What `coverage` needs of one signed agreement, and every service and unit that was ever in its scope. */
interface CoveringAgreement extends Scoped {
  readonly agreementId: string;
  readonly kind: AgreementKind;
  readonly services: readonly Service[];
  readonly coveredUnitIds: readonly string[];
  readonly events: readonly gate.CoverageEvent[];
}

type Covering = Extract<AgreementEvent, { type: gate.CoverageEvent['type'] }>;

export const agreementCoverage: Projection<CoveringAgreement, Covering> = {
  name: 'agreement-coverage',
  version: 1,
  events: gate.coverageEvents,
  indexes: [['coveredUnitIds', 'agreementId'], ['agreementId']],
  fold: (agreement, event, agreementId) => {
    const known = agreement ?? signed(event, agreementId);
    return { ...known, ...widened(known, scopeIn(event)), events: [...known.events, gate.coverageEventOf(event)] };
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

export const agreementReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'asesor-bnnk',
  'penyuluh',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;

const covering = q.related(
  q.row('Covering', {
    agreementId: id,
    kind: q.codeOf(AGREEMENT_KINDS),
    covered: q.flag,
    revision: q.maybe(q.says(q.whole, 'Of the signing or amendment whose text applies on that day.')),
    effectiveOn: q.maybe(q.says(day, 'Its first day.')),
    endsOn: q.maybe(q.says(day, 'Its last day.')),
    runningCasesMayFinish: q.says(q.flag, 'Whether cases that run when it ends may be finished.'),
    why: q.maybe(q.says(q.codeOf(gate.NOT_COVERED), 'Why it does not cover.')),
  }),
  { agreement: q.toOne('agreement', 'agreementId') },
);

export const coverage = q.single(
  {
    name: 'coverage',
    route: 'coverage',
    summary: 'Whether a service is covered at a unit on a day, and by which agreement',
    may: agreementReaders,
    by: {
      service: q.needed(q.oneOf(SERVICES, 'What is done')),
      unitId: q.needed(q.aUnit('For whose people')),
      on: q.needed(q.aDay('On which day')),
    },
    shows: q.row('Coverage', {
      service: q.codeOf(SERVICES),
      unitId,
      on: day,
      covered: q.says(q.flag, 'Whether any of the agreements covers it.'),
      agreements: q.says(
        q.listOf(covering),
        'Every agreement that has ever named the service and the unit, those that cover first.',
      ),
    }),
  },
  async ({ service, unitId, on }, { models, reader }) => {
    const filter = { services: service, coveredUnitIds: unitId };
    const known = await models.all(agreementCoverage, reader, { filter, sort: { agreementId: 1 } });
    const agreements = known
      .map(({ agreementId, kind, events }) => ({ agreementId, kind, ...gate.coverage(events, service, unitId, on) }))
      .sort((a, b) => Number(b.covered) - Number(a.covered));
    return { service, unitId, on, covered: agreements.some(({ covered }) => covered), agreements };
  },
);
