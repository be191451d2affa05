import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudEvent } from './cloud-event.js';
import { writeEventStream } from './event-stream.js';
import type { Step } from './feed.js';

const cloudEvent = (n: number, size = 0): CloudEvent => ({
  specversion: '1.0',
  id: `event-${n}`,
  source: 'urn:bersinar:log:spec',
  type: 'rutan.gates.gate-opened.v1',
  subject: 'gate-1',
  time: '2024-12-13T02:00:00.000Z',
  datacontenttype: 'application/json',
  on: '2024-12-13',
  zone: 'Asia/Jakarta',
  recordedtime: '2024-12-13T02:00:00.000Z',
  correlationid: 'spec',
  data: { n, fill: 'x'.repeat(size) },
});

type Writer = (response: ServerResponse) => Promise<void>;

async function answering(
  write: Writer,
): Promise<{ response: IncomingMessage; close: () => void; written: Promise<void> }> {
  const { promise: written, resolve, reject } = deferred();
  const server = createServer((_, response) => {
    response.writeHead(200);
    write(response).then(resolve, reject);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sent = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return {
    response,
    written,
    close: () => {
      sent.destroy();
      server.close();
    },
  };
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void } {
  let resolve = (): void => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

async function* steps(...all: readonly Step[]): AsyncGenerator<Step> {
  for (const step of all) yield await Promise.resolve(step);
}

const options = { heartbeatMs: 60_000, drainMs: 60_000, cursorOf: (position: string) => `log.${position}` };

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

describe('an event stream', () => {
  it('sends each published event with its cursor as id, and nothing for the others', async () => {
    const feed = steps(
      { position: '1', cloudEvent: cloudEvent(1) },
      { position: '2' },
      { position: '3', cloudEvent: cloudEvent(3) },
    );
    const { response, close } = await answering((to) => writeEventStream(feed, to, '0', options));
    const frames = (await textOf(response)).split('\n\n').filter((frame) => frame !== '');
    expect(frames).toEqual([
      'retry: 1000',
      'event: heartbeat\nid: log.0\ndata: {"cursor":"log.0"}',
      `event: cloudevent\nid: log.1\ndata: ${JSON.stringify(cloudEvent(1))}`,
      `event: cloudevent\nid: log.3\ndata: ${JSON.stringify(cloudEvent(3))}`,
    ]);
    close();
  });

  it('says at once where it begins, and tells the cursor again when nothing is published', async () => {
    const { promise: gone, resolve: leave } = deferred();
    async function* quiet(): AsyncGenerator<Step> {
      yield { position: '7' };
      await gone;
    }
    const { response, close } = await answering((to) =>
      writeEventStream(quiet(), to, '5', { ...options, heartbeatMs: 5 }),
    );
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      if (text.includes('log.7')) break;
    }
    expect(text.split('\n\n')[1]).toBe('event: heartbeat\nid: log.5\ndata: {"cursor":"log.5"}');
    expect(text).toContain('event: heartbeat\nid: log.7\ndata: {"cursor":"log.7"}');
    leave();
    close();
  });

  it('says at once for which type and version it waits, and says it again', async () => {
    const { promise: gone, resolve: leave } = deferred();
    async function* waiting(): AsyncGenerator<Step> {
      yield { position: '7', waiting: 'GateOpened@2' };
      await gone;
    }
    const { response, close } = await answering((to) =>
      writeEventStream(waiting(), to, '5', { ...options, heartbeatMs: 5 }),
    );
    const said = 'event: heartbeat\nid: log.7\ndata: {"cursor":"log.7","waiting":"GateOpened@2"}\n\n';
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      if (text.split(said).length > 2) break;
    }
    expect(text).toContain(said);
    leave();
    close();
  });

  it('takes no more of the feed than a slow subscriber takes, and cuts off one that takes nothing', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<Step> {
      for (;;) {
        taken += 1;
        yield await Promise.resolve({ position: String(taken), cloudEvent: cloudEvent(taken, 64 * 1024) });
      }
    }
    const { response, close, written } = await answering((to) =>
      writeEventStream(endless(), to, '0', { ...options, drainMs: 200 }),
    );
    response.pause();
    await written;
    expect(taken).toBeLessThan(1_000);
    close();
  });
});
