import type { EventEmitter } from 'node:events';

/** What is asked of a response: a pipelined one whose turn never comes has no end of its own, its socket has. */
interface Ending extends EventEmitter {
  readonly destroyed: boolean;
  readonly req: { readonly socket: EventEmitter & { readonly destroyed: boolean } };
}

/** Whether nobody will hear a response any more. */
export const isOver = ({ destroyed, req }: Ending): boolean => destroyed || req.socket.destroyed;

/** Acts once, when a response is over or whoever asked has left; at once where that is so already. */
export function onceOver(response: Ending, act: () => void): void {
  const { socket } = response.req;
  let hasEnded = false;
  const end = (): void => {
    if (hasEnded) return; // a socket that closes closes its response before it has told all who listen to itself
    hasEnded = true;
    response.off('close', end);
    socket.off('close', end);
    act();
  };
  if (isOver(response)) {
    act();
    return;
  }
  response.once('close', end);
  socket.once('close', end);
}
