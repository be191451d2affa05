import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { GENESIS, link } from '#kernel';
import { developmentToken } from '#platform/auth';
import { startAnchor } from './anchor.mjs';
import { directive, launch, register, untilReached } from './application.mjs';
import { sealed } from './directives.mjs';
import { endOf, freshLog } from './log.mjs';
import { rescheduling, scheduledSessions } from './gated.mjs';
import { cpuOf, load, post, ratio, row, SECONDS, table } from './measuring.mjs';
import { AGENCY, record, UNIT } from './recording.mjs';

const IN_FLIGHT = [1, 16, 64];
const ACTING = 16;
const LENGTHS = { 5: 600, 200: 60 }; // so many streams of so many events are acted on in turns
const SESSIONS = 200;

/** Commands over HTTP beside raw appends of the same bytes, and beside emmett-esdb behind bare Fastify, on one event store. */
export async function benchCommands() {
  const its = await freshLog();
  const { EVENTSTORE_URL } = its.settings;
  const raw = EventStoreDBClient.connectionString(EVENTSTORE_URL);
  const stores = its.cpu;
  const event = await draftOf(its.engine);
  const streams = await actedOn(its.engine);
  const sessions = await scheduledSessions(its.engine, SESSIONS);
  const figures = {};

  figures.unary = await creates({ stores }, () => appendCopy(raw, event, UNARY));
  figures.batched = await creates({ stores }, () => appendCopy(raw, event));
  for (const [name, part] of Object.entries({ all: 'bersinar', api: 'api' })) {
    const app = await launch(its.folder, its.settings, part);
    const settled = part === 'api' ? undefined : async () => untilReached(app.url, await endOf(its));
    figures[name] = await ours({ app, stores, streams, sessions, settled });
    if (part === 'bersinar') figures.beside = await creates({ stores }, () => appendCopy(raw, event, UNARY));
    app.child.kill('SIGTERM');
    await app.exited;
  }
  figures.after = await creates({ stores }, () => appendCopy(raw, event, UNARY));
  figures.anchor = await anchors(its, { stores, raw, event });
  await draftOf(its.engine); // ours is the last again: whoever asks for the head reads back over what others wrote
  show(figures);
  await showChain(its.engine, event, figures);
  void raw.dispose(); // after batched appends it may never answer
  await its.close();
  its.remove();
}

const [, username = 'admin', password = 'changeit'] = /\/\/([^:@/]+):([^@/]*)@/.exec(process.env.EVENTSTORE_URL) ?? [];
/** What the client sends as a call of its own; without credentials it sends batches, where the server takes them. */
const UNARY = { credentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) } };

const appendCopy = (raw, event, options) => {
  const { stream, copy } = copyOf(event);
  return raw.appendToStream(stream, copy, { expectedRevision: NO_STREAM, ...options });
};

/** The same event in a stream of its own, with the hash it has there: projections read it too. */
function copyOf({ type, data, metadata }, stream = `directive-${randomUUID()}`) {
  const [event] = link(stream, BEGINNING, [{ id: randomUUID(), type, data, metadata }]);
  return { stream, copy: jsonEvent(event) };
}

/** So many calls in flight, one number after another: figures by how many, with CPU ms per call of this side and of the stores. */
async function creates({ own = process.pid, ...beside }, call) {
  const figures = {};
  for (const inFlight of IN_FLIGHT) figures[inFlight] = await measured({ own, ...beside }, inFlight, call);
  return figures;
}

async function measured({ stores, own, settled }, inFlight, call) {
  await settled?.();
  await load(inFlight, 1, call);
  const before = [cpuOf(own), stores()];
  const figures = await load(inFlight, SECONDS, call);
  const [cpu, theirs] = [cpuOf(own), stores()].map((used, n) => ((used - before[n]) * 1000) / figures.times);
  return { ...figures, cpu, stores: theirs };
}

async function ours({ app: { url, child }, streams, sessions, ...beside }) {
  const chief = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const guard = await developmentToken({ role: 'kpr', unit: UNIT });
  const clerk = await developmentToken({ role: 'kasubsi-pelayanan', unit: UNIT });
  const staffId = await register(url, { unitId: UNIT, role: 'kpr' });
  const [agent, own] = [new Agent({ keepAlive: true, maxSockets: Math.max(...IN_FLIGHT) }), child.pid];
  const body = JSON.stringify(directive(staffId));
  const figures = await creates({ ...beside, own }, () => post(agent, chief, `${url}/directives`, body));
  for (const [length, ids] of Object.entries(streams)) {
    const report = () => JSON.stringify({ followUpId: randomUUID(), report: 'It was read out at the roll call.' });
    const address = inTurns(ids, (id) => `${url}/directives/${id}/follow-up`);
    figures[`act ${length}`] = await measured({ ...beside, own }, ACTING, () =>
      post(agent, guard, address(), report()),
    );
  }
  const [address, times] = [
    inTurns(sessions, (id) => `${url}/sessions/${id}/reschedule`),
    inTurns(HOURS, rescheduling),
  ];
  const reschedule = () => post(agent, clerk, address(), JSON.stringify(times()));
  figures.gate = await measured({ ...beside, own }, ACTING, reschedule);
  agent.destroy();
  return figures;
}

const HOURS = Array.from({ length: SESSIONS + 1 }, (_, n) => n); // one more: nobody is given the time they have

