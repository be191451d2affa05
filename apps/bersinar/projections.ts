import { parseArgs } from 'node:util';
import { HOUSE } from '#kernel';
import { developmentToken } from '#platform/auth';
import { runCommand } from './command-line.js';

const USAGE =
  'Say what: list, parked, resume <stream>, refold <name>/<document>, rebuild <name>, switch <name> or cancel <name>; and where: --url <url>, --token <token>.';
const DEADLINE_MS = 10_000;

interface Call {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly columns?: readonly string[];
  readonly body?: object;
}

type Row = Readonly<Record<string, unknown>>;

/** What the arguments ask of a running system, as lines to print. Throws one sentence when it cannot be asked, or says no. */
export async function operate(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const { positionals, url, token } = argumentsIn(argv, env);
  const { path, method, columns, body } = callOf(positionals);
  const bearer = token ?? (await developmentToken({ role: 'admin', unit: HOUSE }, env));
  if (columns !== undefined) return tableOf(columns, await allAt(new URL(`${url}${path}`), bearer));
  await ask(`${url}${path}`, method, bearer, body);
  const [what = '', which = ''] = positionals;
  return [`${DONE[what] ?? what}: ${which}`];
}

/** The rows of every page. */
async function allAt(page: URL, bearer: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const { items = [], next } = await ask(page.href, 'GET', bearer);
    rows.push(...(items as readonly Row[]));
    if (typeof next !== 'string') return rows;
    page.searchParams.set('after', next);
  }
}

function argumentsIn(argv: readonly string[], { PORT = '3000' }: NodeJS.ProcessEnv) {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { url: text, token: text },
    allowPositionals: true,
  });
  const { url = `http://127.0.0.1:${PORT}`, token } = values;
  return { positionals, url: url.replace(/\/$/, ''), token };
}

const DONE: Readonly<Record<string, string>> = {
  resume: 'resumed',
  refold: 'will be folded anew',
  rebuild: 'is built again beside',
  switch: 'switched',
  cancel: 'cancelled',
};

function callOf([what = '', stream, ...more]: readonly string[]): Call {
  const [, name, document] = /^([^/]+)(?:\/(.+))?$/.exec(stream ?? '') ?? [];
  if (what !== 'resume' && what in DONE && name !== undefined && more.length === 0) {
    if ((document !== undefined) !== (what === 'refold')) throw new Error(USAGE);
    const path = `/operations/projections/${encodeURIComponent(name)}/${what}`;
    return { path, method: 'POST', ...(document !== undefined && { body: { document } }) };
  }
  if (what === 'resume' && stream !== undefined && more.length === 0) {
    return { path: `/operations/streams/${encodeURIComponent(stream)}/resume`, method: 'POST' };
  }
  if (stream !== undefined) throw new Error(USAGE);
  if (what === 'list') return { path: '/operations/projections', method: 'GET', columns: LISTED };
  if (what === 'parked') return { path: '/operations/parked?limit=200', method: 'GET', columns: PARKED };
  throw new Error(USAGE);
}

const LISTED = [
  ...[
    'kind',
    'name',
    'stands',
    'state',
    'since',
    'lag',
    'position',
    'waitsFor',
    'reason',
    'broken',
    'differing',
    'refused',
    'lastRefused',
    'parked',
  ],
  ...['by', 'heardAt'],
];
const PARKED = ['stream', 'parkedFrom', 'lastAlarmAt', 'alarms'];

async function ask(url: string, method: string, token: string, said: object = {}): Promise<Row> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const body = method === 'POST' ? { body: JSON.stringify(said) } : {};
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const answer = await fetch(url, { method, headers, signal, ...body }).catch(() => {
    throw new Error(`Nothing answers at ${new URL(url).origin}: start it, or say where it is with --url.`);
  });
  const answered = (await answer.json().catch(() => ({}))) as Row;
  if (answer.ok) return answered;
  const { code = 'no-code', detail = 'It says no more.', problems = [] } = answered;
  const named = (problems as readonly string[]).map((problem) => ` (${problem})`).join('');
  throw new Error(`${answer.status} ${String(code)}: ${String(detail)}${named}`);
}

/** A line for each row, in the columns in which any of them says something. */
function tableOf(wanted: readonly string[], rows: readonly Row[]): string[] {
  if (rows.length === 0) return ['none'];
  const columns = wanted.filter((column) => rows.some((row) => cellOf(row[column]) !== '-'));
  const cells = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellOf(value: unknown): string {
  if (value === undefined) return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(cellOf).join(', ');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { code, revision } = value as Partial<Record<string, string | number>>;
  return code === undefined || revision === undefined ? JSON.stringify(value) : `${code}@${revision}`;
}

await runCommand(import.meta.url, 'projections', () => operate(process.argv.slice(2)));
