import { cited } from '#kernel';
import { type CommandOf, issued as mustBeIssued } from './directive.record.js';
import {
  acknowledged,
  annulled,
  answered,
  asked,
  deputy,
  draft,
  drafted,
  entry,
  followedUp,
  followUpId,
  given,
  guard,
  head,
  issue,
  issued,
  nurse,
  type Past,
  questionId,
  revoked,
  superseded,
  terms,
  uuid,
  writing,
} from './directive-for-specs.js';

type EntryData = Omit<CommandOf<'CorrectDirectiveEntry'>['data'], 'of' | 'reasonCode'>;
const facts = { again: [] };
const correcting = (of: string, said: EntryData) =>
  ({ type: 'CorrectDirectiveEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said }, facts }) as const;
const annulling = (of: string) =>
  ({ type: 'AnnulDirectiveEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts }) as const;

describe('correcting an entry of a directive (D12)', () => {
  it.each([
    [
      'the draft, but not who issues it',
      [drafted],
      entry.drafted,
      { draft: { ...writing, number: 'JUKNIS/02/2024' } },
      { ...draft, number: 'JUKNIS/02/2024' },
    ],
    [
      'the terms of issue, but not the text or who issued it',
      [drafted, issued],
      entry.issued,
      { issue: { ...terms, acknowledgeBy: '2024-12-22' } },
      {
        ...issue,
        acknowledgeBy: '2024-12-22',
        deadline: { rule: 'R-10.1', ruleVersion: 1, dueAt: '2024-12-22T16:59:59.999Z' },
      },
    ],
    [
      'the day of an acknowledgement',
      [drafted, issued, acknowledged],
      entry.acknowledged,
      { acknowledgement: { acknowledgedOn: '2024-12-16' } },
      { acknowledgedBy: nurse.staffId, acknowledgedOn: '2024-12-16' },
    ],
    [
      'a question',
      [drafted, issued, asked],
      entry.asked,
      { question: { question: 'On Sundays?' } },
      { questionId, askedBy: nurse.staffId, question: 'On Sundays?' },
    ],
    [
      'an answer',
      [drafted, issued, asked, answered],
      entry.answered,
      { answer: { answer: 'No.' } },
      { questionId, answeredBy: head.staffId, answer: 'No.' },
    ],
    [
      'a follow-up',
      [drafted, issued, followedUp],
      entry.followedUp,
      { followUp: { report: 'Two timetables.', evidenceSha256: 'b'.repeat(64) } },
      { followUpId, recordedBy: guard.staffId, report: 'Two timetables.', evidenceSha256: 'b'.repeat(64) },
    ],
  ])('says %s anew', (_, history, of, said: EntryData, expected) => {
    const { outcome } = given(...history).when(correcting(of, said), { by: head });
    const entryType = history.at(-1)?.type;
    const data = { of, reasonCode: 'WRITTEN_WRONGLY', entryType, entry: expected };
    expect(outcome).toEqual({ events: [{ type: 'DirectiveEntryCorrected', data }] });
  });

  it('leaves the text alone once people were told to follow it', () => {
    given(drafted, issued)
      .when(correcting(entry.drafted, { draft: writing }))
      .thenRefuses('directive-already-issued');
  });

  it('leaves what the head decided to the head, and answers to the issuing unit (R-10.1)', () => {
    given(drafted, issued)
      .when(correcting(entry.issued, { issue: terms }), { by: nurse })
      .thenRefuses('issuer-not-authorised');
    given(drafted, issued, asked, answered)
      .when(correcting(entry.answered, { answer: { answer: 'No.' } }), { by: nurse })
      .thenRefuses('answer-not-authorised');
    given(drafted, issued, revoked).when(annulling(entry.revoked), { by: nurse }).thenRefuses('issuer-not-authorised');
  });

  it('refuses what the entry could not have said in the first place', () => {
    const at = { by: head };
    given(drafted, issued)
      .when(correcting(entry.issued, { issue: { ...terms, issuedOn: '2024-12-17' } }), at)
      .thenRefuses('day-in-future');
    given(drafted, issued)
      .when(correcting(entry.issued, { issue: { ...terms, effectiveOn: '2024-12-13' } }), at)
      .thenRefuses('effective-before-issue');
    given(drafted, issued, acknowledged)
      .when(correcting(entry.acknowledged, { acknowledgement: { acknowledgedOn: '2024-12-17' } }), at)
      .thenRefuses('day-in-future');
    given(drafted, issued, acknowledged)
      .when(correcting(entry.issued, { issue: { ...terms, issuedOn: '2024-12-16', effectiveOn: '2024-12-16' } }), at)
      .thenRefuses('entry-in-use');
  });

  it('refuses another kind of entry than the cited one, and more than one', () => {
    given(drafted, issued, asked)
      .when(correcting(entry.asked, { answer: { answer: 'No.' } }))
      .thenRefuses('entry-of-other-type');
    given(drafted, issued, asked)
      .when(correcting(entry.asked, { answer: { answer: 'No.' }, question: { question: 'When?' } }))
      .thenRefuses('one-entry-at-a-time');
  });

  it.each([
    ['supersession', entry.superseded, superseded],
    ['revocation', entry.revoked, revoked],
  ])('does not apply to a %s', (_, of, end) => {
    given(drafted, issued, end)
      .when(correcting(of, { issue: terms }), { by: head })
      .thenRefuses('entry-not-correctable');
  });

  it('needs an entry of this directive that is still valid', () => {
    given(drafted)
      .when(correcting(uuid(9), { draft: writing }))
      .thenRefuses('unknown-entry');
    given(drafted, issued, asked, annulled(entry.asked))
      .when(correcting(entry.asked, { question: { question: 'When?' } }))
      .thenRefuses('entry-annulled');
  });
});

describe('annulling an entry of a directive (D12)', () => {
  it('says who approved it', () => {
    given(drafted, issued, revoked)
      .when(annulling(entry.revoked), { by: deputy })
      .then({
        type: 'DirectiveEntryAnnulled',
        data: { of: entry.revoked, reasonCode: 'RECORDED_TWICE', approvedBy: deputy.staffId },
      });
  });

  it('is not approved by who recorded the entry', () => {
    given(drafted, issued, revoked).when(annulling(entry.revoked), { by: head }).thenRefuses('approver-is-author');
    given(drafted, issued, revoked)
      .when(annulling(entry.revoked), { by: deputy, is: (staffId) => staffId === head.staffId })
      .thenRefuses('approver-is-author');
  });

  it.each([
    ['a draft that was issued', entry.drafted, [drafted, issued]],
    ['an issue that was acknowledged', entry.issued, [drafted, issued, acknowledged]],
    ['a question that was answered', entry.asked, [drafted, issued, asked, answered]],
  ])('is refused for %s', (_, of, history) => {
    given(...history)
      .when(annulling(of), { by: deputy })
      .thenRefuses('entry-in-use');
  });

  it('goes back to where it was before the annulled entry', () => {
    const statusAfter = (...events: Past[]) => given(...events).state.now.status;
    expect(statusAfter(drafted, issued, revoked, annulled(entry.revoked))).toBe('issued');
    expect(statusAfter(drafted, issued, superseded, annulled(entry.superseded))).toBe('issued');
    expect(statusAfter(drafted, issued, annulled(entry.issued))).toBe('drafted');
    expect(statusAfter(drafted, annulled(entry.drafted))).toBe('annulled');
  });

  it('says since which day the directive, or the entry, is annulled', () => {
    const { now } = given(drafted, annulled(entry.drafted)).state;
    expect(() => mustBeIssued(now)).toThrow('This directive was annulled on 2024-12-16: draft another one.');
    const { state } = given(drafted, issued, annulled(entry.issued));
    expect(() => cited(state, entry.issued)).toThrow(`The entry ${entry.issued} was annulled on 2024-12-16 already`);
  });

  it('lets an annulled acknowledgement be given anew', () => {
    given(drafted, issued, acknowledged, annulled(entry.acknowledged))
      .when({ type: 'AcknowledgeDirective', data: { acknowledgedOn: '2024-12-16' } }, { by: nurse })
      .then({ type: 'DirectiveAcknowledged', data: { acknowledgedBy: nurse.staffId, acknowledgedOn: '2024-12-16' } });
  });
});
