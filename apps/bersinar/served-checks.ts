import type { Db } from 'mongodb';
import type { AnyProjection, EventStore } from '#kernel';
import { world } from '#kernel/world';
import type { Check } from '#platform/http';
import { lagsOf, secondsOf } from '#platform/operations';
import { checkpointId, isWholeIn, reachedIn, servingIn, shownBy } from '#platform/projections';

interface Sources {
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  readonly database: Db;
  readonly log: string;
}

const SEEN_WITHIN_MS = 1_000;
const ANSWER_MS = 2_000;

/**
 * Of each read model whether what is served of it is whole and known here, and how far it is behind: looked up at most once a second, nothing where the
 * stores do not answer.
 */
export function servedChecks(projections: readonly AnyProjection[], sources: Sources): () => Promise<readonly Check[]> {
  let known: { readonly at: number; readonly checks: Promise<readonly Check[]> } | undefined;
  return () => {
    if (known === undefined || world.now() - known.at > SEEN_WITHIN_MS) {
      known = { at: world.now(), checks: checksNow(projections, sources).catch(() => []) };
    }
    return known.checks;
  };
}

async function checksNow(projections: readonly AnyProjection[], { store, database, log }: Sources) {
  const { models = {} } = (await servingIn(database)) ?? {};
  const reached = await reachedIn(database, log);
  const late = world.delay(ANSWER_MS, { ref: false });
  const lags = await Promise.race([lagsOf(store, reached.values()).catch(() => undefined), late]);
  return Promise.all(
    projections.map(async (projection): Promise<Check> => {
      const known = models[projection.name];
      const own = checkpointId(projection);
      if (known === undefined) return { name: own, state: 'down', reason: `waits for ${own} to be built` };
      const { serves } = known;
      const shown = shownBy(projection, known);
      if (shown === undefined) return { name: serves, state: 'down', reason: `${serves} is served: this is ${own}` };
      const name = checkpointId(shown);
      const lag = lags?.get(reached.get(name) ?? '');
      const behind = lag && { lag: lag.events, lagSeconds: secondsOf(lag, new Date(world.now())) };
      if ((await isWholeIn(database, shown)) !== true) {
        return { name, state: 'down', reason: `waits for ${name} to be built`, ...behind };
      }
      if (name === serves) return { name, state: 'up', ...behind };
      return { name, state: 'degraded', reason: `${serves} is served, of another build`, ...behind };
    }),
  );
}

/** What whoever follows the log says, with how far that is behind, and what is served besides. */
export function withServed(own: readonly Check[], served: readonly Check[]): readonly Check[] {
  const of = new Map(served.map((check) => [check.name, check]));
  const both = own.map((check) => {
    const also = of.get(check.name);
    of.delete(check.name);
    return also === undefined || SEVERITY[also.state] > SEVERITY[check.state] ? (also ?? check) : { ...also, ...check };
  });
  return [...both, ...of.values()];
}

const SEVERITY = { up: 0, degraded: 1, down: 2 };
