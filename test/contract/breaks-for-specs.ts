import {
  aboutOf,
  type Break,
  command,
  commandOf,
  CORRECTED,
  data,
  HELD,
  key,
  linked,
  metadata,
  NOTED,
  nth,
  plain,
  STRANGER,
} from './breaking-for-specs.js';
import { hashOf, id, type Json, type JsonObject, sha256 } from './export-for-specs.js';
import { recommand } from './recorder-for-specs.js';

const MAC = 'mac:2026-11';
const OLD = 'mac:2020-01';

export const keyringBreaks: readonly Break[] = [
  ['kek-file', undefined, 'a KEK file of another form', { kek: (text) => text.replace('id ', 'ID ') }],
  ['key-form', MAC, 'an iv of another size', key(MAC, (one) => (one.iv = 'AAAA'))],
  [
    'key-form',
    OLD,
    'a tombstone under another name',
    { keys: (all) => all.push({ _id: OLD, k: MAC, destroyed: true }) },
  ],
  ['key-form', 'x:key', 'a name of no key', { keys: (all) => all.push({ _id: 'x:key', k: STRANGER }) }],
  ['key-twice', MAC, 'two keys of one name', key(MAC, (one, all) => all.push({ ...one, k: STRANGER }))],
  ['key-twice', OLD, 'one uuid for two keys', key(MAC, (one, all) => all.push({ ...one, _id: OLD }))],
  ['key-kek', MAC, 'a key under another KEK', key(MAC, (one) => (one.kek = STRANGER))],
  ['key-wrap', MAC, 'a wrapped key that was changed', key(MAC, (one) => (one.ct = `AAAA${one.ct?.slice(4) ?? ''}`))],
  [
    'key-wrap',
    'mac:2020-02',
    'a key under the name of another',
    { plain: (_, ring) => ring.key(OLD), ...key(OLD, (one) => (one._id = 'mac:2020-02')) },
  ],
  [
    'key-bytes',
    MAC,
    'a key of 16 bytes',
    {
      keys: (all, ring) => {
        replace(all, MAC, ring.wrapped(MAC, { k: ring.key(MAC).k, bytes: Buffer.alloc(16) }));
      },
    },
  ],
  ['key-absent', 'lookup:key', 'no lookup key', key('lookup:key', (one, all) => all.splice(all.indexOf(one), 1))],
  [
    'tombstone',
    OLD,
    'a destroyed key that no event explains',
    { plain: (_, ring) => [ring.key(OLD), ring.destroy(OLD)] },
  ],
  [
    'key-destroyed',
    'SubjectKeyDestroyed',
    'a key that lives after its destruction',
    {
      keys: (all, ring) => {
        const name = all.find(({ _id, ct }) => ct === undefined && _id.endsWith(':security'))?._id ?? '';
        replace(all, name, ring.wrapped(name, ring.key(name)));
      },
    },
  ],
];

const replace = <T extends { _id: string }>(all: T[], name: string, by: T): void => {
  all.splice(
    all.findIndex(({ _id }) => _id === name),
    1,
    by,
  );
};

export const chainBreaks: readonly Break[] = [
  ['event-form', 'AgreementProposed', 'an id that is none', linked('AgreementProposed', (one) => (one.id = 'x'), 2)],
  ['hash', HELD, 'data that was changed', linked(HELD, (one) => (one.data.module = 'M2'))],
  ['hash', 'RoomMoved', 'metadata that was changed', linked('RoomMoved', (one) => (one.metadata.unitId = 'X'))],
  [
    'hash',
    'AgreementProposed',
    'an event that nobody excluded',
    plain('EventsExcluded', (one) => (one.type = 'Other')),
  ],
  [
    'exclusion',
    'EventsExcluded',
    'an exclusion by one person alone',
    plain('EventsExcluded', ({ data }) => (data.approvedBy = data.askedBy ?? '')),
  ],
  ['hash', 'AgreementProposed', 'an altered exclusion', linked('EventsExcluded', (one) => (one.data.reasonCode = 'X'))],
  ['hash', 'AgreementProposed', 'a break after a gap', linked('AgreementProposed', (one) => (one.data.title = 'X'), 2)],
  [
    'chain',
    NOTED,
    'an event before it that was written anew',
    linked('RehabCaseOpened', (one) => {
      one.metadata.build = '0.2.0+unknown';
      one.metadata.hash = hashOf(one);
    }),
  ],
  ['chain', 'AgreementProposed', 'a gap that ends otherwise', data('EventsExcluded', { lastHash: sha256('x') })],
  ['revision', CORRECTED, 'an event twice', { linked: (all) => all.push(structuredClone(nth(all, CORRECTED))) }],
  ['revision', NOTED, 'an event left out', { linked: (all) => all.splice(all.indexOf(nth(all, NOTED)), 1) }],
  ['recorded-at', NOTED, 'a clock that went back', metadata(NOTED, { recordedAt: '2026-11-10T00:59:00.000Z' })],
  ['env', HELD, 'an unknown envelope', metadata(HELD, { env: 2 })],
  ['profile', HELD, 'a text that is not in NFC', data(HELD, { module: 'Cafe\u0301' })],
  ['profile', HELD, 'a fraction', data(HELD, { minutes: 1.5 })],
  ['profile', HELD, 'a name that looks like an index', data(HELD, { 7: 'x' })],
  ['size', HELD, 'more than 1 MB', data(HELD, { module: 'x'.repeat(1_000_000) })],
  ['log', HELD, 'an event of another log', metadata(HELD, { log: STRANGER })],
  ['log-start', 'LogStarted', 'another format', data('LogStarted', { format: 1 })],
  ['log-start', 'LogStarted', 'unsorted prefixes', plain('LogStarted', ({ data }) => (data.prefixes as []).reverse())],
  [
    'log-keys',
    'LogStarted',
    'another keyring',
    plain('LogStarted', ({ data }) => ((data.keys as Names).login = STRANGER)),
  ],
  [
    'exclusion',
    'EventsExcluded',
    'a gap at the end that ends otherwise',
    {
      plain: (all) => {
        all.splice(all.indexOf(nth(all, 'AgreementProposed', 2)), 1);
        nth(all, 'EventsExcluded').data.lastHash = sha256('x');
      },
    },
  ],
];
type Names = Record<string, string>;

