import type { ReadModelEvent } from '#contracts/projections/readmodel.events';
import { type Aggregate, HOUSE, refuse, type WithFacts } from '#kernel';
import type { Buildings } from '../projections/index.js';

export type AskedOfReadModel =
  | { readonly type: 'RebuildReadModel' | 'SwitchReadModel' | 'CancelBuild'; readonly data: { readonly name: string } }
  | { readonly type: 'RefoldDocument'; readonly data: { readonly name: string; readonly document: string } };

/** What operators ask, with what is served and what stands beside it. */
export type ReadModelCommand = WithFacts<AskedOfReadModel, Readonly<Record<AskedOfReadModel['type'], Buildings>>>;

/** How often somebody asked to build a read model again, and what was asked last. */
export interface Rebuilt {
  readonly rebuilds: number;
  readonly last?: ReadModelEvent;
}

/** What operators ask to become of one read model; what of it is served, and what stands beside, the handler finds. */
export const readModel: Aggregate<Rebuilt, ReadModelCommand, ReadModelEvent> = {
  name: 'readmodel',
  ofTheHouse: true,
  unitsOf: () => [HOUSE],
  decider: {
    initial: { rebuilds: 0 },
    decide: {
      RebuildReadModel: ({ data: { name }, facts }, { rebuilds }) => {
        const { serves, beside, mayBeReplaced, rebuilds: known } = facts;
        if (beside !== undefined && !mayBeReplaced) refuse('another-build-beside', { building: beside });
        const [version = serves] = serves.split('_');
        const building = `${version}_${Math.max(rebuilds, known) + 1}`;
        return [
          { type: 'ReadModelRebuildAsked', data: { name, serves, building, ...(beside && { instead: beside }) } },
        ];
      },
      SwitchReadModel: ({ data: { name }, facts }) => {
        const { serves, beside, besideIs } = facts;
        if (beside === undefined) refuse('nothing-beside', { building: serves });
        if (besideIs !== 'whole') refuse('beside-not-whole', { building: beside });
        return [{ type: 'ReadModelSwitched', data: { name, from: serves, to: beside } }];
      },
      CancelBuild: ({ data: { name }, facts }) => {
        const { serves, beside } = facts;
        if (beside === undefined) refuse('nothing-beside', { building: serves });
        return [{ type: 'ReadModelBuildCancelled', data: { name, serves, cancelled: beside } }];
      },
      RefoldDocument: ({ data: { name, document } }) => [{ type: 'DocumentRefoldAsked', data: { name, document } }],
    },
    evolve: {
      ReadModelRebuildAsked: (_, event) => ({ rebuilds: Number(event.data.building.split('_')[1] ?? 0), last: event }),
      ReadModelSwitched: (state, last) => ({ ...state, last }),
      ReadModelBuildCancelled: (state, last) => ({ ...state, last }),
      DocumentRefoldAsked: (state, last) => ({ ...state, last }),
    },
  },
};
