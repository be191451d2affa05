import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { remedyIn } from '#kernel';
import { ORDERS } from './orders.js';
import { madeIn, sources, textOf } from './thrown-for-specs.js';
import { WITHOUT_A_VALUE } from './sentences-without-a-value.js';

const libs = fileURLToPath(new URL('../../libs', import.meta.url));
const tables = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(refusals|sentences\.\w+)\.ts$/.test(file),
);

interface Sentence {
  readonly where: string;
  readonly code: string;
  readonly words: Readonly<Record<string, string>>;
}

const nameOf = ({ name }: ts.ObjectLiteralElementLike): string => (name && 'text' in name ? name.text : '');

const propertiesOf = (node: ts.Node | undefined): readonly ts.PropertyAssignment[] =>
  node !== undefined && ts.isObjectLiteralExpression(node) ? node.properties.filter(ts.isPropertyAssignment) : [];

const textIn = ({ initializer }: ts.PropertyAssignment): string =>
  ts.isStringLiteralLike(initializer) ? initializer.text : '';

/** Every sentence of a source, in its languages. */
function saidIn(where: string, text: string): readonly Sentence[] {
  const said: Sentence[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'sentences') {
      for (const property of propertiesOf(node.arguments[0])) {
        const words = propertiesOf(property.initializer).map((one) => [nameOf(one), textIn(one)] as const);
        said.push({ where, code: nameOf(property), words: Object.fromEntries(words) });
      }
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(where, text, ts.ScriptTarget.Latest, true));
  return said;
}

/** What events keep sealed, by the names that it has there. */
const SEALED: readonly string[] = [
  ...['name', 'aliases', 'birthDate', 'offence', 'room', 'identityNumber', 'registerNumber', 'decreeNumber', 'office'],
  ...[
    'answer',
    'answers',
    'score',
    'scores',
    'sums',
    'severity',
    'riskBand',
    'category',
    'outcome',
    'absenceReason',
    'note',
  ],
];

const holesIn = (text = ''): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

const namesAValue = ({ words }: Sentence): boolean =>
  holesIn(words.en).length > 0 || /\bproblems\b/.test(words.en ?? '');

const placeOf = ({ where, code }: Sentence): string => `${basename(dirname(where))}/${code}`;

const all = tables.flatMap((file) => saidIn(file, readFileSync(join(libs, file), 'utf8')));

/** Why words do not say what would do, where they do not. */
function lackIn(words: string, language: string): string | undefined {
  const [stands = '', ...rest] = words.replace(/\.$/, '').split(': ');
  if (rest.length !== 1) return rest.length === 0 ? 'no remedy' : 'two colons';
  const remedy = remedyIn(words).replace(/\.$/, '');
  if (stands.trim() === '' || remedy.trim() === '') return 'half of it is empty';
  if (stands.toLowerCase() === remedy.toLowerCase()) return 'the remedy is what stands in the way';
  return ORDERS[language]?.includes(/^[a-z]+/.exec(remedy)?.[0] ?? '') ? undefined : 'the remedy is no order';
}

const silent = all.filter((one) => !namesAValue(one)).map(placeOf);

describe('The sentence of a refusal', () => {
  it('is found in whatever table', () => {
    const text =
      "const a = { ...sentences({ one: { rule: 'R', en: 'x {day}', id: 'y' }, 'two-a': { en: \"it's\" } }) };";
    expect(saidIn('a.ts', text)).toEqual([
      { where: 'a.ts', code: 'one', words: { rule: 'R', en: 'x {day}', id: 'y' } },
      { where: 'a.ts', code: 'two-a', words: { en: "it's" } },
    ]);
    expect(all.length).toBeGreaterThan(350);
    expect(all.filter(({ words }) => (words.en ?? '') === '')).toEqual([]);
  });

  it('names the same values in both languages', () => {
    const differing = all.filter(
      ({ words: { en, id } }) => id !== undefined && holesIn(en).join() !== holesIn(id).join(),
    );
    expect(differing.map(placeOf)).toEqual([]);
  });

  it('ends where a sentence does', () => {
    const endless = all.filter(({ words: { en, id = en } }) => !en?.endsWith('.') || !id?.endsWith('.'));
    expect(endless.map(placeOf)).toEqual([]);
  });

  it('says what would do, after what stands in the way', () => {
    const lacking = all.flatMap((one) =>
      ['en', 'id'].flatMap((language) => {
        const said = one.words[language];
        const lack = said === undefined ? undefined : lackIn(said, language);
        return lack === undefined ? [] : [`${placeOf(one)} (${language}): ${lack}`];
      }),
    );
    expect(lacking).toEqual([]);
  });

  it.each([
    ['The session is held.', 'no remedy'],
    ['The session is held: .', 'half of it is empty'],
    [': record another.', 'half of it is empty'],
    ['Record another: record another.', 'the remedy is what stands in the way'],
    ['The session is held: it is over.', 'the remedy is no order'],
    ['The session is held: that is over: record another.', 'two colons'],
    ['The session is held: record another.', undefined],
  ])('is looked at: "%s"', (words, lack) => {
    expect(lackIn(words, 'en')).toBe(lack);
  });

  it('begins what would do with no word that nobody uses', () => {
    const used = (language: string) => all.map(({ words }) => /^\w+/.exec(remedyIn(words[language] ?? ''))?.[0]);
    expect(
      Object.entries(ORDERS).flatMap(([language, orders]) => orders.filter((one) => !used(language).includes(one))),
    ).toEqual([]);
  });

  it('is in both languages where every record refuses alike', () => {
    const ours = all.filter(({ where }) => where.startsWith('kernel/'));
    expect(ours.flatMap(({ code, words }) => (words.id === undefined ? [code] : []))).toEqual([]);
  });

  it('says in Indonesian too where a case is and where it must be', () => {
    const said = all.filter(({ code }) => code === 'not-in-this-status');
    expect(said.map(({ words }) => holesIn(words.id))).toEqual([['from', 'status']]);
  });

  it('names nothing that is sealed', () => {
    const version = all.filter(({ words: { en } }) => holesIn(en).some((name) => SEALED.includes(name)));
    expect(version.map(placeOf)).toEqual([]);
  });

  it('is given every value that it names, wherever an error is made of its code', () => {
    const made = sources().flatMap((file) => madeIn(textOf(file)));
    const lacking = made.filter(({ code, values }) =>
      all.some((one) => one.code === code && holesIn(one.words.en).some((name) => !values.includes(name))),
    );
    expect(madeIn("new kernel.Malformed('a', { b, c: 1 })")).toEqual([{ code: 'a', values: ['b', 'c'] }]);
    expect(made.length).toBeGreaterThan(40);
    expect(lacking.map(({ code }) => code)).toEqual([]);
  });

  it('says the value that it refuses on, or why it has none to say', () => {
    expect(silent.filter((one) => !WITHOUT_A_VALUE.includes(one))).toEqual([]);
  });

  it('is not excused for long: what has a value, or is said no more, is on the list no more', () => {
    expect(WITHOUT_A_VALUE.filter((one) => !silent.includes(one))).toEqual([]);
    expect(new Set(WITHOUT_A_VALUE).size).toBe(WITHOUT_A_VALUE.length);
  });
});
