import { allLists } from '#kernel';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

interface Schema {
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
}
interface Type {
  readonly name: string;
  readonly fields: readonly { readonly name: string }[] | null;
}

/** What the id of a thing of that name would be called, the whole name or only the end of it: `ProgrammeTemplate`, `templateId`. */
function ownIds(name: string): readonly string[] {
  const words = name.replace(/(Summary|Record)$/, '').split(/(?=[A-Z])/);
  const endings = words.map((_, index) => words.slice(index).join(''));
  return endings.map((ending) => `${ending.charAt(0).toLowerCase()}${ending.slice(1)}Id`);
}
/** `/programme-templates/{id}`: `programmeTemplate`. */
const thingAt = (path: string): string =>
  (path.split('/')[1] ?? '').replace(/s$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const namesTwice = (name: string, fields: readonly string[]): readonly string[] =>
  fields.includes('id') ? ownIds(name).filter((own) => fields.includes(own)) : [];

describe('The names of things', () => {
  let system: SystemForSpecs;
  let openApi: OpenApi;
  let types: readonly Type[];
  let instruments: readonly string[];

  beforeAll(async () => {
    system = await systemForSpecs();
    openApi = (await (await fetch(new URL('/openapi.json', system.url))).json()) as OpenApi;
    const { api, cast } = await stageAt(system.url);
    const asked = await api.graph(cast.karutan, '{ __schema { types { name fields { name } } } }');
    types = asked.at('data.__schema.types') as Type[];
    instruments = (await api.ask(cast.nurse, '/instruments')).at('items.*.code') as string[];
  });
  afterAll(() => system.close());

  const nameOf = (ref = ''): string => ref.slice('#/components/schemas/'.length);
  const fieldsOf = (name: string): readonly string[] => Object.keys(openApi.components.schemas[name]?.properties ?? {});
  /** What a question answers, or each row of its page. */
  const shownAt = (path: string): string => {
    const content = openApi.paths[path]?.get?.responses['200']?.content ?? {};
    const name = nameOf(content['application/json']?.schema.$ref);
    const { items } = openApi.components.schemas[name]?.properties ?? {};
    return nameOf(items?.items?.$ref) || name;
  };

  it('are said once: what has an `id` has no other that is named after itself', () => {
    const rest = Object.keys(openApi.components.schemas).map((name) => [name, fieldsOf(name)] as const);
    const graph = types.map(({ name, fields }) => [name, (fields ?? []).map((field) => field.name)] as const);
    const all = [...rest, ...graph];
    expect(all.filter(([, fields]) => fields.includes('id')).length).toBeGreaterThan(50);
    const twice = all.flatMap(([name, fields]) => namesTwice(name, fields).map((own) => `${name}.${own}`));
    expect(twice).toEqual([]);
  });

  it('are `id` for the record itself, alone and in the list of its kind', () => {
    const alone = Object.keys(openApi.paths).filter(
      (path) => /^\/[a-z-]+\/\{id\}$/.test(path) && openApi.paths[path]?.get !== undefined,
    );
    expect(alone.length).toBeGreaterThan(12);
    for (const path of alone) {
      for (const at of [path, path.replace('/{id}', '')].filter((one) => openApi.paths[one]?.get !== undefined)) {
        const fields = fieldsOf(shownAt(at));
        expect([at, fields.includes('id'), ownIds(thingAt(at)).filter((own) => fields.includes(own))]).toEqual([
          at,
          true,
          [],
        ]);
      }
    }
  });

  it('have one spelling: no two codes differ by a mark between their words alone', () => {
    const codes = [...new Set([...allLists().flatMap(({ meanings }) => Object.keys(meanings)), ...instruments])];
    expect(instruments.length).toBeGreaterThan(5);
    const spelt = (code: string) => codes.filter((other) => other.replaceAll('-', '_') === code.replaceAll('-', '_'));
    expect(codes.filter((code) => spelt(code).length > 1)).toEqual([]);
  });
});
