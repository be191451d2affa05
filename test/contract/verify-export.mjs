// Verifies a backup from docs/data-format.md alone: Node's own modules, nothing of this project.
//
//   node verify-export.mjs <export.ndjson> <keyring.ndjson> <kek file>
//
// An export holds the events in log order, one a line: {stream, revision, id, type, data, metadata}; other members are ignored.
// A keyring holds the stored key documents, one a line: {_id, k, kek, iv, ct}, or a tombstone {_id, k: <its _id>, destroyed: true}.
// Prints {ok, counts, errors: [{stream, revision, error, at?} | {key, error}]}; exit 0 when there is no error, else 1.
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// ---- constants -----------------------------------------------------------------------------------------------------

const NAMESPACE = '9195f751-3981-57cb-b27f-1e57d986439c';
const GENESIS = '0'.repeat(64);
const CLASSES = ['health', 'identity', 'narrative', 'security'];
const ALWAYS = ['health', 'identity', 'security']; // narrative is there only when something is written
const BLOCKS = [64, 256];
const TAG = 16;
const LARGEST = 1_000_000;
const DEEPEST = 32;
const SKEW_MS = 5 * 60_000;
const HOUSE = ['log', 'repair', 'policy', 'policyrefusal', 'key', 'unit', 'staff', 'stafflogin', 'reservation'];
const HOUSE_KEYS = ['command', 'login', 'lookup'];
const KEK_PROOF = 'bersinar/keyring/1';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const matches = (pattern) => {
  const regex = new RegExp(`^(?:${pattern})$`);
  return (value) => typeof value === 'string' && regex.test(value);
};
const isId = matches(UUID);
const isRandomId = matches('[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}');
const isKeyedId = matches('[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}');
const isCommandId = matches('[0-9a-f]{8}-[0-9a-f]{4}-[458][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}');
const isStream = matches(`[a-z]+-${UUID}`);
const isHash = matches('[0-9a-f]{64}');
const isLabel = matches('[A-Z][A-Z0-9_]{0,39}');
const isUnit = matches('(?=.{1,64}$)[A-Z0-9]+(-[A-Z0-9]+)*');
const isKebab = matches('(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*');
const isBuild = matches('\\d+\\.\\d+\\.\\d+[0-9A-Za-z.-]*\\+([0-9a-f]{7,40}|unknown)');
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const uuidOf = (stream) => stream.slice(stream.indexOf('-') + 1);
const prefixOf = (stream) => stream.slice(0, stream.indexOf('-'));
const sameMembers = (a, b) => a.length === b.length && a.every((one, index) => one === b[index]);
const isSortedSet = (list, isMember) =>
  Array.isArray(list) && list.every(isMember) && list.every((one, index) => index === 0 || list[index - 1] < one);

// ---- canonical form, ids, hashes -----------------------------------------------------------------------------------

/** RFC 8785: names in UTF-16 order, strings and numbers as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const bytesOfUuid = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** `uuidv5(NS, JCS([kind, ...parts]))`. */
function id(kind, ...parts) {
  const text = canonical([kind, ...parts]);
  const bytes = createHash('sha1').update(bytesOfUuid(NAMESPACE)).update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const LOG_STREAM = `log-${id('log')}`;

function hashOf({ stream, revision, id: eventId, type, data, metadata }) {
  const unhashed = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'hash'));
  return sha256(`bersinar/event/1\n${canonical({ stream, revision, id: eventId, type, data, metadata: unhashed })}`);
}

const holds = (event) => isObject(event.metadata) && event.metadata.hash === hashOf(event);

function unbase64url(text) {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined; // Node reads much that is not
}

