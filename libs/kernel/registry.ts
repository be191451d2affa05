import type { Static, TSchema } from '@sinclair/typebox';
import { verifyAlone } from './chain.js';
import { type CorrectionData, isCorrection } from './corrections.js';
import type { LegalBasis, RawEvent, RecordedEvent } from './envelope.js';
import { UnknownEvent } from './errors.js';
import { frozen, type JsonObject } from './json.js';
import type { Keyring, SealClass } from './keyring.js';
import type { Moment } from './occurrence.js';
import { misfit } from './schema.js';
import { type Plaintext, stampSeals, storedSchemaOf, unsealData, type UpcastSecrets } from './seal.js';
import { checkedSchemaOf, sealedIn } from './seal.schema.js';

/** Turns data of one version into the next: what is clear, and what each class of seal holds. */
export interface Upcaster {
  readonly clear: (data: JsonObject) => JsonObject;
  readonly sealed?: Partial<Record<SealClass, (plaintext: JsonObject) => JsonObject>>;
}

interface Earlier {
  readonly plain: TSchema;
  readonly upcast: Upcaster;
}

/** What a type declares besides its data. */
export interface Declaration {
  /** What it rests on when it cites neither consent, override nor agreement (D1). */
  readonly legalBasis: LegalBasis;
  /** When it happened: where its day and instant come from. */
  readonly moment: Moment;
  /** From it on the record belongs to the unit of whoever records it. */
  readonly takesOver?: true;
  /** Of a correction: the types of the entries that it may correct. */
  readonly corrects?: readonly string[];
}

/** A stored event type (D4): its name for ever, what it declares, its versions. */
export interface EventDefinition<Name extends string = string, Plain extends TSchema = TSchema> extends Declaration {
  readonly type: Name;
  /** The version that is written now; versions count from 1. */
  readonly v: number;
  readonly plain: Plain;
  /** JSON Schema of the data as written by a command, by version. */
  readonly plains: readonly TSchema[];
  /** JSON Schema of what is decided: `plain`, with what is gone in lists. */
  readonly checked: TSchema;
  /** JSON Schema of the data as stored, with seals in place of sealed properties, by version. */
  readonly stored: readonly TSchema[];
  readonly upcasters: readonly Upcaster[];
}

/** Declares a stored event type by its latest plain schema; earlier versions, oldest first, each with its upcaster. */
export function event<Name extends string, Plain extends TSchema>(
  type: Name,
  declaration: Declaration,
  plain: Plain,
  earlier: readonly Earlier[] = [],
): EventDefinition<Name, Plain> {
  const plains = [...earlier.map((version) => version.plain), plain];
  return {
    type,
    ...declaration,
    v: plains.length,
    plain,
    plains,
    checked: checkedSchemaOf(plain),
    stored: plains.map((schema) => storedSchemaOf(schema)),
    upcasters: earlier.map((version) => version.upcast),
  };
}

/** The union member `{type, data}` that a definition stands for. */
export type EventOf<D> =
  D extends EventDefinition<infer Name, infer Plain> ? { type: Name; data: Static<Plain> } : never;

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

  /** What properties are called that any event seals. */
  sealed(): ReadonlySet<string> {
    return new Set(this.definitions.flatMap(({ plains }) => plains.flatMap((schema) => sealedIn(schema))));
  }

  /** The definition of a type in a version. Throws `UnknownEvent`. */
  definition(type: string, v?: number): EventDefinition {
    const found = this.byType.get(type);
    if (found === undefined || (v !== undefined && v > found.v)) throw new UnknownEvent(type, v ?? 1);
    return found;
  }

  /** Throws when data to be written does not fit the latest plain schema: a fault of ours, never of the client. */
  checkPlain(type: string, data: JsonObject): void {
    const { v, checked } = this.definition(type);
    const problem = misfit(checked, data);
    if (problem !== undefined) throw new Error(`${type}@${v} as decided: ${problem}.`);
    if (!isCorrection({ type })) return;
    const [entryType, entry] = entryOf(data);
    if (this.definition(type).corrects?.includes(entryType) === false)
      throw new Error(`${type} corrects no ${entryType}.`);
    this.checkPlain(entryType, entry);
  }

  /** Why stored data do not fit the schema of their version, a correction's entry its own; undefined when they do. Throws `UnknownEvent`. */
  misfitOf({ type, data, metadata: { v } }: Pick<RecordedEvent, 'type' | 'data' | 'metadata'>): string | undefined {
    try {
      this.checkStored(type, v, data);
      return undefined;
    } catch (error) {
      if (error instanceof UnknownEvent || !(error instanceof Error)) throw error;
      return error.message;
    }
  }

  /** Throws when data, as it is to be stored, does not fit the stored schema of that version; a correction's entry its own. */
  checkStored(type: string, v: number, data: JsonObject): void {
    const schema = this.definition(type, v).stored[v - 1];
    const problem = schema === undefined ? 'has no such version' : misfit(schema, data);
    if (problem !== undefined) throw new Error(`${type}@${v} as stored: ${problem}.`);
    if (!isCorrection({ type })) return;
    const [entryType, entry, entryVersion] = entryOf(data);
    this.checkStored(entryType, entryVersion, entry);
  }

  /**
   * The stored event with its clear data in the latest version, a correction's entry in that of its own type; seals stay closed and
   * say what they are of. Throws `UnknownEvent`.
   */
  upcast(event: RecordedEvent): RecordedEvent {
    const { stream, id, type } = event;
    const { v } = event.metadata;
    const entry = isCorrection({ type }) ? entryOf(event.data) : undefined;
    const asAt = (path: string): Plaintext =>
      entry !== undefined && /^\/entry(\/|$)/.test(path) ? { type: entry[0], v: entry[2] } : { type, v };
    const stamped = stampSeals(event.data, { stream, id, type, v }, asAt);
    const data = this.latest(type, v, stamped);
    if (entry === undefined) return data === event.data ? event : { ...event, data };
    const [entryType, , entryVersion] = entry;
    const upcastEntry = this.latest(entryType, entryVersion, data.entry as JsonObject);
    return { ...event, data: { ...data, entry: upcastEntry, entryVersion: this.definition(entryType).v } };
  }

  private latest(type: string, v: number, data: JsonObject): JsonObject {
    return this.definition(type, v)
      .upcasters.slice(v - 1)
      .reduce((older, { clear }) => clear(older), data);
  }

  /**
   * The event in its latest version if it is what was written. The same object is looked at once, and what is
   * given for it is frozen: many may read it. Whoever has verified it already brings it.
   * Throws `HistoryCorrupt`, `UnknownEvent`.
   */
  believe(raw: RawEvent, verified?: RecordedEvent): RecordedEvent {
    const known = this.believed.get(raw);
    if (known !== undefined) return known;
    const event = frozen(this.upcast(verified ?? verifyAlone(raw)));
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
    const data = await unsealData(this.upcast(event).data, { keyring, upcast: this.upcastSecrets });
    return { ...event, data };
  }
}

const entryOf = (data: JsonObject): [string, JsonObject, number] => {
  const { entryType, entry, entryVersion = 0 } = data as unknown as CorrectionData & { readonly entry: JsonObject };
  return [entryType, entry, entryVersion];
};
