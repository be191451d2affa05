import { BadRequestException, ForbiddenException, HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  Conflict,
  Forbidden,
  HistoryCorrupt,
  Malformed,
  NotFound,
  Refusal,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import { problemOf } from './problem-filter.js';
import { meaningOf } from './problems.js';
import { languageOf, SENTENCES } from './words.js';

const REQUEST = { id: '33333333-3333-4333-8333-333333333333' };

describe('what an error means', () => {
  it.each<[string, unknown]>([
    ['400 bad-cursor', new Malformed('bad-cursor', 'x')],
    ['403 outside-your-unit', new Forbidden('outside-your-unit', 'x')],
    ['404 not-found', new NotFound('note')],
    ['409 revision-changed', new Conflict('revision-changed', 'x')],
    ['412 revision-mismatch', new Conflict('revision-mismatch', 'x', 4)],
    ['413 record-too-large', new AppendTooLarge()],
    ['422 some-rule', new Refusal('some-rule', 'x', 'R-5.3')],
    ['503 outcome-unknown', new Unavailable('outcome-unknown', 'x')],
    ['504 projection-behind', new Unavailable('projection-behind', 'x', { status: 504 })],
    ['500 history-corrupt', new HistoryCorrupt('note-1', 2, 'it is gone')],
    ['503 build-too-old', new UnknownEvent('SomethingNew', 2)],
    ['400 bad-request', new BadRequestException()],
    ['403 bad-request', new ForbiddenException()],
    ['500 internal-error', new HttpException('x', 502)],
    ['500 internal-error', new Error('secret')],
    ['500 internal-error', 'secret'],
  ])('is %s', (expected, error) => {
    const { status, code } = meaningOf(error);
    expect(`${status} ${code}`).toBe(expected);
  });

  it('never says what a fault of ours said', () => {
    const faults = [new Error('secret'), new HistoryCorrupt('secret', 2, 'secret'), new UnknownEvent('secret', 2)];
    for (const fault of faults) {
      expect(JSON.stringify(problemOf(meaningOf(fault), { ...REQUEST, headers: {} }))).not.toContain('secret');
    }
  });
});

describe('what a refusal means', () => {
  it('names the items that a rule said no to, when it names any', () => {
    const named = new Refusal('item-missing', 'x', 'R-2.2', ['q5 is missing']);
    expect(meaningOf(named)).toMatchObject({ rule: 'R-2.2', problems: ['q5 is missing'] });
    expect(meaningOf(new Refusal('some-rule', 'x'))).not.toHaveProperty('problems');
  });
});

describe('the words of a problem', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['id', 'id'],
    ['ID-id', 'id'],
    ['en, id', 'en'],
    ['id, en', 'id'],
    ['en;q=0.4, id;q=0.5', 'id'],
    ['id;q=0', 'en'],
    ['fr, de;q=0.9', 'en'],
    ['id;q=nonsense', 'en'],
  ])('answer Accept-Language %j in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it.each(Object.entries(SENTENCES))('say %s in both languages', (_, { en, id }) => {
    for (const sentence of [en, id]) expect(sentence).toMatch(/^[A-Z].*[.]$/);
    expect(en).not.toBe(id);
  });

  it('leave the sentence of a rule in English under an Indonesian title', () => {
    const meaning = meaningOf(new Refusal('some-rule', 'A rule of the domain.', 'R-5.3'));
    expect(problemOf(meaning, { ...REQUEST, headers: { 'accept-language': 'id' } })).toMatchObject({
      title: 'Ditolak oleh aturan',
      detail: 'A rule of the domain.',
      rule: 'R-5.3',
    });
  });
});
