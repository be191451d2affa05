import { LOG, type SpecApp, startForSpecs } from './app-for-specs.js';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

let edge: SpecApp;
beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

async function ask(query: string, headers: Record<string, string> = {}) {
  const sent = await edge.post('/graphql', { query, variables: null }, headers);
  return { status: sent.status, ...(sent.body as Answer) };
}

async function refusal(query: string, headers: Record<string, string> = {}) {
  const { status, errors = [] } = await ask(query, headers);
  return [status, ...new Set(errors.map(({ extensions }) => extensions.code))];
}

const nested = (levels: number): string => (levels === 1 ? '{ id }' : `{ inner ${nested(levels - 1)} }`);
const aliases = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}: note(id: "x") { id }`).join(' ');

describe('GraphQL', () => {
  it('answers a question, with the reader of its token', async () => {
    const position = '00000000000000000100.0123abcd';
    const headers = { 'Wait-For-Position': `${LOG}.${position}` };
    expect(await ask('{ note(id: "x") { id waitFor } }', headers)).toEqual({
      status: 200,
      data: { note: { id: 'x', waitFor: position } },
    });
  });

  it('refuses who has no token, a wrong one, or the wrong role', async () => {
    const query = '{ note(id: "x") { id } }';
    expect(await refusal(query, { Authorization: '' })).toEqual([401, 'token-missing']);
    expect(await refusal(query, { Authorization: 'Bearer x' })).toEqual([401, 'token-invalid']);
    const service = await edge.tokenOf('service');
    expect(await refusal(query, { Authorization: `Bearer ${service}` })).toEqual([403, 'role-not-allowed']);
  });

  it('closes a query that names no permission', async () => {
    expect(await refusal('{ forgotten { id } }')).toEqual([200, 'route-closed']);
  });

  it('refuses what is no query', async () => {
    for (const query of ['{', '{ nothing }', '{ note { id } }', 'mutation { note }']) {
      expect([query, await refusal(query)]).toEqual([query, [400, 'malformed-query']]);
    }
  });

  it('refuses a body that is no JSON with the same code as REST', async () => {
    const { status, body } = (await edge.post('/graphql', '{')) as { status: number; body: Answer };
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'malformed-json']);
  });

  it.each([
    ['its query', '{"query":"{ note(id: \\"x\\") { id } }","query":"{ forgotten { id } }"}'],
    ['a variable', '{"query":"query($id: String!) { note(id: $id) { id } }","variables":{"id":"a","id":"b"}}'],
    [
      'a variable in other letters',
      String.raw`{"query":"{ note(id: \"x\") { id } }","variables":{"id":"a","\u0069d":"b"}}`,
    ],
    ['a member of a variable', '{"query":"{ note(id: \\"x\\") { id } }","variables":{"in":[{"a":1,"a":1}]}}'],
  ])('refuses a body that names %s twice (D5)', async (_, sent) => {
    const { status, body } = (await edge.post('/graphql', sent)) as { status: number; body: Answer };
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'duplicate-member']);
  });

  it('refuses a query that names an argument twice', async () => {
    expect(await refusal('{ note(id: "x", id: "y") { id } }')).toEqual([400, 'malformed-query']);
  });

  it('takes no question in an address, where it would be logged', async () => {
    const sent = await edge.get(`/graphql?query=${encodeURIComponent('{ note(id: "x") { id } }')}`);
    expect([sent.status, sent.body]).toMatchObject([405, { code: 'method-not-allowed' }]);
    expect(JSON.stringify(sent.body)).not.toContain('note');
  });

  it('answers 8 levels and 20 root fields, and no more', async () => {
    expect((await ask(`{ note(id: "x") ${nested(7)} }`)).status).toBe(200);
    expect(await refusal(`{ note(id: "x") ${nested(8)} }`)).toEqual([400, 'query-too-large']);
    expect((await ask(`{ ${aliases(20)} }`)).status).toBe(200);
    expect(await refusal(`{ ${aliases(21)} }`)).toEqual([400, 'query-too-large']);
  });

  it('counts what fragments spread, once around a cycle', async () => {
    const fragment = `fragment Half on Query { ${aliases(11)} }`;
    expect(await refusal(`{ ...Half ... on Query { ...Half } } ${fragment}`)).toEqual([400, 'query-too-large']);
    const deep = `{ note(id: "x") { inner { ...Deep } } } fragment Deep on NoteView ${nested(7)}`;
    expect(await refusal(deep)).toEqual([400, 'query-too-large']);
    const cycle = '{ note(id: "x") { ...A } } fragment A on NoteView { inner { ...A } }';
    expect(await refusal(cycle)).toEqual([400, 'malformed-query']);
  });

  it('stops reading a query of thousands of words', async () => {
    expect(await refusal(`{ ${'note '.repeat(3_000)} }`)).toEqual([400, 'malformed-query']);
  });

  it('says nothing of a fault of ours, but logs where it is', async () => {
    const { status, errors = [] } = await ask('{ note(id: "fail") { id } }');
    expect([status, errors[0]?.extensions.code]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(errors)).not.toMatch(/TypeError|at |resolver/);
    expect(edge.lines.find((line) => line.includes('internal-error'))).toContain('app-for-specs');
  });

  it('lets GraphiQL introspect it, with a token', async () => {
    const types =
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } }';
    expect((await ask(types)).status).toBe(200);
    expect(await refusal(types, { Authorization: '' })).toEqual([401, 'token-missing']);
  });

  it('challenges who has no good token, as REST does', async () => {
    const answer = await edge.http.post('/graphql').set('Authorization', 'Bearer x').send({ query: '{ __typename }' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="bersinar", error="invalid_token"');
  });
});
