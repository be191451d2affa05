import { seedOf } from '../tier.js';
import { shrunk } from './shrink.js';
import { simulated } from './simulate-for-specs.js';
import { choicesOf, simulate } from './simulation.js';

const SEEDS = 100; // many more in the slow tier
const first = seedOf(1);

describe('The house under a seed', () => {
  it(`loses nothing, doubles nothing and misleads nobody, under ${SEEDS} seeds`, async () => {
    const { printed, status } = await simulated(['--seed', `${first}`, '--seeds', `${SEEDS}`, '--processes', '1']);
    expect(printed).toContain(`${SEEDS} seeds, 0 failed`);
    expect(status).toBe(0);
  });

  it('does the same again', async () => {
    const { faults, told, events, trace } = await simulate(choicesOf(first), first);
    const again = await simulate(choicesOf(first), first);
    expect(faults).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(0);
    expect(trace.length).toBeGreaterThan(10);
    expect(again.trace).toEqual(trace);
  });
});

describe('A run that fails', () => {
  it('is made shorter and plainer as long as it fails', async () => {
    const fails = (choices: readonly number[]) => Promise.resolve(choices.includes(7));
    const choices = Array.from({ length: 64 }, (_, n) => n + 1);
    const short = await shrunk(choices, fails);
    expect(short.length).toBeLessThan(16);
    expect(short.filter((one) => one !== 0).length).toBeLessThan(4);
    expect(short).toContain(7);
  });
});
