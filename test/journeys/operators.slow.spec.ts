import { jest } from '@jest/globals';
import { Collection, Db } from 'mongodb';
import type { Role } from '#platform/auth';
import { ALLOWED_OPERATORS } from '#platform/projections';
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

const OPERATORS = [
  ...ALLOWED_OPERATORS,
  '$regex',
  '$where',
  '$expr',
  '$function',
  '$text',
  '$elemMatch',
  '$not',
  '$nor',
  '$type',
];
/** What an operator of a client would compare with. */
const OPERAND = 'operand-of-a-client';
const ARGUMENTS = `{ __type(name: "Query") { fields { name args { name type { ...named } } } } }
  fragment named on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

interface Named {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: Named;
}

/** Whether something of a client's stands under an operator that compares, wherever in a filter. */
function isCompared(filter: unknown, under = ''): boolean {
  if (typeof filter === 'string') return under !== '' && filter.includes(OPERAND);
  if (filter === null || typeof filter !== 'object') return false;
  const isHarmless = (name: string): boolean => ['$and', '$or', '$in'].includes(name) || !name.startsWith('$');
  return Object.entries(filter).some(([name, member]) =>
    isCompared(member, Array.isArray(filter) ? under : isHarmless(name) ? '' : name),
  );
}

describe('An operator of a client', () => {
  let system: SystemForSpecs;
  let operations: readonly Documented[];
  let schemas: Schemas;
  let turn = 0;

  beforeAll(async () => {
    system = await systemForSpecs();
    operations = await documentedBy(system);
    ({ schemas } = await componentsOf(system));
  });
  afterAll(() => system.close());

  let spies: readonly jest.Spied<(...args: never[]) => unknown>[] = [];
  beforeEach(() => {
    spies = [jest.spyOn(Collection.prototype, 'find'), jest.spyOn(Db.prototype, 'command')] as never;
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  /** What the database was asked in which something of a client's is compared with. */
  const compared = () => spies.flatMap(({ mock }) => mock.calls.filter((said) => isCompared(said[0])));

  /** Each in its turn, so that every door sees every one of them. */
  const condition = (): Readonly<Record<string, unknown>> => {
    turn += 1;
    return { [OPERATORS[turn % OPERATORS.length] ?? '$ne']: OPERAND };
  };

  async function send(role: Role, path: string, body?: unknown) {
    const headers = {
      Authorization: `Bearer ${await tokenOf(role)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'operators',
    };
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(system.url + path, { headers, ...request });
    return { status: answer.status, text: await answer.text() };
  }

  const lists = () =>
    operations.flatMap((one) => {
      const names = (one.parameters ?? []).filter(({ in: place }) => place === 'query').map(({ name }) => name);
      const isStream = one.path === '/events';
      return one.method === 'get' && names.length > 0 && !isStream ? [{ ...one, names, path: filled(one) }] : [];
    });
  const roleOf = (one: Documented): Role => one['x-roles']?.[0] ?? 'admin';

  it('in a query string is no question, or a text like any other', async () => {
    expect(lists().length).toBeGreaterThan(25);
    for (const one of lists()) {
      for (const name of one.names) {
        const [[operator, operand] = []] = Object.entries(condition());
        const inBrackets = await send(roleOf(one), `${one.path}?${name}[${operator}]=${String(operand)}`);
        expect([one.path, name, inBrackets.status]).toEqual([one.path, name, 400]);
        const said = encodeURIComponent(JSON.stringify(condition()));
        expect((await send(roleOf(one), `${one.path}?${name}=${said}`)).status).toBeLessThan(500);
      }
    }
    expect(spies[0]?.mock.calls.length).toBeGreaterThan(20);
    expect(compared()).toEqual([]);
  });

  it('in a cursor is refused, however it is written', async () => {
    const paged = lists().filter(({ names }) => names.includes('after'));
    expect(paged.length).toBeGreaterThan(20);
    for (const one of paged) {
      for (const key of [[condition()], [condition(), 'x'], condition(), [[condition()]]]) {
        const forged = Buffer.from(`${'0'.repeat(32)}1 ${JSON.stringify(key)}`).toString('base64url');
        const { status } = await send(roleOf(one), `${one.path}?after=${forged}`);
        expect([one.path, [400, 404].includes(status)]).toEqual([one.path, true]);
      }
    }
    expect(compared()).toEqual([]);
  });

  it('in JSON is no value of any member', async () => {
    const posted = operations.filter(({ method }) => method === 'post');
    expect(posted.length).toBeGreaterThan(80);
    for (const one of posted) {
      for (const name of membersOf(one, schemas)) {
        const { status } = await send(roleOf(one), filled(one), { [name]: condition() });
        expect([one.path, name, status < 500 && status >= 400]).toEqual([one.path, name, true]);
      }
    }
    expect(compared()).toEqual([]);
  });

  it('in a variable of GraphQL is no argument', async () => {
    const fields = (await graph(ARGUMENTS)).data?.__type.fields ?? [];
    expect(fields.length).toBeGreaterThan(25);
    for (const { name, args } of fields) {
      for (const { name: argument, type } of args) {
        const query = `query($v: ${writtenOf(type)}) { ${name}(${argument}: $v) { __typename } }`;
        const { errors } = await graph(query, { v: condition() });
        expect([name, argument, errors?.length ?? 0]).not.toEqual([name, argument, 0]);
      }
    }
    expect(compared()).toEqual([]);
  });

  it('would be seen in what the database is asked', () => {
    expect(isCompared({ $and: [{ status: { $ne: OPERAND } }, { units: 'X' }] })).toBe(true);
    expect(isCompared({ $and: [{ status: OPERAND }, { name: { $in: [OPERAND] } }] })).toBe(false);
  });

  interface Answered {
    readonly data?: { readonly __type: { readonly fields: readonly Field[] } };
    readonly errors?: readonly unknown[];
  }
  interface Field {
    readonly name: string;
    readonly args: readonly { readonly name: string; readonly type: Named }[];
  }

  const graph = async (query: string, variables: object = {}): Promise<Answered> =>
    JSON.parse((await send('auditor', '/graphql', { query, variables })).text) as Answered;
});

/** A type as a document writes it. */
function writtenOf({ kind, name, ofType }: Named): string {
  if (kind === 'NON_NULL' && ofType !== undefined) return `${writtenOf(ofType)}!`;
  return kind === 'LIST' && ofType !== undefined ? `[${writtenOf(ofType)}]` : (name ?? '');
}
