import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import type { Log } from './log.js';
import type { Outlet } from './outlet.js';
import { nextTurn } from './protocol.js';
import type { Source } from './source.js';
import { decodeRecord } from './record.js';

/** Follows a source for ever: what is stored first, then what comes, always read from the log and never queued. */
export async function subscribe(log: Log, source: Source, ofAll: boolean, outlet: Outlet): Promise<void> {
  const unwatch = log.watch(outlet.wake);
  try {
    const isBeyond = (at: number) => ofAll && at > log.lastPosition();
    await follow(source, isBeyond, outlet);
  } finally {
    unwatch();
  }
}

type Beyond = (at: number) => boolean;

async function follow({ page, from, missing, filter, message }: Source, isBeyond: Beyond, outlet: Outlet) {
  await outlet.send(confirmation());
  let at = from;
  let live = missing !== undefined; // then it never says that it is caught up
  let considered = 0;
  while (outlet.open()) {
    const entries = page(at);
    if (entries.length === 0) {
      if (!live && !isBeyond(at)) await outlet.send(caughtUp()); // beyond the end there is silence
      live = true;
      if (outlet.open() && page(at).length === 0) await outlet.sign();
      continue;
    }
    for (const entry of entries) {
      const record = decodeRecord(entry.value);
      if ((!filter || filter.wants(record)) && !(await outlet.send(message(record)))) return;
      at = entry.at;
      if (filter && ++considered % filter.checkpointEvery === 0) await outlet.send(checkpoint(at));
    }
    await nextTurn();
  }
}

function confirmation(): Buffer {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(randomUUID());
  return encoded((response) => response.setConfirmation(confirmed));
}

function checkpoint(position: number): Buffer {
  const reached = new streams.ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  return encoded((response) => response.setCheckpoint(reached));
}

const caughtUp = () => encoded((response) => response.setCaughtUp(new streams.ReadResp.CaughtUp()));

function encoded(fill: (response: ReadResp) => void): Buffer {
  const response = new streams.ReadResp();
  fill(response);
  return Buffer.from(response.serializeBinary());
}
