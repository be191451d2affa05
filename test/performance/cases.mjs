import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { GENESIS, id, link } from '#kernel';
import { developmentToken } from '#platform/auth';
import { openMongo } from '#platform/mongodb';
import { get, pace, post, ratio, row, table } from './measuring.mjs';

const UNIT = 'RUTAN-BANJARNEGARA';
const CASES = 10_000;
const SESSIONS = 497;
const IN_FLIGHT = 32;
const TIMES = 100;
const COUNSELLORS = 25;

/** The list of ten thousand cases by each of its filters, and the timeline of a long one. */
export async function benchCases({ app, stores }) {
  const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: UNIT });
  const raw = EventStoreDBClient.connectionString(stores.eventstoreUrl);
  const envelope = await envelopeOf(app, raw, token);
  const numbers = Array.from({ length: CASES }, (_, n) => n).values();
  const append = async () => {
    for (const n of numbers) await appendCase(raw, envelope, n, n % 3 === 0 ? admitted(n) : []);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, append));
  const long = await appendCase(raw, envelope, CASES, [...admitted(CASES), ...sessions()]);
  const agent = new Agent({ keepAlive: true });
  await untilListed(app, agent, token, long);
  await benchList(app, stores, agent, token);
  await benchTimeline(app, raw, agent, token, long);
  agent.destroy();
  void raw.dispose(); // after batched appends it may never answer
}

async function benchList(app, stores, agent, token) {
  const mongo = openMongo(stores.mongodbUrl);
  const models = mongo.db('bersinar').collection('case-list__v1');
  const filters = {
    '': {},
    'status=ADMITTED': { status: 'ADMITTED' },
    'riskBand=HIGH': { riskBand: 'HIGH' },
    'counsellorId=counsellor-7': { counsellorId: 'counsellor-7' },
    'open=true': { open: true },
    'phase=INDUCTION': { phase: 'INDUCTION' },
    'nextDueBefore=2025-06-01': { nextDueOn: { $lt: '2025-06-01' } },
  };
  table(`a page of 50 of ${CASES} cases`, ['filter', 'raw median ms', 'raw p99 ms', 'median ms', 'p99 ms', 'ratio']);
  for (const [query, filter] of Object.entries(filters)) {
    const page = () =>
      models
        .find({ units: UNIT, ...filter })
        .sort(filter.nextDueOn ? { nextDueOn: 1, _id: 1 } : { since: 1, _id: 1 })
        .limit(51)
        .toArray();
    const ask = async () => {
      const { status } = await get(agent, token, `${app.url}/cases?limit=50&${query}`);
      if (status !== 200) throw new Error(`The list by ${query} was answered with ${status}.`);
    };
    await pace(5, page);
    await pace(5, ask);
    const [one, two] = [await pace(TIMES, page), await pace(TIMES, ask)];
    row([query === '' ? 'none' : query, one.median, one.p99, two.median, two.p99, ratio(one.median, two.median)]);
  }
  await mongo.close();
}

async function benchTimeline(app, raw, agent, token, caseId) {
  const read = async () => {
    const events = [];
    for await (const { event } of raw.readStream(`rehabcase-${caseId}`)) events.push(event);
    return events.length;
  };
  const ask = async () => {
    let events = 0;
    for (let next = ''; next !== undefined;) {
      const query = `limit=200${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`;
      const { status, text } = await get(agent, token, `${app.url}/cases/${caseId}/timeline?${query}`);
      if (status !== 200) throw new Error(`The timeline was answered with ${status}.`);
      const page = JSON.parse(text);
      events += page.items.length;
      next = page.next;
    }
    return events;
  };
  const events = await ask();
  if (events !== (await read())) throw new Error(`The timeline has ${events} events.`);
  const [one, two] = [await pace(TIMES / 4, read), await pace(TIMES / 4, ask)];
  table('the timeline of one case', ['events', 'raw median ms', 'raw p99 ms', 'median ms', 'p99 ms', 'ratio']);
  row([events, one.median, one.p99, two.median, two.p99, ratio(one.median, two.median)]);
}

