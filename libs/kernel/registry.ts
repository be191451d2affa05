import type { Static, TObject } from '@sinclair/typebox';
import { verifyAlone } from './chain.js';
import type { LegalBasis, RawEvent, RecordedEvent } from './envelope.js';
import type { JsonObject } from './json.js';
import { misfit } from './schema.js';
import type { Keyring, SealClass } from './keyring.js';
import { storedSchemaOf, unsealData, type UpcastSecrets } from './seal.js';

/** Turns data of one version into the next: what is clear, and what each class of seal holds. */
export interface Upcaster {
  readonly clear: (data: JsonObject) => JsonObject;
  readonly sealed?: Partial<Record<SealClass, (plaintext: JsonObject) => JsonObject>>;
}

interface Earlier {
  readonly plain: TObject;
  readonly upcast: Upcaster;
}

/** A stored event type (D4): its name for ever, the legal basis it rests on unless a command says otherwise, its versions. */
export interface EventDefinition<Name extends string = string, Plain extends TObject = TObject> {
  readonly type: Name;
  readonly legalBasis: LegalBasis;
  /** The version that is written now; versions count from 1. */
  readonly v: number;
  readonly plain: Plain;
  /** JSON Schema of the data as written by a command, by version. */
  readonly plains: readonly TObject[];
  /** JSON Schema of the data as stored, with seals in place of sealed properties, by version. */
  readonly stored: readonly TObject[];
  readonly upcasters: readonly Upcaster[];
}

/** Declares a stored event type by its latest plain schema; earlier versions, oldest first, each with its upcaster. */
export function event<Name extends string, Plain extends TObject>(
  type: Name,
  legalBasis: LegalBasis,
  plain: Plain,
  earlier: readonly Earlier[] = [],
): EventDefinition<Name, Plain> {
  const plains = [...earlier.map((version) => version.plain), plain];
  return {
    type,
    legalBasis,
    v: plains.length,
    plain,
    plains,
    stored: plains.map((schema) => storedSchemaOf(schema) as TObject),
    upcasters: earlier.map((version) => version.upcast),
  };
}

/** The union member `{type, data}` that a definition stands for. */
export type EventOf<D> =
  D extends EventDefinition<infer Name, infer Plain> ? { type: Name; data: Static<Plain> } : never;

/** The log holds a type or version that this build does not know: refuse and stop, never guess. */
export class UnknownEvent extends Error {
  constructor(type: string, v: number) {
    super(`This build does not know ${type}@${v}.`);
  }
}

/** All stored types that this build knows. */
export class Registry {
  private readonly byType = new Map<string, EventDefinition>();
  private readonly believed = new WeakMap<RawEvent, RecordedEvent>();

  constructor(definitions: readonly EventDefinition[]) {
    for (const definition of definitions) {
      if (this.byType.has(definition.type)) throw new Error(`${definition.type} is declared twice.`);
      this.byType.set(definition.type, definition);
    }
  }

  get definitions(): readonly EventDefinition[] {
    return [...this.byType.values()];
  }

  /** The definition of a type in a version. Throws `UnknownEvent`. */
  definition(type: string, v?: number): EventDefinition {
    const found = this.byType.get(type);
    if (found === undefined || (v !== undefined && v > found.v)) throw new UnknownEvent(type, v ?? 1);
    return found;
  }

  /** Throws when data to be written does not fit the latest plain schema: a fault of ours, never of the client. */
  checkPlain(type: string, data: JsonObject): void {
    const definition = this.definition(type);
    const problem = misfit(definition.plain, data);
    if (problem !== undefined) throw new Error(`${type}@${definition.v} as decided: ${problem}.`);
  }

  /** Throws when data, as it is to be stored, does not fit the stored schema of that version. */
  checkStored(type: string, v: number, data: JsonObject): void {
    const schema = this.definition(type, v).stored[v - 1];
    const problem = schema === undefined ? 'has no such version' : misfit(schema, data);
    if (problem !== undefined) throw new Error(`${type}@${v} as stored: ${problem}.`);
  }

  /** The stored event with its clear data in the latest version; seals stay as they are. Throws `UnknownEvent`. */
  upcast(event: RecordedEvent): RecordedEvent {
    const { upcasters } = this.definition(event.type, event.metadata.v);
    const pending = upcasters.slice(event.metadata.v - 1);
    return pending.length === 0
      ? event
      : { ...event, data: pending.reduce((data, { clear }) => clear(data), event.data) };
  }

  /**
   * The event in its latest version if it is what was written. The same object is looked at once, and what is
   * given for it is frozen: many may read it.
   * Throws `HistoryCorrupt`, `UnknownEvent`.
   */
  believe(raw: RawEvent): RecordedEvent {
    const known = this.believed.get(raw);
    if (known !== undefined) return known;
    const event = frozen(this.upcast(verifyAlone(raw)));
    this.believed.set(raw, event);
    return event;
  }

  /** What a seal of an event held, in the latest version of its type; an arrow, so that it can be handed to `unsealData`. */
  readonly upcastSecrets: UpcastSecrets = (secrets, c, { type, v }) =>
    this.definition(type, v)
      .upcasters.slice(v - 1)
      .reduce((held, { sealed }) => sealed?.[c]?.(held) ?? held, secrets);

  /**
   * The stored event in the latest version of its type, clear part and secrets, with every seal opened whose key is there.
   * Throws `UnknownEvent`, `CorruptSeal`, and what the keyring throws.
   */
  async unseal(event: RecordedEvent, keyring: Pick<Keyring, 'find'>): Promise<RecordedEvent> {
    const { stream, id: eventId, type, metadata } = event;
    const context = { stream, eventId, type, v: metadata.v, keyring, upcast: this.upcastSecrets };
    return { ...event, data: await unsealData(this.upcast(event).data, context) };
  }
}

/** The value, which nobody can change from now on. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
