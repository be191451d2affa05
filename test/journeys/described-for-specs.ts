export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly 'x-refusals'?: readonly { readonly status: number; readonly code: string }[];
  readonly parameters?: readonly (Schema & { readonly name: string; readonly schema?: Schema })[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses?: Readonly<
    Record<string, Schema & { readonly content?: Readonly<Record<string, { schema?: Schema }>> }>
  >;
}
export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
}
/** Those that stand here, and not by reference elsewhere. */
export const named = <T extends object>(parameters: readonly T[]): readonly T[] =>
  parameters.filter((one) => !('$ref' in one));

export interface OpenApi {
  readonly openapi: string;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, { readonly description?: string }>>;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every property at any depth, by its path. */
export const propertiesIn = (
  path: string,
  { properties = {}, items }: Schema,
): readonly (readonly [string, Schema])[] => [
  ...Object.entries(properties).flatMap(([name, of]) => [
    [`${path}.${name}`, of] as const,
    ...propertiesIn(`${path}.${name}`, of),
  ]),
  ...(items === undefined ? [] : propertiesIn(path, items)),
];

/** Where a body says nothing of what is in it, by the path to it: objects of no described member, and fields without words. */
export function silentIn(
  path: string,
  schema: Schema,
  schemas: Schemas,
  within: readonly string[] = [],
): readonly string[] {
  const { $ref, allOf = [], anyOf = [], oneOf = [], items, properties, additionalProperties: others } = schema;
  if ($ref !== undefined) {
    const of = schemas[$ref.replace(/^.*\//, '')];
    return of === undefined || within.includes($ref) ? [] : silentIn(path, of, schemas, [...within, $ref]);
  }
  const go = (at: string, one: Schema): readonly string[] => silentIn(at, one, schemas, within);
  const fields = Object.entries(properties ?? {}).flatMap(([name, of]) => [
    ...((of.description ?? '') === '' ? [`${path}.${name} has no words`] : []),
    ...go(`${path}.${name}`, of),
  ]);
  const isBare =
    schema.type === 'object' && properties === undefined && (typeof others !== 'object' || !others.description);
  return [
    ...(isBare ? [`${path} may hold anything`] : []),
    ...fields,
    ...[...allOf, ...anyOf, ...oneOf, ...(items ? [items] : [])].flatMap((one) => go(path, one)),
    ...(typeof others === 'object' ? go(`${path}.*`, others) : []),
  ];
}
type Schemas = OpenApi['components']['schemas'];

/** Names of codes that are of no list that is known here, and why. */
export const OF_NO_LIST: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['ProgrammePhaseBody', 'ProgrammeModuleBody', 'PublishProgrammeTemplate', 'ProgrammePhase', 'ProgrammeModule']
      .concat('ProgrammeTemplate')
      .map((schema) => [`${schema}.code`, 'a programme defines it']),
  ),
  ...Object.fromEntries(
    ['CaseAdmission', 'CaseCertificate', 'Progress'].map((schema) => [
      `${schema}.templateCode`,
      'a programme defines it',
    ]),
  ),
  '/programme-templates?code': 'a programme defines it',
  '/instruments/{code}?code': 'an instrument defines it',
  '/instruments/{code}/score?code': 'an instrument defines it',
  'ListedView.code': 'an instrument defines it',
  'DefinitionView.code': 'an instrument defines it',
  'RowFate.code': 'a refusal: each operation lists its own',
  'ReceiptRowView.code': 'a refusal: each operation lists its own',
  'Problem.type': 'a URN for each code',
  'Problem.code': 'a refusal: each operation lists its own',
  'ListedCode.code': 'of whichever list it stands in',
};

/** Every object of a document, at any depth, that is such a one. */
export function foundIn(node: unknown, isOne: (node: Schema) => boolean): readonly object[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap((one) => foundIn(one, isOne));
  return isOne(node) ? [node, ...inner] : inner;
}
