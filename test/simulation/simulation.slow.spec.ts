import { jest } from '@jest/globals';
import { runsOf, seedOf } from '../tier.js';
import { choicesOf, simulate } from './simulation.js';

const RUNS = runsOf(60, 1_000);
const FIRST = seedOf(1_000);

jest.setTimeout(60_000 + RUNS * 2_000);

describe(`The house under ${RUNS} seeds`, () => {
  it('loses nothing, doubles nothing and misleads nobody, whatever fails or dies', async () => {
    const drawn = new Set<string>();
    for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
      const outcome = await simulate(choicesOf(seed), seed);
      expect({ seed, faults: outcome.faults }).toEqual({ seed, faults: [] });
      for (const what of outcome.drawn.keys()) drawn.add(what.replace(/^.*: /, ''));
    }
    expect([...drawn].sort()).toEqual(['after', 'before', 'death', 'late', 'never', 'never, but done', 'twice']);
  });
});
