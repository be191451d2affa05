import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { PREFIXES } from '#contracts/log/log.events';
import { definitions } from '#contracts/registry';
import {
  type About,
  type Actor,
  canonical,
  HOUSE,
  id,
  isAnnulment,
  isCorrection,
  type JsonObject,
  keyed,
  MetadataSchema,
  Registry,
  sealsIn,
  type Source,
  without,
} from '#kernel';
import { scribe } from '#kernel/scribe-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { exampleOf, RECORDED_AT } from './example.js';

// `npm run fixture -- Type@version …` (or `all`): records an example of the latest version and writes its stored bytes and the keys of its seals, once and for all.

const root = fileURLToPath(new URL('../../libs/contracts/', import.meta.url));
const registry = new Registry(definitions);
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const UNIT = 'RUTAN-BANJARNEGARA';
const LOG = id('example', 'log');

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
/** The records of one case: all that is told there concerns the person as that case. */
const OF_A_CASE = ['aftercare', 'assessment', 'consent', 'evaluation', 'plan', 'rehabcase', 'screening', 'session'];

/** The folder of a type's context, and the prefix of its streams. */
function declaredIn(type: string): { context: string; prefix: string } {
  for (const { name: context } of folders) {
    for (const file of readdirSync(`${root}${context}`).filter((one) => one.endsWith('.events.ts'))) {
      const isDeclared = new RegExp(`'${type}',`).test(readFileSync(`${root}${context}/${file}`, 'utf8'));
      if (isDeclared) return { context, prefix: prefixOf(type, file.replace(/\..*$/, '').replaceAll('-', '')) };
    }
  }
  throw new Error(`No contract declares ${type}.`);
}

function prefixOf(type: string, file: string): string {
  if (type.startsWith('StaffLogin')) return 'stafflogin';
  if (type === 'PolicyReactionRefused') return 'policyrefusal';
  return file === 'case' ? 'rehabcase' : file;
}

/** The uuid of the record, as other examples name it. */
function recordIn(prefix: string, type: string): string {
  if (prefix === 'log') return id('log');
  if (type.startsWith('SubjectKey')) return id('example', 'subject');
  const name = { programmetemplate: 'template', rehabcase: 'case' }[prefix] ?? prefix;
  return id('example', `${name}Id`);
}

/** Whom the events of a record concern, whatever their data name. */
function concernedIn(prefix: string, type: string): readonly About[] {
  const subject = id('example', 'subject');
  if (OF_A_CASE.includes(prefix)) return [{ subject, caseId: id('example', 'caseId') }];
  return ['inmate', 'policyrefusal', 'viewing'].includes(prefix) || type.startsWith('SubjectKey') ? [{ subject }] : [];
}

/** Who tells it: what happens by itself the system does, the rest whoever the data say did it. */
function sender(prefix: string, type: string, data: JsonObject): { by: Actor; source?: Source } {
  if (prefix === 'log') return { by: { kind: 'SYSTEM', name: 'bersinar' } };
  if (prefix === 'reservation') return { by: { kind: 'SYSTEM', name: 'reservations' } };
  if (prefix === 'policy') return { by: { kind: 'SYSTEM', name: 'case-follows-records' }, source: 'POLICY' };
  if (prefix === 'repair' && data.askedBy === undefined) return { by: { kind: 'SYSTEM', name: 'integrity' } };
  if (prefix === 'policyrefusal') return { by: { kind: 'SYSTEM', name: data.policy as string }, source: 'POLICY' };
  const plain = registry.definition(type).plain as { properties?: Record<string, { names?: string }> };
  const doer = Object.keys(data).findLast((name) => name.endsWith('By') && plain.properties?.[name]?.names === 'STAFF');
  const staffId = doer === undefined ? id('example', 'staff') : (data[doer] as string);
  return {
    by: HOUSE_PREFIXES.includes(prefix)
      ? { kind: 'USER', staffId, role: 'admin', unitId: HOUSE }
      : { kind: 'USER', staffId, role: 'kasubsi-pelayanan', unitId: UNIT },
  };
}

