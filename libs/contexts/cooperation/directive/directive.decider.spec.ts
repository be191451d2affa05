import { person, staffNamed } from '#kernel/given-for-specs';
import { directive } from './directive.decider.js';
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
} from './directive-for-specs.js';

describe('a draft', () => {
  it('is recorded, also before anybody is addressed', () => {
    given()
      .when({ type: 'DraftDirective', data: { ...draft, addressees: [] } })
      .then({ type: 'DirectiveDrafted', data: { ...draft, addressees: [] } });
  });

  it('is recorded once', () => {
    given(drafted).when({ type: 'DraftDirective', data: draft }).thenRefuses('directive-already-drafted');
  });
});

describe('issuing a directive', () => {
  const issuing = (changes: Partial<typeof terms> = {}) =>
    ({ type: 'IssueDirective', data: { ...terms, ...changes } }) as const;

  it('says to whom, from when, and until when to acknowledge it (R-10.1)', () => {
    given(drafted).when(issuing(), { by: head }).then({ type: 'DirectiveIssued', data: issue });
  });

  it('makes it due until the last instant of the day where it is kept (D11)', () => {
    expect(issue.deadline.dueAt).toBe('2024-12-21T16:59:59.999Z');
  });

  it('is for the head of the issuing unit (R-10.1)', () => {
    const karutan = person('karutan', 'karutan', 'RUTAN-BANJARNEGARA');
    given(drafted).when(issuing(), { by: karutan }).thenRefuses('issuer-not-authorised');
    given(drafted)
      .when(issuing(), { by: { ...head, role: 'asesor-bnnk' } })
      .thenRefuses('issuer-not-authorised');
    const ours: Past = { type: 'DirectiveDrafted', data: { ...draft, issuingUnitId: karutan.unitId } };
    expect(given(ours).when(issuing(), { by: karutan }).outcome).toMatchObject({
      events: [{ type: 'DirectiveIssued', data: { issuedBy: karutan.staffId } }],
    });
  });

  it('needs an addressee (R-10.1)', () => {
    given({ type: 'DirectiveDrafted', data: { ...draft, addressees: [] } })
      .when(issuing(), { by: head })
      .thenRefuses('no-addressees');
  });

  it('needs a draft', () => {
    given().when(issuing(), { by: head }).thenRefuses('directive-not-drafted');
  });

  it('happens once', () => {
    given(drafted, issued).when(issuing(), { by: head }).thenRefuses('directive-already-issued');
  });

  it('has not happened tomorrow (R-13.1)', () => {
    given(drafted)
      .when(issuing({ issuedOn: '2024-12-17', effectiveOn: '2024-12-17' }), { by: head })
      .thenRefuses('day-in-future');
  });

  it('never looks back (R-10.1)', () => {
    given(drafted)
      .when(issuing({ effectiveOn: '2024-12-13' }), { by: head })
      .thenRefuses('effective-before-issue');
    given(drafted)
      .when(issuing({ acknowledgeBy: '2024-12-13' }), { by: head })
      .thenRefuses('day-before-issue');
  });
});

describe('acknowledging a directive', () => {
  const acknowledging = (acknowledgedOn = '2024-12-15') =>
    ({ type: 'AcknowledgeDirective', data: { acknowledgedOn } }) as const;

  it('says who did it', () => {
    given(drafted, issued)
      .when(acknowledging(), { by: nurse })
      .then({ type: 'DirectiveAcknowledged', data: { acknowledgedBy: nurse.staffId, acknowledgedOn: '2024-12-15' } });
  });

  it('is done by who is addressed, also under another login (D1)', () => {
    const asker = {
      by: person('nurse-again', 'perawat-klinik', nurse.unitId),
      is: (id?: string) => id === nurse.staffId,
    };
    given(drafted, issued)
      .when(acknowledging(), asker)
      .then({ type: 'DirectiveAcknowledged', data: { acknowledgedBy: nurse.staffId, acknowledgedOn: '2024-12-15' } });
    given(drafted, issued, acknowledged).when(acknowledging('2024-12-16'), asker).then();
  });

  it('changes nothing the second time (R-10.1)', () => {
    given(drafted, issued, acknowledged).when(acknowledging('2024-12-16'), { by: nurse }).then();
  });

  it('is for those it is addressed to (R-10.1)', () => {
    given(drafted, issued).when(acknowledging(), { by: head }).thenRefuses('not-addressed');
  });

  it('is refused before it is issued, and when it has been superseded or revoked (R-10.1)', () => {
    given(drafted).when(acknowledging(), { by: nurse }).thenRefuses('directive-not-issued');
    given(drafted, issued, superseded).when(acknowledging(), { by: nurse }).thenRefuses('directive-superseded');
    given(drafted, issued, revoked).when(acknowledging(), { by: nurse }).thenRefuses('directive-revoked');
  });

  it('lies between the day of issue and today (R-10.1, R-13.1)', () => {
    given(drafted, issued).when(acknowledging('2024-12-13'), { by: nurse }).thenRefuses('day-before-issue');
    given(drafted, issued).when(acknowledging('2024-12-17'), { by: nurse }).thenRefuses('day-in-future');
  });
});

