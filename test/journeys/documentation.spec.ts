import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { allLists } from '#kernel';
import { schemaNameOf } from '#platform/http';
import {
  foundIn,
  OF_NO_LIST,
  named,
  type OpenApi,
  type Operation,
  propertiesIn,
  type Schema,
  silentIn,
} from './described-for-specs.js';
import { readFileSync } from 'node:fs';
import { REFUSALS } from '../contract/refusals.js';
import { thrownCodes } from '../architecture/thrown-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** Addresses of what a browser would load, or a page would call. */
const LOADED =
  /(?:src|href|action)\s*=\s*["']([^"']+)["']|url\(\s*["']?([^"')]+)|(?:fetch|import)\(\s*["']([^"']+)["']/g;
const loadedBy = (text: string) => [...text.matchAll(LOADED)].map(([, one, two, three]) => one ?? two ?? three ?? '');
const isElsewhere = (address: string) => /^([a-z]+:)?\/\//i.test(address) && !address.startsWith('data:');

const refusalsWritten = () => JSON.parse(readFileSync(REFUSALS, 'utf8')) as Readonly<Record<string, readonly string[]>>;

/** A type of a stored event is the id of an entry of the log's format. */
const EVENT_TYPE = '^[A-Z][A-Za-z]*$';

describe('The documentation', () => {
  const warned = jest.spyOn(Logger, 'warn');
  let system: SystemForSpecs;

  beforeAll(async () => {
    system = await systemForSpecs();
  });
  afterAll(() => system.close());

  const get = (path: string) => fetch(new URL(path, system.url));

  it('is OpenAPI 3.1, in which every operation says what it does and answers', async () => {
    const answer = await get('/openapi.json');
    const { openapi, paths } = (await answer.json()) as OpenApi;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    expect([answer.status, openapi]).toEqual([200, '3.1.0']);
    expect(operations.length).toBeGreaterThan(40);
    expect(operations.filter(({ summary = '' }) => summary === '').map(({ name }) => name)).toEqual([]);
    const answersNothing = ({ responses = {} }: Operation) =>
      !Object.keys(responses).some((code) => code.startsWith('2'));
    expect(operations.filter(answersNothing).map(({ name }) => name)).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has one schema for each name: two of one name, of which one would be lost, fail by that name', async () => {
    await get('/openapi.json');
    const said = warned.mock.calls.map(([message]) => String(message));
    expect(said.filter((message) => message.startsWith('Duplicate DTO'))).toEqual([]);
  });

  it('names each list of codes once, with what its codes mean, wherever a code is asked for or answered', async () => {
    const document = (await (await get('/openapi.json')).json()) as OpenApi;
    const { schemas } = document.components;
    for (const { list, meanings } of allLists()) {
      const { description = '' } = schemas[schemaNameOf(list)] ?? {};
      for (const [code, meaning] of Object.entries(meanings))
        expect(description).toContain(`| \`${code}\` | ${meaning} |`);
    }
    const enums = foundIn(document, (node) => Array.isArray(node.enum));
    const ofLists = new Set<unknown>(allLists().map(({ list }) => schemas[schemaNameOf(list)]));
    expect(enums.length).toBeGreaterThan(80);
    expect(enums.filter((one) => !ofLists.has(one))).toEqual([]);
    expect(schemas.RevokeDirective?.properties?.reasonCode).toMatchObject({
      $ref: '#/components/schemas/DirectiveRevocationReasons',
    });
    expect(schemas.Extension?.properties?.reasonCode).toMatchObject({
      anyOf: [{ $ref: '#/components/schemas/FollowUpExtensionReasons' }, { type: 'string' }],
    });
  });

  it('says of whoever did something whether that is an id, or may be the name of a part of the system', async () => {
    const { schemas } = ((await (await get('/openapi.json')).json()) as OpenApi).components;
    const names = /^(actorId|[a-z]+By)$/;
    const who = Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties).flatMap(([name, of]) =>
        names.test(name) ? [[`${schema}.${name}`, of] as const] : [],
      ),
    );
    expect(who.length).toBeGreaterThan(40);
    const isPlain = (of: object) => 'type' in of && of.type === 'string' && !('format' in of) && !('pattern' in of);
    expect(who.filter(([, of]) => isPlain(of)).map(([name]) => name)).toEqual([]);
  });

  it('shows which filters take several values, and by which fields a list is sorted', async () => {
    const { paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const parameters = new Map(paths['/directives']?.get?.parameters?.map((one) => [one.name, one]));
    expect(parameters.get('status')).toMatchObject({
      style: 'form',
      explode: true,
      schema: { type: 'array', maxItems: 20, items: { $ref: '#/components/schemas/DirectiveStatuses' } },
    });
    expect(parameters.get('unitId')).toMatchObject({ explode: true, schema: { type: 'array', maxItems: 20 } });
    expect(parameters.get('sort')).toMatchObject({ schema: { pattern: '^-?(draftedOn|acknowledgeBy)$' } });
    expect(parameters.get('total')).toMatchObject({ description: expect.stringContaining('in all') as string });
    expect(parameters.get('unacknowledged')).toMatchObject({ schema: { type: 'string' } });
  });

  it('says of every property, parameter and answer what it is', async () => {
    const { components, paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const properties = Object.entries(components.schemas).flatMap(([name, schema]) => propertiesIn(name, schema));
    const rest = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [], responses = {} }]) => [
        ...named(parameters).map((one) => [`${method} ${path} ${one.name}`, one] as const),
        ...Object.entries(responses).map(([status, one]) => [`${method} ${path} ${status}`, one] as const),
      ]),
    );
    const shared = Object.entries(components.parameters);
    const silent = [...properties, ...rest, ...shared].filter(([, { description = '' }]) => description === '');
    expect(silent.map(([name]) => name)).toEqual([]);
    expect([properties.length > 2_000, rest.length > 2_000]).toEqual([true, true]);
  });

  it('lists every code that something throws in the table of an operation', async () => {
    const { paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const listed = new Set(operations.flatMap((one) => (one['x-refusals'] ?? []).map(({ code }) => code)));
    expect(thrownCodes().filter((code) => !listed.has(code))).toEqual([
      'bad-limit', // the edge refuses it before, as invalid-request
      'bad-request', // no operation was reached
      'malformed-query', // of GraphQL, which has no operations here
      'query-too-large',
      'route-closed', // there is no such route
      'sign-in-failed', // pages of browsers are no operations
    ]);
  });

  it('lists every code that a command or a question is refused with in the table of its own operation', async () => {
    const { paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const operations = new Map(
      Object.values(paths).flatMap((methods) =>
        Object.values(methods).map((one) => [one.operationId, one['x-refusals'] ?? []] as const),
      ),
    );
    const missing = Object.entries(refusalsWritten()).flatMap(([name, codes]) => {
      const listed = new Set(operations.get(name)?.flatMap(({ status, code }) => [code, `${status} ${code}`]));
      const unlisted = codes.filter((code) => !listed.has(code.replace(/: .*$/, '')));
      return operations.has(name) ? unlisted.map((code) => `${name} ${code}`) : [];
    });
    expect(missing).toEqual([]);
    expect(operations.get('ResumeStream')).toContainEqual(expect.objectContaining({ status: 400, code: 'bad-stream' }));
    expect(operations.get('cases')).toContainEqual(expect.objectContaining({ status: 403, code: 'not-permitted' }));
    expect(Object.keys(refusalsWritten()).filter((name) => operations.has(name)).length).toBeGreaterThan(120);
  });

  it('shows what is in every body that is sent or answered, at any depth', async () => {
    const { components, paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const bodies = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody, responses = {} }]) =>
        [requestBody, ...Object.values(responses)].flatMap((one) =>
          Object.values(one?.content ?? {}).map(({ schema }) => [`${method} ${path}`, schema] as const),
        ),
      ),
    );
    expect(bodies.length).toBeGreaterThan(400);
    expect(bodies.filter(([, schema]) => schema === undefined).map(([name]) => name)).toEqual([]);
    const silent = bodies.flatMap(([name, schema = {}]) => silentIn(name, schema, components.schemas));
    expect([...new Set(silent)]).toEqual([]);
  });

  it('misses no body of what is sent', async () => {
    const { paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const sent = Object.entries(paths).flatMap(([path, { post }]) => (post === undefined ? [] : [{ path, post }]));
    expect(sent.length).toBeGreaterThan(120);
    const bodiless = sent.filter(({ post }) => Object.keys(post.requestBody?.content ?? {}).length === 0);
    const saysItAll = ['rebuild', 'switch', 'cancel'].map((act) => `/operations/projections/{name}/${act}`);
    expect(bodiless.map(({ path }) => path)).toEqual(saysItAll);
  });

  it('would be seen to show nothing of a body', () => {
    const bare = { type: 'object' };
    const schemas = { One: { properties: { two: { description: 'Two.', items: bare }, three: {} } } };
    const open = { type: 'object', additionalProperties: { description: 'Each.' } };
    expect(silentIn('a', { anyOf: [{ $ref: '#/components/schemas/One' }] }, schemas)).toEqual([
      'a.two may hold anything',
      'a.three has no words',
    ]);
    expect([bare, { ...open, additionalProperties: true }, open].flatMap((one) => silentIn('a', one, {}))).toEqual([
      'a may hold anything',
      'a may hold anything',
    ]);
  });

  it('knows a unit and a digest by their form', async () => {
    const { components } = (await (await get('/openapi.json')).json()) as OpenApi;
    const properties = Object.entries(components.schemas).flatMap(([name, schema]) => propertiesIn(name, schema));
    const formed = properties.filter(([name]) => /(unitIds?|Sha256|[hH]ash)$/i.test(name));
    const isBare = ({ items, ...one }: Schema) => (items ?? one).pattern === undefined;
    expect(formed.length).toBeGreaterThan(100);
    expect(formed.filter(([, of]) => isBare(of)).map(([name]) => name)).toEqual([]);
  });

  it('has a list for whatever is called a code, a kind, a role, a type or a state', async () => {
    const { components, paths } = (await (await get('/openapi.json')).json()) as OpenApi;
    const properties = Object.entries(components.schemas).flatMap(([name, schema]) => propertiesIn(name, schema));
    const parameters = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ parameters = [] }) =>
        parameters.map(({ name, schema = {} }) => [`${path}?${name}`, schema] as const),
      ),
    );
    const bare = [...properties, ...parameters].filter(
      ([name, { type, items, pattern }]) =>
        pattern !== EVENT_TYPE &&
        /(code|kind|role|status|state|stands|type|sealed|withheld|country)$/i.test(name) &&
        (type === 'string' || items?.type === 'string'),
    );
    expect(bare.map(([name]) => name).sort()).toEqual(Object.keys(OF_NO_LIST).sort());
  });

  it('is compressed, and not sent again to who has it', async () => {
    const answer = await get('/openapi.json');
    const etag = answer.headers.get('etag') ?? '';
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding']);
    const again = await fetch(new URL('/openapi.json', system.url), { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['/docs', '/graphiql'])('at %s is whole, and loads nothing from elsewhere', async (path) => {
    const answer = await get(path);
    const page = await answer.text();
    const loaded = loadedBy(page);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter(isElsewhere)).toEqual([]);
    const parts = loaded.filter((address) => !address.startsWith('data:'));
    const missing: string[] = [];
    for (const part of parts) {
      const { status } = await get(new URL(part, answer.url).href);
      if (status !== 200) missing.push(`${part} ${status}`);
    }
    expect(missing).toEqual([]);
  });

  it('would be seen to load from elsewhere', () => {
    const page = '<script src="https://cdn.test/a.js"></script><link href="//cdn.test/b.css"><a href="/docs">';
    expect(loadedBy(page).filter(isElsewhere)).toEqual(['https://cdn.test/a.js', '//cdn.test/b.css']);
  });
});
