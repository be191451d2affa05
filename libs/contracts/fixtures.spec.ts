import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  canonical,
  type DataKey,
  GENESIS,
  HOUSE,
  HOUSE_ZONE,
  id,
  isCorrection,
  isObject,
  type JsonObject,
  type JsonValue,
  MetadataSchema,
  misfit,
  occurrenceOf,
  type RawEvent,
  type RecordedEvent,
  Registry,
  sealsIn,
  stampSeals,
  unsealData,
  uuidOf,
  verify,
  without,
} from '#kernel';
import { PREFIXES } from './log/log.events.js';
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

  it('happened when its type says, and so did the entry that it corrects (D1, D12)', () => {
    const { type, data, metadata } = fixture(name).event;
    const { recordedAt: at, on, occurredAt: input, zone } = metadata;
    expect(occurrenceOf(registry.definition(type).moment, data, { at, input, zone })).toEqual({
      on,
      ...(input !== undefined && { occurredAt: input }),
      zone,
    });
    if (!isCorrection({ type })) return;
    const { entryType, entryVersion, entry, entryOn, entryAt, entryZone } = data as unknown as Correction;
    const corrected = registry.definition(entryType, entryVersion);
    expect(occurrenceOf(corrected.moment, entry, { at, input: entryAt, zone: entryZone })).toEqual({
      on: entryOn,
      ...(entryAt !== undefined && { occurredAt: entryAt }),
      zone: entryZone,
    });
  });

  it('names in its envelope everybody whom it concerns, once, with the basis that its type has (D1)', () => {
    const { stream, type, data, metadata } = fixture(name).event;
    const { about, legalBasis } = metadata;
    const subjects = new Set([...subjectsIn(data), ...subjectsOf(stream, type)]);
    expect(about.map(({ subject }) => subject)).toEqual([...subjects].sort());
    const isOfCase = OF_A_CASE.includes(prefixOf(stream)) || JSON.stringify(data).includes('"caseId"');
    for (const { legalBasis: basis, caseId } of about) {
      expect(caseId !== undefined).toBe(isOfCase);
      expect(basis).toBe(basisOf({ type, data }));
    }
    expect(legalBasis).toBe(about.length === 0 ? registry.definition(type).legalBasis : undefined);
  });

  it('has the ids and the place that follow from its command, its attempt and its stream (D2, D3)', () => {
    const { stream, revision, id: eventId, type, data, metadata } = fixture(name).event;
    const { command, actor, prevHash, unitId, zone } = metadata;
    expect(eventId).toBe(id('event', stream, command.id, command.attempt, 0));
    expect(versionOf(command.attempt)).toBe('4');
    expect(versionOf(command.id)).toBe(actor.kind === 'SYSTEM' ? '4' : '8');
    expect([command.mac !== undefined, command.macKey !== undefined]).toEqual(
      actor.kind === 'SYSTEM' ? [false, false] : [true, true],
    );
    expect(PREFIXES).toContain(prefixOf(stream));
    expect(unitId === HOUSE).toBe(HOUSE_PREFIXES.includes(prefixOf(stream)));
    expect(zone).toBe(HOUSE_ZONE);
    const cites = /Entry(Corrected|Annulled)$/.test(type);
    expect([revision, prevHash === GENESIS]).toEqual(cites ? [1, false] : [0, true]);
    expect(versionOf(cites ? (data.of as string) : eventId)).toBe('5');
  });

  it('seals under a person that it names, or under its own stream, with keys of their own (D8)', () => {
    const { event, keys } = fixture(name);
    const { stream, data } = event;
    const seals = sealsIn(data);
    const owners = new Set([...subjectsIn(data), uuidOf(stream)]);
    expect(seals.filter(({ s }) => !owners.has(s))).toEqual([]);
    expect(new Set(keys.keys())).toEqual(new Set(seals.map(({ k }) => k)));
  });

  it('is read in its latest version (D4)', () => {
    const { event } = fixture(name);
    const latest = registry.upcast(event);
    expect(misfit(registry.definition(event.type).stored.at(-1) ?? schema, unstamped(latest.data))).toBeUndefined();
  });
});

interface Correction {
  readonly entryType: string;
  readonly entryVersion: number;
  readonly entry: JsonObject;
  readonly entryOn: string;
  readonly entryAt?: string;
  readonly entryZone: string;
}

const HOUSE_PREFIXES = [
  'grant',
  'key',
  'log',
  'policy',
  'policyrefusal',
  'readmodel',
  'repair',
  'reservation',
  'staff',
  'stafflogin',
];
const OF_A_CASE = ['aftercare', 'assessment', 'consent', 'evaluation', 'plan', 'rehabcase', 'screening', 'session'];
const OF_A_PERSON = [...OF_A_CASE, 'inmate', 'policyrefusal', 'viewing'];

const prefixOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
const versionOf = (uuid: string): string => uuid.charAt(14);

/** Whom the record itself is about, whatever the event's data name: in examples always the same person. */
const subjectsOf = (stream: string, type: string): readonly string[] =>
  OF_A_PERSON.includes(prefixOf(stream)) || type.startsWith('SubjectKey') ? [id('example', 'subject')] : [];

function subjectsIn(part: JsonValue): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(subjectsIn);
  if (!isObject(part)) return [];
  const { subject } = part;
  return [...(typeof subject === 'string' ? [subject] : []), ...Object.values(part).flatMap(subjectsIn)];
}

/** What an example rests on, which cites no ground: a correction on what its entry does. */
function basisOf({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string {
  const entryType = isCorrection({ type }) ? (data as unknown as Correction).entryType : type;
  return registry.definition(entryType).legalBasis;
}

/** The data without what readers stamp on seals. */
const unstamped = (data: JsonObject): unknown =>
  JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    isObject(value) && value.ct !== undefined ? without(value, 'of', 'as') : value,
  );

const objectsWithSeals = (data: JsonObject): number => JSON.stringify(data).split('"sealed"').length - 1;
