import { createHash, randomUUID } from 'node:crypto';
import { canonical, id, sealData, uuidOf, without } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { resultOf } from '../../libs/contexts/rehabilitation/screening/screening.form.ts';
import { row, table } from './measuring.mjs';
import { AGENCY, engineOn, factOf, record } from './recording.mjs';

const LINES = 20;
const TIMES = 500;
const WARM_UP = 100;

/** What two events weigh as stored, and what sealing, canonical form and hash cost beside recording them in memory. */
async function benchBytes() {
  table('bytes as stored', ['event', 'whole', 'envelope', 'data in clear', 'basis', 'seals', 'number of seals']);
  const events = [];
  for (const [name, sample] of [
    ['InmateScreened, ten substances asked, three ever used', screening(ASKED)],
    ['InmateScreened, as in the story: three asked, one used lately', screening(ASKED_IN_STORY)],
    [`RehabSessionHeld, ${LINES} lines, two of them absent with a note`, session()],
  ]) {
    const event = await stored(sample);
    events.push([name, sample, event]);
    row([name, ...weights(event)]);
  }
  table('µs of CPU for each event', ['event', 'sealing', 'canonical form', 'hash', 'recording it in memory']);
  for (const [name, sample, event] of events) {
    const text = canonical(unhashed(event));
    row([
      name,
      await cpu(() => sealData(engine.registry.definition(sample.type).plain, sample.data, originOf(sample, event))),
      await cpu(() => canonical(unhashed(event))),
      await cpu(() => createHash('sha256').update(`bersinar/event/1\n${text}`).digest('hex')),
      await cpu(() => recorded(sample)),
    ]);
  }
}

const keyring = inMemoryKeyring();
const engine = await engineOn({ store: new InMemoryEventStore(), keyring, log: randomUUID() });
const asesor = { kind: 'USER', staffId: id('bench', 'staff'), role: 'asesor-bnnk', unitId: AGENCY };

/** What somebody of the agency says of a record of the Rutan, in a stream of its own. */
const recorded = ({ prefix, type, data, facts }) => record(engine, asesor, { prefix, events: [{ type, data }], facts });

async function stored(sample) {
  const [event] = await engine.store.read(`${sample.prefix}-${await recorded(sample)}`);
  return event;
}

const USED = { q1: true, q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' };
const SMOKES = { q1: true, q2: 4, q3: 3, q4: 0, q6: 'P', q7: 'E' };
const NEVER = { q1: false };
const ASKED = {
  tobacco: SMOKES,
  alcohol: { q1: true, q2: 1, q3: 0, q4: 0, q5: 0, q6: 'N', q7: 'E' },
  cannabis: NEVER,
  cocaine: NEVER,
  amphetamine: USED,
  inhalants: NEVER,
  sedatives: NEVER,
  hallucinogens: NEVER,
  opioids: NEVER,
  other: NEVER,
  q8: 'N',
};
const ASKED_IN_STORY = { tobacco: { q1: true, q2: 0, q6: 'N', q7: 'N' }, alcohol: NEVER, amphetamine: USED };

function screening(answers) {
  const [inmate, consent, agreement, its] = ['inmate', 'consent', 'agreement', 'rehabcase'].map(factOf);
  const subject = randomUUID();
  const form = { referencePeriod: 'THREE_MONTHS_BEFORE_ARREST', language: 'id', answers };
  const data = {
    subject,
    ...resultOf('WHO_ASSIST', form),
    interviewerId: id('bench', 'interviewer'),
    screenedOn: '2025-01-20',
    inmateId: uuidOf(inmate.stream),
    caseId: uuidOf(its.stream),
    consentId: uuidOf(consent.stream),
    provider: { unitId: AGENCY, agreementId: uuidOf(agreement.stream) },
    certificate: { number: 'BNN/SKR/2024/017', validFrom: '2024-01-01', validUntil: '2026-12-31' },
    basis: [inmate, consent, agreement, its],
  };
  const ground = { kind: 'CONSENT', legalBasis: 'CONSENT', subject };
  return { prefix: 'screening', type: 'InmateScreened', data, facts: { consent: { ground, basis: consent } } };
}

const ABSENT = { outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK', note: 'Demam sejak kemarin malam.' };

function session() {
  const agreement = factOf('agreement');
  const cases = Array.from({ length: LINES }, () => factOf('rehabcase'));
  const data = {
    module: 'GROUP_COUNSELLING',
    provider: { unitId: AGENCY, agreementId: uuidOf(agreement.stream) },
    facilitators: [{ staffId: asesor.staffId, unitId: AGENCY }],
    startsAt: '2025-03-11T01:00:00.000Z',
    endsAt: '2025-03-11T02:50:00.000Z',
    heldOn: '2025-03-11',
    roster: cases.map(({ stream }, n) => ({
      subject: randomUUID(),
      caseId: uuidOf(stream),
      ...(n % 10 === 0 ? ABSENT : { outcome: 'ATTENDED' }),
    })),
    basis: [agreement, ...cases, ...cases.map(() => factOf('inmate'))],
  };
  const ground = { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' };
  return { prefix: 'session', type: 'RehabSessionHeld', data, facts: { cover: { ground, basis: agreement } } };
}

const bytesOf = (value) => Buffer.byteLength(JSON.stringify(value));

function weights({ type, id: eventId, data, metadata }) {
  const seals = sealsIn(data);
  const [sealed, cited] = [seals.reduce((sum, one) => sum + bytesOf(one), 0), bytesOf(data.basis)];
  const [whole, envelope] = [bytesOf({ type, id: eventId, data, metadata }), bytesOf(metadata)];
  return [whole, envelope, bytesOf(data) - sealed - cited, cited, sealed, seals.length];
}

const sealsIn = (value) =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, member]) => (name === 'sealed' ? member : sealsIn(member)));

const unhashed = ({ stream, revision, id: eventId, type, data, metadata }) => ({
  stream,
  revision,
  id: eventId,
  type,
  data,
  metadata: without(metadata, 'hash'),
});

const originOf = ({ prefix, type }, { stream, id: eventId, metadata }) => ({
  stream,
  streamUuid: stream.slice(prefix.length + 1),
  id: eventId,
  type,
  v: metadata.v,
  keyring,
});

/** Microseconds of CPU of one call, of many. */
async function cpu(call) {
  for (let n = 0; n < WARM_UP; n += 1) await call();
  const before = process.cpuUsage();
  for (let n = 0; n < TIMES; n += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / TIMES);
}

await benchBytes();
