import { FOUND } from './found.js';
import { choicesOf, simulate } from './simulation.js';

const KNOWN = FOUND.flatMap(({ seed, what }) => (seed === undefined ? [] : [{ seed, what }]));

describe('What the simulation found once', () => {
  it.each(KNOWN)(
    'does not happen under seed $seed: $what',
    async ({ seed }) => {
      expect((await simulate(choicesOf(seed), seed)).faults).toEqual([]);
    },
    120_000,
  );
});
