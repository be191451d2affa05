// What somebody who has an export and no key could guess from it: tries every plain derivation of listed words, and of what ids are
// made of, against every uuid, digest and text in the events. Node's own modules, nothing of this project.
import { createHash, createHmac } from 'node:crypto';

const NAMESPACES = {
  ours: '9195f751-3981-57cb-b27f-1e57d986439c',
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};
const KINDS = [
  'command',
  'batch',
  'staff',
  'login',
  'stafflogin',
  'reservation',
  'inmate',
  'subject',
  'lookup',
  'directory',
  'event',
];
const PERIODS = Array.from({ length: 36 }, (_, index) => String(2000 + index));
const COUNTRIES = ['ID', 'MY', 'SG', 'CN', 'AU'];
const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const HEX = /[0-9a-f]{32,128}/g;
const BASE64URL = /[\w-]{22,86}/g;
const SHORTEST = 4; // a shorter word stands everywhere by chance

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const uuidIn = (stream) => stream.slice(stream.indexOf('-') + 1);
const bytesOfUuid = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuidOf(digest, version) {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const digestOf = (algorithm, ...parts) => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const v5 = (text, namespace = NAMESPACES.ours) => uuidOf(digestOf('sha1', bytesOfUuid(namespace), text), 5);
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** Every id and digest in the events, and where it stands first; and the events as text. */
function read(events) {
  const found = new Map();
  const texts = events.map((event) => {
    const text = JSON.stringify(event);
    for (const form of [UUIDS, HEX, BASE64URL]) {
      for (const [token] of text.matchAll(form)) if (!found.has(token)) found.set(token, event);
    }
    return text;
  });
  return { found, texts };
}

/** Constants that anybody knows who knows the format, or reads in the export, tried as keys. */
const publicKeys = (events) => {
  const { log = '', keys = {} } = events.find(({ type }) => type === 'LogStarted')?.data ?? {};
  const uuids = [NAMESPACES.ours, log, ...Object.values(keys)].filter(
    (uuid) => typeof uuid === 'string' && uuid !== '',
  );
  const words = ['', 'bersinar', 'bersinar/event/1', 'bersinar/keyring/1', 'command', 'login', 'lookup'];
  return [...words, Buffer.alloc(32), ...uuids, ...uuids.map(bytesOfUuid)];
};

/** Every derivation of a text, as it might stand in an export. */
function* derivations(text, keys) {
  for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
    const digest = digestOf(algorithm, text);
    yield [algorithm, digest.toString('hex')];
    yield [`${algorithm}, base64url`, digest.toString('base64url')];
    for (const version of [4, 5, 8]) yield [`${algorithm} as uuid`, uuidOf(digest, version)];
    yield [`uuidv5 of its ${algorithm}`, v5(digest.toString('hex'))];
    yield [`reservation by its ${algorithm}`, v5(canonical(['reservation', digest.toString('hex')]))];
  }
  for (const [name, namespace] of Object.entries(NAMESPACES)) yield [`uuidv5 in ${name}`, v5(text, namespace)];
  for (const key of keys) {
    const digest = hmac(key, text);
    yield ['hmac under a public constant', digest.toString('hex')];
    yield ['hmac under a public constant, base64url', digest.toString('base64url')];
    yield ['hmac under a public constant as uuid', uuidOf(digest, 8)];
    yield ['reservation by hmac under a public constant', v5(canonical(['reservation', digest.toString('hex')]))];
  }
}

/** The derivations that ids of commands could be made by: few, because there are many texts. */
function* quickDerivations(text) {
  yield ['uuidv5 in ours', v5(text)];
  yield ['sha256 as uuid', uuidOf(digestOf('sha256', text), 8)];
  yield ['hmac under the namespace as uuid', uuidOf(hmac(NAMESPACES.ours, text), 8)];
}

const normalForm = (word) =>
  word
    .normalize('NFKC')
    .replace(/[\s\p{Cf}._]/gu, '')
    .toUpperCase();
const spellings = (word) => [...new Set([word, word.toLowerCase(), word.toUpperCase(), normalForm(word)])];

