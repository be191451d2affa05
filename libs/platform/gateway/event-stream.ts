import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Position } from '#kernel';
import { world } from '#kernel/world';
import type { Step } from './feed.js';

export interface StreamOptions {
  /** How often a subscriber that hears nothing is told the cursor, in milliseconds. */
  readonly heartbeatMs: number;
  /** How long a subscriber may leave its buffer full before it is cut off, in milliseconds; it resumes from its cursor. */
  readonly drainMs: number;
  readonly cursorOf: (position: Position) => string;
}

/**
 * Writes a feed as Server-Sent Events (WHATWG HTML, section 9.2) until it or the connection ends: `event: cloudevent` frames, and `event: heartbeat`
 * frames with the cursor and what the feed waits for, each with the cursor as its id. At most one frame waits for a slow subscriber.
 */
export async function writeEventStream(
  steps: AsyncIterable<Step>,
  response: ServerResponse,
  start: Position,
  { heartbeatMs, drainMs, cursorOf }: StreamOptions,
): Promise<void> {
  let last: Step = { position: start };
  const heartbeat = (): void => {
    if (response.writableNeedDrain) return;
    const { position, waiting } = last;
    const cursor = cursorOf(position);
    response.write(frame('heartbeat', cursor, { cursor, ...(waiting !== undefined && { waiting }) }));
  };
  const beating = world.every(heartbeatMs, heartbeat);
  response.write('retry: 1000\n\n');
  heartbeat();
  try {
    for await (const step of steps) {
      last = step;
      const { position, cloudEvent } = step;
      if (step.waiting !== undefined) heartbeat();
      if (cloudEvent === undefined) continue;
      const accepted = response.write(frame('cloudevent', cursorOf(position), cloudEvent));
      if (!accepted && !(await drained(response, drainMs))) return;
    }
  } finally {
    beating();
    response.end();
  }
}

const frame = (event: string, cursor: string, data: object): string =>
  `event: ${event}\nid: ${cursor}\ndata: ${JSON.stringify(data)}\n\n`;

async function drained(response: ServerResponse, withinMs: number): Promise<boolean> {
  const late = new AbortController();
  const drainedInTime = world.later(withinMs, () => {
    late.abort();
  });
  try {
    await once(response, 'drain', { signal: late.signal });
    return true;
  } catch {
    response.destroy();
    return false;
  } finally {
    drainedInTime();
  }
}
