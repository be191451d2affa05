import { world } from '#kernel/world';
import type { ReadModelEvent } from '#contracts/projections/readmodel.events';
import type { Db } from 'mongodb';
import { orUnavailable } from '../mongodb/index.js';
import { reachedIn, versionedOf } from './checkpoint.js';
import type { Compared } from './compare-buildings.js';
import { isWholeIn } from './marks.js';
import { changeServing, leftWith, type Served, servingIn } from './serving.js';
import { comparedIn, switched } from './switching.js';

/** What of a read model is served, and what stands beside it. */
export interface Buildings {
  readonly serves: string;
  readonly beside?: string;
  readonly besideIs?: 'building' | 'behind' | 'whole';
  /** Whether what stands beside is only there for the way back. */
  readonly mayBeReplaced: boolean;
  readonly rebuilds: number;
}

/** Which buildings there are, and what operators ask of them. Abstract class, so it is its own injection token; the app provides it. */
export abstract class ReadModelBuildings {
  /** Undefined when no read model of that name is served. Throws `Unavailable`. */
  abstract of(name: string): Promise<Buildings | undefined>;
  /** Does what an event says, once; false when something else was done meanwhile. Throws `Unavailable`. */
  abstract take(event: ReadModelEvent): Promise<boolean>;
}

export class MongoBuildings extends ReadModelBuildings {
  constructor(
    private readonly db: Db,
    private readonly log: string,
  ) {
    super();
  }

  override of(name: string): Promise<Buildings | undefined> {
    return orUnavailable(this.found(name));
  }

  override async take(event: ReadModelEvent): Promise<boolean> {
    const { name } = event.data;
    const { from = '', to = '' } = event.type === 'ReadModelSwitched' ? event.data : {};
    const compared = from === '' ? undefined : await orUnavailable(comparedIn(this.db, from, to));
    let isDone = true;
    await orUnavailable(
      changeServing(this.db, this.log, (models) => {
        const before = models[name];
        const after = before && takenBy(before, event, compared);
        isDone = after !== undefined;
        return after === undefined || after === before ? models : { ...models, [name]: after };
      }),
    );
    return isDone;
  }

  private async found(name: string): Promise<Buildings | undefined> {
    const serving = await servingIn(this.db);
    const known = serving?.log === this.log ? serving.models[name] : undefined;
    if (known === undefined) return undefined;
    const { serves, beside, rebuilds, whenWhole } = known;
    if (beside === undefined) return { serves, rebuilds, mayBeReplaced: true };
    const reached = await reachedIn(this.db, this.log);
    const isBehind = (reached.get(beside) ?? '') < (reached.get(serves) ?? '');
    const isWhole = (await isWholeIn(this.db, versionedOf(beside))) === true;
    const isLater = versionedOf(beside).version > versionedOf(serves).version;
    return {
      ...{ serves, beside, rebuilds },
      besideIs: isWhole ? (isBehind ? 'behind' : 'whole') : 'building',
      mayBeReplaced: isWhole && !isLater && whenWhole === undefined,
    };
  }
}

/** What is served once an event is taken in, as before where it was; undefined when it no longer fits. */
function takenBy(known: Served, { type, data }: ReadModelEvent, compared?: Compared): Served | undefined {
  const { serves, beside, rebuilds } = known;
  switch (type) {
    case 'ReadModelRebuildAsked': {
      const rebuild = versionedOf(data.building).rebuild ?? 0;
      if (rebuilds >= rebuild) return known;
      if (serves !== data.serves || beside !== data.instead) return undefined;
      return { ...known, beside: data.building, rebuilds: rebuild, whenWhole: true, ...leftWith(known, beside) };
    }
    case 'ReadModelSwitched':
      if (serves === data.to) return known;
      return serves === data.from && beside === data.to ? switched(known, new Date(world.now()), compared) : undefined;
    case 'ReadModelBuildCancelled':
      if (beside !== data.cancelled) return serves === data.cancelled ? undefined : known;
      return without(known);
    case 'DocumentRefoldAsked':
      return known;
  }
}

/** Nothing stands beside; a later version is not begun again by itself. */
function without(known: Served): Served {
  const { serves, beside = serves, rebuilds, cancelled, switchedAt } = known;
  const isLater = versionedOf(beside).version > versionedOf(serves).version;
  return {
    ...{ serves, rebuilds, cancelled: isLater ? [...cancelled, beside] : cancelled },
    ...(switchedAt !== undefined && { switchedAt }),
    ...leftWith(known, known.beside),
  };
}
