import { type Appended, id, keyed, type Metadata } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { DEVELOPMENT_ISSUER, loginOf } from '../auth/index.js';
import { DRAFT, LOG, outcome, RUTAN, type SpecApp, startForSpecs, receiptIn } from './app-for-specs.js';

const NOBODY = '22222222-2222-4222-8222-222222222222';
let edge: SpecApp;
let keys = 0;

const LOGIN = loginOf(SPEC_KEYS, { issuer: DEVELOPMENT_ISSUER, subject: `karutan.${RUTAN.toLowerCase()}` });
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const key = () => ({ 'Idempotency-Key': `key-${(keys += 1)}` });
const drafted = async () => receiptIn(await edge.post('/notes', DRAFT, key())).id;
const acknowledge = async (headers: Record<string, string>, note = 'Dibaca') =>
  edge.post(`/notes/${await drafted()}/acknowledge`, { note }, headers);

/** The envelope of the last event of a note. */
const envelopeOf = async (app: SpecApp, noteId: string) =>
  (await app.store.read(`note-${noteId}`)).at(-1)?.metadata as Metadata;
const commandId = (...parts: string[]) => keyed(SPEC_KEYS.command.bytes, 'command', LOGIN, ...parts);

beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

describe('a creating command', () => {
  it('answers 201 with Location, Position and ETag', async () => {
    const answer = await edge.post('/notes', DRAFT, key());
    const { id } = receiptIn(answer);
    expect([answer.status, answer.body]).toEqual([201, { id, revision: 0 }]);
    expect(answer.headers).toMatchObject({ location: `/notes/${id}`, etag: '"0"', 'cache-control': 'no-store' });
    expect(answer.headers.position).toMatch(new RegExp(`^${LOG}\\.\\d{20}\\.[0-9a-f]{8}$`));
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('answers a repeat as the first time (D2)', async () => {
    const sent = key();
    const first = await edge.post('/notes', DRAFT, sent);
    const again = await edge.post('/notes', DRAFT, sent);
    expect([again.status, again.body, again.headers.position]).toEqual([201, first.body, first.headers.position]);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('has an id that tells neither key nor who brought it, and the record its id from that (D2)', async () => {
    const receipt = receiptIn(await edge.post('/notes', DRAFT, { 'Idempotency-Key': '3304011203890002' }));
    const { command } = await envelopeOf(edge, receipt.id);
    expect(command.id).toBe(commandId('DraftDirective', '', '3304011203890002'));
    expect(receipt.id).toBe(id('note', command.id));
  });

  it('takes text that differs only in its normal form for the same (D5)', async () => {
    const sent = key();
    await edge.post('/notes', { ...DRAFT, title: 'caf\u00e9' }, sent);
    const again = await edge.post('/notes', { ...DRAFT, title: 'cafe\u0301' }, sent);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('refuses a key that was used with another body', async () => {
    const sent = key();
    await edge.post('/notes', DRAFT, sent);
    const other = edge.post('/notes', { ...DRAFT, title: 'Lain' }, sent);
    expect(await outcome(other)).toBe('422 idempotency-key-reused');
  });

  it('needs a key', async () => {
    expect(await outcome(edge.post('/notes', DRAFT))).toBe('400 idempotency-key-required');
  });

  it.each(['', 'with blank', 'x'.repeat(256), 'caf\u00e9'])('refuses the key %j', async (bad) => {
    const answer = edge.post('/notes', DRAFT, { 'Idempotency-Key': bad });
    expect(await outcome(answer)).toBe('400 bad-idempotency-key');
  });

  it('refuses an unknown unit, and a unit other than the own', async () => {
    expect(await outcome(edge.post('/notes', { ...DRAFT, unitId: 'RUTAN-NOWHERE' }, key()))).toBe('403 unknown-unit');
    const other = edge.post('/notes', { ...DRAFT, unitId: 'RUTAN-MAKASSAR' }, key());
    expect(await outcome(other)).toBe('403 outside-your-unit');
  });

  it('fails when the controller asks for another command than its route names', async () => {
    expect(await outcome(edge.post('/notes/mistaken', DRAFT, key()))).toBe('500 internal-error');
  });
});

describe('an acting command', () => {
  it('answers 200 with ETag and Position, without Location', async () => {
    const answer = await acknowledge({});
    expect([answer.status, receiptIn(answer).revision, answer.headers.etag]).toEqual([200, 1, '"1"']);
    expect(answer.headers.location).toBeUndefined();
  });

  it('needs no key, but keeps its promise when there is one', async () => {
    const path = `/notes/${await drafted()}/acknowledge`;
    const revisions = [];
    for (const headers of [key(), { 'Idempotency-Key': `key-${keys}` }, {}, {}]) {
      revisions.push(receiptIn(await edge.post(path, { note: 'Dibaca' }, headers)).revision);
    }
    expect(revisions).toEqual([1, 1, 2, 3]);
  });

  it('has an id of its target too, at random without a key (D2)', async () => {
    const noteId = await drafted();
    const path = `/notes/${noteId}/acknowledge`;
    await edge.post(path, { note: 'Dibaca' }, { 'Idempotency-Key': 'k' });
    expect((await envelopeOf(edge, noteId)).command.id).toBe(commandId('AcknowledgeDirective', noteId, 'k'));
    await edge.post(path, { note: 'Dibaca' });
    expect((await envelopeOf(edge, noteId)).command.id).toMatch(UUID_V4);
  });

  it('honours If-Match', async () => {
    expect(await outcome(acknowledge({ 'If-Match': '"0"' }))).toBe('200');
    expect(await outcome(acknowledge({ 'If-Match': '"7"' }))).toBe('412 revision-mismatch');
  });

  it.each(['*', 'W/"0"', '0', '"00"', '"-1"', '"0", "1"', '"x"'])('refuses If-Match %s', async (bad) => {
    const answer = acknowledge({ 'If-Match': bad });
    expect(await outcome(answer)).toBe('400 bad-if-match');
    expect((await answer).body).toMatchObject({ detail: expect.stringContaining(`, not ${bad}: send`) as string });
  });

  it.each([NOBODY, NOBODY.toUpperCase().replace('2', 'A'), 'x', '..%2f', 'x'.repeat(150)])(
    'finds nothing at the id %s',
    async (id) => {
      expect(await outcome(edge.post(`/notes/${id}/acknowledge`, { note: 'Dibaca' }))).toMatch(
        /^404 (not-found|no-such-route)$/,
      );
    },
  );

  it('says which rule refused (R-10.1)', async () => {
    const answer = await acknowledge({}, 'refuse me');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'note-unwanted', rule: 'R-10.1' });
  });

  it('keeps how and when it happened apart from the data (D1)', async () => {
    const context = { occurredAt: '2024-12-16T09:00:00+07:00', source: 'BACKFILL', lateCode: 'PAPER_RECORD' };
    const noteId = await drafted();
    const path = `/notes/${noteId}/acknowledge`;
    expect(await outcome(edge.post(path, { note: 'Dibaca', context }))).toBe('200');
    const answered = { occurredAt: '2024-12-16T02:00:00.000Z', on: '2024-12-16', zone: 'Asia/Jakarta' };
    expect(await envelopeOf(edge, noteId)).toMatchObject({ ...context, ...answered });
    const late = edge.post(path, { note: 'Dibaca', context: { occurredAt: '2024-12-16T09:00:00+07:00' } });
    expect(await outcome(late)).toBe('422 late-entry-needs-reason');
  });

  it.each([{ legalBasis: 'CONSENT' }, { lateCode: 'DEMONSTRATION' }, { source: 'SENTINEL' }])(
    'refuses the context %j (D1)',
    async (context) => {
      const path = `/notes/${await drafted()}/acknowledge`;
      expect(await outcome(edge.post(path, { note: 'Dibaca', context }))).toBe('400 invalid-request');
    },
  );
});

describe('the source of what is recorded (D1)', () => {
  const draft = async (app: SpecApp, source?: string) => {
    const { id: noteId } = receiptIn(await app.post('/notes', DRAFT, key()));
    const context = source === undefined ? {} : { context: { source } };
    const answer = app.post(`/notes/${noteId}/acknowledge`, { note: 'Dibaca', ...context });
    return [await outcome(answer), (await envelopeOf(app, noteId)).source];
  };

  it.each([
    [undefined, '200', 'API'],
    ['API', '200', 'API'],
    ['BACKFILL', '200', 'BACKFILL'],
    ['LAB_LETTER', '403 source-not-allowed', 'API'],
    ['DEMONSTRATION', '403 source-not-allowed', 'API'],
    ['SDP_IMPORT', '400 invalid-request', 'API'],
    ['POLICY', '400 invalid-request', 'API'],
    ['SYSTEM', '400 invalid-request', 'API'],
  ])('is %s: %s, and %s is recorded', async (source, answer, recorded) => {
    expect(await draft(edge, source)).toEqual([answer, recorded]);
  });

  it('is what its creator says as well', async () => {
    const sent = (source: string) => edge.post('/notes', { ...DRAFT, context: { source } }, key());
    expect((await envelopeOf(edge, receiptIn(await sent('BACKFILL')).id)).source).toBe('BACKFILL');
    expect(await outcome(sent('LAB_LETTER'))).toBe('403 source-not-allowed');
  });

  it('is DEMONSTRATION in a demonstration, from the development issuer', async () => {
    const demonstration = await startForSpecs({ demonstration: true });
    try {
      expect(await draft(demonstration, 'DEMONSTRATION')).toEqual(['200', 'DEMONSTRATION']);
      expect(await draft(demonstration)).toEqual(['200', 'API']);
    } finally {
      await demonstration.close();
    }
  });
});

class DeadStore extends InMemoryEventStore {
  override append(): Promise<Appended> {
    return Promise.reject(new Error('down'));
  }
}

class SilentStore extends InMemoryEventStore {
  override read(): Promise<never> {
    return Promise.reject(new Error('down'));
  }
}

describe('a command without its store', () => {
  it.each([
    ['event-store-unavailable', new SilentStore()],
    ['outcome-unknown', new DeadStore()],
  ])('answers 503 %s with Retry-After', async (code, store) => {
    const dead = await startForSpecs({ store, patience: { attemptMs: 50, totalMs: 400 } });
    try {
      const answer = await dead.post('/notes', DRAFT, key());
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
      expect(answer.body).toMatchObject({ code });
    } finally {
      await dead.close();
    }
  });

  it('answers 500 history-corrupt when the history is not what was written (D6)', async () => {
    const store = new InMemoryEventStore();
    const broken = await startForSpecs({ store });
    try {
      const { id } = receiptIn(await broken.post('/notes', DRAFT, key()));
      store.tamper(`note-${id}`, 0, (event) => ({ ...event, data: { title: 'Lain', issuedOn: '2024-12-16' } }));
      expect(await outcome(broken.post(`/notes/${id}/acknowledge`, { note: 'Dibaca' }))).toBe('500 history-corrupt');
    } finally {
      await broken.close();
    }
  });
});
