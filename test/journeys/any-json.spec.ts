import fc from 'fast-check';
import type { Role } from '#platform/auth';
import { seedOf } from '../tier.js';
import {
  componentsOf,
  type Documented,
  documentedBy,
  filled,
  membersOf,
  type Schemas,
  tokenOf,
} from './documented-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

const RUNS = 4;
const NOBODY = '00000000-0000-4000-8000-000000000000';

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
  let operations: readonly Documented[];
  let schemas: Schemas;

  beforeAll(async () => {
    system = await systemForSpecs();
    operations = await documentedBy(system);
    ({ schemas } = await componentsOf(system));
  });
  afterAll(() => system.close());

  /** What is answered to somebody of that role, if it is ours to be ashamed of. */
  async function faultOf(path: string, body: unknown, role: Role): Promise<string | undefined> {
    const headers = {
      Authorization: `Bearer ${await tokenOf(role)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'any-json',
    };
    const answer = await fetch(system.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const words = await answer.text();
    if (answer.status === 403 && words.includes('role-not-allowed')) return `${role} may not`;
    return answer.status >= 500 ? `${answer.status} ${words}` : undefined;
  }

  it('is answered with a fault of ours at any route that takes a body, whoever may send it', async () => {
    const posted = operations.filter(({ method }) => method === 'post');
    expect(posted.length).toBeGreaterThan(80);
    expect(posted.filter((one) => membersOf(one, schemas).length > 1).length).toBeGreaterThan(60);
    for (const operation of posted) {
      const [path, [role = 'admin']] = [filled(operation), operation['x-roles'] ?? []];
      expect(path).not.toContain('{');
      const property = fc.asyncProperty(bodyOf(membersOf(operation, schemas)), async (body) => {
        expect([path, await faultOf(path, body, role)]).toEqual([path, undefined]);
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
      expect(await faultOf('/graphql', body, 'kasubsi-pelayanan')).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 60, seed: seedOf(9), endOnFailure: true });
  });
});
