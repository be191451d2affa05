import gossipRpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { type sendUnaryData, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

type Answer = sendUnaryData<InstanceType<typeof gossip.ClusterInfo>>;

/** Where the clients of a cluster ask who leads it: the server of `leaderUrl`. What it is asked it answers, refuses, or leaves unanswered until it is released. */
export async function gossipForSpecs(leaderUrl: () => string) {
  const held: Answer[] = [];
  let manner: 'answers' | 'hangs' | 'refuses' = 'answers';
  let asked = 0;
  const tell = (answer: Answer): void => {
    answer(null, clusterLedBy(Number(/:(\d+)/.exec(leaderUrl())?.[1])));
  };
  const server = new Server();
  server.addService(gossipRpc.GossipService, {
    read: (_: unknown, answer: Answer) => {
      asked += 1;
      if (manner === 'answers') tell(answer);
      else if (manner === 'hangs') held.push(answer);
      else answer({ code: status.UNAVAILABLE, details: 'There is no leader.' });
    },
  });
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
  return {
    url: leaderUrl().replace(/^esdb:(.*):\d+/, `esdb+discover:$1:${port}`),
    asked: () => asked,
    held: () => held.length,
    become: (wanted: typeof manner) => {
      manner = wanted;
    },
    /** Answers late what it left unanswered. */
    release: () => {
      held.splice(0).forEach(tell);
    },
    close: () => {
      server.forceShutdown();
    },
  };
}

function clusterLedBy(port: number) {
  const [info, member, endpoint, id] = [
    new gossip.ClusterInfo(),
    new gossip.MemberInfo(),
    new gossip.EndPoint(),
    new shared.UUID(),
  ];
  id.setString(randomUUID());
  endpoint.setAddress('127.0.0.1');
  endpoint.setPort(port);
  member.setInstanceId(id);
  member.setState(gossip.MemberInfo.VNodeState.LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endpoint);
  info.addMembers(member);
  return info;
}
