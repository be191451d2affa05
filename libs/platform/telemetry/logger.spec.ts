import { world } from '#kernel/world';
import { DRAFT, startForSpecs } from '../http/app-for-specs.js';
import { createLogger, describeError, nestLogger } from './index.js';

const SECRET = 'rahasia';
const secret = (where: string): string => `${SECRET}-${where}`;

describe('the log', () => {
  it('has one line per request with its route, and no word that was sent, at its most talkative', async () => {
    const edge = await startForSpecs({ level: 'trace' });
    try {
      const headers = { 'X-Note': secret('header'), Cookie: secret('cookie'), 'Idempotency-Key': secret('key') };
      const { body } = (await edge.post('/notes', { ...DRAFT, title: secret('title') }, headers)) as {
        body: { id: string };
      };
      await edge.post(`/notes/${body.id}/acknowledge`, { note: 'fail' }, headers);
      await edge.post('/notes', { [secret('name')]: secret('value') }, headers);
      const quoted = await edge.post('/notes', { ...DRAFT, issuedOn: secret('day') }, headers);
      expect(quoted.text).toContain(secret('day'));
      await edge.post(`/notes?q=${secret('query')}`, `{"title":"${secret('broken')}`, headers);
      await edge.get(`/${secret('path')}?q=${secret('query')}`);
      await edge.post('/graphql', { query: `{ note(id: "${secret('id')}") { nothing } }` });
      await edge.http.get('/notes').set('Authorization', `Bearer ${secret('token')}`);
    } finally {
      await edge.close();
    }
    const text = edge.lines.join('');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(edge.token.split('.')[2]);
    expect(text).not.toContain('karutan.rutan-banjarnegara'); // a name fits in a token's subject
    const lines = edge.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(8);
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'request',
        method: 'POST',
        route: '/notes/:id/acknowledge',
        status: 500,
        actorId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', route: 'unmatched', status: 404 }));
    const fault = lines.find(({ code }) => code === 'internal-error');
    expect(fault).toMatchObject({ error: { name: 'TypeError', message: 'The rule has a fault.' } });
    expect(JSON.stringify(fault)).toContain('note-for-specs');
  });

  it('has the hour of the world in every line', () => {
    const lines: string[] = [];
    const { now } = world;
    world.now = () => 1_700_000_000_000;
    createLogger('info', { write: (line) => void lines.push(line) }).info('said');
    world.now = now;
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: 1_700_000_000_000, msg: 'said' });
  });

  it('says nothing below its level', () => {
    const lines: string[] = [];
    const logger = createLogger('warn', { write: (line) => void lines.push(line) });
    nestLogger(logger).log('starting', 'Nest');
    nestLogger(logger).warn('odd', 'Nest');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, context: 'Nest', msg: 'odd' });
  });
});

describe('an error in the log', () => {
  it('keeps the message of our own faults and their causes', () => {
    const error = new Error('A fault.', { cause: new TypeError('Deeper.') });
    expect(describeError(error)).toMatchObject({
      message: 'A fault.',
      cause: { name: 'TypeError', message: 'Deeper.' },
    });
  });

  it('drops the message of whatever may quote data', () => {
    class DriverError extends Error {
      readonly code = 11000;
    }
    const line = JSON.stringify(describeError(new DriverError(`dup key: ${SECRET}`)));
    expect(line).not.toContain(SECRET);
    expect(JSON.parse(line)).toMatchObject({ name: 'DriverError', code: 11000 });
    expect(describeError(SECRET)).toEqual({ name: 'string' });
  });
});
