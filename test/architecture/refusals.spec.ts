import { readFileSync } from 'node:fs';
import { everySentence } from '#kernel';
import '../../apps/bersinar/modules.js';
import { REFUSALS, refusalsByOperation } from '../contract/refusals.js';

describe('The codes with which each command can be refused', () => {
  const computed = refusalsByOperation();

  it('are listed as the rules have them (npm run refusals)', () => {
    expect(JSON.parse(readFileSync(REFUSALS, 'utf8'))).toEqual(computed);
  });

  it('are of its own rule, of the readers of its facts, of what it reserves, and of its correction', () => {
    expect(computed.AcknowledgeDirective).toEqual(expect.arrayContaining(['not-addressed', 'unknown-staff']));
    expect(computed.AcknowledgeDirective).not.toContain('unknown-question');
    expect(computed.SupersedeDirective).toContain('unknown-successor');
    expect(computed.RegisterInmate).toContain('register-number-taken');
    expect(computed.CorrectDirectiveEntry).toEqual(expect.arrayContaining(['entry-in-use', 'not-addressed']));
    expect(computed.DraftDirective).not.toContain('entry-in-use');
  });

  const OF_EVERY_RECORD = ['403 outside-your-unit', '403 unknown-unit', '409 revision-changed'].concat(
    ...['command-abandoned', 'context-contradicts-entry', 'corrected-now', 'day-in-future', 'day-too-early'],
    ...['idempotency-key-expired', 'idempotency-key-reused', 'instant-on-another-day', 'late-entry-needs-reason'],
    ...['occurred-in-future', 'record-too-large', 'subject-erased', 'unknown-code', 'unknown-staff'],
  );

  it.each([
    [
      'MoveRoom',
      [
        ...['accepted-before-transfer', 'before-registration', 'fact-after-leaving', 'inmate-annulled', 'inmate-left'],
        ...['inmate-not-registered', 'record-is-duplicate'],
      ],
    ],
    [
      'AnnulConsentEntry',
      ['approver-is-author', 'case-rests-on-consent', 'entry-annulled', 'entry-in-use', 'unknown-entry'],
    ],
    [
      'IssueCertificate',
      [
        ...['before-last-step', 'case-not-opened', 'certificate-already-issued', 'certificate-number-revoked'],
        ...['certificate-number-taken', 'malformed-certificate-number', 'programme-not-completed'],
        'record-not-taken-over',
      ],
    ],
    [
      'AnnulInmateEntry',
      [
        ...[
          'acceptance-not-annullable',
          'approver-is-author',
          'entry-annulled',
          'entry-in-use',
          'merge-not-annullable',
        ],
        ...['person-already-registered', 'record-not-taken-over', 'unknown-entry'],
      ],
    ],
  ])('are for %s those and no other', (command, codes) => {
    const listed = computed[command]?.map((one) => one.replace(/: .*$/, ''));
    expect(listed).toEqual([...OF_EVERY_RECORD, ...codes].sort());
  });

  it('are of what a command reserves, and of no other command that does', () => {
    const listing = (code: string) => Object.keys(computed).filter((name) => computed[name]?.includes(code));
    expect(listing('certificate-number-taken')).toEqual(['IssueCertificate']);
    expect(listing('template-already-published')).toEqual(['PublishProgrammeTemplate']);
    expect(listing('later-episode-exists')).toEqual(['ReopenCase']);
    expect(listing('409 other-record-changed')).toEqual(['MergeDuplicate']);
  });

  it('are of a command that is sent on the way: of opening a case, to be screened', () => {
    expect(computed.ScheduleScreening).toEqual(expect.arrayContaining(['another-case-open', 'case-was-left']));
    expect(computed.RefuseScreening).not.toContain('another-case-open');
  });

  it('have a sentence', () => {
    const codes = [...new Set(Object.values(computed).flat())];
    expect(codes.length).toBeGreaterThan(250);
    expect(codes.filter((code) => !everySentence().has(code.replace(/^\d+ |: .*$/g, '')))).toEqual([]);
  });

  it('say since which day something is annulled or cancelled', () => {
    const over = [...everySentence()]
      .flatMap(([code, said]) => said.map((one) => [code, one] as const))
      .filter(([code]) => /(?<!-not)-(annulled|cancelled)$/.test(code));
    expect(over.map(([code]) => code)).toContain('entry-annulled');
    expect(over.length).toBeGreaterThan(10);
    const dayless = over.filter(([, sentence]) => !/\{(annulled|cancelled)On\}/.test(sentence.en));
    expect(dayless.map(([code]) => code)).toEqual([]);
  });
});
