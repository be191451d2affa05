import type { Answer, Api, Person } from '../../apps/bersinar/story/client.js';

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}
interface TypeOf {
  readonly name: string;
  readonly fields: readonly (Typed & { readonly args: readonly Typed[] })[] | null;
}
interface Typed {
  readonly name: string;
  readonly type: TypeRef;
}

const REF = 'type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';

/** The root questions of the schema, and for each how it is asked for everything that its answer can hold. */
export async function wholeQuestions(api: Api, by: Person): Promise<ReadonlyMap<string, WholeQuestion>> {
  const asked = await api.graph(by, `{ __schema { types { name fields { name args { name ${REF} } ${REF} } } } }`);
  const types = new Map((asked.at('data.__schema.types') as TypeOf[]).map((type) => [type.name, type.fields]));
  const roots = types.get('Query') ?? [];
  const records = new Set(roots.map(({ type }) => recordIn(nameIn(type), types)));
  const everythingIn = (name: string): string => {
    const fields = (types.get(name) ?? []).filter((one) => one.name === 'items' || !records.has(nameIn(one.type)));
    if (fields.length === 0) return '';
    return ` { ${fields.map((field) => field.name + everythingIn(nameIn(field.type))).join(' ')} }`;
  };
  const typesOf = (args: readonly Typed[]) => new Map(args.map(({ name, type }) => [name, written(type)]));
  return new Map(
    roots.map(({ name, type, args }) => [name, { types: typesOf(args), shows: everythingIn(nameIn(type)) }]),
  );
}

/** What a question answers, or each row of its page: a field elsewhere that is such a record is a relation, which REST has not. */
const recordIn = (name: string, types: ReadonlyMap<string, TypeOf['fields']>): string =>
  nameIn(types.get(name)?.find((field) => field.name === 'items')?.type ?? { kind: '', name });

/** A type as a query writes it. */
function written({ kind, name, ofType }: TypeRef): string {
  if (!ofType) return name ?? '';
  return kind === 'LIST' ? `[${written(ofType)}]` : `${written(ofType)}!`;
}

const nameIn = ({ name, ofType }: TypeRef): string => (ofType ? nameIn(ofType) : (name ?? ''));

export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A root question asked for everything, the type of each of its parameters told. */
export interface WholeQuestion {
  readonly types: ReadonlyMap<string, string>;
  readonly shows: string;
}

/** Asks a root question for everything, over GraphQL. */
export function askGraph(
  api: Api,
  by: Person,
  name: string,
  parameters: Parameters,
  { types, shows }: WholeQuestion,
): Promise<Answer> {
  const names = Object.keys(parameters);
  if (names.length === 0) return api.graph(by, `{ ${name}${shows} }`);
  const declared = names.map((one) => `$${one}: ${types.get(one) ?? ''}`);
  const given = names.map((one) => `${one}: $${one}`);
  return api.graph(by, `query(${declared.join(', ')}) { ${name}(${given.join(', ')})${shows} }`, parameters);
}

/** The value without what GraphQL calls null and REST leaves out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

/** GraphQL tells an event's data as JSON text, because each type has its own. */
export function withData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withData);
  if (typeof value !== 'object' || value === null) return value;
  const valueOf = (name: string, member: unknown): unknown =>
    name === 'data' && typeof member === 'string' ? JSON.parse(member) : withData(member);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, valueOf(name, member)]));
}