/** AES-256-GCM, the tag at the end; undefined when it does not authenticate. */
function decrypt(key, iv, ct, boundTo) {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(canonical(boundTo));
  decipher.setAuthTag(ct.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(ct.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

// ---- time ----------------------------------------------------------------------------------------------------------

const isInstant = (value) => {
  if (!matches('\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z')(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
};
const isDay = (value) => matches('\\d{4}-\\d{2}-\\d{2}')(value) && isInstant(`${value}T00:00:00.000Z`);

const calendars = new Map();
function calendarOf(zone) {
  if (!calendars.has(zone)) {
    try {
      const parts = { year: 'numeric', month: '2-digit', day: '2-digit' };
      calendars.set(zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts }));
    } catch {
      calendars.set(zone, undefined);
    }
  }
  return calendars.get(zone);
}
const isZone = (value) => typeof value === 'string' && !/^[+-]/.test(value) && calendarOf(value) !== undefined;

/** The business day of an instant in a zone. */
const dayIn = (zone, instant) => calendarOf(zone).format(new Date(instant));
const later = (instant, ms) => new Date(Date.parse(instant) + ms).toISOString();

// ---- forms: what is wrong is the path of the first member that does not fit, else undefined --------------------------

const is = (test) => (value) => (test(value) ? undefined : '');
const oneOf = (...values) => is((value) => values.includes(value));
const below = (name, rest) => (rest === undefined ? undefined : rest === '' ? name : `${name}.${rest}`);
const listOf = (check) => (value) => {
  if (!Array.isArray(value)) return '';
  const index = value.findIndex((one) => check(one) !== undefined);
  return index === -1 ? undefined : below(String(index), check(value[index]));
};
const closed =
  (required, optional = {}) =>
  (value) => {
    if (!isObject(value)) return '';
    const stranger = Object.keys(value).find(
      (name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name),
    );
    if (stranger !== undefined) return stranger;
    for (const [name, check] of Object.entries(required)) {
      const wrong = Object.hasOwn(value, name) ? check(value[name]) : '';
      if (wrong !== undefined) return below(name, wrong);
    }
    for (const [name, check] of Object.entries(optional)) {
      const wrong = Object.hasOwn(value, name) ? check(value[name]) : undefined;
      if (wrong !== undefined) return below(name, wrong);
    }
    return undefined;
  };

const staffActor = closed(
  { kind: oneOf('USER', 'SERVICE', 'IMPORT'), staffId: is(isId), role: is(isKebab), unitId: is(isUnit) },
  { grantId: is(isId), onBehalfOf: is(isId) },
);
const systemActor = closed({ kind: oneOf('SYSTEM'), name: is(isKebab) });

/** The envelope (D1). */
const envelope = closed(
  {
    env: oneOf(1),
    v: is((value) => isCount(value) && value > 0),
    log: is(isId),
    recordedAt: is(isInstant),
    on: is(isDay),
    zone: is(isZone),
    actor: (value) => (value?.kind === 'SYSTEM' ? systemActor : staffActor)(value),
    unitId: is(isUnit),
    about: listOf(closed({ subject: is(isId), legalBasis: is(isLabel) }, { caseId: is(isId) })),
    command: closed(
      { id: is(isId), attempt: is(isRandomId) },
      {
        mac: is(isHash),
        macKey: is(isId),
        of: closed({ policy: is(isKebab), stream: is(isStream), revision: is(isCount) }),
      },
    ),
    $correlationId: is(isId),
    $causationId: is(isId),
    source: is(isLabel),
    build: is(isBuild),
    prevHash: is(isHash),
    hash: is(isHash),
  },
  { occurredAt: is(isInstant), lateCode: is(isLabel), legalBasis: is(isLabel) },
);

const logStarted = closed({
  log: is(isId),
  format: oneOf(2),
  purpose: oneOf('REAL', 'DEMONSTRATION'),
  prefixes: is((list) => isSortedSet(list, matches('[a-z]+')) && list.includes('log')),
  keys: closed({ command: is(isId), login: is(isId), lookup: is(isId) }),
});

const excluded = (value) => {
  const { stream, from, to, lastHash, entries } = value;
  const isRange = isStream(stream) && isCount(from) && isCount(to) && from <= to;
  return (
    isRange && isHash(lastHash) && Array.isArray(entries) && entries.length === to - from + 1 && entries.every(isHash)
  );
};

const isEvent = ({ stream, revision, id: eventId, type, data, metadata }) =>
  isStream(stream) &&
  isCount(revision) &&
  isId(eventId) &&
  matches('[A-Z][A-Za-z0-9]{0,99}')(type) &&
  isObject(data) &&
  isObject(metadata);

// ---- the JSON profile (D5) and what stands where in data -----------------------------------------------------------

function isInProfile(value, depth = 0) {
  if (typeof value === 'string') return value.isWellFormed() && value.normalize('NFC') === value;
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isInProfile(item, depth + 1));
  return Object.entries(value).every(
    ([name, member]) => !/^\d+$/.test(name) && isInProfile(name) && isInProfile(member, depth + 1),
  );
}

/** Every object in data with its JSON Pointer (RFC 6901) and whether it is an item of a list; seals are not looked into. */
function* objectsIn(value, path = '', isItem = false) {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, `${path}/${index}`, true);
  } else if (isObject(value)) {
    yield { object: value, path, isItem };
    for (const [name, member] of Object.entries(value)) {
      if (name === 'sealed') continue;
      yield* objectsIn(member, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

// ---- the keyring (D9) ----------------------------------------------------------------------------------------------

const KEK_FILE = /^id ([0-9a-f-]{36})\nkey ([A-Za-z0-9_-]{43})\n?$/;
const isKeyName = matches(
  `${UUID}:(?:${CLASSES.join('|')})|mac:\\d{4}-(?:0[1-9]|1[0-2])|(?:${HOUSE_KEYS.join('|')}):key|kek:check`,
);

/** The keys by name: `{k, bytes}`, or `{destroyed: true}`; bytes are absent where a key could not be unwrapped. */
function openKeyring(documents, kekText, fail) {
  const [, kekId, kekKey] = KEK_FILE.exec(kekText) ?? [];
  const kek = kekKey === undefined || !isId(kekId) ? undefined : unbase64url(kekKey);
  if (kek === undefined) fail('kek-file');
  const byName = new Map();
  const uuids = new Set();
  for (const document of documents) {
    const { _id: name, k, kek: wrappedBy, iv, ct, destroyed } = isObject(document) ? document : {};
    const report = (error) => fail(error, typeof name === 'string' ? name : undefined);
    const isTombstone = destroyed === true && ct === undefined;
    const ivBytes = unbase64url(iv);
    const ctBytes = unbase64url(ct);
    const isWhole = isId(k) && isId(wrappedBy) && ivBytes?.length === 12 && ctBytes?.length > TAG;
    if (!isKeyName(name) || !(isTombstone ? k === name : isWhole)) report('key-form');
    else if (byName.has(name) || uuids.has(k)) report('key-twice');
    else {
      byName.set(name, isTombstone ? { destroyed: true } : { k });
      uuids.add(k);
      if (isTombstone || kek === undefined) continue;
      if (wrappedBy !== kekId) report('key-kek');
      else {
        const bytes = decrypt(kek, ivBytes, ctBytes, [...name.split(':'), k, kekId]);
        if (bytes === undefined) report('key-wrap');
        else if (name === 'kek:check' ? bytes.toString() !== KEK_PROOF : bytes.length !== 32) report('key-bytes');
        else byName.get(name).bytes = bytes;
      }
    }
  }
  for (const name of ['kek:check', ...HOUSE_KEYS.map((kind) => `${kind}:key`)]) {
    const key = byName.get(name);
    if (key === undefined || key.destroyed) fail('key-absent', name);
  }
  return byName;
}

// ---- first reading: what is ours, where it stands, what was excluded and destroyed ----------------------------------

function indexOf(events) {
  const log = {
    ours: [],
    foreign: 0,
    started: undefined,
    stands: new Set(),
    places: new Map(),
    ids: new Map(),
    gaps: new Map(),
    destroyed: new Set(),
    logins: new Set(),
    replaced: new Map(),
    judged: new Set(),
  };
  const announced = new Set();
  for (const event of events) {
    const { stream, revision, type, data } = event;
    const isLogStream = stream === LOG_STREAM;
    if (isLogStream && isEvent(event) && holds(event)) {
      if (type === 'LogStarted') log.started ??= event;
      if (type === 'LogStarted' || type === 'PrefixesAdded') {
        for (const prefix of Array.isArray(data.prefixes) ? data.prefixes : []) announced.add(prefix);
      }
    }
    if (!isLogStream && !(isStream(stream) && announced.has(prefixOf(stream)))) {
      log.foreign += 1;
      continue;
    }
    const n = log.ours.push(event) - 1;
    const place = `${stream}@${revision}`;
    log.stands.add(place);
    if (!isEvent(event)) continue;
    if (!log.places.has(place)) log.places.set(place, { event, n });
    if (!log.ids.has(event.id)) log.ids.set(event.id, { event, n });
    if (prefixOf(stream) === 'stafflogin' && type !== 'StaffLoginNoted') log.logins.add(uuidOf(stream));
    if (type === 'KeyReplaced') log.replaced.set(String(data.kind).toLowerCase(), data.to);
    if (type === 'EventsExcluded' && prefixOf(stream) === 'repair' && holds(event) && excluded(data)) {
      log.gaps.set(data.stream, [...(log.gaps.get(data.stream) ?? []), data]);
    }
    if (isDestruction(event) && Array.isArray(data.classes) && holds(event)) {
      for (const c of data.classes) log.destroyed.add(`${uuidOf(stream)}:${c}`);
    }
  }
  return log;
}

const isDestruction = ({ stream, type }) =>
  prefixOf(stream) === 'key' && ['KeyDestroyed', 'SubjectKeyDestroyed'].includes(type);

const gapAt = (log, stream, revision) =>
  log.gaps.get(stream)?.find(({ from, to }) => from <= revision && revision <= to);

// ---- the rules -----------------------------------------------------------------------------------------------------

/** Where it stands in its stream (D6). Answers whether it stands there, and its hash holds. */
function checkPlace(event, { log, stream, fail }) {
  let expected = stream.revision + 1;
  while (expected < event.revision && gapAt(log, event.stream, expected)) expected += 1;
  const gap = gapAt(log, event.stream, event.revision - 1);
  const isNext = event.revision === expected;
  if (!isNext) fail('revision');
  else if (event.metadata.prevHash !== (gap?.lastHash ?? stream.hash)) fail('chain');
  const isWhole = holds(event);
  if (!isWhole) fail('hash');
  return isNext && isWhole;
}

/** Which event of one decision it is: those of one command and attempt that follow each other. */
function runOf({ metadata }, { run }) {
  const { id: command, attempt } = metadata?.command ?? {};
  const continues = command !== undefined && run?.command === command && run.attempt === attempt;
  return { command, attempt, index: continues ? run.index + 1 : 0 };
}

/** The ids whose parts stand in the log (D2); the others' form. */
function checkIds(event, { log, stream, fail }) {
  const { actor, command, $causationId } = event.metadata;
  const { index } = stream.run;
  if (index === 0 && stream.commands.has(command.id)) fail('command-repeated');
  if (!isCommandId(command.id)) fail('command-id');
  if (stream.abandoned.has(command.id)) fail('abandoned');
  if (event.id !== id('event', event.stream, command.id, command.attempt, index)) fail('event-id');

  if (command.of !== undefined) {
    const { policy, stream: source, revision } = command.of;
    const cause = log.places.get(`${source}@${revision}`);
    const isSystem = actor.kind === 'SYSTEM' && event.metadata.source === 'POLICY';
    if (cause?.event.id !== $causationId || !isSystem) fail('policy-of');
    if (command.id !== id('command', $causationId, policy, uuidOf(event.stream))) fail('policy-command');
    const took = stream.took.get(`${policy} ${source}`) ?? -1;
    if (index === 0 && revision <= took) fail('policy-order');
    stream.took.set(`${policy} ${source}`, revision);
  }

  stream.commands.add(command.id);
  if (event.type === 'CommandAbandoned') stream.abandoned.add(event.data.commandId);
}

const caseNamed = ({ data, metadata }) => data.caseId ?? metadata.about.find(({ caseId }) => caseId)?.caseId ?? '';

/** What a stream is named by, where the log holds the parts: the uuid, or a list of those it may be. */
const NAMED_BY = {
  log: () => id('log'),
  loghead: ({ metadata }) => id('loghead', metadata.log),
  rehabcase: ({ data }) => id('rehabcase', data.inmateId ?? '', data.episode ?? 0),
  plan: (event) => id('plan', caseNamed(event)),
  evaluation: (event) => id('evaluation', caseNamed(event)),
  aftercare: (event) => id('aftercare', caseNamed(event)),
  policy: ({ data }) => id('policy', data.policy ?? ''),
  repair: ({ data }) => id('repair', data.stream ?? ''),
  policyrefusal: ({ data, metadata }, log) => {
    const cause = log.places.get(`${data.of?.stream}@${data.of?.revision}`)?.event.id ?? metadata.$causationId;
    return id('policyrefusal', id('command', cause, data.policy ?? '', data.target ?? ''));
  },
  staff: ({ metadata }, log) => [
    id('staff', metadata.command.id),
    ...[...log.logins].flatMap((login) => [login, id('staff', login)]),
  ],
};
const KEYED = ['reservation', 'stafflogin'];

function checkStreamId(event, { log, stream, counts, fail }) {
  if (stream.isBorn && !['policy', 'repair'].includes(prefixOf(event.stream))) return;
  if (event.type === 'CommandAbandoned') return; // the stream is still unborn
  const prefix = prefixOf(event.stream);
  const uuid = uuidOf(event.stream);
  const { actor, command } = event.metadata;
  if (Object.hasOwn(NAMED_BY, prefix)) {
    if (![NAMED_BY[prefix](event, log)].flat().includes(uuid)) fail('stream-id');
  } else if (event.type === 'StaffLoginNoted') {
    const ofLogin = id('staff', event.data.login ?? ''); // whom a login acts as that nobody linked
    if (uuid !== ofLogin && !log.places.has(`staff-${uuid}@0`)) fail('stream-id');
  } else if (KEYED.includes(prefix)) {
    if (!isKeyedId(uuid)) fail('stream-id');
  } else if (prefix === 'key' || actor.kind === 'SYSTEM' || command.of !== undefined) {
    counts.streamsByForm += 1; // a subject, or what a policy or the configuration named
  } else if (uuid !== id(prefix, command.id)) fail('stream-id');
}

const isCorrection = ({ type }) => type.endsWith('EntryCorrected');
const isAnnulment = ({ type }) => type.endsWith('EntryAnnulled');

/** When it happened: for what rests on a correction, when its entry did. */
const occurrenceOf = (event) =>
  isCorrection(event)
    ? [event.data.entryOn, event.data.entryAt, event.data.entryZone]
    : [event.metadata.on, event.metadata.occurredAt, event.metadata.zone];

/** Day and instant (D1, "To the byte" 6 and 7). */
function checkDays(event, { n, log, stream, fail }) {
  const { on, occurredAt, zone, recordedAt, lateCode, $causationId } = event.metadata;
  if (recordedAt < stream.recordedAt) fail('recorded-at');
  if (occurredAt !== undefined && dayIn(zone, occurredAt) !== on) return fail('day');
  const cause = log.ids.get($causationId);
  if (cause === undefined) {
    const latest = later(recordedAt, SKEW_MS);
    if (on > dayIn(zone, latest) || (occurredAt !== undefined && occurredAt > latest)) fail('future');
  } else if (cause.n >= n) fail('cause');
  else if (!HOUSE.includes(prefixOf(event.stream)) && log.judged.has(cause.event)) {
    const inherited = [...occurrenceOf(cause.event), cause.event.metadata.lateCode];
    if (!sameMembers([on, occurredAt, zone, lateCode], inherited)) fail('reaction-day');
  }
}

function checkActor(event, { log, fail }) {
  const { actor, command, source, unitId, zone } = event.metadata;
  const isSystem = actor.kind === 'SYSTEM';
  if ((command.mac === undefined) !== (command.macKey === undefined)) fail('mac');
  else if (isSystem && command.mac !== undefined) fail('mac');
  if (isSystem !== ['SYSTEM', 'POLICY'].includes(source)) fail('source');
  if (source === 'DEMONSTRATION' && log.started?.data.purpose !== 'DEMONSTRATION') fail('source');
  if (HOUSE.includes(prefixOf(event.stream)) && (unitId !== 'BERSINAR' || zone !== 'Asia/Jakarta')) fail('house');
}

/** A MAC key is that of the UTC month of recording, while it is there. */
function checkMacKey({ metadata }, { macMonths, fail }) {
  const { macKey } = metadata.command;
  if (macKey === undefined) return;
  const month = metadata.recordedAt.slice(0, 7);
  const known = macMonths.get(macKey) ?? month;
  if (known !== month) fail('mac-key');
  macMonths.set(macKey, known);
}

function checkAbout(event, { fail }) {
  const { about, legalBasis } = event.metadata;
  const names = about.map(({ subject, caseId = '' }) => `${subject} ${caseId}`);
  if (!isSortedSet(names, () => true)) fail('about-order');
  else if (about.some(({ subject, caseId }) => !caseId && about.some((one) => one.subject === subject && one.caseId))) {
    fail('about-case');
  }
  if ((about.length === 0) !== (legalBasis !== undefined)) fail('legal-basis');
  const namesNobody = prefixOf(event.stream) === 'reservation' || event.type === 'CommandAbandoned';
  if (namesNobody && about.length > 0) fail('about-none');
  for (const { object } of objectsIn(event.data)) {
    const { subject, caseId } = object;
    if (!isId(subject)) continue;
    const isNamed = about.some((one) => one.subject === subject && (!isId(caseId) || one.caseId === caseId));
    if (!isNamed) return fail('about-missing');
  }
}

/** A fact cited from elsewhere stands there, before this event (D12, "To the byte" 21). */
function checkCited(event, { n, log, fail }) {
  for (const { object, path } of objectsIn(event.data)) {
    const { stream, revision, hash, eventId } = object;
    if (!isStream(stream) || !isCount(revision) || !isHash(hash)) continue;
    const cited = log.places.get(`${stream}@${revision}`);
    const stands =
      cited !== undefined &&
      cited.n < n &&
      cited.event.metadata?.hash === hash &&
      (eventId === undefined || cited.event.id === eventId);
    if (!stands && gapAt(log, stream, revision) === undefined) fail('cited', path);
  }
}

/** Corrections and annulments (D12, "To the byte" 14). */
function checkCorrection(event, { log, stream, fail }) {
  if (!isCorrection(event) && !isAnnulment(event)) return;
  const { of, entryType, entryVersion, entry, entryOn, entryAt, entryZone } = event.data;
  const original = log.ids.get(of)?.event;
  const isEntry =
    original?.stream === event.stream &&
    original.revision < event.revision &&
    !isCorrection(original) &&
    !isAnnulment(original) &&
    !stream.annulled.has(of);
  if (!isEntry || (isCorrection(event) && original.type !== entryType)) fail('correction-of');
  const { on, zone, recordedAt, $causationId } = event.metadata;
  const isOwnDay = log.ids.has($causationId) || on === dayIn(zone, recordedAt);
  if (isAnnulment(event)) {
    stream.annulled.add(of);
    if (!isOwnDay) fail('correction-day');
    return;
  }
  const isWhole = isObject(entry) && isCount(entryVersion) && entryVersion > 0 && isDay(entryOn) && isZone(entryZone);
  if (!isWhole || !(entryAt === undefined || isInstant(entryAt))) fail('correction-form');
  else if (!isOwnDay || (entryAt !== undefined && dayIn(entryZone, entryAt) !== entryOn)) fail('correction-day');
}

/** What the types of the house say about the log itself. */
function checkHouse(event, { n, log, ring, stream, fail }) {
  const { type, data, metadata } = event;
  if (type === 'LogRestored') log.current = data.log;
  if (metadata.log !== log.current) fail('log');
  if (type === 'LogStarted' && (n !== 0 || event.revision !== 0 || logStarted(data) !== undefined)) {
    fail('log-start', logStarted(data));
  } else if (type === 'LogStarted') {
    for (const kind of HOUSE_KEYS) {
      const key = ring.get(`${kind}:key`);
      if (key !== undefined && key.k !== (log.replaced.get(kind) ?? data.keys[kind])) fail('log-keys', kind);
    }
  }
  if (type === 'PrefixesAdded' && !isSortedSet(data.prefixes, matches('[a-z]+'))) fail('log-start');
  if (isDestruction(event)) {
    const classes = Array.isArray(data.classes) ? data.classes : [];
    const isGone = (c) => ring.get(`${uuidOf(event.stream)}:${c}`)?.destroyed;
    if (!isSortedSet(classes, (c) => CLASSES.includes(c)) || !classes.every(isGone)) fail('key-destroyed');
  }
  if (prefixOf(event.stream) === 'reservation' && ['ReservationTaken', 'ReservationReleased'].includes(type)) {
    const isKnown = data.lookupKey === log.started?.data.keys?.lookup || data.lookupKey === log.replaced.get('lookup');
    if (!isStream(data.owner) || !isKnown) fail('reservation');
  }
  if (type === 'EventsExcluded') checkExclusion(event, log, fail);
  stream.recordedAt = metadata.recordedAt > stream.recordedAt ? metadata.recordedAt : stream.recordedAt;
}

/** "To the byte" 4. What follows the gap is held to its `lastHash` by the chain. */
function checkExclusion({ data }, log, fail) {
  const isByTwo = isId(data.askedBy) && isId(data.approvedBy) && data.askedBy !== data.approvedBy;
  if (!excluded(data) || !isByTwo) return fail('exclusion');
  const { stream, from, to, lastHash } = data;
  const others = (log.gaps.get(stream) ?? []).filter((gap) => gap.from !== from || gap.to !== to);
  if (others.some((gap) => gap.from <= to && from <= gap.to)) return fail('exclusion');
  if (log.stands.has(`${stream}@${to + 1}`)) return undefined;
  const before =
    gapAt(log, stream, from - 1)?.lastHash ?? log.places.get(`${stream}@${from - 1}`)?.event.metadata?.hash ?? GENESIS;
  return lastHash === before ? undefined : fail('exclusion');
}

// ---- seals (D8) ----------------------------------------------------------------------------------------------------

const sealForm = closed({
  s: is(isId),
  c: oneOf(...CLASSES),
  k: is(isId),
  iv: is((text) => unbase64url(text)?.length === 12),
  ct: is((text) => unbase64url(text) !== undefined),
});

function checkSeals(event, context) {
  const { ring, presence, fail } = context;
  const { entryType, entryVersion } = event.data;
  const entry = isCorrection(event) ? ` ${entryType}@${entryVersion}` : '';
  const ivs = new Set();
  for (const { object, path, isItem } of objectsIn(event.data)) {
    const { sealed = [], gone = [], subject } = object;
    const at = path === '' ? '/' : path;
    if (Object.hasOwn(object, 'sealed')) {
      if (!Array.isArray(sealed) || sealed.length === 0 || listOf(sealForm)(sealed) !== undefined) {
        fail('seal-form', at);
        continue;
      }
      if (
        !isSortedSet(
          sealed.map(({ c }) => c),
          () => true,
        )
      )
        fail('seal-order', at);
      for (const seal of sealed) {
        if (ivs.has(`${seal.k} ${seal.iv}`)) fail('seal-iv', at);
        ivs.add(`${seal.k} ${seal.iv}`);
        checkSeal(event, object, path, seal, { ...context, fail: (error) => fail(error, at) });
      }
    }
    if (Object.hasOwn(object, 'gone')) {
      const isGone = (c) => CLASSES.includes(c) && ring.get(`${subject}:${c}`)?.destroyed;
      const isList = isSortedSet(gone, isGone) && gone.length > 0;
      if (!isList || !isItem || !isId(subject)) fail('gone', at);
      else if (gone.some((c) => sealed.some((seal) => seal.c === c))) fail('gone-and-sealed', at);
    }
    const place = `${event.type}@${event.metadata.v}${entry} ${path.replace(/\/\d+(?=\/|$)/g, '/*')} ${isId(subject)}`;
    const classes = ALWAYS.filter((c) => sealed.some((seal) => seal.c === c) || gone.includes?.(c)).join();
    if (presence.has(place) && presence.get(place) !== classes) fail('seal-presence', at);
    else presence.set(place, classes);
  }
}

function checkSeal(event, object, path, seal, { ring, counts, fail }) {
  const { s, c, k, iv } = seal;
  const ct = unbase64url(seal.ct);
  const expected = isId(object.subject) ? object.subject : uuidOf(event.stream);
  if (s !== expected) return fail('seal-subject');
  if (ct.length <= TAG || (ct.length - TAG) % BLOCKS[0] !== 0) return fail('padding');
  const key = ring.get(`${s}:${c}`);
  if (key?.destroyed) return void (counts.sealsDestroyed += 1);
  if (key?.k !== k) return fail('seal-key');
  if (key.bytes === undefined) return void (counts.sealsUnopened += 1); // its wrapping is reported already
  const sealKey = new Uint8Array(hkdfSync('sha256', key.bytes, bytesOfUuid(event.id), c, 32));
  const boundTo = [event.stream, event.id, event.type, event.metadata.v, path, s, c, k];
  const plain = decrypt(sealKey, unbase64url(iv), ct, boundTo);
  if (plain === undefined) return fail('seal');
  counts.sealsOpened += 1;
  const end = plain.lastIndexOf('}') + 1;
  const isPadded = plain.subarray(end).every((byte) => byte === 0x20);
  if (!isPadded || !BLOCKS.some((block) => Math.ceil(end / block) * block === plain.length)) return fail('padding');
  return checkPlaintext(plain.subarray(0, end), object, c, fail);
}

function checkPlaintext(bytes, object, c, fail) {
  let held;
  try {
    held = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail('plaintext');
  }
  const isCanonical = isObject(held) && isInProfile(held) && Buffer.from(canonical(held)).equals(bytes);
  const isEmpty = isCanonical && Object.keys(held).length === 0;
  if (!isCanonical || (isEmpty && c === 'narrative')) return fail('plaintext');
  const isTwice = Object.keys(held).some((name) => ['sealed', 'gone'].includes(name) || Object.hasOwn(object, name));
  return isTwice ? fail('seal-clear') : undefined;
}

// ---- all of it -----------------------------------------------------------------------------------------------------

const RULES = [
  checkIds,
  checkStreamId,
  checkDays,
  checkActor,
  checkMacKey,
  checkAbout,
  checkCited,
  checkCorrection,
  checkHouse,
  checkSeals,
];

const isTooLarge = ({ data, metadata }) =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)) > LARGEST;

const newStream = () => ({
  revision: -1,
  hash: GENESIS,
  recordedAt: '',
  isBorn: false,
  commands: new Set(),
  abandoned: new Set(),
  annulled: new Set(),
  took: new Map(),
});

/**
 * What does not hold in a backup: `events` in log order, the stored key documents, the text of the KEK file. An event whose hash
 * does not hold, or that is no envelope of this format, is reported as that and what it says is not judged.
 */
export function verify({ events: lines, keys, kek }) {
  const errors = [];
  const events = lines.filter(isObject);
  for (const line of lines) if (!isObject(line)) errors.push({ error: 'event-form' });
  const counts = {
    events: 0,
    foreign: 0,
    excluded: 0,
    streams: 0,
    streamsByForm: 0,
    sealsOpened: 0,
    sealsDestroyed: 0,
    sealsUnopened: 0,
    keys: 0,
    tombstones: 0,
  };
  const ring = openKeyring(keys, kek, (error, key) => errors.push({ ...(key !== undefined && { key }), error }));
  for (const { destroyed } of ring.values()) counts[destroyed ? 'tombstones' : 'keys'] += 1;
  const log = indexOf(events);
  counts.foreign = log.foreign;
  for (const [name, { destroyed }] of ring) {
    if (destroyed && !log.destroyed.has(name)) errors.push({ key: name, error: 'tombstone' });
  }
  if (log.started === undefined) errors.push({ stream: LOG_STREAM, revision: 0, error: 'log-start' });
  log.current = log.started?.data.log;
  const streams = new Map();
  const presence = new Map();
  const macMonths = new Map(
    [...ring].filter(([name]) => name.startsWith('mac:')).map(([name, { k }]) => [k, name.slice(4)]),
  );

  for (const [n, event] of log.ours.entries()) {
    const { revision } = event;
    const fail = (error, at) =>
      void errors.push({ stream: event.stream, revision, error, ...(at !== undefined && { at }) });
    const stream = streams.get(event.stream) ?? newStream();
    streams.set(event.stream, stream);
    counts.events += 1;
    stream.run = runOf(event, stream);
    if (gapAt(log, event.stream, revision) !== undefined) counts.excluded += 1;
    else if (!isEvent(event)) fail('event-form');
    else if (checkPlace(event, { log, stream, fail })) {
      const wrong = envelope(event.metadata);
      const context = { n, log, ring, stream, counts, presence, macMonths, fail };
      if (event.metadata.env !== 1) fail('env');
      else if (wrong !== undefined) fail('envelope', wrong);
      else if (!isInProfile(event.data) || !isInProfile(event.metadata)) fail('profile');
      else if (isTooLarge(event)) fail('size');
      else {
        log.judged.add(event);
        for (const rule of RULES) rule(event, context);
      }
    }
    if (event.type !== 'CommandAbandoned') stream.isBorn = true;
    stream.revision = revision;
    stream.hash = event.metadata?.hash;
  }
  counts.streams = streams.size;
  return { ok: errors.length === 0, counts, errors };
}

/** The objects of newline-delimited JSON. */
const linesOf = (text) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

function main([exported, keyring, kekFile]) {
  if (kekFile === undefined) {
    process.stderr.write('node verify-export.mjs <export.ndjson> <keyring.ndjson> <kek file>\n');
    return 2;
  }
  const [events, keys] = [exported, keyring].map((file) => linesOf(readFileSync(file, 'utf8')));
  const report = verify({ events, keys, kek: readFileSync(kekFile, 'utf8') });
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  return report.ok ? 0 : 1;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
