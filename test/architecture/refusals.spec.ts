import { readFileSync } from 'node:fs';
import { everySentence } from '#kernel';
import '../../apps/bersinar/modules.js';
import { REFUSALS, refusalsByOperation } from '../contract/refusals.js';

describe('The codes with which each command can be refused', () => {
  const computed = refusalsByOperation();

  it('are listed as the rules have them (npm run refusals)', () => {
    expect(JSON.parse(readFileSync(REFUSALS, 'utf8'))).toEqual(computed);
  }, 60_000);

  it('are of its own rule, of the readers of its facts, of what it reserves, and of its correction', () => {
    expect(computed.AcknowledgeDirective).toEqual(expect.arrayContaining(['not-addressed', 'unknown-staff']));
    expect(computed.AcknowledgeDirective).not.toContain('unknown-question');
    expect(computed.SupersedeDirective).toContain('unknown-successor');
    expect(computed.RegisterInmate).toContain('register-number-taken');
    expect(computed.CorrectDirectiveEntry).toEqual(expect.arrayContaining(['entry-in-use', 'not-addressed']));
    expect(computed.DraftDirective).not.toContain('entry-in-use');
  });

  it('have a sentence', () => {
    const codes = [...new Set(Object.values(computed).flat())];
    expect(codes.length).toBeGreaterThan(250);
    expect(codes.filter((code) => !everySentence().has(code.replace(/^\d+ /, '')))).toEqual([]);
  });

  it('say since which day something is annulled or cancelled', () => {
    const over = [...everySentence()].filter(([code]) => /(?<!-not)-(annulled|cancelled)$/.test(code));
    expect(over.map(([code]) => code)).toContain('entry-annulled');
    expect(over.length).toBeGreaterThan(10);
    const dayless = over.filter(([, sentence]) => !/\{(annulled|cancelled)On\}/.test(sentence.en));
    expect(dayless.map(([code]) => code)).toEqual([]);
  });
});
