import { Module } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { Engine, id, InMemoryEventStore, inMemoryKeyring, Registry } from '#kernel';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { OpenedRecords, RecordedOpening } from '#platform/audit';
import { developmentToken, type Role, verifierOf, zoneOf } from '#platform/auth';
import { createHttpApp, Readiness } from '#platform/http';
import { inMemoryReadModels, ReadModels } from '#platform/projections';
import { CooperationModule, cooperationProjections } from '../index.js';
import { BNNK, bnnkParty, digest, draft, foundationParty, RUTAN, rutanParty } from './agreement-for-specs.js';

const engine: Engine = {
  store: new InMemoryEventStore(),
  keyring: inMemoryKeyring(),
  registry: new Registry(agreementEvents),
  log: id('log'),
  build: 'spec',
  zoneOf,
  now: () => new Date(),
};
const provided = [
  { provide: Engine, useValue: engine },
  { provide: ReadModels, useValue: inMemoryReadModels([], cooperationProjections) },
  { provide: OpenedRecords, useValue: new RecordedOpening(engine) },
  { provide: Readiness, useValue: { checks: () => Promise.resolve([]) } },
];

@Module({})
class Provision {}

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-agreements-'));
  const env = { DEV_ISSUER_KEY: join(folder, 'key.jwk') };
  const provision = { module: Provision, global: true, providers: provided, exports: provided };
  const module = { module: CooperationModule, imports: [provision] };
  const app = await createHttpApp(module, { logger: pino({ level: 'silent' }), verify: await verifierOf(env) });
  await app.listen(0, '127.0.0.1');
  const http = request(await app.getUrl());
  const as = async (role: Role, unit: string, subject: string) => {
    const token = await developmentToken({ role, unit, subject }, env);
    return (path: string, body?: object, key = id('spec', path, JSON.stringify(body ?? {}))) =>
      body === undefined
        ? http.get(path).set('Authorization', `Bearer ${token}`)
        : http.post(path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body);
  };
  return {
    drafter: await as('kasubsi-pelayanan', RUTAN, 'kasubsi-1'),
    karutan: await as('karutan', RUTAN, 'karutan-1'),
    kepala: await as('kepala-bnnk', BNNK, 'kepala-1'),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe('/agreements', () => {
  let api: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    api = await start();
  });
  afterAll(() => api.close());

  const body = { ...draft, unitId: RUTAN };
  const signOn = (party: { partyId: string }) => ({ partyId: party.partyId, signedOn: '2024-12-16' });
  const propose = async (change: object = {}): Promise<string> => {
    const { status, body: told } = await answer(api.drafter('/agreements', { ...body, ...change }));
    expect(status).toBe(201);
    return `/agreements/${(told as { id: string }).id}`;
  };

  it('takes an agreement from proposal to its end', async () => {
    const at = await propose({ title: 'Nota Kesepahaman sampai berakhir' });
    const successor = await propose({ title: 'Nota Kesepahaman berikutnya' });
    const signed = async (agreement: string): Promise<void> => {
      await act(api.drafter(`${agreement}/discuss`, { heldOn: '2024-12-13' }));
      await act(api.karutan(`${agreement}/approve`, {}));
      await act(api.karutan(`${agreement}/sign`, signOn(rutanParty)));
      await act(api.kepala(`${agreement}/sign`, signOn(bnnkParty)));
    };
    await act(api.drafter(`${at}/discuss`, { heldOn: '2024-12-13', comment: 'Dibahas' }));
    await act(api.karutan(`${at}/return`, { comment: 'Perbaiki judul' }));
    await act(api.drafter(`${at}/revise`, { title: 'Nota Kesepahaman yang diperbaiki' }));
    await signed(at);
    await signed(successor);
    await act(api.karutan(`${at}/bring-into-force`, {}));
    await act(api.drafter(`${at}/addenda`, { title: 'Adendum', text: 'Teks', changes: {}, effectiveOn: '2025-01-01' }));
    await act(api.karutan(`${at}/sign-addendum`, { number: 1, ...signOn(rutanParty) }));
    await act(api.drafter(`${at}/sign-addendum`, { number: 1, ...signOn(bnnkParty), documentSha256: digest }));
    await act(api.karutan(`${at}/evaluate`, { evaluatedOn: '2025-06-01', outcome: 'CONTINUE' }));
    await act(api.karutan(`${at}/suspend`, { suspendedOn: '2025-06-02', reasonCode: 'FORCE_MAJEURE' }));
    await act(api.karutan(`${at}/resume`, { resumedOn: '2025-06-09' }));
    await act(
      api.karutan(`${at}/renew`, { successorId: successor.replace('/agreements/', ''), renewedOn: '2025-06-10' }),
    );
    await act(
      api.karutan(`${at}/terminate`, {
        reasonCode: 'MUTUAL_CONSENT',
        noticeOn: '2025-06-10',
        effectiveOn: '2025-07-10',
        casesInProgress: [],
      }),
    );
    await refused(api.karutan(`${at}/expire`, {}), 'agreement-terminated');
    await refused(api.karutan(`${at}/cancel`, { reasonCode: 'REPLACED' }), 'already-signed');
  });

  it.each([
    ['neither an account nor a name', { office: 'Ketua' }],
    ['a name without a subject', { office: 'Ketua', name: 'Ketua' }],
    ['an account and a name', { ...foundationParty.signatory, staffId: 'staff-1' }],
  ])('does not take a signatory with %s (R-5.1)', async (_, signatory) => {
    const parties = [rutanParty, { ...foundationParty, signatory }];
    const { status, body: problem } = await answer(api.drafter('/agreements', { ...body, parties }));
    expect(status).toBe(400);
    expect(problem).toMatchObject({
      problems: ['parties[1].signatory must have either staffId, or subject and name'],
    });
  });

  it('takes a signatory without an account', async () => {
    await propose({ parties: [rutanParty, foundationParty] });
  });

  it('answers the register, one agreement and coverage over REST', async () => {
    expect((await api.kepala('/agreements?status=SIGNED&expiringWithinDays=90&on=2026-10-01')).body).toEqual({
      items: [],
    });
    expect((await api.kepala('/agreements?expiringWithinDays=soon')).status).toBe(400);
    expect((await api.kepala(`/agreements/${rutanParty.partyId}`)).status).toBe(404);
    expect((await api.kepala(`/coverage?service=SCREENING&unitId=${RUTAN}&on=2025-01-01`)).body).toEqual({
      service: 'SCREENING',
      unitId: RUTAN,
      on: '2025-01-01',
      covered: false,
      agreements: [],
    });
  });

  it('answers the same questions over GraphQL', async () => {
    const query = `{
      agreements(kind: "PKS", expiringWithinDays: 90) { items { agreementId standing parties { office } } next }
      coverage(service: "SCREENING", unitId: "${RUTAN}", on: "2025-01-01") { covered agreements { why } }
    }`;
    const { body: answered } = await answer(api.kepala('/graphql', { query }));
    const one = { query: `{ agreement(id: "${rutanParty.partyId}", on: "2025-01-01") { standing } }` };
    expect((await answer(api.kepala('/graphql', one))).body).toMatchObject({
      errors: [{ extensions: { code: 'not-found' } }],
    });
    expect(answered).toEqual({
      data: { agreements: { items: [], next: null }, coverage: { covered: false, agreements: [] } },
    });
  });
});

type Answer = { readonly status: number; readonly body: unknown };
type Answering = PromiseLike<Answer>;

const answer = async (asked: Answering): Promise<Answer> => await asked;

async function act(asked: Answering): Promise<void> {
  const { status, body } = await asked;
  expect({ status, body }).toMatchObject({ status: 200, body: { id: expect.any(String) as string } });
}

async function refused(asked: Answering, code: string): Promise<void> {
  const { status, body } = await asked;
  expect({ status, body }).toMatchObject({ status: 422, body: { code } });
}
