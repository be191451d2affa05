import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { seedOf } from '../tier.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

jest.setTimeout(120_000);

const RUNS = 4;
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const member = fc.constantFrom('prototype', 'constructor', 'toString', 'context', 'length', '$where', '');
/** Any JSON at all, with members that every object has, and those that the operation knows. */
const bodyOf = (members: readonly string[]) => {
  const name = members.length === 0 ? member : fc.oneof(member, fc.constantFrom(...members));
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
    fc.constantFrom(NOBODY, '2024-12-13', '2024-12-13T02:00:00Z', 'RUTAN-BANJARNEGARA', 1e308, -0),
  );
  return fc.oneof(fc.jsonValue(), fc.dictionary(name, value, { maxKeys: 8 }));
};

describe('No JSON of any shape', () => {
  let system: SystemForSpecs;
  let stage: Stage;
  let api: OpenApi;

  beforeAll(async () => {
    system = await systemForSpecs();
    stage = await stageAt(system.url);
    api = (await (await fetch(`${system.url}/openapi.json`)).json()) as OpenApi;
  });
  afterAll(() => system.close());

  /** The status that each person's body is answered with; the first of them that is ours to be ashamed of. */
  async function faultOf(path: string, body: unknown): Promise<string | undefined> {
    for (const { token } of [stage.cast.kasubsi, stage.cast.agencyHead]) {
      const headers = {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'any-json',
      };
      const answer = await fetch(system.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      const words = await answer.text();
      if (answer.status >= 500) return `${answer.status} ${words}`;
    }
    return undefined;
  }

  const membersOf = ({ requestBody }: Operation): readonly string[] => {
    const { $ref = '', properties } = requestBody?.content?.['application/json']?.schema ?? {};
    const named = api.components.schemas[$ref.split('/').at(-1) ?? '']?.properties;
    return Object.keys(properties ?? named ?? {});
  };

  it('is answered with a fault of ours at any route that takes a body', async () => {
    const posted = Object.entries(api.paths).flatMap(([path, { post }]) =>
      post === undefined ? [] : [{ path, post }],
    );
    expect(posted.length).toBeGreaterThan(80);
    expect(posted.filter(({ post }) => membersOf(post).length > 1).length).toBeGreaterThan(60);
    for (const { path, post } of posted) {
      const property = fc.asyncProperty(bodyOf(membersOf(post)), async (body) => {
        expect([path, await faultOf(path.replace('{id}', NOBODY), body)]).toEqual([path, undefined]);
      });
      await fc.assert(property, { numRuns: RUNS, seed: seedOf(9), endOnFailure: true });
    }
  });

  it('is answered with a fault of ours at /graphql', async () => {
    const query = fc.constantFrom(
      '{ units { items { unitId } } }',
      'query($id: ID!) { rehabCase(id: $id) { inmate { sex } } }',
      'query($n: Int, $s: CaseStatuses) { cases(limit: $n, status: $s) { next } }',
    );
    const asked = fc.record(
      { query: fc.oneof(query, fc.jsonValue()), variables: bodyOf(['id', 'n', 's']), operationName: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const property = fc.asyncProperty(fc.oneof(asked, bodyOf(['query', 'variables'])), async (body) => {
      expect(await faultOf('/graphql', body)).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 60, seed: seedOf(9), endOnFailure: true });
  });
});
