import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  canonical,
  type DataKey,
  isObject,
  type JsonObject,
  MetadataSchema,
  misfit,
  type RawEvent,
  type RecordedEvent,
  Registry,
  sealsIn,
  stampSeals,
  unsealData,
  verify,
  without,
} from '#kernel';
import { definitions } from './registry.js';

/** An event's committed bytes, and the keys of its seals: 32 bytes each, base64url. */
interface Fixture {
  readonly event: Omit<RawEvent, 'position'>;
  readonly keys: readonly { readonly k: string; readonly bytes: string }[];
}

const here = fileURLToPath(new URL('.', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(`${here}${path}`, 'utf8'));
const registry = new Registry(definitions);
const versions = definitions.flatMap(({ type, stored, plains }) =>
  stored.map((schema, index) => ({ name: `${type}@${index + 1}`, schema, plain: plains[index] })),
);
const paths = new Map(
  readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/fixtures/'))
    .map((path) => [path.replace(/^.*\//, '').replace(/\.json$/, ''), path]),
);

const fixture = (name: string): { event: RecordedEvent; keys: Map<string, DataKey> } => {
  const { event, keys } = read(paths.get(name) ?? `${name} has no fixture`) as Fixture;
  const { prevHash } = event.metadata as { prevHash: string };
  const raw = { ...event, position: '0'.repeat(20) };
  return {
    event: verify(raw, { revision: event.revision - 1, hash: prevHash }),
    keys: new Map(keys.map(({ k, bytes }) => [k, { k, bytes: Buffer.from(bytes, 'base64url') }])),
  };
};

const opened = ({ stream, id, type, data, metadata: { v } }: RecordedEvent, keys: Map<string, DataKey>) =>
  unsealData(
    stampSeals(data, { stream, id, type, v }, () => ({ type, v })),
    { keyring: { find: () => Promise.resolve(keys) } },
  );

describe('the registry of stored types', () => {
  it('knows what the committed list names, the envelope too, with the schema it had then (D1, D4)', () => {
    const digestOf = (schema: object): string =>
      createHash('sha256')
        .update(canonical(JSON.parse(JSON.stringify(schema)) as JsonObject))
        .digest('hex');
    const types = versions.map(({ name, schema }) => [name, digestOf(schema)] as const);
    const registered = Object.fromEntries([['envelope@1', digestOf(MetadataSchema)], ...types]);
    expect(read('registered-types.json')).toEqual(registered);
  });

  it('has a fixture of every version, and no fixture of anything else (D4)', () => {
    expect([...paths.keys()].sort()).toEqual(versions.map(({ name }) => name).sort());
  });
});

describe.each(versions)('$name', ({ name, schema, plain }) => {
  it('is what was written, in the shape it is stored in (D4, D6)', () => {
    const { event } = fixture(name);
    expect(`${event.type}@${event.metadata.v}`).toBe(name);
    expect(misfit(schema, event.data)).toBeUndefined();
  });

  it('opens with its keys into the data that was told (D8)', async () => {
    const { event, keys } = fixture(name);
    const data = await opened(event, keys);
    expect(sealsIn(data)).toEqual([]);
    expect(plain && misfit(plain, data)).toBeUndefined();
  });

  it('says what is gone when its keys are (D8)', async () => {
    const { event } = fixture(name);
    const seals = sealsIn(event.data);
    const text = JSON.stringify(await opened(event, new Map()));
    expect(text.includes('"sealed"')).toBe(false);
    expect(text.split('"gone"').length - 1).toBe(objectsWithSeals(event.data));
    expect(new Set(seals.map(({ c }) => c)).size > 0).toBe(text.includes('"gone"'));
  });

  it('is read in its latest version (D4)', () => {
    const { event } = fixture(name);
    const latest = registry.upcast(event);
    expect(misfit(registry.definition(event.type).stored.at(-1) ?? schema, unstamped(latest.data))).toBeUndefined();
  });
});

/** The data without what readers stamp on seals. */
const unstamped = (data: JsonObject): unknown =>
  JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    isObject(value) && value.ct !== undefined ? without(value, 'of', 'as') : value,
  );

const objectsWithSeals = (data: JsonObject): number => JSON.stringify(data).split('"sealed"').length - 1;
