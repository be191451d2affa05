import type { AnyEvent } from './decider.js';
import { uuidOf } from './ids.js';
import type { JsonObject } from './json.js';
import type { Projected } from './projection.js';
import type { EventDefinition, EventOf } from './registry.js';

/** What leaves the system of one event: thin, no health data, nobody's name. */
export interface Published {
  /** CloudEvents type `rutan.<context>.<event>.v<n>`. */
  readonly type: string;
  /** CloudEvents subject: the aggregate's uuid. */
  readonly subject: string;
  readonly data: JsonObject;
  /** The units whose services may see it. */
  readonly units: readonly string[];
}

/** Which stored events leave a context, and in what shape; at most one publication per event. */
export interface Publication<E extends AnyEvent> {
  readonly events: readonly EventDefinition[];
  publish(event: Projected<E>): Published;
}

/** A publication among others, whatever it publishes. */
export type AnyPublication = Publication<AnyEvent>;

/** How an event is called outside, and which of its fields leave as they are. */
type Row<D extends EventDefinition> = readonly [of: D, name: string, ...fields: (keyof EventOf<D>['data'] & string)[]];
type OneOf<D extends readonly EventDefinition[]> = Extract<EventOf<D[number]>, AnyEvent>;

/**
 * A publication by a table: what leaves of each event, to the services of the unit that recorded it. `besides` is what else leaves of one,
 * and to whom.
 */
export const publicationOf = <const Definitions extends readonly EventDefinition[]>(
  context: string,
  rows: { readonly [I in keyof Definitions]: Row<Definitions[I]> },
  besides: (event: Projected<OneOf<Definitions>>) => Partial<Pick<Published, 'data' | 'units'>> = () => ({}),
): Publication<OneOf<Definitions>> => ({
  events: rows.map(([definition]) => definition),
  publish: (event) => {
    const [, name = '', ...fields] = rows.find(([{ type }]) => type === event.type) ?? [];
    const { data, units = [] } = besides(event);
    const said = Object.entries(event.data as JsonObject).filter(([field]) => fields.includes(field as never));
    return {
      type: `rutan.${context}.${name}.v1`,
      subject: uuidOf(event.stream),
      data: { ...Object.fromEntries(said), ...data },
      units: [...new Set([event.metadata.unitId, ...units])],
    };
  },
});
