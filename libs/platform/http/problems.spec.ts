import { BadRequestException, ForbiddenException, HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  Conflict,
  Forbidden,
  HistoryCorrupt,
  Malformed,
  NotFound,
  ofRecords,
  ofRequests,
  Refusal,
  type Sentence,
  sentences,
  Unavailable,
  UnknownEvent,
} from '#kernel';
import { problemOf } from './problem-filter.js';
import { meaningOf, ofStatus } from './problems.js';
import { languageOf, titleOf } from './words.js';

sentences({ 'some-rule': { rule: 'R-5.3', en: 'A rule of the domain, on {day}.' } });

const REQUEST = { id: '33333333-3333-4333-8333-333333333333' };

describe('what an error means', () => {
  it.each<[string, unknown]>([
    ['400 bad-cursor', new Malformed('bad-cursor', { sent: 'x' })],
    ['403 outside-your-unit', new Forbidden('outside-your-unit')],
    ['404 not-found', new NotFound('note')],
    ['409 revision-changed', new Conflict('revision-changed')],
    ['412 revision-mismatch', new Conflict('revision-mismatch', 4)],
    ['413 record-too-large', new AppendTooLarge()],
    ['422 some-rule', new Refusal('some-rule', { day: '2026-01-02' })],
    ['503 outcome-unknown', new Unavailable('outcome-unknown')],
    ['504 projection-behind', new Unavailable('projection-behind', { status: 504 })],
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
    const named = new Refusal('some-rule', { day: '2026-01-02' }, ['q5 is missing']);
    expect(meaningOf(named)).toMatchObject({ rule: 'R-5.3', problems: ['q5 is missing'] });
    expect(meaningOf(new Refusal('some-rule', { day: '2026-01-02' }))).not.toHaveProperty('problems');
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

  it.each(Object.entries<Sentence>({ ...ofRequests, ...ofRecords }).filter(([, { id }]) => id !== undefined))(
    'say %s in both languages',
    (_, { en, id }) => {
      for (const sentence of [en, id]) expect(sentence).toMatch(/^[A-Z{].*[.]$/);
      expect(en).not.toBe(id);
    },
  );

  it.each([
    ['other-record-changed', 'Another record was changed meanwhile', 'Catatan lain sementara itu berubah'],
    ['revision-changed', 'Somebody else wrote first', 'Orang lain menulis lebih dulu'],
  ])('say of %s whose record changed', (code, en, id) => {
    expect([titleOf(409, code, 'en'), titleOf(409, code, 'id')]).toEqual([en, id]);
  });

  it('say of what is not there what it is, and what would do', () => {
    expect(problemOf(meaningOf(new NotFound('note with that id')), { ...REQUEST, headers: {} }).detail).toBe(
      'There is no note with that id: take one from a list or from the answer that created it.',
    );
  });

  it.each([
    [415, undefined, 'The content type of the body is none: send it as application/json.'],
    [415, 'text/plain', 'The content type of the body is text/plain: send it as application/json.'],
    [413, 'application/json', 'A body like this has at most 256 KiB: send less at once.'],
    [413, 'text/csv; charset=utf-8', 'A body like this has at most 8192 KiB: send less at once.'],
  ])('say of a body, %s of type %s, what it is and may be', (status, type, detail) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    expect(problemOf(ofStatus(status), { ...REQUEST, headers }).detail).toBe(detail);
  });

  it('leave the sentence of a rule in English under an Indonesian title', () => {
    const meaning = meaningOf(new Refusal('some-rule', { day: '2026-01-02' }));
    expect(problemOf(meaning, { ...REQUEST, headers: { 'accept-language': 'id' } })).toMatchObject({
      title: 'Ditolak oleh aturan',
      detail: 'A rule of the domain, on 2026-01-02.',
      rule: 'R-5.3',
    });
  });
});
