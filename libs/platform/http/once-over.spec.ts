import { EventEmitter } from 'node:events';
import { onceOver } from './once-over.js';

const responseOf = ({ destroyed = false, hasSocket = true } = {}) =>
  Object.assign(new EventEmitter(), {
    destroyed,
    req: { socket: Object.assign(new EventEmitter(), { destroyed: !hasSocket }) },
  });

describe('Once a response is over', () => {
  it.each([
    ['it ended', ({ emit }: { emit: () => void }) => emit],
    ['its socket did, though its turn never came', ({ cut }: { cut: () => void }) => cut],
  ] as const)('something is done once, when %s', (_, how) => {
    const response = responseOf();
    let times = 0;
    onceOver(response, () => (times += 1));
    expect(times).toBe(0);
    const emit = () => response.emit('close');
    const cut = () => response.req.socket.emit('close');
    how({ emit, cut })();
    emit();
    cut();
    expect(times).toBe(1);
    expect([response.listenerCount('close'), response.req.socket.listenerCount('close')]).toEqual([0, 0]);
  });

  it('is done once when a socket closes its response as it closes', () => {
    const response = responseOf();
    let times = 0;
    response.req.socket.on('close', () => response.emit('close'));
    onceOver(response, () => (times += 1));
    response.req.socket.emit('close');
    expect(times).toBe(1);
  });

  it.each([{ destroyed: true }, { hasSocket: false }])('it is done at once where it is over already: %j', (given) => {
    let times = 0;
    onceOver(responseOf(given), () => (times += 1));
    expect(times).toBe(1);
  });
});
