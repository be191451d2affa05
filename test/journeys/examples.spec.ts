import { randomUUID } from 'node:crypto';
import { isBusinessDay, isId, isInstant } from '#kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { until } from '../../apps/bersinar/story/client.js';
import {
  componentsOf,
  type Documented,
  documentedBy,
  isListedBy,
  tokenOf,
  LOOKED_FOR,
} from './documented-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** The history asks for one of three parameters, which a schema of parameters cannot say. */
const ONE_OF_THREE = ['stream', 'agreementId', 'actorId'];
/** Where a page begins is only what an answer said. */
const OPAQUE = ['after'];
/** What is said of an example that was understood: it names another log, or wants a second parameter. */
const UNDERSTOOD = ['foreign-position', 'template-needed'];
/** Ids that whoever sends them makes up. */
const THEIR_OWN = ['partyId', 'goalId'];

/** Whether an example names a record that must be there before. */
const namesRecord = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([name, inner]) => namesRecord(inner) || (/^[0-9a-f-]{36}$/.test(String(inner)) && !THEIR_OWN.includes(name)),
  );

describe('The example of an operation', () => {
  let system: SystemForSpecs;
  let operations: readonly Documented[];
  let components: object;

  beforeAll(async () => {
    system = await systemForSpecs({ demonstration: true });
    operations = await documentedBy(system);
    components = await componentsOf(system);
  });
  afterAll(() => system.close());

  it('documents If-Match where there is a record whose revision it pins', () => {
    const pinning = operations.filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'If-Match'));
    expect(pinning.length).toBeGreaterThan(50);
    expect(pinning.filter(({ path }) => !path.includes('{id}')).map(({ path }) => path)).toEqual([]);
  });

  /** What is answered to the example, asked by the first of the roles that may; `also` names a parameter that need not be there. */
  async function asked(
    { path, method, parameters = [], requestBody, ...operation }: Documented,
    { change = {}, key, also }: { readonly change?: object; readonly key?: string; readonly also?: string } = {},
  ) {
    const [role] = operation['x-roles'] ?? [];
    const token = role && (await tokenOf(role));
    const [oneOfThree = ''] = [also ?? '', ...ONE_OF_THREE].filter((one) => ONE_OF_THREE.includes(one));
    const needed = parameters.filter(
      ({ name, required }) => required === true || name === also || (path === '/audit/history' && name === oneOfThree),
    );
    const of = (where: string) => needed.filter((one) => one.in === where);
    const filled = of('path').reduce((url, { name, example = '' }) => url.replace(`{${name}}`, example), path);
    const given = (where: string) => of(where).map(({ name, example = '' }) => [name, example] as [string, string]);
    const query = new URLSearchParams(given('query'));
    const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    const { example } = content ?? {};
    return fetch(new URL(`${filled}?${query.toString()}`, system.url), {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(type && { 'Content-Type': type }),
        ...Object.fromEntries(given('header')),
        ...(key && { 'Idempotency-Key': key }),
      },
      ...(content && {
        body: typeof example === 'string' ? example : JSON.stringify({ ...(example as object), ...change }),
      }),
    });
  }

  it('is there for what is asked and for what is answered, in every media type', () => {
    const bodies = operations.flatMap(({ operationId, requestBody, responses }) =>
      [requestBody, ...Object.values(responses)].flatMap((one) =>
        Object.entries(one?.content ?? {}).map(([type, { example }]) => ({ operationId, type, example })),
      ),
    );
    expect(bodies.length).toBeGreaterThan(500);
    expect(bodies.filter(({ example }) => example === undefined)).toEqual([]);
    expect(new Set(bodies.map(({ type }) => type))).toEqual(
      new Set(['application/json', 'application/problem+json', 'text/csv', 'text/event-stream', 'text/plain']),
    );
    const silent = ({ responses }: Documented) =>
      Object.entries(responses).some(([status, { content }]) => status.startsWith('2') && content === undefined);
    expect(operations.filter(silent).map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['SupersedeDirective', 'successor-is-itself', 'R-10.1', 'this directive'],
    ['RenewAgreement', 'successor-is-itself', 'R-5.7', 'this agreement'],
    ['CompleteRehab', 'not-evaluated', 'R-3.9', 'how the programme went'],
    ['RateDomain', 'range-reversed', 'R-2.7', 'suggested range'],
    ['AdmitToRehab', 'template-not-offered', 'R-3.1', 'not offered'],
    ['RecommendPlacement', 'template-not-offered', 'R-2.8', 'not offered'],
  ])('of %s is beside the sentence of its own record, of %s', (operationId, code, rule, words) => {
    const its = operations.find((one) => one.operationId === operationId);
    const said = its?.['x-refusals']?.filter((one) => one.code === code);
    expect(said).toEqual([expect.objectContaining({ rule, sentence: expect.stringContaining(words) as string })]);
  });

  it('is understood, and creates a record where it names no other', async () => {
    await until('it is ready', async () => (await fetch(new URL('/health/ready', system.url))).ok);
    const misunderstood: string[] = [];
    const created: string[] = [];
    const unlisted: string[] = [];
    let refusals = 0;
    for (const one of operations.filter(({ path }) => path !== '/events')) {
      const answer = await asked(one);
      const said = await answer.text();
      const line = `${answer.status} ${one.method} ${one.path} ${said}`;
      if (answer.status === 422) {
        if (!isListedBy(one, said)) unlisted.push(`${one.path} ${said}`);
        refusals += 1;
      }
      if ([400, 401, 403, 405, 413, 415].includes(answer.status) || answer.status >= 500) misunderstood.push(line);
      const { example } = one.requestBody?.content?.['application/json'] ?? {};
      if (one.responses['201'] === undefined || namesRecord(example)) continue;
      created.push(one.path);
      if (answer.status !== 201) misunderstood.push(line);
    }
    expect(misunderstood).toEqual([]);
    expect(unlisted).toEqual([]);
    expect(refusals).toBeGreaterThan(1);
    expect(created).toEqual(
      expect.arrayContaining(['/staff', '/agreements', '/visits/announce', '/inmates', '/programme-templates']),
    );
  });

  it('of a parameter is understood, in the address and in a header', async () => {
    const misunderstood: string[] = [];
    let understood = 0;
    const optional = operations.flatMap((one) =>
      (one.parameters ?? [])
        .filter(({ name, required }) => required !== true && !OPAQUE.includes(name) && one.path !== '/events')
        .map((parameter) => [JSON.stringify(parameter), { one, ...parameter }] as const),
    );
    for (const { one, name, example = '' } of new Map(optional.toReversed()).values()) {
      const answer = await asked(one, { key: randomUUID(), also: name });
      const said = await answer.text();
      const { code = '' } = answer.status < 400 ? {} : (JSON.parse(said) as { code?: string });
      if (answer.status === 400 && !UNDERSTOOD.includes(code))
        misunderstood.push(`${one.method} ${one.path} ${name}=${example} ${said}`);
      else understood += 1;
    }
    expect(misunderstood).toEqual([]);
    expect(understood).toBeGreaterThan(60);
  });

  it('of a problem is one of its status, with a code that has a sentence', () => {
    const problems = operations.flatMap(({ path, method, responses }) =>
      Object.entries(responses)
        .filter(([, response]) => response.content?.['application/problem+json'] !== undefined)
        .map(([status, { content }]) => {
          const { example } = content?.['application/problem+json'] ?? {};
          return [`${method} ${path}`, status, String((example as { status?: number }).status)] as const;
        }),
    );
    expect(problems.length).toBeGreaterThan(1_000);
    expect(problems.filter(([, status, shown]) => status !== shown).map((one) => one.join(' '))).toEqual([]);
  });

  it('is what its schema says, in every parameter, body and answer', () => {
    const ajv = new Ajv2020({
      strict: false,
      formats: { uuid: isId, date: isBusinessDay, 'date-time': isInstant },
    });
    ajv.addSchema({ $id: 'api', components });
    const validators = new Map<string, ValidateFunction>();
    const holds = (schema: object, example: unknown) => {
      const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
      const validate = validators.get(text) ?? ajv.compile(JSON.parse(text) as object);
      validators.set(text, validate);
      return validate(example) ? true : ajv.errorsText(validate.errors).slice(0, 200);
    };
    const examples = operations.flatMap(({ method, path, parameters = [], requestBody, responses }) => [
      ...parameters.map((one) => [`${method} ${path} ${one.name}`, one] as const),
      ...Object.entries({ body: requestBody, ...responses }).flatMap(([which, one]) =>
        Object.values(one?.content ?? {}).map((body) => [`${method} ${path} ${which}`, body] as const),
      ),
    ]);
    const wrong = examples.flatMap(([where, { schema = {}, example }]) => {
      const said = holds(schema, example);
      return said === true ? [] : [`${where}: ${said}`];
    });
    expect(wrong).toEqual([]);
    expect(examples.length).toBeGreaterThan(2_500);
  });

  it('is found where the Location of its answer says', async () => {
    const creatingAt = (path: string) => operations.find((one) => one.path === path && one.method === 'post');
    const found: string[] = [];
    const tried = new Set(Object.values(LOOKED_FOR).flat());
    const look = async (path: string, change: object = {}): Promise<string> => {
      const operation = creatingAt(path);
      if (operation === undefined) throw new Error(`Nothing is created at ${path}.`);
      const answer = await asked(operation, { change, key: randomUUID() });
      const location = answer.headers.get('Location') ?? '';
      const [role = 'auditor'] = operation['x-roles'] ?? []; // whoever created it
      const record = await fetch(new URL(location, system.url), {
        headers: {
          Authorization: `Bearer ${await tokenOf(role)}`,
          'Wait-For-Position': answer.headers.get('Position') ?? '',
        },
      });
      tried.add(path);
      found.push(`${answer.status} ${record.status} ${path} ${await answer.text()}`);
      return location.replace(/.*\//, '');
    };
    const inmateId = await look('/inmates', { registerNumber: 'A-13/2025', identityNumber: undefined });
    await look('/cases', { inmateId });
    await look('/screenings/schedule', { inmateId, scheduledOn: '2099-01-05' });
    const consentId = await look('/consents/override', { inmateId });
    const interviewerId = await look('/staff', { number: '199001012015011002' });
    await look('/grants', { staffId: interviewerId, role: 'kasubsi-pelayanan', from: '2099-01-05', until: undefined });
    await look('/screenings', { inmateId, consentId, interviewerId });
    await look('/agreements');
    await look('/visits/announce');
    await look('/programme-templates', { code: 'REINTEGRATION' });
    expect(found.filter((one) => !one.startsWith('201 200'))).toEqual([]);
    const creating = operations.filter(({ responses }) => responses['201'] !== undefined).map(({ path }) => path);
    expect(creating.filter((path) => !tried.has(path))).toEqual([]);
    expect([...tried].filter((path) => !creating.includes(path))).toEqual([]);
  });
});
