import { readdirSync } from 'node:fs';
import { developmentToken, misfits, type Role, ROLES, type Route, routesOf, undeclared } from '#platform/auth';
import { staffLogin } from '../../libs/contexts/access/staff/staff-login.decider.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';
import { WHO_MAY_ASK } from './who-may-ask-for-specs.js';

const UNIT = 'RUTAN-BANJARNEGARA';
/** Where an issuer sends a browser back, with what it has to say. */
const ASKED_BY_ISSUERS = '/sign-in/callback';
const PUBLIC = [
  '/sign-in',
  '/sign-in/callback',
  '/sign-out',
  '/health/live',
  '/health/ready',
  '/docs',
  /^\/docs\/[^/]+$/,
  '/graphiql',
  /^\/graphiql\/[^/]+$/,
];
const CONTEXTS = new URL('../../libs/contexts/', import.meta.url);
const DECIDERS = readdirSync(CONTEXTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.decider.ts'),
);

/** The commands that the deciders of a file know; of the logins too, which depend on the units. */
async function commandsIn(file: string): Promise<readonly string[]> {
  const exported = Object.values((await import(new URL(file, CONTEXTS).href)) as Record<string, unknown>);
  const made = exported.map((one) => (one === staffLogin ? staffLogin([]) : one));
  return made.flatMap((one) =>
    typeof one === 'object' && one !== null && 'decider' in one
      ? Object.keys((one as AnyAggregate).decider.decide)
      : [],
  );
}

/** Commands that policies and imports send; nobody sends them over a route. */
const SENT: readonly string[] = [
  'MarkDuplicate',
  'UnmarkDuplicate',
  'ImportCustodyFact',
  'AdvanceCase',
  'SetBackCase',
  'NoteSession',
  'NoteConsent',
  'NoteTransfer',
  'TakeOverCase',
  'TakeOverPlan',
  'TakeOverEvaluation',
  'TakeOverAftercare',
];
const tokenOf = (role: Role) => developmentToken({ role, unit: UNIT });

interface AnyAggregate {
  readonly decider: { readonly decide: object };
}
interface Field {
  readonly name: string;
  readonly args: readonly { readonly name: string; readonly type: { readonly kind: string } }[];
}
interface Graph {
  readonly data?: { readonly __schema: { readonly queryType: { readonly fields: readonly Field[] } } };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** What a question wants to be told, as a query writes it. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  id: '"00000000-0000-4000-8000-000000000000"',
  service: 'SCREENING',
  instrument: 'URICA',
  unitId: `"${UNIT}"`,
  on: '"2024-12-14"',
};

