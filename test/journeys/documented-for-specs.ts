import { developmentToken, type Identified, type Role, UNIT_REGISTER } from '#platform/auth';

interface Example {
  readonly schema?: object;
  readonly example?: unknown;
}
interface Body {
  readonly content?: Readonly<Record<string, Example>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema?: object;
    readonly example?: string;
  }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
  readonly 'x-roles'?: readonly Role[];
  readonly 'x-refusals'?: readonly Listed[];
}

interface Listed {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly rule?: string;
}

/** Whether an answer is what an operation lists: its code, its sentence with values in it, and its rule. */
export function isListedBy({ 'x-refusals': listed = [] }: Operation, answer: string): boolean {
  const { code, detail, rule } = JSON.parse(answer) as { code: string; detail: string; rule?: string };
  return listed.some((one) => one.code === code && one.rule === rule && shapeOf(one.sentence).test(detail));
}

const shapeOf = (sentence: string): RegExp =>
  new RegExp(`^${sentence.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\w+\}/g, '.*')}$`);

/** An operation as the OpenAPI document has it. */
export interface Documented extends Operation {
  readonly path: string;
  readonly method: string;
}

export async function documentedBy({ url }: { readonly url: string }): Promise<readonly Documented[]> {
  const answer = await fetch(new URL('/openapi.json', url));
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
}

/** The schemas that operations name. */
export async function componentsOf({ url }: { readonly url: string }): Promise<{ readonly schemas: Schemas }> {
  const answer = await fetch(new URL('/openapi.json', url));
  return ((await answer.json()) as { components: { schemas: Schemas } }).components;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
export type Schemas = Readonly<Record<string, Schema>>;

/** What the JSON body of an operation may have. */
export function membersOf({ requestBody }: Documented, schemas: Schemas): readonly string[] {
  const { $ref = '', properties } = (requestBody?.content?.['application/json']?.schema ?? {}) as Schema;
  return Object.keys(properties ?? schemas[$ref.split('/').at(-1) ?? '']?.properties ?? {});
}

/** The path of an operation, with an example of each id in it. */
export const filled = ({ path, parameters = [] }: Documented): string =>
  parameters.reduce((url, { name, example = '' }) => url.replace(`{${name}}`, example), path);

/** The operation that a request of that path asks for; one that names no parameter there comes first. */
export const operationOf = (operations: readonly Documented[], method: string, path: string): Documented | undefined =>
  operations.find((one) => one.method === method && one.path === path) ??
  operations.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );

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

/** A token of somebody of that role, in the first unit that has such people. */
export const tokenOf = (role: Role): Promise<string> => {
  const unit = UNIT_REGISTER.units.find(({ kind }) => kind === (KIND_OF[role] ?? 'RUTAN'))?.code ?? 'BERSINAR';
  return developmentToken({ role, unit });
};

/** Where records are created that other specs than that of the examples look for at their Location. */
export const LOOKED_FOR = {
  byStory: [
    '/visits',
    '/directives',
    '/evaluations',
    '/assessments',
    '/plans',
    '/sessions',
    '/consents',
    '/aftercares',
  ],
  bySessions: ['/sessions/catch-up'], // of a session that was held: session.routes.spec.ts
};

/** With which status somebody is answered. */
export async function readAs(whom: Identified, url: URL): Promise<number> {
  const { status } = await fetch(url, { headers: { Authorization: `Bearer ${await developmentToken(whom)}` } });
  return status;
}
