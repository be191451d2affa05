import type { Stage } from '../../apps/bersinar/story/scene.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

interface TypeRef {
  readonly kind: string;
  readonly name: string | null;
  readonly ofType?: TypeRef | null;
}
interface Described {
  readonly name: string;
  readonly description: string | null;
  readonly type: TypeRef;
}
interface TypeOf {
  readonly name: string;
  readonly kind: string;
  readonly description: string | null;
  readonly fields: readonly (Described & { readonly args: readonly Described[] })[] | null;
  readonly enumValues: readonly { readonly name: string }[] | null;
}

const REF = 'name description type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
const SCHEMA = `{ __schema { types { name kind description enumValues { name } fields { ${REF} args { ${REF} } } } } }`;

const nameIn = ({ name, ofType }: TypeRef): string => (ofType ? nameIn(ofType) : (name ?? ''));

describe('The GraphQL schema', () => {
  let system: SystemForSpecs;
  let stage: Stage;
  let types: readonly TypeOf[];

  beforeAll(async () => {
    system = await systemForSpecs();
    stage = await stageAt(system.url);
    const answer = await stage.api.graph(stage.cast.karutan, SCHEMA);
    types = (answer.at('data.__schema.types') as TypeOf[]).filter(({ name }) => !name.startsWith('__'));
  });
  afterAll(() => system.close());

  const typeOf = (type: string, field: string): string => {
    const found = types.find(({ name }) => name === type)?.fields?.find(({ name }) => name === field);
    return found === undefined ? '' : nameIn(found.type);
  };
  const argumentOf = (question: string, argument: string): string => {
    const found = types.find(({ name }) => name === 'Query')?.fields?.find(({ name }) => name === question);
    const arg = found?.args.find(({ name }) => name === argument);
    return arg === undefined ? '' : nameIn(arg.type);
  };

  it('says of every type what it is, but of the one that GraphQL itself names', () => {
    expect(types.filter(({ description }) => (description ?? '') === '').map(({ name }) => name)).toEqual(['Query']);
    expect(types.length).toBeGreaterThan(250);
  });

  it('says of every label of which list it is, or who defines it, and knows a unit by its type', () => {
    const fields = types.flatMap(({ name: type, fields }) =>
      (fields ?? []).flatMap((field) =>
        [field, ...field.args].map((one) => ({
          ...one,
          at: `${type}.${field.name}.${one.name}`,
          of: nameIn(one.type),
        })),
      ),
    );
    const labels = fields.filter(({ of }) => of === 'Label');
    const known = /of the list [A-Z_]+\.?$|programme|module|Under which it is known|as the unit calls it/i;
    expect(labels.length).toBeGreaterThan(150);
    expect(labels.filter(({ description }) => !known.test(description ?? '')).map(({ at }) => at)).toEqual([]);
    const units = fields.filter(({ name }) => /unitIds?$/i.test(name));
    expect(units.length).toBeGreaterThan(80);
    expect(units.filter(({ of }) => of !== 'UnitId').map(({ at }) => at)).toEqual([]);
  });

  it('means one thing by a name, on a record in a list and on the record in full', () => {
    const shortened = types.filter(({ name }) => name.endsWith('Summary'));
    const differing = shortened.flatMap(({ name: summary, fields }) => {
      const inFull = summary.replace('Summary', '');
      const record = types.find(({ name }) => name === inFull || name === `Rehab${inFull}`)?.name;
      if (record === undefined) return [`${summary} of nothing`];
      return (fields ?? []).flatMap(({ name, type }) => {
        const said = typeOf(record, name);
        return said === '' || said === nameIn(type) ? [] : [`${record}.${name}: ${said}, ${nameIn(type)} in lists`];
      });
    });
    expect(shortened.length).toBeGreaterThan(9);
    expect(differing).toEqual([]);
  });

  it('says of every field and argument what it is', () => {
    const described = types.flatMap(({ name: type, fields }) =>
      (fields ?? []).flatMap((field) => [
        [`${type}.${field.name}`, field.description] as const,
        ...field.args.map((arg) => [`${type}.${field.name}(${arg.name})`, arg.description] as const),
      ]),
    );
    expect(described.length).toBeGreaterThan(500);
    const isDescribed = (words: string | null) => (words ?? '') !== '';
    expect(described.filter(([, words]) => !isDescribed(words)).map(([name]) => name)).toEqual([]);
  });

  it.each([
    ['RehabCase', 'inmateId', 'ID'],
    ['RehabCase', 'openedOn', 'Day'],
    ['SessionSummary', 'startsAt', 'Instant'],
    ['InterviewVersion', 'recordedAt', 'Instant'],
    ['RehabCase', 'status', 'CaseStatuses'],
    ['RehabCase', 'riskBand', 'RiskBands'],
    ['DirectiveSummary', 'status', 'DirectiveStatuses'],
    ['Addressee', 'role', 'Label'],
    ['RehabCase', 'phase', 'Label'],
    ['Extension', 'reasonCode', 'Label'],
    ['Agreement', 'title', 'String'],
  ])('shows %s.%s as %s', (type, field, shown) => {
    expect(typeOf(type, field)).toBe(shown);
  });

  it.each([
    ['rehabCase', 'id', 'ID'],
    ['cases', 'counsellorId', 'ID'],
    ['cases', 'on', 'Day'],
    ['cases', 'status', 'CaseStatuses'],
    ['agreements', 'service', 'Services'],
    ['cases', 'phase', 'Label'],
  ])('takes of %s the parameter %s as %s', (question, argument, taken) => {
    expect(argumentOf(question, argument)).toBe(taken);
  });

  it('spells the codes of an enum as REST does', async () => {
    const codes = await stage.api.ask(stage.cast.karutan, '/codes');
    const lists = codes.at('items') as { list: string; codes: { code: string }[] }[];
    const spelt = new Map(types.map(({ name, enumValues }) => [name, enumValues?.map((one) => one.name)]));
    expect(spelt.get('CaseStatuses')).toEqual(
      lists.find(({ list }) => list === 'CASE_STATUSES')?.codes.map(({ code }) => code),
    );
    expect(spelt.get('Services')).toEqual(lists.find(({ list }) => list === 'SERVICES')?.codes.map(({ code }) => code));
  });

  it('says the same of what a question answers in OpenAPI', async () => {
    const answer = await fetch(`${system.url}/openapi.json`);
    const { components } = (await answer.json()) as {
      components: { schemas: Record<string, { properties: Record<string, object> }> };
    };
    const shown = components.schemas.RehabCase?.properties ?? {};
    expect(shown.inmateId).toMatchObject({ type: 'string', format: 'uuid' });
    expect(shown.openedOn).toMatchObject({ type: 'string', format: 'date' });
    expect(shown.status).toMatchObject({ $ref: '#/components/schemas/CaseStatuses' });
    expect(components.schemas.SessionSummary?.properties.startsAt).toMatchObject({ format: 'date-time' });
    expect(components.schemas.ConsentSummary?.properties.purposes).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/ConsentPurposes' },
    });
  });

  it('refuses a field that the role may not ask alone: the others are answered', async () => {
    const answer = await stage.api.graph(
      stage.cast.karutan,
      '{ inmates { next } screenings { next } units { items { unitId } } }',
    );
    expect(answer.status).toBe(200);
    expect([answer.at('data.screenings'), answer.at('data.inmates'), answer.at('data.units.items.0.unitId')]).toEqual([
      null,
      expect.any(Object),
      'RUTAN-BANJARNEGARA',
    ]);
    expect(answer.at('errors.*.path')).toEqual([['screenings']]);
    expect(answer.at('errors.*.extensions.code')).toEqual(['role-not-allowed']);
  });

  it('counts the records of a list within a list for each of that', async () => {
    const asked = (limit: number) => `{ cases(limit: 200) { items { sessionRecords(limit: ${limit}) { id } } } }`;
    expect((await stage.api.graph(stage.cast.kasubsi, asked(20))).status).toBe(200);
    const answer = await stage.api.graph(stage.cast.kasubsi, asked(200));
    expect([answer.status, answer.at('errors.0.extensions.code')]).toEqual([400, 'query-too-large']);
  });
});
