import type { Position } from '#kernel';
import { world } from '#kernel/world';

/** Lets a batch grow before it is taken, unless somebody waits for what is in it. */
export interface Gathering {
  /** Resolves after a while, or as soon as somebody waits for more than has been reached. */
  readonly gather: () => Promise<void>;
  /** Somebody waits for a position. */
  readonly wake: (position: Position) => void;
  readonly reached: (position: Position) => void;
}

export function gathering(milliseconds: number): Gathering {
  let [wanted, done]: [Position, Position] = ['', ''];
  let go = (): void => undefined;
  return {
    gather: () =>
      new Promise((resolve) => {
        if (wanted > done) {
          resolve();
          return;
        }
        const forget = world.later(milliseconds, resolve);
        go = () => {
          forget();
          resolve();
        };
      }),
    wake(position) {
      if (position > wanted) wanted = position;
      if (wanted > done) go();
    },
    reached(position) {
      if (position > done) done = position;
    },
  };
}
