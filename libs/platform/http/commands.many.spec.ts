import { id as idOf, keyed, type Metadata } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { DEVELOPMENT_ISSUER, loginOf } from '../auth/index.js';
import { outcome, RUTAN, type SpecApp, startForSpecs } from './app-for-specs.js';

interface Row {
  readonly row: number;
  readonly status: number;
  readonly id?: string;
  readonly revision?: number;
  readonly replayed?: boolean;
  readonly code?: string;
}

let edge: SpecApp;
let keys = 0;

const key = () => ({ 'Idempotency-Key': `batch-${(keys += 1)}` });
const batch = (...titles: readonly string[]) => ({
  unitId: RUTAN,
  issuedOn: '2024-12-16',
  rows: titles.map((title) => ({ title })),
});
const rowsIn = ({ body }: { body: unknown }) => (body as { rows: readonly Row[] }).rows;
const draft = (body: object, headers: Record<string, string> = key()) => edge.post('/notes/batch', body, headers);

beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

describe('a command for each row of a batch', () => {
  it('answers 200 with a record for every row and the position of the last', async () => {
    const answer = await draft(batch('Satu', 'Dua', 'Tiga'));
    expect(answer.status).toBe(200);
    const rows = rowsIn(answer);
    expect(rows.map(({ row, status, revision }) => [row, status, revision])).toEqual([
      [0, 201, 0],
      [1, 201, 0],
      [2, 201, 0],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
    expect(answer.headers.position).toMatch(/^[0-9a-f-]{36}\.\d{20}\.[0-9a-f]{8}$/);
    expect(answer.headers.location).toBeUndefined();
  });

  it('answers for each row alone what would be answered to it (D2)', async () => {
    const answer = await draft(batch('Satu', 'refuse me', 'fail', 'Empat'));
    expect(rowsIn(answer)).toEqual([
      expect.objectContaining({ row: 0, status: 201 }),
      {
        row: 1,
        status: 422,
        code: 'note-unwanted',
        detail: 'This note is not wanted.',
        rule: 'R-10.1',
        problems: ['title is unwanted'],
      },
      { row: 2, status: 500, code: 'internal-error', detail: expect.any(String) as string },
      expect.objectContaining({ row: 3, status: 201 }),
    ]);
    expect(edge.lines.join('')).toContain('The rule has a fault.');
  });

  it('answers a repeat as the first time, and a changed row with 422 alone (D2)', async () => {
    const sent = key();
    const first = rowsIn(await draft(batch('Satu', 'Dua'), sent));
    const again = rowsIn(await draft(batch('Satu', 'Dua'), sent));
    expect(again).toEqual(first.map((row) => ({ ...row, replayed: true })));
    const changed = rowsIn(await draft(batch('Satu', 'Lain', 'Tiga'), sent));
    expect(changed.map(({ status, code }) => [status, code])).toEqual([
      [201, undefined],
      [422, 'idempotency-key-reused'],
      [201, undefined],
    ]);
  });

  it('has for each row an id that tells neither key nor who brought it (D2)', async () => {
    const rows = rowsIn(await draft(batch('Satu', 'Dua'), { 'Idempotency-Key': 'register-12/2024' }));
    const login = loginOf(SPEC_KEYS, { issuer: DEVELOPMENT_ISSUER, subject: `karutan.${RUTAN.toLowerCase()}` });
    const batchId = keyed(SPEC_KEYS.command.bytes, 'batch', login, 'DraftDirective', 'register-12/2024');
    for (const { row, id = '' } of rows) {
      const [event] = await edge.store.read(`note-${id}`);
      expect((event?.metadata as Metadata).command.id).toBe(idOf('command', batchId, row));
    }
  });

  it('may say of all rows where they come from, if that is theirs to say (D1)', async () => {
    const [row] = rowsIn(await draft({ ...batch('Satu'), context: { source: 'BACKFILL' } }));
    const [event] = await edge.store.read(`note-${row?.id ?? ''}`);
    expect((event?.metadata as Metadata).source).toBe('BACKFILL');
    const letters = draft({ ...batch('Satu'), context: { source: 'LAB_LETTER' } });
    expect(await outcome(letters)).toBe('403 source-not-allowed');
  });

  it('counts what the rows share as part of each', async () => {
    const sent = key();
    await draft(batch('Satu', 'Dua'), sent);
    const changed = rowsIn(await draft({ ...batch('Satu', 'Dua'), issuedOn: '2024-12-17' }, sent));
    expect(changed.map(({ code }) => code)).toEqual(['idempotency-key-reused', 'idempotency-key-reused']);
  });

  it('has no position when nothing was recorded', async () => {
    const answer = await draft({ ...batch('Satu'), unitId: 'RUTAN-MAKASSAR' });
    expect(rowsIn(answer).map(({ status, code }) => [status, code])).toEqual([[403, 'outside-your-unit']]);
    expect(answer.headers.position).toBeUndefined();
  });

  it('finds the whole request malformed when a row is, and names row and field', async () => {
    const answer = await draft({ ...batch('Satu'), rows: [{ title: 'Satu' }, { title: 7 }] });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ problems: ['rows[1].title must be text of 1 to 50 characters, not a number'] });
    expect(await outcome(draft(batch(...Array.from({ length: 21 }, String))))).toBe('400 invalid-request');
    expect(await outcome(draft(batch()))).toBe('400 invalid-request');
  });

  it('needs a key', async () => {
    expect(await outcome(draft(batch('Satu'), {}))).toBe('400 idempotency-key-required');
  });

  it('fails when the controller asks for another command than its route names', async () => {
    expect(await outcome(edge.post('/notes/mistaken-batch', batch('Satu'), key()))).toBe('500 internal-error');
  });

  it('is documented', async () => {
    const { body } = (await edge.http.get('/openapi.json')) as {
      body: { paths: Record<string, { post?: { operationId?: string } }> };
    };
    expect(body.paths['/notes/batch']?.post?.operationId).toBe('DraftDirectiveBatch');
  });
});
