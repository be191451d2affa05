import { definitions } from '#contracts/registry';
import {
  type AnyEvent,
  codesOf,
  type EventDefinition,
  id,
  isAnnulment,
  isCorrection,
  type JsonObject,
  type JsonValue,
  MOST_BYTES,
  type SealableSchema,
  without,
} from '#kernel';
import { recordOf, scribe } from '#kernel/scribe-for-specs';
import { LARGEST_BODY } from '#platform/http';
import { exampleOf, RECORDED_AT } from './example.js';

const facts = definitions.filter((one) => !isCorrection(one) && !isAnnulment(one));

/** How much of what a schema allows: of the items of its lists, and of the length of its texts. */
interface Share {
  readonly lists: number;
  readonly texts: number;
}

/** The largest data of a type: every text as long and every list as long as it may be, `share` of that where all is too much for a body. */
function largest(schema: SealableSchema, name: string, share: Share, at: string): JsonValue {
  const { anyOf, oneOf, properties, items, maxLength, pattern, codes } = schema;
  const members = (anyOf ?? oneOf ?? []).map((one) => largest(one, name, share, at));
  if (members.length > 0) return members.reduce((a, b) => (size(a) < size(b) ? b : a));
  if (properties !== undefined) {
    const inner = Object.entries(properties);
    return Object.fromEntries(inner.map(([member, of]) => [member, largest(of, member, share, `${at}/${member}`)]));
  }
  if (items !== undefined) {
    const most = Number(schema.maxItems ?? 20);
    const least = Number(schema.minItems ?? 0);
    const length = name === 'basis' ? most : Math.max(least, Math.floor(most * share.lists), 1);
    const enums = Array.isArray(items.enum) ? (items.enum as JsonValue[]) : codesOf(String(items.codes));
    return Array.from({ length: enums === undefined ? length : Math.min(length, enums.length) }, (_, index) =>
      enums === undefined ? largest(items, name, share, `${at}/${index}`) : (enums[index] ?? ''),
    );
  }
  if (schema.type === 'integer') return Number(schema.maximum ?? Number.MAX_SAFE_INTEGER);
  if (typeof codes === 'string') return [...(codesOf(codes) ?? [''])].sort((a, b) => b.length - a.length)[0] ?? '';
  if (schema.type === 'string' && pattern === undefined && schema.enum === undefined && maxLength !== undefined) {
    return '€'.repeat(Math.max(1, Math.floor(Number(maxLength) * Math.min(1, share.texts))));
  }
  if (typeof pattern === 'string' && pattern.startsWith('^[0-9a-f]{8}')) return id('limit', at);
  const long = typeof pattern === 'string' ? LONGEST[pattern] : undefined;
  if (long !== undefined) return numbered(long[0], Math.min(long[1], Number(maxLength ?? long[1])), at);
  if (name === 'prefixes') return 'abcdefghijklmnopqrst'.charAt(Number(at.split('/').at(-1))).repeat(40);
  return (exampleOf({ type: 'object', properties: { [name]: schema } }) as Record<string, JsonValue>)[name] ?? '';
}

const size = (value: JsonValue): number => Buffer.byteLength(JSON.stringify(value));

/** The letter and the length of the longest text that fits a pattern: a label, a unit, a kebab name. */
const LONGEST: Readonly<Record<string, readonly [string, number]>> = {
  '^[A-Z][A-Z0-9_]{0,39}$': ['A', 40],
  '^[A-Z][A-Za-z0-9]*$': ['A', 100],
  '^[A-Z0-9]+(-[A-Z0-9]+)*$': ['A', 64],
  '^[a-z0-9]+(-[a-z0-9]+)*$': ['a', 60],
};

/** That many characters, others at every place of a list. */
function numbered(letter: string, length: number, at: string): string {
  const digits = at.replace(/\D/g, '');
  return letter.repeat(length - digits.length) + digits;
}

/** What of the data a client may have sent: the facts that are cited are read by us. */
const unbased = (data: JsonObject): JsonObject => without(data, 'basis');

