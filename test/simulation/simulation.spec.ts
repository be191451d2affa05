import { seedOf } from '../tier.js';
import { shrunk } from './shrink.js';
import { choicesOf, simulate } from './simulation.js';

const SEEDS = 3; // many more in the slow tier
const first = seedOf(1);
const seeds = Array.from({ length: SEEDS }, (_, n) => first + n);

describe('The house under one seed', () => {
  it.each(seeds)('loses nothing, doubles nothing and misleads nobody: seed %i', async (seed) => {
    const { faults, told, events } = await simulate(choicesOf(seed), seed);
    expect(faults).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(0);
  });

  it('does the same again', async () => {
    const runs = [await simulate(choicesOf(first), first), await simulate(choicesOf(first), first)];
    expect(runs[0]?.trace.length).toBeGreaterThan(10);
    expect(runs[0]?.trace).toEqual(runs[1]?.trace);
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
