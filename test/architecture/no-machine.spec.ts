import { Linter } from 'eslint';

const CONFIG = new URL('../../eslint.config.mjs', import.meta.url).href;
const { default: config } = (await import(CONFIG)) as { default: readonly Linter.Config[] };
const rules = config.find(({ name }) => name === 'what-decides-asks-no-machine')?.rules ?? {};

describe('What a context or contract decides', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'process.env.HOME',
    "fetch('http://127.0.0.1')",
    'setTimeout(() => 1, 1)',
    'crypto.randomUUID()',
    'globalThis.process',
    'performance.now()',
  ])('does not ask the machine: %s', (code) => {
    expect(new Linter().verify(code, [{ rules }])).toHaveLength(1);
  });

  it.each(["new Date('2024-12-14')", 'Math.max(1, 2)', 'Date.parse(day)'])('may calculate: %s', (code) => {
    expect(new Linter().verify(code, [{ rules }])).toEqual([]);
  });
});
