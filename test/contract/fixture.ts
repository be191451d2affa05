import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { definitions } from '#contracts/registry';
import {
  canonical,
  type DataKey,
  dayIn,
  type EventDefinition,
  GENESIS,
  id,
  isCorrection,
  type JsonObject,
  link,
  type Metadata,
  MetadataSchema,
  Registry,
  sealData,
} from '#kernel';
import { exampleOf } from './example.js';

// `npm run fixture -- Type@version …` (or `all`): writes the stored bytes of an example and the keys of its seals, once and for all.

const root = fileURLToPath(new URL('../../libs/contracts/', import.meta.url));
const registry = new Registry(definitions);
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The file that declares a type, and the folder of its context's fixtures. */
function declaredIn(type: string): { context: string; aggregate: string } {
  for (const { name: context } of folders) {
    for (const file of readdirSync(`${root}${context}`).filter((one) => one.endsWith('.events.ts'))) {
      const isDeclared = new RegExp(`'${type}',`).test(readFileSync(`${root}${context}/${file}`, 'utf8'));
      if (isDeclared) return { context, aggregate: file.replace(/\..*$/, '').replaceAll('-', '') };
    }
  }
  throw new Error(`No contract declares ${type}.`);
}

function dataOf({ type, plains, corrects }: EventDefinition, v: number): JsonObject {
  const data = exampleOf(plains[v - 1] ?? {});
  const entryType = corrects?.at(-1);
  if (!isCorrection({ type }) || entryType === undefined) return data;
  const entry = registry.definition(entryType);
  return { ...data, entryType, entryVersion: entry.v, entry: exampleOf(entry.plain) };
}

async function fixtureOf(type: string, v: number) {
  const definition = registry.definition(type, v);
  const { aggregate } = declaredIn(type);
  const streamUuid = id('example', aggregate === 'programmetemplate' ? 'templateId' : `${aggregate}Id`); // as others name it
  const stream = `${aggregate === 'case' ? 'rehabcase' : aggregate}-${streamUuid}`;
  const keys = new Map<string, DataKey>();
  const keysFor = (names: readonly { s: string; c: string }[]) => {
    for (const { s, c } of names)
      keys.set(`${s}:${c}`, keys.get(`${s}:${c}`) ?? { k: randomUUID(), bytes: randomBytes(32) });
    return Promise.resolve(keys);
  };
  const data = dataOf(definition, v);
  const event = { stream, id: randomUUID(), type, v };
  const sealing = { ...event, streamUuid, keyring: { keysFor } };
  const entry = isCorrection({ type }) ? (data.entry as JsonObject) : undefined;
  const stored = await sealData(definition.plains[v - 1] ?? {}, data, sealing);
  const whole =
    entry === undefined
      ? stored
      : {
          ...stored,
          entry: await sealData(registry.definition(data.entryType as string).plain, entry, {
            ...sealing,
            root: '/entry',
          }),
        };
  registry.checkStored(type, v, whole);
  const revision = 3;
  const [linked] = link(stream, { revision: revision - 1, hash: GENESIS }, [
    { id: event.id, type, data: whole, metadata: envelope(definition, v) },
  ]);
  return {
    event: { ...linked, stream, revision },
    keys: [...keys.values()].map(({ k, bytes }) => ({ k, bytes: Buffer.from(bytes).toString('base64url') })),
  };
}

function envelope({ legalBasis }: EventDefinition, v: number): Omit<Metadata, 'hash' | 'prevHash'> {
  const recordedAt = '2024-12-16T02:00:00.000Z';
  return {
    env: 1,
    v,
    log: id('example', 'log'),
    recordedAt,
    occurredAt: recordedAt,
    on: dayIn('Asia/Jakarta', recordedAt),
    zone: 'Asia/Jakarta',
    actor: { kind: 'USER', staffId: id('example', 'staff'), role: 'kasubsi-pelayanan', unitId: 'RUTAN-BANJARNEGARA' },
    unitId: 'RUTAN-BANJARNEGARA',
    about: [],
    command: {
      id: id('example', 'command'),
      mac: GENESIS,
      macKey: id('example', 'macKey'),
      attempt: id('example', 'attempt'),
    },
    $correlationId: id('example', 'correlation'),
    $causationId: id('example', 'causation'),
    source: 'API',
    legalBasis,
    build: 'example',
  };
}

/** The digest of a stored schema, as `registered-types.json` lists it. */
const digestOf = (schema: object): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(schema)) as JsonObject))
    .digest('hex');

/** Adds digests to the committed list; one that is there already stays as it is, and its spec compares. */
function register(digests: Readonly<Record<string, string>>): void {
  const path = `${root}registered-types.json`;
  const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  writeFileSync(path, `${JSON.stringify({ ...digests, ...known }, null, 2)}\n`);
}

const asked = process.argv.slice(2);
const all = definitions.flatMap(({ type, v }) => Array.from({ length: v }, (_, index) => `${type}@${index + 1}`));
if (asked.length === 0) throw new Error('Say which: npm run fixture -- Type@version');
register({ 'envelope@1': digestOf(MetadataSchema) });
for (const name of asked[0] === 'all' ? all : asked) {
  const [type = '', version = ''] = name.split('@');
  const v = Number(version);
  const path = `${root}${declaredIn(type).context}/fixtures/${name}.json`;
  writeFileSync(path, `${JSON.stringify(await fixtureOf(type, v), null, 2)}\n`, { flag: 'wx' }); // made once, for ever
  register({ [name]: digestOf(registry.definition(type, v).stored[v - 1] ?? {}) });
  process.stdout.write(`${path.slice(root.length)}\n`);
}
