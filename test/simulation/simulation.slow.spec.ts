import { hangsAfter, runsOf, seedOf } from '../tier.js';
import { simulated } from './simulate-for-specs.js';

const RUNS = runsOf(1_000, 10_000);
const TWICE = runsOf(40, 1_000);
const FIRST = seedOf(1_000);

describe('npm run simulate', () => {
  it.each([
    [['--seeds', 'many'], '--seed and --seeds are whole numbers.'],
    [['--seeds', '2', '--choices', '0-10'], '--choices are those of one seed: --seeds 1.'],
  ])('refuses %j by one line', async (options, line) => {
    expect(await simulated(options)).toEqual({ printed: '', said: `${line}\n`, status: 1 });
  });
});

describe(`The house under ${RUNS} seeds`, () => {
  it(
    'loses nothing, doubles nothing and misleads nobody, whatever fails or dies',
    async () => {
      const { printed, said, status } = await simulated(['--seed', `${FIRST}`, '--seeds', `${RUNS}`]);
      expect([said, printed]).toEqual(['', expect.stringContaining(`${RUNS} seeds, 0 failed`)]);
      expect(status).toBe(0);
    },
    hangsAfter(RUNS, 5_000),
  );

  it(
    `goes the same way again, under ${TWICE} of them`,
    async () => {
      const { printed, said, status } = await simulated(['--twice', '--seed', `${FIRST}`, '--seeds', `${TWICE}`]);
      expect([said, printed]).toEqual(['', expect.stringContaining(`${TWICE} seeds, 0 failed`)]);
      expect(status).toBe(0);
    },
    hangsAfter(TWICE, 20_000),
  );
});