describe('clarifying a directive', () => {
  const asking = { type: 'AskDirectiveClarification', data: { questionId, question: 'On holidays too?' } } as const;
  const answering = (id = questionId) =>
    ({ type: 'AnswerDirectiveClarification', data: { questionId: id, answer: 'Yes.' } }) as const;

  it('begins with a question, which says who asks', () => {
    given(drafted, issued)
      .when(asking, { by: nurse })
      .then({ type: 'DirectiveClarificationAsked', data: { ...asking.data, askedBy: nurse.staffId } });
  });

  it('takes a question once', () => {
    given(drafted, issued, asked).when(asking, { by: nurse }).thenRefuses('question-repeated');
  });

  it('ends with an answer, which says who gave it', () => {
    given(drafted, issued, asked)
      .when(answering(), { by: deputy })
      .then({ type: 'DirectiveClarificationAnswered', data: { ...answering().data, answeredBy: deputy.staffId } });
  });

  it('is the matter of the issuing unit (R-10.1)', () => {
    given(drafted, issued, asked).when(answering(), { by: guard }).thenRefuses('answer-not-authorised');
  });

  it('needs a question', () => {
    given(drafted, issued, asked)
      .when(answering(uuid(9)), { by: head })
      .thenRefuses('unknown-question');
    given(drafted, issued)
      .when(answering(uuid(9)), { by: head })
      .thenSays(`This directive has no question ${uuid(9)}, it has none: name one that it has, or ask it first.`);
  });

  it('answers once', () => {
    given(drafted, issued, asked, answered).when(answering(), { by: head }).thenRefuses('already-answered');
  });
});

describe('following a directive up', () => {
  const following = { type: 'RecordDirectiveFollowUp', data: { followUpId, report: 'Timetable put up.' } } as const;

  it('says who recorded it', () => {
    given(drafted, issued)
      .when(following, { by: guard })
      .then({ type: 'DirectiveFollowUpRecorded', data: { ...following.data, recordedBy: guard.staffId } });
  });

  it('is recorded once', () => {
    given(drafted, issued, followedUp).when(following, { by: guard }).thenRefuses('follow-up-repeated');
  });
});

describe('the units of a directive', () => {
  const unitsAfter = (...events: Past[]) => directive.unitsOf(given(...events).state);

  it('are its addressees too, once it is issued', () => {
    expect(unitsAfter(drafted)).toEqual(['RUTAN-BANJARNEGARA', head.unitId]);
    const elsewhere = { staffId: staffNamed('guard-elsewhere'), unitId: 'RUTAN-WONOSOBO', role: 'kpr' } as const;
    const wider = { ...draft, addressees: [...draft.addressees, elsewhere] };
    expect(unitsAfter({ type: 'DirectiveDrafted', data: wider }, issued)).toEqual([
      'RUTAN-BANJARNEGARA',
      head.unitId,
      'RUTAN-WONOSOBO',
    ]);
  });

  it('are none before it is recorded, and stay when nothing is left of it', () => {
    expect(unitsAfter()).toEqual([]);
    expect(unitsAfter(drafted, annulled(entry.drafted))).toEqual(['RUTAN-BANJARNEGARA', head.unitId]);
  });
});
