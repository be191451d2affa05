import { DRAFT, outcome, type SpecApp, startForSpecs } from './app-for-specs.js';

let edge: SpecApp;
let keys = 0;

const send = (body: object | string, headers: Record<string, string> = {}) =>
  edge.post('/notes', body, { 'Idempotency-Key': `key-${(keys += 1)}`, ...headers });
const raw = (body: string, type = 'application/json') => send(body, { 'Content-Type': type });
const problemsAt = async (path: string) => {
  const { status, body } = (await edge.get(path)) as { status: number; body: { problems?: string[] } };
  return [status, body.problems];
};
const problemsOf = async (body: object) => ((await send(body)).body as { problems: string[] }).problems;

beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

describe('a body', () => {
  it.each([
    ['cut short', '{"unitId":'],
    ['empty', ''],
    ['with a trailing comma', '{"title":"x",}'],
    ['nested too deep', '['.repeat(40) + ']'.repeat(40)],
    ['nested absurdly deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('%s is 400 malformed-json', async (_, body) => {
    expect(await outcome(raw(body))).toBe('400 malformed-json');
  });

  it.each([
    ['__proto__', '{"__proto__":{"title":"x"}}'],
    ['prototype', '{"prototype":1}'],
    ['hasOwnProperty', '{"hasOwnProperty":"x"}'],
    ['context.prototype', '{"context":{"prototype":1}}'],
    ['lines[0].constructor', '{"lines":[{"constructor":"x"}]}'],
  ])('with %s says where there is no such field', async (at, body) => {
    const { status, body: problem } = (await raw(body)) as { status: number; body: Record<string, unknown> };
    expect([status, problem.code, problem.problems]).toEqual([400, 'invalid-request', [`${at} is not a field here`]]);
  });

  it.each([
    ['title', '{"title":"a","title":"a"}'],
    ['title', String.raw`{"title":"a","\u0074itle":"b"}`],
    ['context.source', '{"context":{"source":"API","lateCode":"PAPER_RECORD","source":"BACKFILL"}}'],
    ['lines[1].line', '{"lines":[{"line":"x"},{"line":"y","line":"z"}]}'],
    ['unknown', '{"unknown":{},"unknown":[]}'],
    ['', '{"":1,"":1}'],
  ])('that names %s twice is 400 duplicate-member (D5)', async (member, body) => {
    const { status, body: problem } = (await raw(body)) as { status: number; body: Record<string, unknown> };
    expect([status, problem.code, problem.problems]).toEqual([400, 'duplicate-member', [`${member} is there twice`]]);
  });

  it('of a batch that names a member twice is 400 duplicate-member (D5)', async () => {
    const rows = '"unitId":"RUTAN-BANJARNEGARA","issuedOn":"2024-12-16","rows":[{"title":"a","title":"b"}]';
    const sent = edge.post('/notes/batch', `{${rows}}`, { 'Idempotency-Key': 'twice' });
    expect(await outcome(sent)).toBe('400 duplicate-member');
  });

  it('that names alike members of different objects is taken', async () => {
    const lines = [{ line: 'x' }, { line: 'x' }];
    expect(await outcome(send({ ...DRAFT, lines, context: {} }))).toBe('201');
  });

  it('that names a member twice in two normal forms is 400 (D5)', async () => {
    expect(await outcome(raw('{"caf\u00e9":1,"cafe\u0301":1}'))).toBe('400 not-in-profile');
  });

  it('that is not UTF-8 is 400 malformed-json', async () => {
    const sent = await fetch(`${await edge.app.getUrl()}/notes`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${edge.token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'latin',
      },
      body: Buffer.from('{"title":"caf\u00e9"}', 'latin1'),
    });
    expect([sent.status, ((await sent.json()) as { code: string }).code]).toEqual([400, 'malformed-json']);
  });

  it.each(['[]', '"text"', '7', 'true'])('%s is 400 not-an-object', async (body) => {
    expect(await outcome(raw(body))).toBe('400 not-an-object');
  });

  it.each([
    ['a lone surrogate', String.raw`"\ud800"`],
    ['null', 'null'],
    ['a fraction', '1.5'],
    ['a number beyond 2^53-1', '9007199254740993'],
    ['an infinite number', '1e400'],
  ])('with %s is 400 not-in-profile (D5)', async (_, value) => {
    const { status, body } = (await raw(`{"title":${value}}`)) as { status: number; body: Record<string, unknown> };
    expect([status, body.code, body.problems]).toEqual([400, 'not-in-profile', [expect.stringMatching(/^title /)]]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data'])(
    'of type %s is 415 not-json',
    async (type) => {
      expect(await outcome(raw('{}', type))).toBe('415 not-json');
    },
  );

  it.each([
    [{ 'Content-Encoding': 'gzip' }, 'body-encoded'],
    [{ 'Content-Type': 'application/json; charset=latin1' }, 'body-encoded'],
    [{ 'Content-Type': 'text/csv; charset="iso-8859-1"' }, 'not-json'],
  ])('with %j is 415 %s', async (headers, code) => {
    expect(await outcome(send('{}', headers))).toBe(`415 ${code}`);
  });

  it.each([{ 'Content-Encoding': 'identity' }, { 'Content-Type': 'application/json; charset="UTF-8"' }])(
    'with %j is read',
    async (headers) => {
      expect(await outcome(send('{}', headers))).toBe('400 invalid-request');
    },
  );

  it('over 256 KiB is 413 body-too-large', async () => {
    expect(await outcome(send({ ...DRAFT, title: 'x'.repeat(256 * 1024) }))).toBe('413 body-too-large');
    expect(await outcome(send({ ...DRAFT, title: 'x'.repeat(255 * 1024) }))).toBe('400 invalid-request');
  });

  it('that is absent counts as empty', async () => {
    const answer = edge.post('/notes', undefined, { 'Idempotency-Key': 'absent' });
    expect(await outcome(answer)).toBe('400 invalid-request');
  });

  it('has no field that its class does not name, at any depth', async () => {
    const body = { ...DRAFT, extra: 1, context: { who: 'x' }, lines: [{ line: 'x', more: 'x' }] };
    expect(await problemsOf(body)).toEqual(
      expect.arrayContaining([
        'extra is not a field here',
        'context.who is not a field here',
        'lines[0].more is not a field here',
      ]),
    );
  });

  it.each([
    [{ title: 7 }, 'title must be text of 1 to 50 characters, not a number'],
    [{ issuedOn: '2025-02-29' }, 'issuedOn must be a calendar day YYYY-MM-DD, not "2025-02-29"'],
    [{ lines: 'secret' }, 'lines must be a list of 0 to 2 objects, not text of 6'],
    [{ lines: ['secret'] }, 'lines must be a list of 0 to 2 objects, not a list of 1'],
    [{ context: [] }, 'context must be an object, not a list of 0'],
    [
      { context: { occurredAt: '2024-12-16T09:00' } },
      'context.occurredAt must be an ISO 8601 instant with an offset, not "2024-12-16T09:00"',
    ],
  ])('with %j names the field and what is wrong', async (change, problem) => {
    expect(await problemsOf({ ...DRAFT, ...change })).toContain(problem);
  });

  it('is not quoted where people write what they like, and names many problems at most', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 'secret-value']));
    const answer = await send({ ...wrong, title: { secret: 'secret-value' } });
    expect(JSON.stringify(answer.body)).not.toContain('secret-value');
    expect((answer.body as { problems: string[] }).problems).toHaveLength(50);
  });
});

