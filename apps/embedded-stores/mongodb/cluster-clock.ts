import { Binary, Long, Timestamp } from 'bson';
import { BSONType } from 'bson';
import { childOf, isDocument, type Value } from './raw-bson.js';

/** Logical time as a replica set tells it; `witness` takes over a later time that a client has seen. */
export function clusterClock(now: () => number = Date.now) {
  let last = 0n;
  return {
    witness(clusterTime: Value | undefined): void {
      const time = isDocument(clusterTime) ? childOf(clusterTime, 'clusterTime') : undefined;
      if (time?.type !== BSONType.timestamp) return;
      const seen = time.bytes.readBigUInt64LE(time.start);
      const farthest = BigInt(Math.floor(now() / 1000) + 24 * 3600) << 32n;
      if (seen > last && seen < farthest) last = seen;
    },
    tick() {
      const earliest = (BigInt(Math.floor(now() / 1000)) << 32n) + 1n;
      last = last + 1n > earliest ? last + 1n : earliest;
      const time = new Timestamp(last);
      const signature = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO };
      return { $clusterTime: { clusterTime: time, signature }, operationTime: time };
    },
  };
}