async function anchors(its, { stores, raw, event }) {
  const { child, url, exited } = await startAnchor(its.folder, its.settings.EVENTSTORE_URL, event);
  const [agent, own] = [new Agent({ keepAlive: true, maxSockets: Math.max(...IN_FLIGHT) }), child.pid];
  const body = JSON.stringify(directive(randomUUID()));
  const figures = await creates({ stores, own }, () => post(agent, '', `${url}/things/${randomUUID()}`, body));
  for (const [length, count] of Object.entries(LENGTHS)) {
    const ids = Array.from({ length: count }, () => randomUUID());
    for (const id of ids) {
      const copies = Array.from({ length: Number(length) }, () => copyOf(event).copy);
      await raw.appendToStream(`anchor-${id}`, copies, { expectedRevision: NO_STREAM, ...UNARY });
    }
    const address = inTurns(ids, (id) => `${url}/things/${id}`);
    figures[`act ${length}`] = await measured({ stores, own }, ACTING, () => post(agent, '', address(), body));
  }
  agent.destroy();
  child.kill('SIGTERM');
  await exited;
  return figures;
}

function inTurns(all, each) {
  let next = 0;
  return () => each(all[next++ % all.length]);
}

const by = { kind: 'USER', staffId: randomUUID(), role: 'kepala-bnnk', unitId: AGENCY };
const drafted = () => {
  const { issuingUnitId, number, title, text, addressees } = directive(randomUUID());
  return { type: 'DirectiveDrafted', data: { issuingUnitId, number, title, text, addressees } };
};

/** A drafted directive as it is stored. */
async function draftOf(engine) {
  const id = await record(engine, by, { prefix: 'directive', events: [drafted()] });
  const [event] = await engine.store.read(`directive-${id}`);
  return event;
}

/** Ids of issued directives by the number of their events. */
async function actedOn(engine) {
  const streams = {};
  for (const [length, count] of Object.entries(LENGTHS)) {
    streams[length] = [];
    for (let n = 0; n < count; n += 1) {
      const reports = Array.from({ length: Number(length) - 2 }, () => reported());
      streams[length].push(
        await record(engine, by, { prefix: 'directive', events: [drafted(), issued(), ...reports] }),
      );
    }
  }
  return streams;
}

const issued = () => {
  const { number, issuingUnitId, addressees } = drafted().data;
  const days = { issuedOn: '2025-01-02', effectiveOn: '2025-01-02', acknowledgeBy: '2025-01-09' };
  const deadline = { rule: 'R-10.1', ruleVersion: 1, dueAt: '2025-01-09T16:59:59.999Z' };
  return {
    type: 'DirectiveIssued',
    data: { number, issuingUnitId, addressees, ...days, deadline, issuedBy: by.staffId },
  };
};
const reported = () => ({
  type: 'DirectiveFollowUpRecorded',
  data: { followUpId: randomUUID(), report: 'It was read out at the roll call.', recordedBy: by.staffId },
});

function show({ unary, batched, after, beside, anchor, api, all }) {
  const perSecond = { 'raw unary': unary, again: after, 'with projections': beside, batched, emmett: anchor, api, all };
  table('creates a second, in flight', [...Object.keys(perSecond), 'all to raw', 'all to emmett', 'api to emmett']);
  for (const inFlight of IN_FLIGHT) {
    const of = (figures) => figures[inFlight].perSecond;
    const best = Math.max(of(unary), of(after));
    const ratios = [ratio(of(all), best), ratio(of(all), of(anchor)), ratio(of(api), of(anchor))];
    row([inFlight, ...Object.values(perSecond).map(of), ...ratios]);
  }
  table('what one costs', ['ms median / p99', 'CPU ms', 'of the stores']);
  const kinds = { emmett: anchor, 'api alone': api, 'all projections': all };
  for (const [name, figures] of Object.entries(kinds))
    for (const [kind, { median, p99, cpu, stores }] of Object.entries(figures))
      row([
        `${name}, ${Number(kind) ? `create, ${kind} in flight` : `${kind}, ${ACTING} in flight`}`,
        `${median} / ${p99}`,
        cpu.toFixed(2),
        stores.toFixed(2),
      ]);
  table(`acts a second, ${ACTING} in flight`, ['emmett', 'api alone', 'all projections', 'api to emmett']);
  for (const kind of ['act 5', 'act 200', 'gate']) {
    const [its, alone, whole] = [anchor, api, all].map((figures) => figures[kind]?.perSecond);
    row([kind, its ?? '–', alone, whole, its ? ratio(alone, its) : '–']);
  }
}

const LINKS = 5_000;

/** What hash, canonical form, chain and seals of one event take of all that a command costs the application: a create seals nothing, a report does. */
async function showChain(engine, { data, ...draft }, { all }) {
  const uuid = randomUUID();
  const report = await sealed(engine, { ...draft, type: 'DirectiveFollowUpRecorded' }, uuid);
  const chained = (event) => cpuOfEach(() => link(`directive-${uuid}`, BEGINNING, [{ ...event, id: randomUUID() }]));
  const sealing = await cpuOfEach(() => sealed(engine, report, uuid));
  table('of the CPU of a command, ms', ['the whole', 'hash and chain', 'seals', 'share of the chain', 'of the seals']);
  for (const [kind, { cpu }, chain, seals] of [
    ['create', all[64], await chained({ ...draft, data }), 0],
    ['act 5', all['act 5'], await chained(report), sealing],
  ])
    row([`${kind}: ${cpu.toFixed(2)}`, chain.toFixed(3), seals.toFixed(3), ratio(chain, cpu), ratio(seals, cpu)]);
}

const BEGINNING = { revision: -1, hash: GENESIS };

/** Milliseconds of CPU of one call, of many. */
async function cpuOfEach(call) {
  const begun = process.cpuUsage();
  for (let n = 0; n < LINKS; n += 1) await call();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000 / LINKS;
}