const noEnvelope: Record<string, Json> = {
  v: 0,
  log: 'x',
  recordedAt: '2026-11-10T01:00:00Z',
  occurredAt: '2026-11-31T01:00:00.000Z',
  on: '2026-02-29',
  zone: 'Asia/Nowhere',
  actor: { kind: 'ROBOT', name: 'x' },
  unitId: 'rutan',
  about: [{ subject: 'x', legalBasis: 'LEGAL_DUTY' }],
  command: {},
  $correlationId: 'x',
  $causationId: 'X',
  source: 'api',
  lateCode: 'late',
  legalBasis: '',
  build: 'dev',
  stranger: true,
};
const inCommand = (members: JsonObject) => plain(HELD, (one) => Object.assign(commandOf(one), members));

export const envelopeBreaks: readonly Break[] = [
  ...Object.entries(noEnvelope).map(
    ([name, value]) => ['envelope', HELD, name, metadata(HELD, { [name]: value })] as const,
  ),
  ['envelope', HELD, 'actor.staffId', plain(HELD, (one) => ((one.metadata.actor as Names).staffId = 'siti'))],
  [
    'envelope',
    'StreamParked',
    'actor.role',
    plain('StreamParked', (one) => ((one.metadata.actor as Names).role = 'x')),
  ],
  ['envelope', HELD, 'about.0.legalBasis', plain(HELD, (one) => delete aboutOf(one)[0]?.legalBasis)],
  ['envelope', HELD, 'command.attempt', inCommand({ attempt: id('x') })],
  ['envelope', HELD, 'command.mac', inCommand({ mac: 'x' })],
  ['envelope', HELD, 'command.of.policy', inCommand({ of: { policy: 'X', stream: `x-${STRANGER}`, revision: 0 } })],
];

const seenAt: Names = {
  loghead: 'LogHeadSigned',
  staff: 'StaffRegistered',
  stafflogin: 'StaffLoginLinked',
  reservation: 'ReservationTaken',
  inmate: 'InmateRegistered',
  rehabcase: 'RehabCaseOpened',
  plan: 'RehabPlanDrafted',
  session: HELD,
  policy: 'PolicyStarted',
  policyrefusal: 'PolicyReactionRefused',
  repair: 'StreamParked',
};

export const idBreaks: readonly Break[] = [
  ['event-id', 'RehabCaseOpened', 'an id of nothing', plain('RehabCaseOpened', (one) => (one.id = STRANGER))],
  [
    'event-id',
    'RoomMoved',
    'another index',
    plain('RoomMoved', (one) => (one.id = id('event', one.stream, ...made(one), 2))),
  ],
  ['command-id', 'StreamParked', 'a uuid of version 7', command('StreamParked', { id: STRANGER })],
  [
    'command-repeated',
    'StreamResumed',
    'a command decided twice',
    {
      plain: (all) => {
        recommand(nth(all, 'StreamResumed'), { id: commandOf(nth(all, 'StreamParked')).id ?? '' });
      },
    },
  ],
  [
    'abandoned',
    'RehabCaseOpened',
    'a command after it was abandoned',
    {
      plain: (all) => {
        const { commandId = '' } = nth(all, 'CommandAbandoned').data;
        recommand(nth(all, 'RehabCaseOpened', 1), { id: commandId });
      },
    },
  ],
  ['policy-of', NOTED, 'a reaction that nobody of the system made', metadata(NOTED, { source: 'SYSTEM' })],
  [
    'policy-of',
    NOTED,
    'a reaction to another place than its cause',
    { plain: (all) => void Object.assign(commandOf(nth(all, NOTED)).of ?? {}, { stream: nth(all, HELD, 1).stream }) },
  ],
  ['policy-command', NOTED, 'another command id of a policy', command(NOTED, { id: id('command', 'x') })],
  [
    'policy-order',
    NOTED,
    'reactions in another order than their causes',
    {
      plain: (all) => {
        const [first, second] = [nth(all, NOTED), nth(all, NOTED, 1)];
        const [index, recordedAt] = [all.indexOf(first), first.metadata.recordedAt ?? ''];
        first.metadata.recordedAt = second.metadata.recordedAt ?? '';
        second.metadata.recordedAt = recordedAt;
        [first.revision, second.revision] = [second.revision, first.revision];
        all.splice(index, 2, second, first);
      },
    },
  ],
  ...Object.entries(seenAt).map(
    ([prefix, type]) => ['stream-id', type, `another uuid for ${prefix}`, { uuids: { [prefix]: STRANGER } }] as const,
  ),
];
const made = (one: Parameters<typeof commandOf>[0]): Json[] => [commandOf(one).id ?? '', commandOf(one).attempt ?? ''];
