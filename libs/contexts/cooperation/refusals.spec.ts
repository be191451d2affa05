import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const texts = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== 'refusals.spec.ts')
  .map((path) => ({ path, text: readFileSync(`${here}${path}`, 'utf8') }));
const specs = texts.filter(({ path }) => path.endsWith('.spec.ts'));
const refusals = texts
  .filter(({ path }) => !path.endsWith('.spec.ts'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/\brefuse\(\s*'([^']+)'/g)].map(([, code = '']) => ({
      code,
      aggregate: path.includes('/') ? path.replace(/\/.*/, '/') : '',
    })),
  );

describe('a refusal of this context', () => {
  it('is found by this walk', () => {
    expect(refusals.map(({ code }) => code)).toContain('signed-text-is-immutable');
  });

  it.each(refusals)('$code of $aggregate is a kebab-case word that a spec of it expects', ({ code, aggregate }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const expecting = specs.filter(({ path, text }) => path.startsWith(aggregate) && text.includes(`'${code}'`));
    expect(expecting.map(({ path }) => path)).not.toEqual([]);
  });
});
