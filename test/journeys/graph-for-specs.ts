import type { Answer, Api, Person } from '../../apps/bersinar/story/client.js';

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}
interface TypeOf {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: TypeRef }[] | null;
}

const REF = 'type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';

/** The root questions of the schema, and for each how it is asked for everything that its answer can hold. */
export async function wholeQuestions(api: Api, by: Person): Promise<ReadonlyMap<string, string>> {
  const asked = await api.graph(by, `{ __schema { types { name fields { name ${REF} } } } }`);
  const types = new Map((asked.at('data.__schema.types') as TypeOf[]).map((type) => [type.name, type.fields]));
  const everythingIn = (name: string): string => {
    const fields = types.get(name) ?? [];
    if (fields.length === 0) return '';
    return ` { ${fields.map((field) => field.name + everythingIn(nameIn(field.type))).join(' ')} }`;
  };
  const roots = types.get('Query') ?? [];
  return new Map(roots.map(({ name, type }) => [name, everythingIn(nameIn(type))]));
}

const nameIn = ({ name, ofType }: TypeRef): string => (ofType ? nameIn(ofType) : (name ?? ''));

type Parameters = Readonly<Record<string, string | number | boolean>>;

/** Asks a root question for everything, over GraphQL. */
export function askGraph(api: Api, by: Person, name: string, parameters: Parameters, whole: string): Promise<Answer> {
  const given = Object.entries(parameters).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return api.graph(by, `{ ${name}${given.length === 0 ? '' : `(${given.join(', ')})`}${whole} }`);
}

/** The value without what GraphQL calls null and REST leaves out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
