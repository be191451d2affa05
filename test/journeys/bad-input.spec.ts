import { randomUUID } from 'node:crypto';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import request from 'supertest';
import { readFile } from 'node:fs/promises';
import { until } from '../../apps/bersinar/story/client.js';
import { at, type Stage } from '../../apps/bersinar/story/scene.js';
import { areOnServers } from '../../libs/platform/stores/stores-for-specs.js';
import { draftOf, issueDirective, ON_PAPER, send } from './directives-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** What would be a stack, a path of ours, or the words of a driver. */
const LEAKS = [
  '    at ',
  'node_modules',
  '.ts:',
  '.js:',
  'Mongo',
  'esdb',
  'SyntaxError',
  'JSON at position',
  'class-validator',
];
const NOBODY = '00000000-0000-4000-8000-000000000000';

const REVOCATION = { reasonCode: 'NO_LONGER_NEEDED', effectiveOn: '2024-12-16' };
const UNREGISTERED = { staffId: NOBODY, unitId: 'RUTAN-BANJARNEGARA', role: 'karutan' };
const from = (source: string) => ({ context: { source } });
const deep = (levels: number) => `{ agreements ${'{ items '.repeat(levels)} { title } ${'}'.repeat(levels)} }`;

interface Sent {
  readonly path?: string;
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('Bad input', () => {
  let system: SystemForSpecs;
  let stage: Stage;
  let directiveId: string;

  beforeAll(async () => {
    system = await systemForSpecs();
    stage = await stageAt(system.url);
    directiveId = await issueDirective(stage.api, stage.cast, 'good');
  });
  afterAll(() => system.close());

  const draft = () => ({ ...draftOf(stage.cast, 'bad'), context: ON_PAPER });
  const head = () => system.engine.store.head();
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

  /** Sends it as the head of the agency; expects a problem that leaks nothing, and a log to which nothing was added. */
  async function expectProblem(status: number, code: string, { path = '/directives', body, headers }: Sent) {
    const before = await head();
    const answer = await request(system.url)
      .post(path)
      .set({
        ...bearer(stage.cast.agencyHead.token),
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      })
      .set(headers ?? {})
      .send(typeof body === 'string' ? body : JSON.stringify(body ?? draft()));
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: `urn:bersinar:problem:${code}`,
      status,
      title: expect.stringMatching(/\w/) as string,
      detail: expect.stringMatching(/\w/) as string,
      instance: `urn:uuid:${String(answer.headers['x-correlation-id'])}`,
    });
    for (const leak of LEAKS) expect(answer.text).not.toContain(leak);
    expect(await head()).toBe(before);
    return answer.body as { readonly problems?: readonly string[] };
  }

  it.each<[string, number, string, Sent]>([
    ['a body that is not JSON', 400, 'malformed-json', { body: '{"unitId": ' }],
    [
      'a body that is not UTF-8 JSON but XML',
      415,
      'not-json',
      { body: '<a/>', headers: { 'Content-Type': 'text/xml' } },
    ],
    ['a list for a body', 400, 'not-an-object', { body: '[]' }],
    ['a body with a name of every object', 400, 'invalid-request', { body: '{"__proto__": {"admin": true}}' }],
    ['a member that is there twice', 400, 'duplicate-member', { body: '{"title": "a", "t\\u0069tle": "b"}' }],
    ['a body nested too deep', 400, 'malformed-json', { body: '{"a":'.repeat(40) + '1' + '}'.repeat(40) }],
    ['a body of more than 256 KiB', 413, 'body-too-large', { body: { text: 'x'.repeat(256 * 1024) } }],
    ['a null', 400, 'not-in-profile', { body: '{"title": null}' }],
    ['a fraction', 400, 'not-in-profile', { body: '{"title": 1.5}' }],
    ['a lone surrogate', 400, 'not-in-profile', { body: '{"title": "\\ud800"}' }],
    ['no Idempotency-Key of its own', 400, 'bad-idempotency-key', { headers: { 'Idempotency-Key': 'two words' } }],
    ['an id that nothing has', 404, 'not-found', { path: `/directives/${NOBODY}/revoke`, body: REVOCATION }],
    ['an id that is none', 404, 'not-found', { path: '/directives/$all/revoke', body: REVOCATION }],
    ['a route that is none', 404, 'no-such-route', { path: '/directives/1/2/3' }],
    [
      'an If-Match that is none',
      400,
      'bad-if-match',
      { path: `/directives/${NOBODY}/revoke`, body: REVOCATION, headers: { 'If-Match': '*' } },
    ],
  ])('%s is answered %i %s', async (_, status, code, sent) => {
    await expectProblem(status, code, sent);
  });

  it.each<[string, (good: object) => object, string]>([
    ['a field that is none', (good) => ({ ...good, colour: 'crimson' }), 'colour is not a field here'],
    [
      'a field in a list that is none',
      (good) => ({ ...good, addressees: [{ colour: 'crimson' }] }),
      'addressees[0].colour is not a field here',
    ],
    ['a number for text', (good) => ({ ...good, title: 7 }), 'title '],
    ['a unit that is none', (good) => ({ ...good, unitId: 'no unit' }), 'unitId '],
    [
      'an instant without offset',
      (good) => ({ ...good, context: { occurredAt: '2024-12-13T10:00:00' } }),
      'context.occurredAt ',
    ],
    ['nothing at all', () => ({}), 'title '],
  ])('%s is named as a problem of its field', async (_, change, problem) => {
    const { problems = [] } = await expectProblem(400, 'invalid-request', { body: change(draft()) });
    expect(problems.filter((words) => words.startsWith(problem))).not.toEqual([]);
    expect(problems.join()).not.toContain('crimson');
  });

