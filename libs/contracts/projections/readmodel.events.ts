import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { closed } from '../schemas.js';

const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;
const name = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 80 });
/** A building of a read model: its version, and how often that was built again. */
const building = Type.String({ pattern: '^[a-z]+(-[a-z]+)*@[0-9]+(_[0-9]+)?$', maxLength: 100 });
const document = Type.String({ minLength: 1, maxLength: 200 });

/** Somebody asked to build again what is served; `instead` stood beside it until then. */
export const ReadModelRebuildAsked = event(
  'ReadModelRebuildAsked',
  declaration,
  closed({ name, serves: building, building, instead: Type.Optional(building) }),
);
/** Answers come from another building, the former stands beside it. */
export const ReadModelSwitched = event(
  'ReadModelSwitched',
  declaration,
  closed({ name, from: building, to: building }),
);
/** What stood beside is removed. */
export const ReadModelBuildCancelled = event(
  'ReadModelBuildCancelled',
  declaration,
  closed({ name, serves: building, cancelled: building }),
);
/** One document is folded anew from the first event on. */
export const DocumentRefoldAsked = event('DocumentRefoldAsked', declaration, closed({ name, document }));

export const readModelEvents = [
  ReadModelRebuildAsked,
  ReadModelSwitched,
  ReadModelBuildCancelled,
  DocumentRefoldAsked,
] as const;
export type ReadModelEvent = EventOf<(typeof readModelEvents)[number]>;
export type ReadModelEventData<T extends ReadModelEvent['type']> = Extract<ReadModelEvent, { type: T }>['data'];
