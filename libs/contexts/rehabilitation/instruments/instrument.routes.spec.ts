import { Module } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Engine } from '#kernel';
import { developmentToken, type Role, ROLES, StaffRegister, verifierOf } from '#platform/auth';
import { createHttpApp, Readiness } from '#platform/http';
import { recording } from '#platform/for-specs';
import { createLogger } from '#platform/telemetry';
import { interview, numbered, vectors, yesNo } from './forms-for-specs.js';
import { InstrumentController } from './instrument.controller.js';

@Module({})
class Provision {}

@Module({ controllers: [InstrumentController] })
class Instruments {}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

async function start() {
  const { engine, staff } = recording([], () => new Date());
  const provided = [
    { provide: Engine, useValue: engine },
    { provide: StaffRegister, useValue: staff },
    { provide: Readiness, useValue: { checks: () => Promise.resolve([]) } },
  ];
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-instruments-'));
  const env = { DEV_ISSUER_KEY: join(folder, 'key.jwk') };
  const lines: string[] = [];
  const provision = { module: Provision, global: true, providers: provided, exports: provided };
  const app = await createHttpApp(
    { module: Instruments, imports: [provision] },
    {
      logger: createLogger('trace', { write: (line: string) => void lines.push(line) }),
      verify: await verifierOf(env),
      graphql: false,
    },
  );
  await app.listen(0, '127.0.0.1');
  const http = request(await app.getUrl());
  const tokenOf = (role: Role) => developmentToken({ role, unit: 'RUTAN-BANJARNEGARA' }, env);
  return {
    lines,
    http,
    get: async (path: string, role: Role = 'asesor-bnnk'): Promise<Answer> =>
      http.get(path).set('Authorization', `Bearer ${await tokenOf(role)}`),
    score: async (code: string, body: object, role: Role = 'perawat-klinik'): Promise<Answer> =>
      http
        .post(`/instruments/${code}/score`)
        .set('Authorization', `Bearer ${await tokenOf(role)}`)
        .send(body),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let api: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

const used = interview({ q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' });

describe('POST /instruments/:code/score', () => {
  it.each<[string, object, object]>([
    [
      'WHO_ASSIST',
      { version: '3.1', referencePeriod: 'THREE_MONTHS_BEFORE_ARREST', answers: { amphetamine: used } },
      { scores: { amphetamine: { score: 37, risk: 'HIGH' } }, highestRisk: 'HIGH' },
    ],
    ['DAST_10', { answers: yesNo('YNNYNNYNNN') }, { score: 4, band: 'moderate' }],
    [
      'URICA',
      { answers: numbered(vectors.urica[3]?.items ?? []) },
      {
        precontemplation: 2,
        contemplation: 4.285714285714286,
        action: 4,
        maintenance: 3,
        readiness: 9.285714285714285,
      },
    ],
    [
      'WHOQOL_BREF',
      { answers: numbered(vectors.whoqolBref[5]?.raw ?? []) },
      { scorable: true, domains: { physical: 78.57, psychological: 70.83, social: null, environment: 62.5 } },
    ],
    [
      'WHOQOL_BREF',
      { answers: {} },
      { scorable: false, domains: { physical: null, psychological: null, social: null, environment: null } },
    ],
    ['LIKERT', { version: 'self-efficacy-2x4', answers: numbered([1, 4]) }, { score: 5, mean: 2.5 }],
  ])('answers what %s scores, without a key and as often as asked', async (code, body, expected) => {
    for (let times = 0; times < 2; times += 1) {
      const { status, body: answer, headers } = await api.score(code, body);
      expect([status, answer]).toEqual([200, expected]);
      expect(headers).not.toHaveProperty('position');
    }
  });

  it.each<[string, object, object]>([
    [
      'WHO_ASSIST',
      { answers: { tobacco: used } },
      { code: 'item-not-asked', rule: 'R-2.2', problems: ['tobacco.q5 is not asked for tobacco'] },
    ],
    [
      'WHO_ASSIST',
      { referencePeriod: 'NOW', answers: { opioids: used } },
      { code: 'unknown-reference-period', rule: 'R-2.2' },
    ],
    [
      'WHO_ASSIST',
      { version: '2.0', answers: {} },
      { code: 'unknown-version', problems: ['version must be one of 3.1'] },
    ],
    ['DAST_10', { answers: yesNo('YNNYNNYNN') }, { code: 'item-missing', rule: 'R-2.4', problems: ['10 is missing'] }],
    ['URICA', { answers: { 1: 6 } }, { code: 'item-out-of-range', rule: 'R-2.4' }],
    ['COWS', { answers: { pulse: 3 } }, { code: 'item-out-of-range', rule: 'R-2.5' }],
    ['ASI', { answers: {} }, { code: 'item-missing', rule: 'R-2.7' }],
  ])('refuses a form of %s by its rule: %j', async (code, body, expected) => {
    const answer = await api.score(code, body);
    expect([answer.status, answer.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toMatchObject({ title: 'A rule said no', ...expected });
  });

  it.each<[object, string]>([
    [{}, 'invalid-request'],
    [{ answers: [] }, 'invalid-request'],
    [{ answers: {}, score: 7 }, 'invalid-request'],
    [{ answers: {}, referencePeriod: 'EVER' }, 'invalid-request'],
    [{ answers: { 1: 1.5 } }, 'not-in-profile'],
    [{ answers: { 1: null } }, 'not-in-profile'],
  ])('does not take %j (D5)', async (body, code) => {
    const answer = await api.score('WHOQOL_BREF', body);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, code]);
  });

  it('knows no other instrument', async () => {
    for (const code of ['AUDIT', 'who-assist', 'constructor']) {
      expect((await api.score(code, { answers: {} })).status).toBe(404);
    }
  });

  it('is for who cares for the inmates only (domain 5.5)', async () => {
    const allowed = [];
    for (const role of ROLES) {
      const { status, body } = await api.score('DAST_10', { answers: yesNo('NNYNNNNNNN') }, role);
      if (status === 200) allowed.push(role);
      else expect([status, (body as { code: string }).code]).toEqual([403, 'role-not-allowed']);
    }
    expect(allowed).toEqual(['perawat-klinik', 'asesor-bnnk']);
    expect((await api.http.post('/instruments/DAST_10/score').send({ answers: {} })).status).toBe(401);
  });

  it('leaves no answer in the log or in a problem, at its most talkative', async () => {
    const secret = 'rahasia-orang';
    const comment = { severity: 3, comment: secret };
    const answers: object[] = [
      await api.score('ASI', { answers: { drug: comment } }),
      await api.score('WHO_ASSIST', { answers: { opioids: { ...used, q6: secret } } }),
      await api.score('DAST_10', { answers: secret }),
    ].map(({ body }) => body as object);
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(api.lines.join('')).not.toContain(secret);
    expect(api.lines.join('')).toContain('/instruments/:code/score');
  });
});

describe('GET /instruments', () => {
  it('lists the instruments with their versions, the one used by default first', async () => {
    const { status, body } = await api.get('/instruments');
    expect([status, body]).toEqual([
      200,
      {
        items: [
          { code: 'WHO_ASSIST', versions: ['3.1'] },
          { code: 'DAST_10', versions: ['1982'] },
          { code: 'ASI', versions: ['5-severity'] },
          { code: 'URICA', versions: ['32', '32-common', '32-vcu'] },
          { code: 'WHOQOL_BREF', versions: ['spss-formula', 'spss-table', 'awell-formula', 'awell-table'] },
          { code: 'COWS', versions: ['2003'] },
          { code: 'CIWA_AR', versions: ['1989-camcops', '1989-asam', '1989-8-15-20'] },
          { code: 'LIKERT', versions: ['<name>-<items>x<points>'] },
        ],
      },
    ]);
  });

  it('shows the form, the method and the cut-offs of a version', async () => {
    const { status, body } = await api.get('/instruments/WHO_ASSIST');
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ code: 'WHO_ASSIST', version: '3.1', referencePeriods: expect.any(Array) as unknown }),
    ]);
    expect(body).toMatchObject({
      cutoffs: { scales: { alcohol: [{ band: 'LOW', upTo: 10 }, { band: 'MODERATE', upTo: 26 }, { band: 'HIGH' }] } },
    });
    expect(body).not.toHaveProperty('score');
    expect((await api.get('/instruments/URICA?version=32-vcu')).body).toHaveProperty('cutoffs.set', '32-vcu');
    expect((await api.get('/instruments/URICA?version=33')).status).toBe(422);
    expect((await api.get('/instruments/AUDIT')).status).toBe(404);
    expect((await api.get('/instruments', 'karutan')).status).toBe(403);
  });
});

describe('the OpenAPI document', () => {
  it('shows scoring as a question: a body, 200 and problems, but no Idempotency-Key', async () => {
    interface Operation {
      readonly parameters: { name: string }[];
      readonly responses: object;
      readonly requestBody: { content: object };
    }
    const { body } = (await api.http.get('/openapi.json')) as { body: { paths: Record<string, { post: Operation }> } };
    const { parameters, responses, requestBody } = body.paths['/instruments/{code}/score']?.post ?? {};
    expect(parameters?.map(({ name }) => name)).toEqual(['code', 'Wait-For-Position']);
    const refusals = ['400', '401', '403', '404', '413', '415', '422', '429', '500', '503', '504'];
    expect(Object.keys(responses ?? {})).toEqual(['200', ...refusals]);
    expect(requestBody?.content).toHaveProperty('application/json');
  });
});
