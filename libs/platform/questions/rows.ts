import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from '@sinclair/typebox';
import {
  type Codes,
  type EventDefinition,
  type JsonObject,
  type KeptEntry,
  type SealClass,
  shown,
  type Words,
  words,
} from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import { ACTOR_ID } from '#platform/http';
import type { Scoped } from '#platform/projections';
import { EVENT_TYPE } from './kinds.js';
import { code, day, deadline, id, instant, staffId } from '#contracts/schemas';

/** What leaves: an object under a name of its own in both APIs, which has these properties and no others. */
export const row = <P extends TProperties>(title: string, properties: P, description?: string) =>
  Type.Object(properties, { title, additionalProperties: false, ...(description && { description }) });

/** The schema with words of its own. */
export const says = <S extends TSchema>(schema: S, description: string): S => ({ ...schema, description });

export const whole = Type.Integer();
/** A number that need not be whole. */
export const figure = Type.Number();
export const flag = Type.Boolean();
export const word = Type.String();
/** The id of a staff record, or the name of a part of the system. */
export const actorId = Type.String({ pattern: ACTOR_ID });
/** The type of a stored event. */
export const eventType = Type.String({ pattern: EVENT_TYPE });
/** A word of a list, which GraphQL calls by the list's name. */
export const wordOf = <C extends string>(words: Words<C>) =>
  Type.Unsafe<C>({ type: 'string', enum: [...words], list: words.list });
/** A code of a list, as events hold it: an enum of switches, a label of any other. */
export const codeOf = (list: Codes | Words) => Type.Unsafe<string>('seal' in list ? code(list) : wordOf(list));
/** An object whose members only it knows; GraphQL shows it as JSON. */
export const anyObject = Type.Unsafe<JsonObject>({ type: 'object', additionalProperties: true });
export const listOf = <S extends TSchema>(schema: S) => Type.Unsafe<readonly Static<S>[]>(Type.Array(schema));
export const maybe = <S extends TSchema>(schema: S) => Type.Optional(schema);

/** The document of a record whose summary has these properties: under the name of its own id, with its entries and the units that see it. */
export type KeptAs<Id extends string, P extends TProperties> = Scoped &
  Readonly<Omit<Static<TObject<P>>, 'id'>> &
  Readonly<Record<Id, string>> & { readonly entries: readonly KeptEntry[] };

const SEALS = words('SEAL_CLASSES', {
  health: 'What a clinic or an assessor found',
  identity: 'Who somebody is',
  narrative: 'What was written in words of one’s own',
  security: 'What would help somebody to escape or to do harm',
} satisfies Record<SealClass, string>);
/** Classes of what is sealed. */
export const sealClasses = listOf(wordOf(SEALS));
/** The classes of what a reader may not see of an object. */
export const withheld = maybe(says(sealClasses, 'Of which classes it has something that this reader may not see.'));

/** The members of what is shown whose key is gone. */
export const gone = maybe(says(listOf(word), 'What can no longer be read.'));

const CORRECTED = 'Why it was corrected; absent on what was said first.';
const version = {
  on: maybe(says(day, 'The business day on which it happened.')),
  occurredAt: maybe(says(instant, 'When it happened, where the instant is known.')),
  recordedAt: says(instant, 'When it was recorded.'),
  recordedBy: says(actorId, 'Who recorded it: the id of a staff record, or a part of the system.'),
  correctionReasonCode: maybe(says(code(CORRECTION_REASONS), CORRECTED)),
  gone,
};

const annulment = row('AnnulmentView', {
  approvedBy: says(staffId, 'Who approved it.'),
  recordedAt: says(instant, 'When it was recorded.'),
  reasonCode: says(code(CORRECTION_REASONS), 'Why it was annulled.'),
});

type Shown = readonly Readonly<Record<string, unknown>>[];
interface Entries extends TUnsafe<Shown> {
  readonly entriesOf: string;
}

/**
 * The entries of one type, as `shown` of the kernel gives them: what each says now, what it said earlier, who annulled it. What is sealed
 * may be gone. `as` shows members otherwise than they are stored: under a name, not in full, or, where undefined, not at all.
 */
export function entriesOf(
  title: string,
  { type, plain }: EventDefinition,
  as: Readonly<Record<string, TSchema | undefined>> = {},
): Entries {
  const own = saidIn(plain as TObject);
  const hidden = Object.keys(own).filter((name) => name in version && name !== 'recordedBy'); // the same person, until corrected
  if (hidden.length > 0) throw new Error(`${type} says ${hidden.join(', ')}, which is said of every entry.`);
  const said = Object.fromEntries(
    Object.entries<TSchema | undefined>({ ...own, ...version, ...as }).filter(([, schema]) => schema !== undefined),
  ) as TProperties;
  const entry = row(
    title,
    {
      ...said,
      entryId: says(id, 'By which a correction names it.'),
      earlier: says(
        listOf(row(`${title}Version`, said, `What ${title} said at some time.`)),
        'What it said before, oldest first.',
      ),
      annulled: maybe(says(annulment, 'Who annulled it, when and why; absent while it holds.')),
    },
    `An entry of ${type}: what it says now, what it said before, and whether it holds.`,
  );
  return { ...Type.Unsafe<Shown>(listOf(entry)), entriesOf: type };
}

/** The lists of entries that a row has, from all the entries of its record. */
export const listedIn = <P extends TProperties>(properties: P, entries: readonly KeptEntry[]) =>
  Object.fromEntries<Shown>(
    Object.entries(properties).flatMap(([name, { entriesOf: type }]) =>
      type === undefined ? [] : [[name, shown(entries, type as string)]],
    ),
  ) as { readonly [K in keyof P as P[K] extends Entries ? K : never]: Shown };

/** What is said, without what it only cites. */
const saidIn = ({ properties }: TObject): TProperties =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      if (name === 'basis') return [];
      const shown = schema === deadline ? due : schema;
      return [[name, schema.seal === undefined ? shown : maybe(shown)]];
    }),
  );

/** A deadline, as both APIs show it. */
export const due = row(
  'Deadline',
  deadline.properties,
  'Until when something is due, and by which version of which rule.',
);

/** What of a value its schema knows: nothing else leaves. */
export function onlyOf<S extends TSchema>(schema: S, value: unknown): Static<S> {
  return only(schema, value);
}

function only(schema: TSchema, value: unknown): unknown {
  const { properties, items } = schema as { properties?: Record<string, TSchema>; items?: TSchema };
  if (items !== undefined && Array.isArray(value)) return value.map((one) => only(items, one));
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, of]) =>
      members[name] === undefined ? [] : [[name, only(of, members[name])]],
    ),
  );
}
