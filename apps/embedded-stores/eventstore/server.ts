import {
  type Metadata,
  logVerbosity,
  Server,
  ServerCredentials,
  setLogVerbosity,
  status,
  type sendUnaryData,
} from '@grpc/grpc-js';
import gossipRpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresRpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { isSame, USER } from '../credential.js';
import { serveAppend } from './append.js';
import { serveBatchAppend } from './batch-append.js';
import { startChatter } from './chatter.js';
import { serveGossip } from './gossip.js';
import { openLog } from './log.js';
import { maxMessageSize, nextTurn, refusal } from './protocol.js';
import { serveRead } from './read.js';
import { rpcs } from './rpcs.js';
import { startWriter } from './writer.js';

const version = '23.10.6'; // whose behaviour this follows
const farewell = 500;

type Asked = { metadata: Metadata };
type Call = Asked & EventEmitter & { cancelled: boolean; writableLength: number };
type Options = { dataDir: string; port: number; password: string };

/** Serves EventStoreDB's protocol on 127.0.0.1 (`port` 0 for any free one), stored below `<dataDir>/eventstore`, for whoever knows the password. */
export async function startEventStore({ dataDir, port, password }: Options) {
  const log = openLog(join(dataDir, 'eventstore'));
  const writer = startWriter(log);
  const chatter = await startChatter(log, writer);
  const streaming = new Set<Call>();
  const basic = `Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`;
  let closing = false;
  setLogVerbosity(logVerbosity.NONE); // what it has to say is in the errors

  const server = new Server({
    'grpc.max_receive_message_length': maxMessageSize,
    'grpc.max_send_message_length': maxMessageSize,
  });
  const { read, append, batchAppend } = streamsRpc.StreamsService;
  server.addService(
    { read: { ...read, responseSerialize: (stored: Buffer) => stored }, append, batchAppend },
    {
      read: tracked(serveRead(log)),
      append: unlessClosing(known(serveAppend(writer))),
      batchAppend: tracked(serveBatchAppend(writer)),
    },
  );
  server.addService(featuresRpc.ServerFeaturesService, {
    getSupportedMethods: unlessClosing((_: unknown, answer: sendUnaryData<SupportedMethods>) => {
      answer(null, supportedMethods());
    }),
  });

  let bound = 0;
  server.addService(gossipRpc.GossipService, { read: unlessClosing(serveGossip(() => bound)) });
  bound = await listen(server, port);
  return { port: bound, close };

  function tracked<C extends Call>(serve: (call: C) => void) {
    return (call: C): void => {
      if (closing) return void call.emit('error', goodbye(status.CANCELLED));
      if (!isKnown(call)) return void call.emit('error', denied);
      streaming.add(call);
      for (const end of ['close', 'error', 'cancelled']) call.once(end, () => streaming.delete(call));
      serve(call);
    };
  }

  function unlessClosing<C, R>(serve: (call: C, answer: sendUnaryData<R>) => void) {
    return (call: C, answer: sendUnaryData<R>): void => {
      if (closing) answer(goodbye(status.UNAVAILABLE));
      else serve(call, answer);
    };
  }

  function known<C extends Asked, R>(serve: (call: C, answer: sendUnaryData<R>) => void) {
    return (call: C, answer: sendUnaryData<R>): void => {
      if (isKnown(call)) serve(call, answer);
      else answer(denied);
    };
  }

  // Without TLS the client of Node keeps user and password to itself, but sends the name of its connection with each call.
  function isKnown({ metadata }: Asked): boolean {
    const [name = '', authorization = ''] = ['connection-name', 'authorization'].map((key) =>
      String(metadata.get(key)),
    );
    return isSame(name, password) || isSame(authorization, basic);
  }

  async function close(): Promise<void> {
    closing = true;
    chatter.stop();
    await writer.idle();
    await repliesSent();
    for (const call of streaming) if (!call.cancelled) call.emit('error', goodbye(status.CANCELLED));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        server.forceShutdown();
        resolve();
      }, farewell);
      server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    await writer.idle();
    await log.close();
  }

  // A reader that has stopped reading is not waited for.
  async function repliesSent(): Promise<void> {
    for (let turn = 0; turn < 100 && [...streaming].some((call) => call.writableLength > 0); turn++) await nextTurn();
  }
}

const denied = refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

// Without one of these two the client cannot tell a server that stops from one that fails.
const goodbye = (code: status) => refusal(code, 'The embedded event store is shutting down.');

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(new Error(`Port ${port} on 127.0.0.1 ${reasonOf(error)}.`));
      else resolve(bound);
    });
  });
}

const reasonOf = ({ message }: Error) =>
  message.includes('EADDRINUSE') ? 'is in use' : `cannot be opened: ${message}`;

function supportedMethods(): SupportedMethods {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion(version);
  for (const [path, fate] of Object.entries(rpcs)) {
    const [service = '', name = ''] = path.split('/');
    if (fate === 'refused') continue;
    const method = new features.SupportedMethod();
    method.setServiceName(service);
    method.setMethodName(name.toLowerCase());
    supported.addMethods(method);
  }
  return supported;
}
