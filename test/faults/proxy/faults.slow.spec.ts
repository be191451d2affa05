import { jest } from '@jest/globals';
import { buildApps } from '../../journeys/processes-for-specs.js';
import { runsOf, seedOf } from '../../tier.js';
import { POSSIBLE, runUnderFaults } from './runs-for-specs.js';

const RUNS = runsOf(30, 1_000);
const SEED = seedOf(20_241_213);

jest.setTimeout(RUNS * 60_000);

describe(`The system, whose stores are in trouble ${RUNS} times (seeds from ${SEED})`, () => {
  it('loses nothing that it acknowledged, doubles nothing, folds all, and never dies', async () => {
    await buildApps();
    const struck = await runUnderFaults(SEED, RUNS);
    expect(POSSIBLE.filter((fault) => !struck.some((one) => one.fault === fault))).toEqual([]);
  });
});
