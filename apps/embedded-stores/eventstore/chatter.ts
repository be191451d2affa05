import { randomUUID } from 'node:crypto';
import { inBackground } from '../background.js';
import type { Log } from './log.js';
import { decodeRecord } from './record.js';
import type { Writer } from './writer.js';

const every = 2_000;

/** Writes what a server writes of itself into its log: before the first event of others, between them, and after the last. */
export async function startChatter(log: Log, writer: Writer) {
  const say = async (): Promise<void> => {
    const [last] = log.page(Infinity, 'backwards');
    if (last && decodeRecord(last.value).stream.startsWith('$')) return;
    const event = { id: randomUUID().replaceAll('-', ''), type: '$statsCollected', contentType: 'application/json' };
    const [data, metadata] = [Buffer.from('{}'), Buffer.alloc(0)];
    await writer.append({ stream: '$stats-127.0.0.1', expected: 'any', events: [{ ...event, data, metadata }] });
  };
  if (log.lastPosition() === 0) await say();
  const timer = setInterval(() => {
    inBackground('writing of itself', say());
  }, every).unref();
  return {
    stop: (): void => {
      clearInterval(timer);
    },
  };
}