/** The texts that could be made of one word, and of what everybody knows. */
function* textsOf(word, { issuers, units }) {
  for (const spelt of spellings(word)) {
    yield spelt;
    yield canonical([spelt]);
    for (const issuer of issuers) yield* [`${issuer}${spelt}`, `${issuer}|${spelt}`, `${issuer}:${spelt}`];
    for (const kind of KINDS) {
      yield* [`${kind}:${spelt}`, canonical([kind, spelt])];
      for (const issuer of issuers) yield canonical([kind, issuer, spelt]);
    }
    const withins = [
      [
        'IDENTITY',
        [
          ...COUNTRIES.flatMap((country) => [
            ['NIK', country],
            ['PASSPORT', country],
            ['STAY_PERMIT', country],
          ]),
        ],
      ],
      ['REGISTER_NUMBER', units.flatMap((unit) => [[unit], ...PERIODS.map((period) => [unit, period])])],
      ['CERTIFICATE', units.map((unit) => [unit])],
    ];
    for (const [set, lists] of withins)
      for (const within of [[], ...lists]) yield canonical(['reservation', set, within, spelt]);
  }
}

/** The texts that ids of commands and batches could be made of. */
function* commandTexts(principals, target, { keys, commands }) {
  for (const principal of principals) {
    for (const command of commands) {
      for (const word of keys) {
        yield { word, text: canonical(['command', ...principal, command, target, word]) };
        if (target === '') yield { word, text: canonical(['batch', ...principal, command, word]) };
      }
    }
  }
}

/** Who acted, as an id of a command could name them: the staff of a stream's events, and the logins linked to them. */
function actorsByStream(events) {
  const logins = new Map();
  for (const { stream, type, data } of events) {
    if (type === 'StaffLoginLinked') logins.set(data.staffId, [...(logins.get(data.staffId) ?? []), uuidIn(stream)]);
  }
  const actors = new Map();
  for (const { stream, metadata } of events) {
    const staffId = metadata?.actor?.staffId;
    const known = actors.get(stream) ?? new Set();
    for (const uuid of staffId === undefined ? [] : [staffId, ...(logins.get(staffId) ?? [])]) known.add(uuid);
    actors.set(stream, known);
  }
  return actors;
}

/**
 * The words that can be recovered from an export, each with how and where. `words` are lists: `subs`, `keys` (Idempotency-Keys),
 * `registerNumbers`, `identityNumbers`, and what is public: `issuers`, `commands` (names). Costs about subs × keys × commands × streams.
 */
export function attack({ events, words }) {
  const { issuers = [], subs = [], keys = [], registerNumbers = [], identityNumbers = [], commands = [] } = words;
  const { found, texts } = read(events);
  const constants = publicKeys(events);
  const units = [...new Set(events.map(({ metadata }) => metadata?.unitId).filter((unit) => typeof unit === 'string'))];
  const hits = new Map();
  const hit = (word, derivation, { stream, revision }) =>
    hits.set(`${word} ${derivation}`, { word, derivation, stream, revision });

  for (const word of new Set([...subs, ...keys, ...registerNumbers, ...identityNumbers])) {
    if (word.length >= SHORTEST) {
      const bytes = Buffer.from(word);
      const written = {
        'in clear': word,
        'as hex': bytes.toString('hex'),
        'as base64url': bytes.toString('base64url'),
      };
      for (const [derivation, text] of Object.entries(written)) {
        const index = texts.findIndex((event) => event.includes(JSON.stringify(text).slice(1, -1)));
        if (index !== -1) hit(word, derivation, events[index]);
      }
    }
    for (const text of textsOf(word, { issuers, units })) {
      for (const [derivation, token] of derivations(text, constants)) {
        if (found.has(token)) hit(word, `${derivation}: ${text}`, found.get(token));
      }
    }
  }

  const people = [[], ...subs.flatMap((sub) => [[sub], ...issuers.map((issuer) => [issuer, sub])])];
  const actors = actorsByStream(events);
  const everybody = [...new Set([...actors.values()].flatMap((some) => [...some]))];
  const guesses = [['', everybody], ...[...actors].map(([stream, some]) => [uuidIn(stream), [...some]])];
  for (const [target, some] of guesses) {
    const principals = [...people, ...some.map((uuid) => [uuid])];
    for (const { word, text } of commandTexts(principals, target, { keys, commands })) {
      for (const [derivation, token] of quickDerivations(text)) {
        if (found.has(token)) hit(word, `${derivation}: ${text}`, found.get(token));
      }
    }
  }
  return [...hits.values()];
}
