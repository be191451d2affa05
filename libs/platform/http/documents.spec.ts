import type { Role } from '../auth/index.js';
import { outcome, type SpecApp, startForSpecs } from './app-for-specs.js';

let edge: SpecApp;
beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; required: boolean }[];
  readonly responses: Record<string, { headers?: object; content?: object }>;
  readonly security: object[];
}

const links = (page: string): string[] => [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link = '']) => link);

describe('the OpenAPI document', () => {
  it('is open to everybody and names commands, headers and problems', async () => {
    const { status, body } = (await edge.http.get('/openapi.json')) as unknown as {
      status: number;
      body: {
        openapi: string;
        paths: Record<string, Record<string, Operation>>;
        components: { schemas: object; parameters: Record<string, object> };
      };
    };
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    const draft = body.paths['/notes']?.post;
    expect(draft?.operationId).toBe('DraftDirective');
    expect(draft?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
    expect(Object.keys(draft?.responses['201']?.headers ?? {})).toEqual(
      expect.arrayContaining(['Position', 'ETag', 'Idempotency-Replayed', 'Location']),
    );
    expect(draft?.responses['422']?.content).toHaveProperty('application/problem+json');
    expect(draft?.security).toEqual([{ bearer: [] }]);
    const grant = { $ref: '#/components/parameters/ActingGrant' };
    expect(draft?.parameters).toContainEqual(grant);
    expect(body.components.parameters.ActingGrant).toMatchObject({ name: 'Acting-Grant', in: 'header' });
    expect(body.paths['/health/live']?.get?.parameters ?? []).not.toContainEqual(grant);
    const act = body.paths['/notes/{id}/acknowledge']?.post;
    expect(act?.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', required: false }));
    expect(act?.parameters).toContainEqual(expect.objectContaining({ name: 'id', required: true }));
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining([
        'Problem',
        'ReceiptView',
        'DraftBody',
        'LineBody',
        'ContextBody',
        'NoteViewPage',
        'NoteView',
      ]),
    );
  });
});

describe('the pages for developers', () => {
  it.each(['/docs', '/graphiql'])('%s loads nothing from elsewhere', async (path) => {
    const page = await edge.http.get(path).redirects(1);
    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringMatching('text/html')]);
    const found = links(page.text);
    expect(found.length).toBeGreaterThan(1);
    expect(page.text.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|["']\/\//);
    for (const link of found) {
      const file = await edge.http.get(new URL(link, `http://x${path}`).pathname);
      expect([link, file.status]).toEqual([link, 200]);
    }
  });

  it('serve no other file', async () => {
    expect(await outcome(edge.http.get('/graphiql/..%2fpackage.json'))).toBe('404 not-found');
    expect(await outcome(edge.http.get('/graphiql/constructor'))).toBe('404 not-found');
  });
});

describe('health', () => {
  const readyFor = async (role: Role) =>
    edge.http.get('/health/ready').set('Authorization', `Bearer ${await edge.tokenOf(role)}`);

  it('is live, and ready when every check is up', async () => {
    expect(await outcome(edge.http.get('/health/live'))).toBe('200');
    expect((await edge.http.get('/health/ready')).body).toEqual({ state: 'up' });
  });

  it('tells an administrator what is ready, and nobody else', async () => {
    expect((await readyFor('admin')).body).toEqual({ state: 'up', checks: [{ name: 'event-store', state: 'up' }] });
    for (const role of ['karutan', 'auditor', 'service'] as const) {
      expect([role, (await readyFor(role)).body]).toEqual([role, { state: 'up' }]);
    }
  });

  it('looks at a token that is shown, though none is needed', async () => {
    const answer = edge.http.get('/health/ready').set('Authorization', 'Bearer x.y.z');
    expect(await outcome(answer)).toBe('401 token-invalid');
  });

  it('is 200 degraded when one check is, and names it to who may know', async () => {
    const parked = { name: 'parked', state: 'degraded' as const, reason: 'note-1' };
    edge.checks.push(parked);
    const answer = await readyFor('admin');
    expect([answer.status, answer.body]).toEqual([
      200,
      { state: 'degraded', checks: [{ name: 'event-store', state: 'up' }, parked] },
    ]);
    expect((await edge.http.get('/health/ready')).body).toEqual({ state: 'degraded' });
    edge.checks.pop();
  });

  it('says in the document that it can be 503', async () => {
    const { body } = (await edge.http.get('/openapi.json')) as unknown as {
      body: { paths: Record<string, { get: Operation }> };
    };
    expect(Object.keys(body.paths['/health/ready']?.get.responses ?? {})).toEqual(['200', '503']);
  });

  it('is 503 not-ready when one check is down, and names it to who may know', async () => {
    const down = { name: 'read-models', state: 'down' as const, reason: 'agreement-register is behind' };
    edge.checks.push(down);
    const answer = await edge.http.get('/health/ready');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.text).not.toMatch(/read-models|agreement-register/);
    expect((await readyFor('admin')).body).toMatchObject({
      code: 'not-ready',
      checks: [{ name: 'event-store' }, down],
    });
    expect(await outcome(edge.http.get('/health/live'))).toBe('200');
    edge.checks.pop();
  });
});
