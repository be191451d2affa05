import { everyRemedy } from '#kernel/table-for-specs';
import type { StaffActor } from '#kernel';
import type { Given } from '#kernel/given-for-specs';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import {
  addendum,
  addendumProposed,
  approval,
  bnnkParty,
  cancelled,
  draft,
  drafter,
  evaluated,
  given,
  karutan,
  kepala,
  otherAgreement,
  parentId,
  proposed,
  returned,
  rutanParty,
  scope,
  successorId,
  suspended,
  terminated,
  type Input,
  untilApproved,
  untilDiscussed,
  untilHalfSigned,
  untilSigned,
} from './agreement-for-specs.js';
import { agreement } from './agreement.decider.js';
import type { AgreementCommand } from './agreement.state.js';

const signed = [...untilSigned, evaluated, addendumProposed];

/** One history for each status; those of a signed agreement are evaluated and have an addendum open. */
const histories: Readonly<Record<string, readonly Given<AgreementEvent>[]>> = {
  absent: [],
  drafted: [proposed()],
  'under-discussion': untilDiscussed,
  returned: [...untilDiscussed, returned],
  'approved-for-signing': untilApproved,
  'partially-signed': untilHalfSigned,
  signed,
  suspended: [...signed, suspended],
  terminated: [...signed, terminated],
  cancelled: [...untilHalfSigned, cancelled],
};

const day = '2024-12-16';
type CommandType = AgreementCommand['type'];
const commands: { readonly [T in CommandType]: Input<Extract<AgreementCommand, { type: T }>> & { by: StaffActor } } = {
  ProposeAgreement: { type: 'ProposeAgreement', data: draft, by: drafter },
  ReviseAgreementDraft: { type: 'ReviseAgreementDraft', data: { scope }, by: drafter },
  DiscussAgreement: { type: 'DiscussAgreement', data: { heldOn: day }, by: drafter },
  ReturnAgreement: { type: 'ReturnAgreement', data: { comment: 'Belum jelas' }, by: karutan },
  ApproveAgreementForSigning: { type: 'ApproveAgreementForSigning', data: approval, by: karutan },
  SignAgreement: { type: 'SignAgreement', data: { partyId: bnnkParty.partyId, signedOn: day }, by: kepala },
  CancelAgreement: { type: 'CancelAgreement', data: { reasonCode: 'NO_CONSENSUS' }, by: karutan },
  BringAgreementIntoForce: { type: 'BringAgreementIntoForce', data: {}, by: karutan },
  ProposeAddendum: { type: 'ProposeAddendum', data: addendum, by: drafter },
  SignAddendum: { type: 'SignAddendum', data: { number: 1, partyId: rutanParty.partyId, signedOn: day }, by: karutan },
  EvaluateAgreement: { type: 'EvaluateAgreement', data: { evaluatedOn: day, outcome: 'CONTINUE' }, by: karutan },
  RenewAgreement: {
    type: 'RenewAgreement',
    data: { successorId, renewedOn: day },
    facts: { agreementId: parentId, successor: otherAgreement() },
    by: karutan,
  },
  SuspendAgreement: { type: 'SuspendAgreement', data: { suspendedOn: day, reasonCode: 'BREACH' }, by: karutan },
  ResumeAgreement: { type: 'ResumeAgreement', data: { resumedOn: day }, by: karutan },
  TerminateAgreement: {
    type: 'TerminateAgreement',
    data: { reasonCode: 'BREACH', noticeOn: day, effectiveOn: '2025-01-15', casesInProgress: [] },
    by: karutan,
  },
  ExpireAgreement: { type: 'ExpireAgreement', data: {}, by: karutan },
};

