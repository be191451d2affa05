import { keyed } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { DEVELOPMENT_ISSUER, loginOf, ownStaffIdOf } from '../auth/index.js';
import { RUTAN, type SpecApp, startForSpecs } from './app-for-specs.js';

const FILE = 'a,b\n1,2\n';

describe('A route that takes a file', () => {
  let edge: SpecApp;
  let url: string;
  beforeAll(async () => {
    edge = await startForSpecs();
    url = await edge.app.getUrl();
  });
  afterAll(() => edge.close());

  async function bring(body: string, headers: Record<string, string> = {}, path = '/notes/files') {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${edge.token}`,
        'Content-Type': 'text/csv',
        'Idempotency-Key': 'k',
        ...headers,
      },
      body,
    });
    const problem = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, ...problem };
  }

  it('gets its bytes, whoever sent it, and one id for the same key', async () => {
    const first = await bring(FILE, { 'Content-Type': 'text/csv; charset=utf-8' });
    expect(first).toMatchObject({ status: 200, bytes: FILE.length });
    const [same, other] = [await bring('other'), await bring(FILE, { 'Idempotency-Key': 'l' })];
    expect(same).toMatchObject({ batchId: (first as { batchId?: string }).batchId });
    expect(other).not.toMatchObject({ batchId: (first as { batchId?: string }).batchId });
  });

  it('says who brought it as an importer, and the id tells neither key nor who that is (D1, D2)', async () => {
    const login = loginOf(SPEC_KEYS, { issuer: DEVELOPMENT_ISSUER, subject: `karutan.${RUTAN.toLowerCase()}` });
    expect(await bring(FILE)).toMatchObject({
      batchId: keyed(SPEC_KEYS.command.bytes, 'batch', login, 'DraftDirective', 'k'),
      by: ownStaffIdOf(login),
      kind: 'IMPORT',
    });
  });

  it.each([
    [400, 'idempotency-key-required', FILE, { 'Idempotency-Key': undefined }],
    [415, 'not-csv', '{}', { 'Content-Type': 'application/json' }],
    [415, 'not-csv', FILE, { 'Content-Type': 'application/vnd.ms-excel' }],
    [401, 'token-missing', FILE, { Authorization: undefined }],
  ])('answers %s %s', async (status, code, body, change) => {
    const headers = {
      Authorization: `Bearer ${edge.token}`,
      'Content-Type': 'text/csv',
      'Idempotency-Key': 'k',
      ...change,
    };
    const sent = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined);
    const answer = await fetch(`${url}/notes/files`, { method: 'POST', headers: sent, body });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('documents what it answers to what is no file, and nothing of JSON', async () => {
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, { post: { 'x-refusals': readonly { status: number; code: string }[] } }>;
    };
    const refusals = paths['/notes/files']?.post['x-refusals'] ?? [];
    const codes = refusals.map(({ status, code }) => `${status} ${code}`);
    expect(codes).toEqual(expect.arrayContaining(['415 not-csv', '415 body-encoded']));
    expect(codes.filter((code) => code.includes('json'))).toEqual([]);
  });

  it('says how much a file may have', async () => {
    expect(await bring('x'.repeat(8 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      code: 'body-too-large',
      detail: 'A body like this has at most 8192 KiB: send less at once.',
    });
  });

  it('is the only kind that takes one', async () => {
    expect(await bring(FILE, {}, '/notes')).toMatchObject({ status: 415, code: 'not-json' });
  });
});
