import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENESIS, inParallel, link, sealData } from '#kernel';
import { eventStoreDb, openLog } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { build } from '../../dist/apps/bersinar/build.js';
import { directive } from './application.mjs';
import { AGENCY, engineOn, record } from './recording.mjs';

const TOGETHER = 500;
const IN_FLIGHT = 16;

/** A demonstration's log on a folder of its own, on stores with nobody else on them: `close` ends these, `remove` removes the folder. */
export async function freshLog() {
  const folder = mkdtempSync(join(tmpdir(), 'bersinar-bench-'));
  return { ...(await openOn(folder)), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The log on a folder, opened by this process. */
export async function openOn(folder) {
  const stores = await startEmbeddedStores({ dataDir: folder });
  const [store, mongo] = [eventStoreDb(stores.eventstoreUrl), openMongo(stores.mongodbUrl)];
  const kekFile = join(folder, 'keys', 'kek');
  const keyring = await openKeyring({ db: mongo.db('bersinar-keyring'), kekFile, mayCreate: true });
  const parts = { store, keyring, build: build(), now: () => new Date() };
  const { log } = await openLog(parts, { purpose: 'DEMONSTRATION', production: false, place: folder });
  const close = async () => {
    await store.close();
    await mongo.close();
    await stores.close();
  };
  return { folder, kekFile, stores, store, mongo, engine: await engineOn({ store, keyring, log }), close };
}

/** The position of the last event. */
export const endOf = async ({ engine, store }) => `${engine.log}.${await store.head()}`;

/** Appends so many events of so many directives, each with a key of its own, sealed and linked as commands would have them. */
export async function appendDirectives(engine, events, directives) {
  const [draft, report] = await sampleEvents(engine);
  const endOf = (n) => Math.floor((n * events) / directives);
  for (let from = 0; from < directives; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, directives - from) }, (_, n) => ({
      uuid: randomUUID(),
      reports: endOf(from + n + 1) - endOf(from + n) - 1,
    }));
    await engine.keyring.keysFor(some.map(({ uuid }) => ({ s: uuid, c: 'narrative' })));
    await inParallel(some, IN_FLIGHT, async ({ uuid, reports }) => {
      const stream = `directive-${uuid}`;
      const reported = Array.from({ length: reports }, () => sealed(engine, report, uuid));
      const written = [{ ...draft, id: randomUUID() }, ...(await Promise.all(reported))];
      await engine.store.append(stream, 'no-stream', link(stream, { revision: -1, hash: GENESIS }, written));
    });
  }
}

/** Both events as stored once, whose envelopes the others have too. */
export async function sampleEvents(engine) {
  const by = { kind: 'USER', staffId: randomUUID(), role: 'kepala-bnnk', unitId: AGENCY };
  const { issuingUnitId, number, title, text } = directive();
  const draft = { type: 'DirectiveDrafted', data: { issuingUnitId, number, title, text, addressees: [] } };
  const report = { type: 'DirectiveFollowUpRecorded', data: followUp() };
  return engine.store.read(`directive-${await record(engine, by, { prefix: 'directive', events: [draft, report] })}`);
}

async function sealed({ registry, keyring }, { type, metadata }, uuid) {
  const id = randomUUID();
  const origin = { stream: `directive-${uuid}`, streamUuid: uuid, id, type, v: metadata.v, keyring };
  return { id, type, metadata, data: await sealData(registry.definition(type).plain, followUp(), origin) };
}

const followUp = () => ({
  followUpId: randomUUID(),
  report: 'It was read out at the morning roll call, and everybody signed for it.',
  recordedBy: randomUUID(),
});
