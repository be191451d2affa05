import { codesIn, filesIn, OF_SPECS, sources, textOf } from './thrown-for-specs.js';

const self = 'test/architecture/refusal-codes.spec.ts';

describe('A code with which a client is answered', () => {
  const texts = sources().map(textOf);
  const found = texts.map(codesIn);
  const declared = [...new Set(found.flatMap((one) => one.declared))].sort();
  const thrown = [...new Set(found.flatMap((one) => one.thrown))].sort();
  const specs = ['apps', 'libs', 'test'].flatMap(filesIn).filter((file) => OF_SPECS.test(file) && file !== self);
  const words = specs.map(textOf).join('\n');
  const isIn = (code: string, text: string) => new RegExp(`(?<![a-z-])${code}(?![a-z-])`).test(text);

  it('is found however it is written', () => {
    const text =
      "sentences({ one: { en: 'x' }, 'two-a': { en: 'y' } }); throw new kernel.Malformed(\n 'three', {}); new Error('four'); until({ code: 'five-a', name: 'six' });";
    expect(codesIn(text)).toEqual({ declared: ['one', 'two-a'], thrown: ['three', 'five-a'] });
    expect(declared.length).toBeGreaterThan(300);
    expect(thrown).toEqual(expect.arrayContaining(['bad-if-match', 'projection-behind']));
  });

  it('is a kebab-case word', () => {
    expect(declared.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it('has a sentence', () => {
    expect(thrown.filter((code) => !declared.includes(code))).toEqual([]);
  });

  it('is answered somewhere besides where its sentence is', () => {
    const code = texts
      .map((text) => text.replace(/sentences\(\{[\s\S]*?\n {2}\}\)|sentences\(\{[\s\S]*?\n\}\)/g, ''))
      .join('\n');
    expect(declared.filter((one) => !code.includes(`'${one}'`))).toEqual([]);
  });

  it('is expected by a spec', () => {
    expect(declared.filter((code) => !isIn(code, words))).toEqual([]);
  });
});
