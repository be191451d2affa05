// Left out on servers: it reads whatever its own stores wrote to their folders.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import type { Engine } from '#kernel';
import { RecordedOpening } from '#platform/audit';
import { developmentToken, type Role } from '#platform/auth';
import { openKeyring } from '#platform/keyring';
import { MongoReadModels, runProjections } from '#platform/projections';
import { readerOf } from '#platform/for-specs';
import { until } from '../../apps/bersinar/story/client.js';
import { clerk, jose, RUTAN, siti } from '../../libs/contexts/custody/directory/directory-for-specs.js';
import { directory, directorySearch } from '../../libs/contexts/custody/directory/directory.read-model.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** Words of those who are registered that no identifier or token can spell. */
const SECRETS = /José|Ma’ruf|ma'ruf|Kancil|kancil|3304011203890002|santoso|Santoso|aminah|Aminah|Melati 3|Pasal 112/;

/** Both were registered before anybody recorded it here. */
const LONG_AGO = { source: 'BACKFILL', lateCode: 'DATA_MIGRATION' };

interface Page {
  readonly items: readonly { readonly inmateId: string }[];
  readonly code?: string;
}

describe('The directory', () => {
  let system: SystemForSpecs;
  const ids: string[] = [];
  let position = '';

  beforeAll(async () => {
    system = await systemForSpecs();
    for (const person of [jose, siti]) {
      const answer = await send('petugas-registrasi', '/inmates', { unitId: RUTAN, ...person, context: LONG_AGO });
      expect([answer.status, answer.text]).toMatchObject([201, expect.any(String)]);
      ids.push((JSON.parse(answer.text) as { id: string }).id);
      position = answer.headers.get('Position') ?? '';
    }
  });
  afterAll(() => system.close());

  async function send(role: Role, path: string, body: object, unit = RUTAN) {
    const headers = {
      Authorization: `Bearer ${await developmentToken({ role, unit })}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      ...(position !== '' && path !== '/inmates' && { 'Wait-For-Position': position }),
    };
    const answer = await fetch(system.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  async function search(body: object, role: Role = 'kpr', unit = RUTAN): Promise<Page & { status: number }> {
    const { status, text } = await send(role, '/directory/search', body, unit);
    return { status, ...(JSON.parse(text) as Page) };
  }
  const idsOf = async (body: object, role?: Role, unit?: string) =>
    (await search(body, role, unit)).items.map(({ inmateId }) => inmateId);
  const graph = (query: string, variables: object, role: Role = 'perawat-klinik') =>
    send(role, '/graphql', { query, variables });

  it('finds by the beginning of a name, by alias and by number, over REST', async () => {
    const found = [{ inmateId: ids[0], name: jose.name, aliases: jose.aliases, registerNumber: jose.registerNumber }];
    for (const question of [{ text: 'jos' }, { text: 'kancil' }, { number: '890002' }, { text: 'santoso maruf' }]) {
      expect(await search(question)).toMatchObject({ status: 200, items: found });
    }
    expect(new Set(await idsOf({ text: 'sant' }))).toEqual(new Set(ids));
  });

  it('answers the same over GraphQL, asked in a body', async () => {
    const query = `query Search($text: String, $number: String) {
      directorySearch(text: $text, number: $number) { items { inmateId name aliases registerNumber custodyStatus present } }
    }`;
    const { text } = await graph(query, { text: 'jose', number: jose.registerNumber });
    const { items } = await search({ text: 'jose', number: jose.registerNumber });
    expect(JSON.parse(text)).toEqual({ data: { directorySearch: { items } } });
    const short = await graph(query, { text: 'jo' });
    expect(JSON.parse(short.text)).toMatchObject({
      errors: [{ extensions: { code: 'too-short-to-search', status: 422 } }],
    });
  });

  it('takes no search term in an address, and lets nobody keep an answer', async () => {
    const token = `Bearer ${await developmentToken({ role: 'kpr', unit: RUTAN })}`;
    const query = encodeURIComponent('{ directorySearch(text: "jose") { items { name } } }');
    for (const [path, status] of [
      [`/graphql?query=${query}`, 405],
      ['/directory/search?text=jose', 405],
      ['/directory?text=jose', 404],
    ] as const) {
      const answer = await fetch(system.url + path, { headers: { Authorization: token } });
      expect([answer.status, await answer.text()]).toEqual([status, expect.not.stringMatching(SECRETS)]);
    }
    expect((await send('kpr', '/directory/search', { text: 'jose' })).headers.get('Cache-Control')).toBe('no-store');
  });

  it('refuses what is no search, and who may not know names', async () => {
    expect(await search({})).toMatchObject({ status: 422, code: 'nothing-to-search' });
    expect(await search({ text: 'jo' })).toMatchObject({ status: 422, code: 'too-short-to-search' });
    for (const body of [
      { text: 7 },
      { text: '' },
      { text: 'x'.repeat(101) },
      { name: 'jose' },
      { text: 'jose', limit: 0 },
    ]) {
      expect(await search(body)).toMatchObject({ status: 400, code: 'invalid-request' });
    }
    expect(await search({ text: 'jose', after: 'yesterday' })).toMatchObject({ status: 400, code: 'bad-cursor' });
    for (const role of ['auditor', 'kanwil', 'dpo', 'service', 'admin', 'kepala-bnnk', 'penyuluh'] as const) {
      expect(await search({ text: 'jose' }, role)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    }
  });

  it('shows to each unit its own people only', async () => {
    expect(await idsOf({ text: 'jose' }, 'petugas-registrasi', 'RUTAN-PURBALINGGA')).toEqual([]);
    expect(await idsOf({ text: 'jose' }, 'asesor-bnnk', 'BNNK-PURBALINGGA')).toEqual([]);
    expect(await idsOf({ text: 'jose' }, 'karutan')).toEqual([ids[0]]);
  });

  it('records whom it shows before it answers, and nothing when it shows nobody', async () => {
    const before = await viewings();
    await search({ text: 'nobody' });
    expect(await viewings()).toHaveLength(before.length);
    await search({ text: 'sant' }, 'kasubsi-pelayanan');
    const [viewed, ...others] = (await viewings()).slice(before.length);
    expect(others).toEqual([]);
    expect(viewed).toMatchObject({
      data: { purpose: 'directory-search', subjects: [expect.any(String), expect.any(String)] },
      metadata: { actor: { role: 'kasubsi-pelayanan' } },
    });
  });

  async function viewings() {
    const found = [];
    for await (const event of system.engine.store.readAll()) if (event.type === 'RecordsViewed') found.push(event);
    return found;
  }

  it('leaves no plaintext in any read model, log line or file', async () => {
    const collections = await system.database.listCollections().toArray();
    const documents = await Promise.all(
      collections.map(({ name }) => system.database.collection(name).find().toArray()),
    );
    expect(documents.flat().length).toBeGreaterThan(4);
    expect(JSON.stringify(documents)).not.toMatch(SECRETS);
    expect(system.logged()).not.toMatch(SECRETS);
    const entries = await readdir(system.dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const written = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
    expect(written).toMatch(/registerPeriod[^]*custodyStatus|custodyStatus[^]*registerPeriod/);
    expect(written).not.toMatch(SECRETS);
  });

  it('shows whose key was destroyed as gone, and finds them no more once it is built again (D8)', async () => {
    const { engine, database } = system;
    const [registered] = await engine.store.read(`inmate-${ids[0]}`);
    const { subject } = registered?.data as { subject: string };
    const keys = database.client.db('bersinar-keyring');
    const keyring = await openKeyring({ db: keys, kekFile: join(system.dataDir, 'keys', 'kek'), mayCreate: false });
    await keyring.destroy(subject, ['health', 'identity', 'narrative', 'security']);
    const { store, registry, staff, keys: ofHouse, log, build, zoneOf, now } = engine;
    const without: Engine = { store, registry, staff, keys: ofHouse, log, build, zoneOf, now, keyring }; // no key of theirs is still in memory
    expect(await foundIn(database, without)).toMatchObject([{ inmateId: ids[0], aliases: [], gone: ['identity'] }]);

    const anew = database.client.db(`anew_${randomUUID().slice(0, 8)}`);
    const run = runProjections([directory], { store, registry, keyring, log, db: anew });
    const head = (await store.head()) ?? '';
    await until('Building anew', () =>
      Promise.resolve(run.statuses().every((status) => (status.position ?? '') >= head)),
    );
    await run.stop();
    expect(await foundIn(anew, without)).toEqual([]);
    expect(
      await anew
        .collection('directory__v1')
        .find({ tokens: { $exists: true } })
        .toArray(),
    ).toMatchObject([{}, {}]);
  });

  async function foundIn(db: Db, engine: Engine) {
    const answering = {
      reader: readerOf(clerk),
      engine,
      models: new MongoReadModels(db, engine.log),
      records: new RecordedOpening(engine),
      today: '2024-12-16',
    };
    return ((await directorySearch.answer({ text: 'jose' } as never, answering)) as Page).items;
  }
});