/** What each command comes to in each status, in the order of `histories`: events, a refusal, or nothing. */
const NOTHING = '';
const table: Readonly<Record<CommandType, readonly string[]>> = {
  ProposeAgreement: ['AgreementProposed', ...fill(9, 'agreement-already-proposed')],
  ReviseAgreementDraft: drafting('AgreementDraftRevised', 'AgreementDraftRevised', 'AgreementDraftRevised'),
  DiscussAgreement: drafting('AgreementDiscussed', 'AgreementDiscussed', 'AgreementDiscussed'),
  ReturnAgreement: drafting('not-under-discussion', 'AgreementReturned', NOTHING),
  ApproveAgreementForSigning: drafting(
    'not-under-discussion',
    'AgreementApprovedForSigning',
    'not-under-discussion',
    NOTHING,
  ),
  SignAgreement: [
    'agreement-not-proposed',
    ...fill(3, 'not-approved-for-signing'),
    'AgreementSignedByParty',
    'AgreementSignedByParty MoUSigned',
    ...fill(3, 'party-already-signed'),
    'agreement-cancelled',
  ],
  CancelAgreement: [
    'agreement-not-proposed',
    ...fill(5, 'AgreementCancelled'),
    ...fill(2, 'already-signed'),
    'agreement-terminated',
    NOTHING,
  ],
  BringAgreementIntoForce: running('AgreementCameIntoForce', 'agreement-suspended'),
  ProposeAddendum: running('addendum-open', 'addendum-open'),
  SignAddendum: running('AddendumSignedByParty', 'AddendumSignedByParty'),
  EvaluateAgreement: running('AgreementEvaluated', 'AgreementEvaluated', 'AgreementEvaluated'),
  RenewAgreement: running('AgreementRenewed', 'AgreementRenewed'),
  SuspendAgreement: running('AgreementSuspended', NOTHING),
  ResumeAgreement: running(NOTHING, 'AgreementResumed'),
  TerminateAgreement: running('AgreementTerminated', 'AgreementTerminated', NOTHING),
  ExpireAgreement: running('not-yet-ended', 'not-yet-ended'),
};

describe('agreement', () => {
  it('has a row in the table for every command of the union', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(agreement.decider.decide).sort());
    expect(Object.keys(commands).sort()).toEqual(Object.keys(agreement.decider.decide).sort());
  });

  it.each(Object.entries(histories))('is %s after its history', (status, history) => {
    expect(given(...history).state.status).toBe(status);
  });

  describe.each(Object.keys(table) as CommandType[])('%s', (type) => {
    it.each(Object.keys(histories).map((status, index) => [status, table[type][index]]))(
      'on %s comes to "%s"',
      (status = '', expected) => {
        const { by, ...command } = commands[type];
        const { outcome } = given(...(histories[status] ?? [])).when(command, { by, today: day });
        const found = 'refusal' in outcome ? outcome.refusal : outcome.events.map((event) => event.type).join(' ');
        expect(found).toBe(expected);
      },
    );
  });

  const columns = Object.keys(histories);
  const rows = Object.entries(table).map(([type, cells]) => {
    const named = columns.map((column, index) => [column, cells[index] === NOTHING ? 'nothing' : (cells[index] ?? '')]);
    return [type, Object.fromEntries(named) as Record<string, string>] as const;
  });
  everyRemedy<CommandType, string>({
    columns,
    table: Object.fromEntries(rows) as Record<CommandType, Record<string, string>>,
    remedies: {
      'agreement-not-proposed': ['ProposeAgreement'],
      'not-under-discussion': ['DiscussAgreement'],
      'already-approved-for-signing': ['CancelAgreement'],
      'signed-text-is-immutable': ['ProposeAddendum', 'CancelAgreement'],
      'already-signed': ['TerminateAgreement'],
      'agreement-suspended': ['ResumeAgreement'],
      'addendum-open': ['SignAddendum'],
    },
    besides: ['addendum-open'],
  });
});

function fill(times: number, word: string): string[] {
  return Array.from({ length: times }, () => word);
}

function drafting(drafted: string, discussed: string, returnedOne: string, approved = 'already-approved-for-signing') {
  const cells = ['agreement-not-proposed', drafted, discussed, returnedOne, approved];
  return [...cells, ...fill(3, 'signed-text-is-immutable'), 'agreement-terminated', 'agreement-cancelled'];
}

function running(whenSigned: string, whenSuspended: string, whenTerminated = 'agreement-terminated') {
  return [
    'agreement-not-proposed',
    ...fill(5, 'not-signed'),
    whenSigned,
    whenSuspended,
    whenTerminated,
    'agreement-cancelled',
  ];
}
