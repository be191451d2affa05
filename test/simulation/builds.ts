import { definitions } from '#contracts/registry';
import { type AnyProjection, GONE, type RawEvent, Registry } from '#kernel';
import { cooperationPublications } from '#contexts/cooperation';
import { custodyPublications } from '#contexts/custody';
import { rehabilitationPublications } from '#contexts/rehabilitation';
import { type Mapping, mappingOf } from '#platform/gateway';
import { PROJECTIONS } from '../../apps/bersinar/followers.js';

/** All read models but those of which these runs have no event: nobody opens what is sealed here. */
export const SIMULATED = PROJECTIONS.filter(({ name }) => name !== 'viewings');

/** What a build knows. */
export interface Build {
  readonly registry: Registry;
  readonly projections: readonly AnyProjection[];
  readonly mapping: Mapping;
}

/** Types that the older build does not know, and read models of which the newer one has a later version. */
const NEW_TYPES: ReadonlySet<string> = new Set([
  'RoomMoved',
  'InmateTransferred',
  'ConsentWithdrawn',
  'RehabCaseReopened',
]);
export const RAISED: ReadonlySet<string> = new Set(['inmates', 'case-list']);

const publications = [...cooperationPublications, ...custodyPublications, ...rehabilitationPublications];
const built = (registry: Registry, projections: readonly AnyProjection[]): Build => ({
  ...{ registry, projections },
  mapping: mappingOf(publications, registry),
});

/** A later version, whose documents are not those of the one before. */
const raised = (before: AnyProjection): AnyProjection => ({
  ...before,
  version: before.version + 1,
  before,
  fold: (document, event, id) => {
    const next = before.fold(document, event, id);
    return next === GONE ? GONE : { ...next, edition: before.version + 1 };
  },
});

export const TODAY = built(new Registry(definitions), SIMULATED);
export const NEWER = built(
  TODAY.registry,
  SIMULATED.map((one) => (RAISED.has(one.name) ? raised(one) : one)),
);
export const OLDER = built(new Registry(definitions.filter(({ type }) => !NEW_TYPES.has(type))), SIMULATED);

/** The ids of what is published of these events, for whoever sees a unit or all. */
export const publishedIn = (events: readonly RawEvent[], reach: string): string[] =>
  events.flatMap((event) => {
    const outgoing = TODAY.mapping(TODAY.registry.believe(event));
    return outgoing !== undefined && (reach === 'all' || outgoing.units.includes(reach))
      ? [outgoing.cloudEvent.id]
      : [];
  });