describe('Every route of the application', () => {
  let system: SystemForSpecs;
  let routes: readonly Route[];
  let operations: ReadonlySet<string | undefined>;

  beforeAll(async () => {
    system = await systemForSpecs();
    routes = routesOf(system.app);
    operations = new Set(await operationIds());
  });
  afterAll(() => system.close());

  async function operationIds(): Promise<(string | undefined)[]> {
    const answer = await fetch(`${system.url}/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, { operationId?: string }>> };
    return Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  }

  async function graph(query: string, role: Role): Promise<Graph> {
    const headers = { Authorization: `Bearer ${await tokenOf(role)}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${system.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return (await answer.json()) as Graph;
  }

  it('names a permission or is one of those known to be public', () => {
    expect(undeclared(system.app)).toEqual([]);
    const open = routes.filter(({ isPublic }) => isPublic).map(({ path = '' }) => path);
    const isKnown = (path: string) =>
      PUBLIC.some((known) => (typeof known === 'string' ? known === path : known.test(path)));
    expect(open.filter((path) => !isKnown(path))).toEqual([]);
    expect(open).toEqual(expect.arrayContaining(['/health/live', '/health/ready', '/graphiql']));
  });

  it('answers every role as the table says', async () => {
    expect(await misfits(system.app, system.url, tokenOf)).toEqual([]);
  });

  it('that asks needs the permission of what it asks about', () => {
    const isPosted = ({ path, access }: Route) => path !== undefined && /^[a-z]/.test(access?.name ?? '');
    const asking = routes.filter((route) => !route.isPublic && (route.method === 'GET' || isPosted(route)));
    expect(asking.map(({ path }) => path)).toEqual(expect.arrayContaining(['/directory/search']));
    const needed = asking.map(({ path = '' }) => {
      const who = WHO_MAY_ASK[path] ?? WHO_MAY_ASK[path.split('/')[1] ?? ''];
      return [path, who];
    });
    expect(asking.map(({ path, access }) => [path, access?.roles])).toEqual(needed);
  });

  it('is closed to who brings no token', async () => {
    const closed = routes.filter(({ path, isPublic }) => path !== undefined && !isPublic);
    const answers = closed.map(
      async ({ path = '', method = '' }) => (await fetch(system.url + path, { method })).status,
    );
    expect(new Set(await Promise.all(answers))).toEqual(new Set([401]));
    expect(closed.length).toBeGreaterThan(40);
  });

  it('is asked nothing in its address that it does not know', async () => {
    const known = routes.flatMap(({ method = '', path, access }) =>
      path === undefined || path === ASKED_BY_ISSUERS
        ? []
        : [{ method, path, role: access?.roles[0] ?? 'auditor' } as const],
    );
    const added = [
      { method: 'POST', path: '/graphql', role: 'auditor' },
      { method: 'GET', path: '/openapi.json', role: 'auditor' },
    ] as const;
    const answers = [...known, ...added].map(async ({ method, path, role }) => {
      const Authorization = `Bearer ${await tokenOf(role)}`;
      const type = path === '/sdp-imports' ? 'text/csv' : 'application/json';
      const headers = { Authorization, 'Content-Type': type, 'Idempotency-Key': 'asking' };
      const body = method === 'POST' ? JSON.stringify({ query: '{ __typename }' }) : null;
      const answer = await fetch(`${system.url}${path}?unknown=1`, { method, headers, body });
      return { method, path, status: answer.status, said: await answer.text() };
    });
    const isRefused = ({ status, said }: { readonly status: number; readonly said: string }) =>
      status === 400 && said.includes('unknown is not a field here');
    expect((await Promise.all(answers)).filter((answer) => !isRefused(answer))).toEqual([]);
    expect(known.map(({ path }) => path)).toEqual(expect.arrayContaining(['/me', '/units', '/codes', '/docs']));
  });

  it.each(DECIDERS)('tells, with others, all commands of %s, but those that are sent', async (file) => {
    const commands = await commandsIn(file);
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => !SENT.includes(command) && !operations.has(command))).toEqual([]);
  });

  it('leaves no command among those that are sent which there is not', async () => {
    const known = new Set((await Promise.all(DECIDERS.map(commandsIn))).flat());
    expect(SENT.filter((command) => !known.has(command))).toEqual([]);
  });

  it('tells nothing that only policies and imports send', () => {
    expect(SENT.filter((command) => operations.has(command))).toEqual([]);
  });

  it('lets nobody act who only reads, and administrators nowhere but in operations and the register of staff', () => {
    const openTo = (role: Role) => routes.filter(({ access }) => access?.roles.includes(role));
    expect(openTo('auditor').filter(({ access }) => /^[A-Z]/.test(access?.name ?? ''))).toEqual([]);
    const administered = new Set(openTo('admin').flatMap(({ path }) => path?.split('/')[1] ?? []));
    expect([...administered].sort()).toEqual(['codes', 'grants', 'me', 'metrics', 'operations', 'staff', 'units']);
  });

  it('has its like in GraphQL: every root field answers every role as the table says', async () => {
    const asked = await graph('{ __schema { queryType { fields { name args { name type { kind } } } } } }', 'auditor');
    const fields = asked.data?.__schema.queryType.fields ?? [];
    const resolved = new Map(
      routes.flatMap(({ name, method, access }) =>
        method === undefined ? [[name.split('.').at(-1), access?.roles ?? []]] : [],
      ) as [string, readonly Role[]][],
    );
    expect(fields.map(({ name }) => name).sort()).toEqual([...resolved.keys()].sort());
    const wrong: string[] = [];
    for (const role of ROLES) {
      for (const field of fields) {
        const { errors = [] } = await graph(questionOf(field), role);
        const codes = errors.map(({ extensions }) => extensions?.code);
        const mayAsk = resolved.get(field.name)?.includes(role) ?? false;
        if (codes.includes('role-not-allowed') === mayAsk || codes.includes('malformed-query')) {
          wrong.push(`${field.name} as ${role}: ${codes.join()}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

function questionOf({ name, args }: Field): string {
  const required = args.filter(({ type }) => type.kind === 'NON_NULL');
  const given = required.map((arg) => `${arg.name}: ${ARGUMENTS[arg.name] ?? ''}`).join(', ');
  return `{ ${name}${given === '' ? '' : `(${given})`} { __typename } }`;
}
