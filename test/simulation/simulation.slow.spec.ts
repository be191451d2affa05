import { hangsAfter, runsOf, seedOf } from '../tier.js';
import { simulated } from './simulate-for-specs.js';

const RUNS = runsOf(1_000, 10_000);
const TWICE = runsOf(40, 1_000);
const FIRST = seedOf(1_000);

describe(`The house under ${RUNS} seeds`, () => {
  it(
    'loses nothing, doubles nothing and misleads nobody, whatever fails or dies',
    async () => {
      const { printed, status } = await simulated(['--seed', `${FIRST}`, '--seeds', `${RUNS}`]);
      expect(printed).toContain(`${RUNS} seeds, 0 failed`);
      expect(status).toBe(0);
    },
    hangsAfter(RUNS, 5_000),
  );

  it(
    `goes the same way again, under ${TWICE} of them`,
    async () => {
      const { printed, status } = await simulated(['--twice', '--seed', `${FIRST}`, '--seeds', `${TWICE}`]);
      expect(printed).toContain(`${TWICE} seeds, 0 failed`);
      expect(status).toBe(0);
    },
    hangsAfter(TWICE, 10_000),
  );
});
