import type { AnyEvent } from './decider.js';
import type { JsonObject } from './json.js';
import type { Projected } from './projection.js';
import type { EventDefinition } from './registry.js';

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
