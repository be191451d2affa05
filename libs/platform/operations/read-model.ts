import type { ReadModelEvent } from '#contracts/projections/readmodel.events';
import { type Aggregate, HOUSE, refuse } from '#kernel';
import type { Buildings } from '../projections/index.js';

interface Named {
  readonly name: string;
}

export type ReadModelCommand =
  | {
      readonly type: 'RebuildReadModel' | 'SwitchReadModel' | 'CancelBuild';
      readonly data: Named;
      readonly facts?: Buildings;
    }
  | {
      readonly type: 'RefoldDocument';
      readonly data: Named & { readonly document: string };
      readonly facts?: Buildings;
    };

/** How often somebody asked to build a read model again. */
export interface Rebuilt {
  readonly rebuilds: number;
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
        const { serves, beside, mayBeReplaced, rebuilds: known } = mustStand(facts);
        if (beside !== undefined && !mayBeReplaced) refuse('another-build-beside', { building: beside });
        const [version = serves] = serves.split('_');
        const building = `${version}_${Math.max(rebuilds, known) + 1}`;
        return [
          { type: 'ReadModelRebuildAsked', data: { name, serves, building, ...(beside && { instead: beside }) } },
        ];
      },
      SwitchReadModel: ({ data: { name }, facts }) => {
        const { serves, beside, besideIs } = mustStand(facts);
        if (beside === undefined) refuse('nothing-beside', { building: serves });
        if (besideIs !== 'whole') refuse('beside-not-whole', { building: beside });
        return [{ type: 'ReadModelSwitched', data: { name, from: serves, to: beside } }];
      },
      CancelBuild: ({ data: { name }, facts }) => {
        const { serves, beside } = mustStand(facts);
        if (beside === undefined) refuse('nothing-beside', { building: serves });
        return [{ type: 'ReadModelBuildCancelled', data: { name, serves, cancelled: beside } }];
      },
      RefoldDocument: ({ data: { name, document } }) => [{ type: 'DocumentRefoldAsked', data: { name, document } }],
    },
    evolve: {
      ReadModelRebuildAsked: (_, { data: { building } }) => ({ rebuilds: Number(building.split('_')[1] ?? 0) }),
      ReadModelSwitched: (state) => state,
      ReadModelBuildCancelled: (state) => state,
      DocumentRefoldAsked: (state) => state,
    },
  },
};

function mustStand(facts: Buildings | undefined): Buildings {
  if (facts === undefined) throw new Error('The handler says what is served.');
  return facts;
}
