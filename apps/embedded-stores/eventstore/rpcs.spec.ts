import { makeGenericClientConstructor, credentials, status, type ServiceDefinition } from '@grpc/grpc-js';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { authorized } from '../password-for-specs.js';
import { startProcess, type StoreProcess } from '../process-for-specs.js';
import { rpcs } from './rpcs.js';

const load = createRequire(import.meta.url);
const generated = join(dirname(load.resolve('@eventstore/db-client/package.json')), 'generated');

type Service = ServiceDefinition & Record<string, { path: string; requestType: new () => object }>;

const services = readdirSync(generated)
  .filter((file) => file.endsWith('_grpc_pb.js'))
  .flatMap((file) => Object.entries(load(join(generated, file)) as Record<string, Service>))
  .filter(([name]) => name.endsWith('Service'))
  .map(([, service]) => service);
const calls = services.flatMap((service) => Object.values(service));

let store: StoreProcess;

beforeAll(async () => {
  store = await startProcess();
});

afterAll(() => store.discard());

/** The status that a call with an empty request ends in; a call that stays open is ended by its deadline. */
function ask(path: string): Promise<{ code: status; details: string }> {
  const call = calls.find((candidate) => candidate.path === path);
  if (!call) throw new Error(`There is no call ${path}.`);
  const Client = makeGenericClientConstructor({ call: { ...call, requestStream: false, responseStream: true } }, 'Any');
  const client = new Client(`127.0.0.1:${store.port}`, credentials.createInsecure());
  return new Promise((resolve) => {
    const answer = client.makeServerStreamRequest(
      call.path,
      (message: object) => Buffer.from((message as { serializeBinary(): Uint8Array }).serializeBinary()),
      (bytes) => bytes,
      new call.requestType(),
      authorized(),
      { deadline: Date.now() + 1_000 },
    );
    answer.on('data', () => undefined);
    answer.on('error', () => undefined);
    answer.on('status', (end) => {
      client.close();
      resolve(end);
    });
  });
}

describe('the table of calls', () => {
  it('names exactly the calls that the client knows', () => {
    expect(Object.keys(rpcs).sort()).toEqual(calls.map(({ path }) => path.slice(1)).sort());
  });

  const withFate = (fate: string) => Object.keys(rpcs).filter((path) => rpcs[path] === fate);

  it.each(withFate('served'))('is right that %s is served', async (path) => {
    expect((await ask(`/${path}`)).code).not.toBe(status.UNIMPLEMENTED);
  });

  it.each(withFate('refused'))('is right that %s is refused, by its name', async (path) => {
    const { code, details } = await ask(`/${path}`);
    expect(code).toBe(status.UNIMPLEMENTED);
    expect(details).toContain(path);
  });
});