/** Data as large as a body may be: of short lists with long texts, or of long lists with short texts where these fit. */
function largestBy(plain: SealableSchema, shareAt: (part: number) => Share): JsonObject | undefined {
  for (let part = 1; part > 0.0001;) {
    const data = largest(plain, 'data', shareAt(part), '') as JsonObject;
    const bytes = size(unbased(data));
    if (bytes <= LARGEST_BODY) return data;
    part *= Math.min(0.97, Math.sqrt(LARGEST_BODY / bytes)); // lists within lists shrink by its square
  }
  return undefined;
}

const measured = new Map<string, readonly JsonObject[]>();

function largestIn({ type, plain }: EventDefinition): readonly JsonObject[] {
  const known = measured.get(type);
  if (known !== undefined) return known;
  const longTexts = largestBy(plain, (part) => ({ lists: part, texts: part * 4 }));
  const leastText = size(unbased(largest(plain, 'data', { lists: 1, texts: 0 }, '') as JsonObject));
  const longLists = leastText > LARGEST_BODY ? undefined : largestBy(plain, (texts) => ({ lists: 1, texts }));
  const found = [longTexts, longLists].filter((data) => data !== undefined);
  measured.set(type, found);
  return found;
}

/** What a correction or an annulment of an entry amounts to at most; `entry` is what a body may bring, the rest we add. */
function largestChange(change: EventDefinition, entryType: string, entry: JsonObject): JsonObject {
  const { stands } = (change.plain as SealableSchema).properties ?? {};
  return {
    ...without(exampleOf(change.plain), 'entryVersion', 'entryOn', 'entryAt', 'entryZone'),
    ...(isCorrection(change) && { entryType, entry }),
    ...(stands && { stands: largest(stands, 'stands', { lists: 1, texts: 1 }, '/stands') }),
  };
}

const changes = definitions.flatMap((change) => {
  const { corrects = [] } =
    definitions.find(({ type }) => type === change.type.replace(/Annulled$/, 'Corrected')) ?? {};
  if (!isCorrection(change) && !isAnnulment(change)) return [];
  return facts
    .filter(({ type }) => corrects.includes(type))
    .map((entry) => [change.type, entry.type, change, entry] as const);
});

/** The bytes as stored; `cites` is an entry that is told before, which the event changes. */
async function storedBytes({ type, data }: AnyEvent, cites?: AnyEvent): Promise<number> {
  const { say } = scribe(definitions, { demonstration: true, now: () => new Date(RECORDED_AT) });
  const entry = cites && (await say(cites));
  const event = await (entry === undefined
    ? say({ type, data })
    : say({ type, data: { ...data, of: entry.id } }, {}, { on: recordOf(entry) }));
  return size(event as unknown as JsonValue);
}

describe('the largest legal body (D4)', () => {
  it.each(facts.map((one) => [one.type, one] as const))('of %s is stored under 1 MB', async (type, one) => {
    expect(largestIn(one)).not.toEqual([]);
    for (const data of largestIn(one)) {
      expect(size(unbased(data))).toBeLessThanOrEqual(LARGEST_BODY);
      expect(await storedBytes({ type, data })).toBeLessThan(MOST_BYTES);
    }
  });

  it.each(changes)('of %s of %s is stored under 1 MB with what stands then', async (type, entryType, change, one) => {
    const cited = { type: entryType, data: exampleOf(one.plain) };
    for (const entry of largestIn(one)) {
      const data = largestChange(change, entryType, entry);
      const bytes = await storedBytes({ type, data }, cited);
      expect(bytes).toBeLessThan(MOST_BYTES);
    }
  });

  it('is near the limit of a body where texts and lists allow it, so that something is measured', () => {
    const sizes = facts.flatMap(largestIn).map((data) => size(unbased(data)));
    expect(sizes.filter((bytes) => bytes > LARGEST_BODY / 2).length).toBeGreaterThan(3);
  });
});
