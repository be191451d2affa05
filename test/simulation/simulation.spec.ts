import { seedOf } from '../tier.js';
import { keeping, keptIn, kindOf, shrunk } from './shrink.js';
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

  it.each([0, 1, 2].map((n) => first + n))('does the same again (%i)', async (seed) => {
    const { faults, told, events, trace, digest } = await simulate(choicesOf(seed), seed);
    const again = await simulate(choicesOf(seed), seed);
    expect(faults).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(0);
    expect(trace.length).toBeGreaterThan(10);
    expect(again.trace).toEqual(trace);
    expect(again.digest()).toBe(digest());
  });

  it('has another digest under another seed', async () => {
    const [one, other] = [await simulate(choicesOf(first), first), await simulate(choicesOf(first + 1), first + 1)];
    expect(one.digest()).not.toBe(other.digest());
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

  it('is run again by the choices that were kept', () => {
    const of = Array.from({ length: 30 }, (_, n) => n + 1);
    const choices = of.slice(0, 20).map((one, at) => (at >= 5 && at < 12 ? 0 : one));
    expect(keptIn(choices, of)).toBe('0-5,12-20');
    expect(keeping('0-5,12-20', of)).toEqual(choices);
    expect(keptIn([0, 0], of)).toBe('0-0');
    expect(keeping('0-0', of)).toEqual([]);
    expect(() => keeping('5', of)).toThrow('--choices');
  });

  it('fails in the same way, whatever it is about', () => {
    const [id, other] = ['126a9054-6533-57eb-90a1-c0886a7c687d', '77a76246-17df-5c82-ad23-bc6f68e884d4'];
    expect(kindOf(`RateDomain was acknowledged as 3 of ${id}, which is not there`)).toBe(
      kindOf(`MoveRoom was acknowledged as 12 of ${other}, which is 4 there`),
    );
    expect(kindOf(`inmates@1 ${id} is surplus`)).toBe(kindOf(`inmates@1 ${other} is surplus`));
    expect(kindOf(`inmates@1 ${id} is surplus`)).not.toBe(kindOf(`inmates@1 ${id} is missing`));
  });
});
