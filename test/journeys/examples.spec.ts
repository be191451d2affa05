import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { developmentToken, type Role, UNIT_REGISTER } from '#platform/auth';
import { until } from '../../apps/bersinar/story/client.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

jest.setTimeout(120_000);

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: string;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly example?: unknown }>> }>
  >;
  readonly 'x-roles'?: readonly Role[];
}
interface Documented extends Operation {
  readonly path: string;
  readonly method: string;
}

/** Of which kind of unit somebody of a role is; a Rutan where it does not say. */
const KIND_OF: Readonly<Partial<Record<Role, string>>> = {
  'asesor-bnnk': 'BNNK',
  penyuluh: 'BNNK',
  'kepala-bnnk': 'BNNK',
  'pk-bapas': 'BAPAS',
  kanwil: 'KANWIL',
  auditor: 'INSPEKTORAT',
  service: 'SYSTEM',
  admin: 'SYSTEM',
};
const unitOf = (role: Role) =>
  UNIT_REGISTER.units.find(({ kind }) => kind === (KIND_OF[role] ?? 'RUTAN'))?.code ?? 'BERSINAR';

/** The history asks for one of three parameters, which a schema of parameters cannot say. */
const ONE_OF_THREE = '/audit/historystream';
/** Ids that whoever sends them makes up. */
const THEIR_OWN = ['partyId', 'goalId'];

/** Whether an example names a record that must be there before. */
const namesRecord = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([name, inner]) => namesRecord(inner) || (/^[0-9a-f-]{36}$/.test(String(inner)) && !THEIR_OWN.includes(name)),
  );

describe('The example of an operation', () => {
  let system: SystemForSpecs;
  let operations: readonly Documented[];

  beforeAll(async () => {
    system = await systemForSpecs({ demonstration: true });
    const answer = await fetch(new URL('/openapi.json', system.url));
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
  });
  afterAll(() => system.close());

  /** What is answered to the example, asked by the first of the roles that may. */
  async function asked({ path, method, parameters = [], requestBody, ...operation }: Documented) {
    const [role] = operation['x-roles'] ?? [];
    const token = role && (await developmentToken({ role, unit: unitOf(role) }));
    const needed = parameters.filter((one) => one.required === true || path + one.name === ONE_OF_THREE);
    const of = (where: string) => needed.filter((one) => one.in === where);
    const filled = of('path').reduce((url, { name, example = '' }) => url.replace(`{${name}}`, example), path);
    const query = new URLSearchParams(of('query').map(({ name, example = '' }) => [name, example] as [string, string]));
    const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    const { example } = content ?? {};
    return fetch(new URL(`${filled}?${query.toString()}`, system.url), {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(type && { 'Content-Type': type }),
        ...(of('header').length > 0 && { 'Idempotency-Key': randomUUID() }),
      },
      ...(content && { body: typeof example === 'string' ? example : JSON.stringify(example) }),
    });
  }

  it('is there for what is asked and for what is answered, in every media type', () => {
    const bodies = operations.flatMap(({ operationId, requestBody, responses }) =>
      [requestBody, ...Object.values(responses)].flatMap((one) =>
        Object.entries(one?.content ?? {}).map(([type, { example }]) => ({ operationId, type, example })),
      ),
    );
    expect(bodies.length).toBeGreaterThan(500);
    expect(bodies.filter(({ example }) => example === undefined)).toEqual([]);
    expect(new Set(bodies.map(({ type }) => type))).toEqual(
      new Set(['application/json', 'application/problem+json', 'text/csv', 'text/event-stream']),
    );
    const silent = ({ responses }: Documented) =>
      Object.entries(responses).some(([status, { content }]) => status.startsWith('2') && content === undefined);
    expect(operations.filter(silent).map(({ path }) => path)).toEqual([]);
  });

  it('is understood, and creates a record where it names no other', async () => {
    await until('it is ready', async () => (await fetch(new URL('/health/ready', system.url))).ok);
    const misunderstood: string[] = [];
    const created: string[] = [];
    for (const one of operations.filter(({ path }) => path !== '/events')) {
      const answer = await asked(one);
      const said = await answer.text();
      const line = `${answer.status} ${one.method} ${one.path} ${said}`;
      if ([400, 401, 403, 405, 413, 415].includes(answer.status) || answer.status >= 500) misunderstood.push(line);
      const { example } = one.requestBody?.content['application/json'] ?? {};
      if (one.responses['201'] === undefined || namesRecord(example)) continue;
      created.push(one.path);
      if (answer.status !== 201) misunderstood.push(line);
    }
    expect(misunderstood).toEqual([]);
    expect(created).toEqual(
      expect.arrayContaining(['/staff', '/agreements', '/visits/announce', '/inmates', '/programme-templates']),
    );
  });
});
