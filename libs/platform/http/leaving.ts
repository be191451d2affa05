import type { Server } from 'node:http';

const GRACE_MS = 9_000;
const LOOK_MS = 20;

interface Closing {
  readonly server: Server;
  addHook(name: 'preClose', hook: (done: () => void) => void): unknown;
}

/**
 * Lets requests in hand be answered when a web server closes, for 9 s at most, then drops every connection that is left: one that never asked
 * anything, as browsers open in advance, would otherwise keep it from closing for a minute and more.
 */
export function leaveInTime(closing: Closing, graceMs = GRACE_MS): void {
  const { server } = closing;
  let inHand = 0;
  server.on('request', (_request, response) => {
    inHand += 1;
    response.once('close', () => {
      inHand -= 1;
    });
  });
  closing.addHook('preClose', (done) => {
    if (server.listening) {
      const deadline = Date.now() + graceMs;
      const timer = setInterval(() => {
        if (inHand === 0 || Date.now() > deadline) server.closeAllConnections();
      }, LOOK_MS);
      server.once('close', () => {
        clearInterval(timer);
      });
    }
    done();
  });
}