/** What an example of a type says, apart from what is cited. */
function dataOf(type: string): JsonObject {
  const data = exampleOf(registry.definition(type).plain);
  if (type === 'LogStarted') {
    const { command, login, lookup } = SPEC_KEYS;
    const keys = { command: command.id, login: login.id, lookup: lookup.id };
    return { ...data, log: LOG, purpose: 'DEMONSTRATION', prefixes: [...PREFIXES], keys };
  }
  return type === 'PolicyReactionRefused' ? { ...data, policy: 'case-follows-inmate' } : data;
}

/** The type of the entry that an example of a correction or an annulment cites. */
const entryTypeOf = (type: string): string | undefined =>
  isCorrection({ type }) || isAnnulment({ type })
    ? registry.definition(type.replace(/Annulled$/, 'Corrected')).corrects?.at(-1)
    : undefined;

async function fixtureOf(type: string) {
  const { prefix } = declaredIn(type);
  const ofTheHouse = HOUSE_PREFIXES.includes(prefix);
  const parts = { demonstration: true, now: () => new Date(RECORDED_AT), log: LOG, build: 'example' };
  const units = ofTheHouse ? [HOUSE] : [UNIT];
  const { engine, say } = scribe(definitions, parts, { name: prefix, units, ofTheHouse });
  const record = recordIn(prefix, type);

  const recorded = (one: string, data: JsonObject, target?: string) => {
    const { by, source } = sender(prefix, one, data);
    const key = [id('example', 'login'), 'Say', target ?? '', one];
    return say({ type: one, data }, source === undefined ? {} : { source }, {
      ...(target === undefined ? { createdId: record } : { on: target }),
      by,
      commandId: by.kind === 'SYSTEM' ? randomUUID() : keyed(SPEC_KEYS.command.bytes, 'command', ...key),
      about: concernedIn(prefix, one),
      correlationId: id('example', 'correlation'),
      causationId: id('example', 'causation'),
    });
  };
  const entryType = entryTypeOf(type);
  const entry = entryType === undefined ? undefined : await recorded(entryType, dataOf(entryType));
  const cited = { of: entry?.id ?? '', ...(isCorrection({ type }) && { entryType, entry: dataOf(entryType ?? '') }) };
  const data = without(dataOf(type), 'entryVersion', 'entryOn', 'entryAt', 'entryZone'); // these are the kernel's to say
  const event = await (entry === undefined
    ? recorded(type, data)
    : recorded(type, { ...data, ...(cited as JsonObject) }, record));
  const keys = await engine.keyring.find(sealsIn(event.data));
  return {
    event: without(event as unknown as JsonObject, 'position'),
    keys: [...keys.values()].map(({ k, bytes }) => ({ k, bytes: Buffer.from(bytes).toString('base64url') })),
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
const all = definitions.map(({ type, v }) => `${type}@${v}`);
const strangers = asked.filter((name) => name !== 'all' && !all.includes(name));
if (asked.length === 0 || strangers.length > 0) {
  process.stderr.write(
    strangers.length > 0
      ? `No contract declares ${strangers.join(', ')}, or not as its latest version: nothing was written.\n`
      : 'Say which: npm run fixture -- Type@version\n',
  );
  process.exit(1);
}
register({ 'envelope@1': digestOf(MetadataSchema) });
for (const name of asked[0] === 'all' ? all : asked) {
  const [type = '', version = ''] = name.split('@');
  const v = Number(version);
  const path = `${root}${declaredIn(type).context}/fixtures/${name}.json`;
  writeFileSync(path, `${JSON.stringify(await fixtureOf(type), null, 2)}\n`, { flag: 'wx' }); // made once, for ever
  register({ [name]: digestOf(registry.definition(type, v).stored[v - 1] ?? {}) });
  process.stdout.write(`${path.slice(root.length)}\n`);
}
