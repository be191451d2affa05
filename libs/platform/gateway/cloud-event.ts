import { v5 } from 'uuid';
import type { AnyPublication, JsonObject, RecordedEvent, Registry } from '#kernel';

/**
 * A published event in the CloudEvents 1.0 JSON format. Extension attributes: `on`, the business day in `zone` on which it happened (`time` is
 * there only where the instant is known), `recordedtime` and `correlationid`.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly on: string;
  readonly zone: string;
  readonly recordedtime: string;
  readonly correlationid: string;
  readonly data: JsonObject;
}

/** What leaves the system of one event, and the units whose services may see it. */
export interface Outgoing {
  readonly cloudEvent: CloudEvent;
  readonly units: readonly string[];
}

/** The mapping from stored to published events: at most one publication per event, undefined for events that stay inside. */
export interface Mapping {
  (event: RecordedEvent): Outgoing | undefined;
  /** The types of the events that are published. */
  readonly types: ReadonlySet<string>;
}

/** The mapping that publications define. Its ids are `uuidv5(event id, publication type)`. Throws when two publish one type. */
export function mappingOf(publications: readonly AnyPublication[], registry: Registry): Mapping {
  const byType = new Map<string, AnyPublication>();
  for (const publication of publications) {
    for (const { type } of publication.events) {
      if (byType.has(type)) throw new Error(`${type} is published twice.`);
      byType.set(type, publication);
    }
  }
  const mapping = (event: RecordedEvent): Outgoing | undefined => {
    const publication = byType.get(event.type);
    if (publication === undefined) return undefined;
    const { units, ...published } = publication.publish(registry.upcast(event));
    const { log, on, zone, occurredAt, recordedAt, $correlationId } = event.metadata;
    const cloudEvent: CloudEvent = {
      specversion: '1.0',
      id: v5(published.type, event.id),
      source: `urn:bersinar:log:${log}`,
      type: published.type,
      subject: published.subject,
      ...(occurredAt !== undefined && { time: occurredAt }),
      datacontenttype: 'application/json',
      on,
      zone,
      recordedtime: recordedAt,
      correlationid: $correlationId,
      data: published.data,
    };
    return { cloudEvent, units };
  };
  return Object.assign(mapping, { types: new Set(byType.keys()) });
}
