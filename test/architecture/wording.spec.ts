import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whoqol } from '../../libs/contexts/rehabilitation/instruments/whoqol.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const self = 'wording.spec.ts';
/** How items of WHOQOL begin, in English and in Indonesian. */
const WORDING =
  /how (satisfied are you|would you rate your)|to what extent do you feel|seberapa (puas|jauh) anda|bagaimana (menurut )?anda menilai/i;

describe('The items of WHOQOL-BREF', () => {
  it('have numbers and no words', () => {
    const labels = whoqol.flatMap(({ items }) => items.map(({ item, label }) => [item, label]));
    expect(labels.length).toBeGreaterThanOrEqual(26);
    expect(labels.filter(([item, label]) => label !== `item ${item}`)).toEqual([]);
  });

  it('are worded nowhere', () => {
    const files = ['libs', 'docs', 'apps', 'test'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
    );
    const texts = files.filter((file) => /\.(ts|mjs|md|json|http)$/.test(file) && !file.endsWith(self));
    expect(texts.length).toBeGreaterThan(700);
    expect(texts.filter((file) => WORDING.test(readFileSync(file, 'utf8')))).toEqual([]);
    expect(WORDING.test('How satisfied are you with this?')).toBe(true);
  });
});
