import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, Metadata, status } from '@grpc/grpc-js';
import { MongoClient } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { authorized, password } from './password-for-specs.js';
import { collect, startProcess, type StoreProcess } from './process-for-specs.js';

let stores: StoreProcess;

beforeAll(async () => {
  stores = await startProcess({ mongodb: true });
});

afterAll(() => stores.discard());

describe('the event store', () => {
  const event = () => jsonEvent({ type: 'VisitRecorded', data: {} });
  const calls: [string, (client: EventStoreDBClient) => Promise<unknown>][] = [
    ['append', (client) => client.appendToStream('visit-1', event())],
    [
      'append by a call of its own',
      (client) => client.appendToStream('visit-1', event(), { credentials: { username: 'bersinar', password } }),
    ],
    ['read', (client) => collect(client.readAll({ maxCount: 1 }))],
    ['subscribe', (client) => client.subscribeToAll()[Symbol.asyncIterator]().next()],
  ];

  describe.each([
    ['no password', () => stores.url.replace(/&connectionName=.*/, '')],
    ['another password', () => `${stores.url}x`],
    ['a user, which the client does not send without TLS', () => withUser(stores.url)],
  ])('refuses who gives %s', (_, url) => {
    it.each(calls)('to %s', async (__, call) => {
      const client = EventStoreDBClient.connectionString(url());
      await expect(call(client)).rejects.toMatchObject({ type: 'access-denied' });
      await client.dispose();
    });
  });

  it.each(calls)('lets who gives the password %s', async (_, call) => {
    const client = EventStoreDBClient.connectionString(stores.url);
    await client.appendToStream('visit-1', event());
    expect(await call(client)).toBeDefined();
    await client.dispose();
  });

  it.each([
    ['user and password', () => authorized(), status.OK],
    ['another password', () => authorized('bersinar', 'changeit'), status.PERMISSION_DENIED],
    ['another user', () => authorized('admin'), status.PERMISSION_DENIED],
    ['nothing', () => new Metadata(), status.PERMISSION_DENIED],
  ])('takes the Basic scheme: %s', async (_, metadata, expected) => {
    const raw = new streamsRpc.StreamsClient(`127.0.0.1:${stores.port}`, credentials.createInsecure());
    const call = raw.append(metadata(), (error) => error);
    const ended = new Promise<number>((resolve) =>
      call.on('status', ({ code }) => {
        resolve(code);
      }),
    );
    for (const request of proposed()) call.write(request);
    call.end();
    expect(await ended).toBe(expected);
    raw.close();
  });
});

describe('the stand-in for MongoDB', () => {
  const connected = (url: string) => new MongoClient(url, { serverSelectionTimeoutMS: 3_000 });

  it('lets in who gives user and password, by the driver itself', async () => {
    const client = connected(stores.mongodbUrl);
    await client.db('spec').collection('things').insertOne({ a: 1 });
    expect(await client.db('spec').collection('things').findOne({ a: 1 })).toMatchObject({ a: 1 });
    await client.close();
  });

  it.each([
    ['another password', () => stores.mongodbUrl.replace(password, 'changeit')],
    ['another user', () => stores.mongodbUrl.replace('bersinar:', 'admin:')],
  ])('refuses who gives %s', async (_, url) => {
    const client = connected(url());
    await expect(client.db('spec').collection('things').findOne()).rejects.toMatchObject({ code: 18 });
    await client.close();
  });

  it.each(['find', 'insert', 'listCollections', 'dropDatabase', 'endSessions', 'somethingNew'])(
    'refuses %s to who gives none',
    async (name) => {
      const client = connected(stores.mongodbUrl.replace(/\/\/.*@/, '//'));
      await expect(client.db('spec').command({ [name]: 'things' })).rejects.toMatchObject({
        code: 13,
        codeName: 'Unauthorized',
      });
      expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
      await client.close();
    },
  );
});

const withUser = (url: string) => url.replace('//', `//bersinar:${password}@`).replace(/&connectionName=.*/, '');

function proposed(): AppendReq[] {
  const options = new streamsPb.AppendReq.Options();
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from('visit-2'));
  options.setStreamIdentifier(identifier);
  options.setAny(new sharedPb.Empty());
  const id = new sharedPb.UUID();
  id.setString(randomUUID());
  const message = new streamsPb.AppendReq.ProposedMessage();
  message.setId(id);
  message.getMetadataMap().set('type', 'VisitRecorded').set('content-type', 'application/json');
  message.setData(Buffer.from('{}'));
  const [head, body] = [new streamsPb.AppendReq(), new streamsPb.AppendReq()];
  head.setOptions(options);
  body.setProposedMessage(message);
  return [head, body];
}
