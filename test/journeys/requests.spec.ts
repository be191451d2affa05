import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { developmentToken, type Role } from '#platform/auth';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

const LIBS = fileURLToPath(new URL('../../libs', import.meta.url));

interface Written {
  readonly request: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The role and unit of whose token it names. */
  readonly asker?: readonly [string, string];
}

/** The requests of a file, with an id of nobody for each id that it leaves to whoever sends them. */
function requestsIn(file: string): readonly Written[] {
  const text = readFileSync(join(LIBS, file), 'utf8');
  const variables = new Map([...text.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
  const filled = (line: string) =>
    line.replace(/\{\{(\$?[\w.]+)\}\}/g, (_, name: string) => {
      const value = variables.get(name);
      return value !== undefined && !value.includes(' ') ? value : randomUUID();
    });
  return text
    .split(/^### .*$/m)
    .slice(1)
    .map((block) => {
      const [head = '', ...rest] = block.trim().split(/\n\n/);
      const lines = head.split('\n').filter((line) => !line.startsWith('#'));
      const [request = '', ...headers] = lines;
      const [, who = ''] = /Bearer \{\{(\w+)\}\}/.exec(head) ?? [];
      const [, role, unit] = /^token of (?:another )?([\w-]+) at ([\w-]+)/.exec(variables.get(who) ?? '') ?? [];
      const body = rest.join('\n\n').trim();
      return {
        request: filled(request.replace('{{api}}', '')),
        headers: Object.fromEntries(headers.map((line) => filled(line).split(/:\s*/, 2) as [string, string])),
        ...(body && { body: filled(body) }),
        ...(role !== undefined && unit !== undefined && { asker: [role, unit] as const }),
      };
    });
}

describe('The requests to begin with', () => {
  const files = readdirSync(LIBS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('requests.http'),
  );
  const written = files.flatMap(requestsIn);
  let system: SystemForSpecs;

  beforeAll(async () => {
    system = await systemForSpecs();
  });
  afterAll(() => system.close());

  it('are one for every operation, and none for what is no operation', async () => {
    const answer = await fetch(new URL('/openapi.json', system.url));
    const { paths } = (await answer.json()) as { readonly paths: Readonly<Record<string, object>> };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '*')}`),
    );
    const asked = written.map(({ request }) => request.replace(/\?.*/, '')).filter((one) => !one.endsWith('/graphql'));
    const fits = (request: string, operation: string) =>
      new RegExp(`^${operation.replaceAll('*', '[^/ ]+')}$`).test(request);
    expect(asked.filter((request) => !operations.some((operation) => fits(request, operation)))).toEqual([]);
    expect(operations.filter((operation) => !asked.some((request) => fits(request, operation)))).toEqual([]);
  });

  it('are understood, and of people who may', async () => {
    const misunderstood: string[] = [];
    for (const { request, headers, body, asker } of written) {
      const [method = '', path = ''] = request.split(' ');
      if (path.startsWith('/events')) continue; // a stream that does not end
      const token = asker && (await developmentToken({ role: asker[0] as Role, unit: asker[1] }));
      const answer = await fetch(new URL(path, system.url), {
        method,
        headers: { ...headers, ...(token && { Authorization: `Bearer ${token}` }) },
        ...(body && { body }),
      });
      const said = await answer.text();
      const isRefusal = answer.status === 403 && said.includes('role-not-allowed');
      if ([400, 401, 405, 413, 415, 500].includes(answer.status) || isRefusal) misunderstood.push(`${request} ${said}`);
    }
    expect(misunderstood).toEqual([]);
  });
});
