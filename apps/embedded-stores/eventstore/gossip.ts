import type { sendUnaryData } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { randomUUID } from 'node:crypto';
import { textId } from './protocol.js';

/** Says who is in the cluster: one node, at `port`, which leads. */
export function serveGossip(port: () => number) {
  const id = textId(randomUUID().replaceAll('-', ''));
  return (_: unknown, answer: sendUnaryData<ClusterInfo>): void => {
    const endpoint = new gossip.EndPoint();
    endpoint.setAddress('127.0.0.1');
    endpoint.setPort(port());
    const node = new gossip.MemberInfo();
    node.setInstanceId(id);
    node.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
    node.setState(gossip.MemberInfo.VNodeState.LEADER);
    node.setIsAlive(true);
    node.setHttpEndPoint(endpoint);
    const cluster = new gossip.ClusterInfo();
    cluster.addMembers(node);
    answer(null, cluster);
  };
}