describe('a question', () => {
  it('takes only what its class names', async () => {
    expect(await outcome(edge.get('/notes?limit=50'))).toBe('200');
    for (const query of ['limit=0', 'limit=201', 'limit=1e2', 'limit=1&limit=2', 'of=x', 'other=1']) {
      expect(await outcome(edge.get(`/notes?${query}`))).toBe('400 invalid-request');
    }
  });

  it.each(['prototype', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'is not asked %s, which every object has',
    async (name) => {
      expect(await problemsAt(`/notes?${name}=1`)).toEqual([400, [`${name} is not a field here`]]);
    },
  );

  it.each(['/notes/resting', '/notes/22222222-2222-4222-8222-222222222222'])(
    'at %s, which takes nothing, is asked nothing',
    async (path) => {
      expect(await problemsAt(`${path}?other=1`)).toEqual([400, ['other is not a field here']]);
    },
  );

  it('is not asked with a command', async () => {
    const sent = edge.post('/notes?dryRun=true', DRAFT, { 'Idempotency-Key': 'asking' });
    expect(await outcome(sent)).toBe('400 invalid-request');
  });

  it('finds nothing at an id that is no lower-case uuid', async () => {
    expect(await outcome(edge.get('/notes/22222222-2222-4222-8222-22222222222A'))).toBe('404 not-found');
  });

  it('carries the revision of a single record as its ETag', async () => {
    const { headers } = await edge.get('/notes/22222222-2222-4222-8222-222222222222');
    expect(headers.etag).toBe('"4"');
  });

  it.each(['/nowhere', '/%zz', '/notes/x/y/z', `/notes/${'x'.repeat(300)}/acknowledge`])(
    '%s is 404 no-such-route',
    async (path) => {
      const answer = await edge.get(path);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect(await outcome(Promise.resolve(answer))).toBe('404 no-such-route');
      expect(JSON.stringify(answer.body)).not.toContain(path);
    },
  );
});

describe('a problem', () => {
  it('has everything RFC 9457 asks for, and nothing of the inside', async () => {
    const correlation = '33333333-3333-4333-8333-333333333333';
    const answer = await send({ ...DRAFT, title: '' }, { 'X-Correlation-Id': correlation });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'en',
      'cache-control': 'no-store',
      'x-correlation-id': correlation,
    });
    expect(answer.body).toEqual({
      type: 'urn:bersinar:problem:invalid-request',
      title: 'The request is malformed',
      status: 400,
      detail: 'Some fields are not what they should be: mend what problems names.',
      instance: `urn:uuid:${correlation}`,
      code: 'invalid-request',
      problems: ['title must be text of 1 to 50 characters, not text of 0'],
    });
  });

  it('speaks Indonesian to who likes it better', async () => {
    const answer = await send('{', { 'Accept-Language': 'en;q=0.5, id-ID' });
    expect(answer.headers['content-language']).toBe('id');
    expect(answer.body).toMatchObject({
      title: 'Permintaan tidak sesuai bentuk',
      detail: 'Isi permintaan bukan JSON yang sah dalam UTF-8: periksa kurung, tanda kutip dan komanya.',
    });
  });

  it.each([
    'not-a-uuid',
    '33333333-3333-4333-8333-33333333333A',
    '00000000-0000-0000-3304-011203890002', // digits that are somebody's number
  ])('replaces the correlation id %s', async (given) => {
    const { headers } = await edge.get('/notes', { 'X-Correlation-Id': given });
    expect(headers['x-correlation-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers['x-correlation-id']).not.toBe(given);
  });
});
