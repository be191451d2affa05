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
import { scribe } from '#kernel/scribe.given';
import { exampleOf } from './example.js';

const BODY_BYTES = 256 * 1024;
const facts = definitions.filter((one) => !isCorrection(one) && !isAnnulment(one));

/** The largest data of a type: every text as long and every list as long as it may be, `share` of that where all is too much for a body. */
function largest(schema: SealableSchema, name: string, share: number, at: string): JsonValue {
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
    const length = name === 'basis' ? most : Math.max(least, Math.floor(most * share), 1);
    const enums = Array.isArray(items.enum) ? (items.enum as JsonValue[]) : codesOf(String(items.codes));
    return Array.from({ length: enums === undefined ? length : Math.min(length, enums.length) }, (_, index) =>
      enums === undefined ? largest(items, name, share, `${at}/${index}`) : (enums[index] ?? ''),
    );
  }
  if (schema.type === 'integer') return Number(schema.maximum ?? Number.MAX_SAFE_INTEGER);
  if (typeof codes === 'string') return [...(codesOf(codes) ?? [''])].sort((a, b) => b.length - a.length)[0] ?? '';
  if (schema.type === 'string' && pattern === undefined && schema.enum === undefined && maxLength !== undefined) {
    return '€'.repeat(Math.max(1, Math.floor(Number(maxLength) * Math.min(1, share * 4))));
  }
  if (typeof pattern === 'string' && pattern.startsWith('^[0-9a-f]{8}')) return id('limit', at);
  if (name === 'providerUnitIds' || name === 'unitIds' || name === 'partyUnitIds')
    return `RUTAN-${at.replace(/\D/g, '')}`;
  if (name === 'prefixes') return 'abcdefghijklmnopqrst'.charAt(Number(at.split('/').at(-1))).repeat(40);
  return (exampleOf({ type: 'object', properties: { [name]: schema } }) as Record<string, JsonValue>)[name] ?? '';
}

const size = (value: JsonValue): number => Buffer.byteLength(JSON.stringify(value));

/** What of the data a client may have sent: the facts that are cited are read by us. */
const told = (data: JsonObject): JsonObject => without(data, 'basis');

function largestIn({ plain }: Pick<EventDefinition, 'plain'>): JsonObject {
  for (let share = 1; ;) {
    const data = largest(plain, 'data', share, '') as JsonObject;
    const bytes = size(told(data));
    if (bytes <= BODY_BYTES) return data;
    share *= Math.min(0.97, Math.sqrt(BODY_BYTES / bytes)); // lists within lists shrink by its square
  }
}

async function storedBytes(event: AnyEvent): Promise<number> {
  const { say } = scribe(definitions, { demonstration: true, now: () => new Date('2024-12-16T02:00:00.000Z') });
  return size((await say(event)) as unknown as JsonValue);
}

describe('the largest legal body (D4)', () => {
  it.each(facts.map((one) => [one.type, one] as const))('of %s is stored under 1 MB', async (type, one) => {
    const data = largestIn(one);
    expect(size(told(data))).toBeLessThanOrEqual(BODY_BYTES);
    expect(await storedBytes({ type, data })).toBeLessThan(MOST_BYTES);
  });

  it('is near the limit of a body where texts and lists allow it, so that something is measured', () => {
    const sizes = facts.map((one) => size(told(largestIn(one))));
    expect(sizes.filter((bytes) => bytes > BODY_BYTES / 2).length).toBeGreaterThan(3);
  });
});
