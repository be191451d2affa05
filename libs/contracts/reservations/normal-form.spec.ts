import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { normalForm } from './normal-form.js';
import {
  certificateReserved,
  identityReserved,
  openCaseReserved,
  registerNumberReserved,
  templateReserved,
} from './sets.js';

const root = join(import.meta.dirname, '..', '..', '..');
const itself = 'libs/contracts/reservations/normal-form.ts';

describe('The normal form of a reserved value (D3)', () => {
  it.each([
    [' a.iii / 12', 'AIII/12'],
    ['3304 0101.0190_0001', '3304010101900001'],
    ['ａ１２３', 'A123'],
    ['SERT\u200b/7\u00ad-2024', 'SERT/7-2024'],
    ['x'.repeat(50), 'X'.repeat(50)],
  ])('of %j is %s', (written, value) => {
    expect(normalForm(written)).toBe(value);
  });

  it.each(['', ' ._', 'é1', 'A:1', 'ß!', 'x'.repeat(51), '１２３４'.repeat(13), 'A\u00001', '٣٤'])(
    'of %j is none',
    (written) => {
      expect(normalForm(written)).toBeUndefined();
    },
  );

  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (written) => {
        const value = normalForm(written);
        if (value !== undefined) expect(normalForm(value)).toBe(value);
      }),
    );
    expect(normalForm(normalForm('a.1') ?? '')).toBe('A1');
  });

  it('is made in one place', () => {
    const sources = ['libs', 'apps']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
      )
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
    const making = sources.filter((file) =>
      /normalize\('NFKC'\)|\\p\{Cf\}/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(making).toEqual([itself]);
  });
});

describe('The sets of reserved values ("To the byte" 17)', () => {
  it('are divided by kind and country, by unit and period, by unit, or not at all', () => {
    const parts = [
      identityReserved({ kind: 'PASSPORT', country: 'MY', value: 'a 123' }),
      registerNumberReserved('RUTAN-BANJARNEGARA', '2024', 'a.iii/12'),
      certificateReserved('RUTAN-BANJARNEGARA', 'sert/7/2024'),
      templateReserved('RUTAN-BANJARNEGARA', 'SEDANG_30', '2024-12-01'),
      openCaseReserved('00000000-0000-4000-8000-000000000001'),
    ].map((one) => one && [one.set, one.within, one.value]);
    expect(parts).toEqual([
      ['IDENTITY', ['PASSPORT', 'MY'], 'A123'],
      ['REGISTER_NUMBER', ['RUTAN-BANJARNEGARA', '2024'], 'AIII/12'],
      ['CERTIFICATE', ['RUTAN-BANJARNEGARA'], 'SERT/7/2024'],
      ['TEMPLATE', ['RUTAN-BANJARNEGARA'], 'SEDANG30/20241201'],
      ['OPEN_CASE', [], '00000000-0000-4000-8000-000000000001'],
    ]);
  });

  it('have no value without a normal form', () => {
    expect(identityReserved({ kind: 'PASSPORT', country: 'MY', value: '?' })).toBeUndefined();
    expect(registerNumberReserved('RUTAN-BANJARNEGARA', '2024', '?')).toBeUndefined();
    expect(certificateReserved('RUTAN-BANJARNEGARA', '?')).toBeUndefined();
  });

  it('take the longest code of a template', () => {
    expect(templateReserved('RUTAN-BANJARNEGARA', 'X'.repeat(40), '2024-12-01')?.value).toHaveLength(49);
  });
});
