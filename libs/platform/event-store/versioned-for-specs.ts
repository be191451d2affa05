import featuresRpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type sendUnaryData, Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { promisify } from 'node:util';

/** A server that says which version it is, and that it holds nothing; without a version it does not know the question. */
export async function serverOfVersion(version: string | undefined) {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion(version ?? '');
  const server = new Server();
  server.addService(streamsRpc.StreamsService, {
    read: (call: ServerWritableStream<unknown, unknown>) => {
      call.end();
    },
  });
  if (version !== undefined) {
    server.addService(featuresRpc.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<typeof supported>) => {
        answer(null, supported);
      },
    });
  }
  const port = await promisify(server.bindAsync.bind(server))('127.0.0.1:0', ServerCredentials.createInsecure());
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    close: () => {
      server.forceShutdown();
    },
  };
}