/** The envelope of a case that was opened through the API, so that raw ones are like it. */
async function envelopeOf(app, raw, token) {
  const person = {
    unitId: UNIT,
    name: 'Orang',
    sex: 'MALE',
    registerNumber: randomUUID(),
    registerPeriod: '2025',
    custodyStatus: 'A_III',
    registeredOn: '2025-01-02',
  };
  const inmate = JSON.parse((await post(undefined, token, `${app.url}/inmates`, JSON.stringify(person))).text).id;
  const opening = { unitId: UNIT, inmateId: inmate, openedOn: '2025-01-03' };
  const caseId = JSON.parse((await post(undefined, token, `${app.url}/cases`, JSON.stringify(opening))).text).id;
  for await (const { event } of raw.readStream(`rehabcase-${caseId}`)) return event;
  throw new Error('The case has no event.');
}

async function appendCase(raw, { data, metadata }, n, more) {
  const [inmateId, subject] = [id('bench', 'inmate', n, metadata.log), id('bench', 'subject', n, metadata.log)];
  const caseId = id('rehabcase', inmateId, 1);
  const stream = `rehabcase-${caseId}`;
  const about = [{ subject, caseId }];
  const opened = { type: 'RehabCaseOpened', data: { ...data, subject, inmateId } };
  const events = [opened, screened(n, stream), ...more].map(({ type, data: told }) => ({
    id: randomUUID(),
    type,
    data: JSON.parse(JSON.stringify(told).replaceAll('@subject', subject).replaceAll('@inmate', inmateId)),
    metadata: { ...metadata, about },
  }));
  const linked = link(stream, { revision: -1, hash: GENESIS }, events);
  await raw.appendToStream(stream, linked.map(jsonEvent), { expectedRevision: NO_STREAM });
  return caseId;
}

const factOn = (stream, revision) => ({ stream, revision, hash: 'a'.repeat(64) });

const screened = (n, stream) => ({
  type: 'RehabCaseAdvanced',
  data: {
    milestone: 'SCREENED',
    by: id('bench', 'screened', n),
    of: factOn(stream, 0),
    riskBand: ['LOW', 'MODERATE', 'HIGH'][n % 3],
  },
});

const admitted = (n) => [
  ...['ASSESSMENT_STARTED', 'ASSESSED', 'RECOMMENDED'].map((milestone) => ({
    type: 'RehabCaseAdvanced',
    data: { milestone, by: id('bench', milestone, n), of: factOn(`assessment-${id('bench', n)}`, 0) },
  })),
  {
    type: 'InmateAdmittedToRehab',
    data: {
      subject: '@subject',
      inmateId: '@inmate',
      decree: { number: `SK-${n}`, date: '2025-02-27' },
      admittedOn: '2025-03-03',
      assessmentId: id('bench', 'assessment', n),
      templateId: id('bench', 'template'),
      templateCode: 'REHAB_60',
      phases: ['INDUCTION', 'PRIMARY', 'RE_ENTRY'],
      plannedEndOn: '2025-05-02',
      medicalRecordSha256: 'b'.repeat(64),
      decidedBy: 'karutan',
      providerUnitIds: [],
      basis: [factOn(`assessment-${id('bench', n)}`, 3)],
    },
  },
  {
    type: 'CounsellorAssigned',
    data: { counsellorId: `counsellor-${n % COUNSELLORS}`, counsellorUnitId: UNIT, assignedOn: '2025-03-03' },
  },
];

const sessions = () =>
  Array.from({ length: SESSIONS - 5 }, (_, n) => ({
    type: 'CaseSessionNoted',
    data: {
      sessionId: id('bench', 'session', n),
      standing: 'HELD',
      startsAt: '2025-03-10T01:00:00.000Z',
      endsAt: '2025-03-10T02:00:00.000Z',
      module: 'EDUCATION',
      outcome: 'ATTENDED',
      of: factOn(`session-${id('bench', 'session', n)}`, 1),
    },
  }));

async function untilListed(app, agent, token, caseId) {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { status } = await get(agent, token, `${app.url}/cases/${caseId}`);
    if (status === 200) return;
    await delay(100);
  }
  throw new Error('The case list did not catch up within two minutes.');
}