  const ofWhatIsReal: readonly [string, number, string, object][] = [
    ['is late and says not why', 422, 'late-entry-needs-reason', { context: { occurredAt: at('10:00') } }],
    ['says that it is made up', 403, 'source-not-allowed', from('DEMONSTRATION')],
  ];

  it.each<[string, number, string, object]>([
    ...(areOnServers() ? [] : ofWhatIsReal), // the log there is a demonstration, where all is made up and nothing late
    ['names somebody whom nobody registered', 422, 'unknown-staff', { addressees: [UNREGISTERED] }],
    ['has not happened yet', 422, 'occurred-in-future', { context: { occurredAt: at('10:00', '2099-12-13') } }],
    ['says that a laboratory wrote it, which is not theirs to say', 403, 'source-not-allowed', from('LAB_LETTER')],
    ['says that the importer says it', 400, 'invalid-request', from('SDP_IMPORT')],
    ['says that a policy says it', 400, 'invalid-request', from('POLICY')],
    ['says why it is late in words of no list', 400, 'invalid-request', { context: { lateCode: 'DEMONSTRATION' } }],
  ])('a draft that %s is answered %i %s', async (_, status, code, change) => {
    await expectProblem(status, code, { body: { ...draft(), ...change } });
  });

  it('the 29th of February of a year that has none is no day', async () => {
    const body = {
      issuedOn: '2023-02-29',
      effectiveOn: '2024-12-16',
      acknowledgeBy: '2024-12-20',
      context: ON_PAPER,
    };
    const { problems = [] } = await expectProblem(400, 'invalid-request', {
      path: `/directives/${directiveId}/issue`,
      body,
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^issuedOn /);
  });

  it.each<[string, () => Promise<Readonly<Record<string, string>>>, string]>([
    ['no token', () => Promise.resolve({ Authorization: '' }), 'token-missing'],
    ['a token that is none', () => Promise.resolve(bearer('a.b.c')), 'token-invalid'],
    ['a token signed by another', async () => bearer(await signed({ key: 'another' })), 'token-invalid'],
    ['a token that is over', async () => bearer(await signed({ expiresIn: '-1h' })), 'token-invalid'],
    ['a token for others', async () => bearer(await signed({ audience: 'others' })), 'token-invalid'],
  ])('%s is answered 401', async (_, headersOf, code) => {
    await expectProblem(401, code, { headers: await headersOf() });
  });

  it('a stale If-Match is answered 412, and the current one is not', async () => {
    const path = `/directives/${directiveId}/acknowledge`;
    const body = { acknowledgedOn: '2024-12-13', context: ON_PAPER };
    const asKasubsi = bearer(stage.cast.kasubsi.token);
    await expectProblem(412, 'revision-mismatch', { path, body, headers: { ...asKasubsi, 'If-Match': '"0"' } });
    const receipt = await stage.api.command(stage.cast.kasubsi, path, body, { 'If-Match': '"1"' });
    expect([receipt.status, receipt.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it('a key that was used with another body is answered 422', async () => {
    const key = randomUUID();
    const first = await send(stage.api, stage.cast.agencyHead, '/directives', draftOf(stage.cast, 'first'), key);
    expect(first.status).toBe(201);
    await expectProblem(422, 'idempotency-key-reused', { headers: { 'Idempotency-Key': key } });
  });

  async function expectRefusedQuery(body: string, code: string): Promise<void> {
    const before = await head();
    const headers = { ...bearer(stage.cast.karutan.token), 'Content-Type': 'application/json' };
    const answer = await request(system.url).post('/graphql').set(headers).send(body);
    const { errors } = answer.body as { errors: { extensions: { code: string } }[] };
    expect([answer.status, errors[0]?.extensions.code]).toEqual([400, code]);
    for (const leak of LEAKS) expect(answer.text).not.toContain(leak);
    expect(await head()).toBe(before);
  }

  it.each([
    ['nested too deep', deep(12), 'query-too-large'],
    [
      'with too many aliases',
      `{ ${Array.from({ length: 21 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'query-too-large',
    ],
    ['for a field that is none', '{ secrets }', 'malformed-query'],
    ['that is no GraphQL', '{ agreements(', 'malformed-query'],
    ['that would change something', 'mutation { sign }', 'malformed-query'],
  ])('a GraphQL query %s is refused', async (_, query, code) => {
    await expectRefusedQuery(JSON.stringify({ query }), code);
  });

  it.each([
    ['the query', '{"query": "{ __typename }", "query": "{ __typename }"}'],
    ['a variable', '{"query": "{ __typename }", "variables": {"on": "2024-12-13", "on": "2024-12-14"}}'],
  ])('a GraphQL body in which %s is there twice is refused', async (_, body) => {
    await expectRefusedQuery(body, 'duplicate-member');
  });

  it('is no reason to be anything but ready', async () => {
    await until('it is ready', async () => (await fetch(`${system.url}/health/ready`)).ok);
    expect(system.logged()).not.toContain('"level":50');
  });
});

/** A token as the development issuer signs it, but for what is told. */
async function signed({ key = 'own', expiresIn = '1h', audience = 'bersinar' }): Promise<string> {
  const jwk = JSON.parse(await readFile(process.env.DEV_ISSUER_KEY ?? '.dev-issuer/key.jwk', 'utf8')) as {
    kid: string;
  };
  const own = await importJWK(jwk, 'EdDSA');
  const another = (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey;
  return new SignJWT({ role: 'kepala-bnnk', unit: 'BNNK-PURBALINGGA' })
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
    .setIssuer('bersinar-development')
    .setAudience(audience)
    .setSubject('somebody')
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(key === 'own' ? own : another);
}
