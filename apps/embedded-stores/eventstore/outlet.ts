import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';

export type ReadCall = ServerWritableStream<ReadReq, Buffer>;

/** One reader's way out: it sends only as fast as the reader takes, and knows when the reader has gone. */
export function openOutlet(call: ReadCall) {
  let resume: (() => void) | undefined;
  let ended = false;
  const open = () => !ended;
  const wake = () => resume?.();
  const close = () => {
    ended = true;
    wake();
  };
  call.on('cancelled', close);
  call.on('error', close);
  call.on('close', close);
  call.on('drain', wake);

  /** Resolves at the next sign of life: room to write, a wake from outside, or the end. */
  const sign = () =>
    new Promise<void>((resolve) => {
      resume = resolve;
    });

  async function send(message: Buffer): Promise<boolean> {
    if (open() && !call.write(message)) while (open() && call.writableNeedDrain) await sign();
    return open();
  }

  function end(): void {
    if (open()) call.end();
  }

  return { open, wake, sign, send, end };
}

export type Outlet = ReturnType<typeof openOutlet>;
