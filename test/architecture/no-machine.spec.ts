import { Linter } from 'eslint';

const CONFIG = new URL('../../eslint.config.mjs', import.meta.url).href;
const { default: config } = (await import(CONFIG)) as { default: readonly Linter.Config[] };
const rulesOf = (name: string) => config.find((one) => one.name === name)?.rules ?? {};
const rules = rulesOf('what-decides-asks-no-machine');

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

describe('The hour, waiting and chance', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(() => 1, 1)',
    'setInterval(() => 1, 1)',
    'setImmediate(() => 1)',
    'performance.now()',
    'crypto.randomUUID()',
    'AbortSignal.timeout(1)',
    "import { randomUUID } from 'node:crypto'",
    "import { randomBytes } from 'node:crypto'",
    "import { setTimeout } from 'node:timers/promises'",
  ])('come from the world, so that a simulation can bring its own: %s', (code) => {
    const asked = new Linter().verify(code, [{ rules: rulesOf('hours-waits-and-chance-come-from-the-world') }]);
    expect(asked).toHaveLength(1);
  });

  it('are nothing that a rule or a fold of a context could ask for', () => {
    const found = new Linter().verify("import { world } from '#kernel/world'", [
      { rules: rulesOf('only-handlers-take-chances') },
    ]);
    expect(found).toHaveLength(1);
  });
});
