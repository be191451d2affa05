import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { id, inParallel } from '#kernel';
import { developmentToken } from '#platform/auth';
import { get, pace, ratio, row, table, whole } from './measuring.mjs';
import { AGENCY, factOf, record, UNIT } from './recording.mjs';

const CASES = 10_000;
const SESSIONS = 497;
const IN_FLIGHT = 8; // a busy server has to answer each within seconds
const TIMES = 100;
const PAGE = 50;
const COUNSELLORS = 25;
const AGREEMENTS = 5;

/** The list of ten thousand cases by each of its filters, and the timeline of a long one. */
export async function benchCases({ app, its }) {
  const token = await developmentToken({ role: 'kasubsi-pelayanan', unit: UNIT });
  const raw = EventStoreDBClient.connectionString(its.settings.EVENTSTORE_URL);
  const long = await appendCases(its.engine);
  const agent = new Agent({ keepAlive: true });
  await untilListed(app, agent, token, long);
  await benchList(app, its, agent, token);
  await benchTimeline(app, raw, agent, token, long);
  agent.destroy();
  void raw.dispose(); // after batched appends it may never answer
}

/** All of the cases, and the id of the long one. */
async function appendCases(engine) {
  const numbers = Array.from({ length: CASES }, (_, n) => n);
  await inParallel(numbers, IN_FLIGHT, (n) => appendCase(engine, n, n % 3 === 0 ? admitted(n) : () => []));
  return appendCase(engine, CASES, (whose) => [...admitted(CASES)(whose), ...sessions()]);
}

async function benchList(app, { database }, agent, token) {
  const models = database.collection('case-list__v1');
  const filters = {
    '': {},
    [`unitId=${UNIT}`]: { unitId: UNIT },
    'status=ADMITTED': { status: 'ADMITTED' },
    'riskBand=HIGH': { riskBand: 'HIGH' },
    [`counsellorId=${counsellor(7)}`]: { counsellorId: counsellor(7) },
    [`agreementId=${agreement(3)}`]: { agreementId: agreement(3) },
    'open=true': { open: true },
    'phase=INDUCTION': { phase: 'INDUCTION' },
    'nextDueBefore=2025-06-01': { nextDueOn: { $lt: '2025-06-01' } },
  };
  table(`a page of ${PAGE} of ${CASES} cases`, [
    'filter',
    'raw median ms',
    'raw p99 ms',
    'median ms',
    'p99 ms',
    'ratio',
  ]);
  for (const [query, filter] of Object.entries(filters)) {
    const what = `cases by ${query}`;
    const sort = filter.nextDueOn ? { nextDueOn: 1, _id: 1 } : { since: 1, _id: 1 };
    const found = models.find({ units: UNIT, ...filter }).sort(sort);
    const page = async () =>
      whole(
        await found
          .clone()
          .limit(PAGE + 1)
          .toArray(),
        PAGE + 1,
        what,
      );
    const ask = async () => {
      const { status, text } = await get(agent, token, `${app.url}/cases?limit=${PAGE}&${query}`);
      if (status !== 200) throw new Error(`The list by ${query} was answered with ${status}.`);
      whole(JSON.parse(text).items, PAGE, what);
    };
    await pace(5, page);
    await pace(5, ask);
    const [one, two] = [await pace(TIMES, page), await pace(TIMES, ask)];
    row([
      query === '' ? 'none' : query.replace(/[0-9a-f-]{36}/, '…'),
      one.median,
      one.p99,
      two.median,
      two.p99,
      ratio(one.median, two.median),
    ]);
  }
}

