import { Unavailable } from '#kernel';
import { type SpecApp, startForSpecs } from './app-for-specs.js';
import { meaningOf } from './problems.js';

describe('An answer that rests on what is not believed', () => {
  let edge: SpecApp;
  beforeAll(async () => {
    edge = await startForSpecs();
  });
  afterAll(() => edge.close());
  const ask = (query: string) => edge.post('/graphql', { query });

  it('says so in a header and at its top', async () => {
    const answer = await edge.get('/notes/resting');
    expect(answer.body).toEqual({ items: [], incomplete: true });
    expect(answer.headers.incomplete).toBe('true');
  });

  it('is told apart from every other', async () => {
    const answer = await edge.get('/notes');
    expect(answer.body).not.toHaveProperty('incomplete');
    expect(answer.headers).not.toHaveProperty('incomplete');
    expect((await ask('{ note(id: "x") { id } }')).body).toEqual({ data: { note: { id: 'x' } } });
  });

  it('says so in the extensions of GraphQL, whatever else went wrong', async () => {
    const answer = await ask('{ note(id: "resting") { id } }');
    expect(answer.body).toEqual({ data: { note: { id: 'resting' } }, extensions: { incomplete: true } });
    expect(answer.headers.incomplete).toBe('true');
    const failed = await ask('{ a: note(id: "resting") { id } b: note(id: "resting-fail") { id } }');
    expect(failed.body).toMatchObject({ extensions: { incomplete: true }, errors: [{}] });
  });
});

describe('Too many who wait', () => {
  it('are asked to come again', () => {
    expect(meaningOf(new Unavailable('too-many-waiting', { status: 429, retryAfterSeconds: 1 }))).toMatchObject({
      status: 429,
      code: 'too-many-waiting',
      retryAfterSeconds: 1,
    });
  });
});