/** What a case shows of itself beside reading its stream raw: to who cares for it, and to auditors. */
async function benchTimeline(app, raw, agent, token, caseId) {
  const stream = `rehabcase-${caseId}`;
  const auditor = await developmentToken({ role: 'auditor', unit: UNIT });
  const read = async () => {
    const events = [];
    for await (const { event } of raw.readStream(stream)) events.push(event);
    return events.length;
  };
  const asked = (path, by) => async () => {
    let events = 0;
    for (let next = ''; next !== undefined;) {
      const { status, text } = await get(agent, by, `${app.url}${path}${next}`);
      if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
      const page = JSON.parse(text);
      events += page.items.length;
      next = page.next && `&after=${encodeURIComponent(page.next)}`;
    }
    return events;
  };
  const events = await read();
  table('of one case', ['', 'events', 'raw median ms', 'raw p99 ms', 'median ms', 'p99 ms', 'ratio']);
  for (const [what, ask] of [
    ['timeline', asked(`/cases/${caseId}/timeline?limit=500`, token)],
    ['history', asked(`/audit/history?stream=${stream}&limit=200`, auditor)],
  ]) {
    if ((await ask()) !== events) throw new Error(`The ${what} has not ${events} events.`);
    const [one, two] = [await pace(TIMES / 4, read), await pace(TIMES / 4, ask)];
    row([what, events, one.median, one.p99, two.median, two.p99, ratio(one.median, two.median)]);
  }
}

/** Opens a case and records what happened in it, as if its inmate were registered. */
function appendCase(engine, n, more) {
  const [inmateId, subject] = [randomUUID(), randomUUID()];
  const createdId = id('rehabcase', inmateId, 1);
  const opened = { subject, inmateId, episode: 1, openedOn: '2025-01-03', basis: [factOf('inmate')] };
  return record(engine, CLERK, {
    prefix: 'rehabcase',
    createdId,
    about: (caseId) => [{ subject, caseId }],
    events: [{ type: 'RehabCaseOpened', data: opened }, screened(n), ...more({ subject, inmateId })],
  });
}

const CLERK = { kind: 'USER', staffId: id('bench', 'clerk'), role: 'kasubsi-pelayanan', unitId: UNIT };

const counsellor = (n) => id('bench', 'counsellor', n % COUNSELLORS);
const agreement = (n) => id('bench', 'agreement', n % AGREEMENTS);

const screened = (n) => ({
  type: 'RehabCaseAdvanced',
  data: {
    milestone: 'SCREENED',
    by: id('bench', 'screened', n),
    of: factOf('screening'),
    riskBand: ['LOW', 'MODERATE', 'HIGH'][n % 3],
  },
});

const admitted =
  (n) =>
  ({ subject, inmateId }) => [
    ...['ASSESSMENT_STARTED', 'ASSESSED', 'RECOMMENDED'].map((milestone) => ({
      type: 'RehabCaseAdvanced',
      data: { milestone, by: id('bench', milestone, n), of: factOf('assessment') },
    })),
    {
      type: 'InmateAdmittedToRehab',
      data: {
        subject,
        inmateId,
        decreeNumber: `SK-${n}`,
        decreeDate: '2025-02-27',
        admittedOn: '2025-03-03',
        assessmentId: id('bench', 'assessment', n),
        templateId: id('bench', 'template'),
        templateCode: 'REHAB_60',
        phases: ['INDUCTION', 'PRIMARY', 'RE_ENTRY'],
        plannedEndOn: '2025-05-02',
        medicalRecordSha256: 'b'.repeat(64),
        decidedBy: id('bench', 'head'),
        provider: { unitId: AGENCY, agreementId: agreement(n) },
        providerUnitIds: [AGENCY],
        basis: [factOf('assessment')],
      },
    },
    {
      type: 'CounsellorAssigned',
      data: { counsellorId: counsellor(n), counsellorUnitId: UNIT, assignedOn: '2025-03-03' },
    },
    {
      type: 'RehabPhaseChanged',
      data: { subject, phase: 'INDUCTION', changedOn: '2025-03-04', providerUnitIds: [AGENCY] },
    },
  ];

const sessions = () =>
  Array.from({ length: SESSIONS - 5 }, (_, n) => ({
    type: 'CaseSessionNoted',
    data: {
      sessionId: id('bench', 'session', n),
      status: 'HELD',
      startsAt: '2025-03-10T01:00:00.000Z',
      endsAt: '2025-03-10T02:00:00.000Z',
      module: 'EDUCATION',
      outcome: 'ATTENDED',
      of: factOf('session'),
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
