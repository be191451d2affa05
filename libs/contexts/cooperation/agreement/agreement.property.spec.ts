import fc from 'fast-check';
import { decide, evolve, Refusal, type StaffActor } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import {
  addendum,
  approval,
  bnnkParty,
  clausesOf,
  digest,
  draft,
  drafter,
  foundation,
  karutan,
  kepala,
  otherAgreement,
  parentId,
  pksDraft,
  prepared,
  rutanParty,
  successorId,
  type Input,
} from './agreement-for-specs.js';
import { agreement } from './agreement.decider.js';
import type { CommandOf } from './agreement.state.js';

type Step = readonly [Input, StaffActor];

const today = '2025-06-01';
const at = '2025-06-01T02:00:00.000Z';
const facts = { parent: otherAgreement() };
const parties = [rutanParty, bnnkParty, foundation];

const day = fc.constantFrom('2024-12-13', '2024-12-16', '2025-05-01', today, '2025-07-01', '2026-12-16');
const documentSha256 = digest;
const signings: readonly (readonly [StaffActor, { partyId: string; documentSha256?: string }])[] = [
  [karutan, { partyId: rutanParty.partyId }],
  [kepala, { partyId: bnnkParty.partyId }],
  [drafter, { partyId: foundation.partyId, documentSha256 }],
  [drafter, { partyId: bnnkParty.partyId, documentSha256 }],
  [karutan, { partyId: bnnkParty.partyId, documentSha256 }],
  [karutan, { partyId: parentId }],
];
const signature = fc.tuple(fc.constantFrom(...signings), fc.constantFrom('2024-12-13', '2024-12-16', '2025-07-01'));
const signing: fc.Arbitrary<Step> = signature.map(([[by, data], signedOn]) => [
  { type: 'SignAgreement', data: { ...data, signedOn }, facts },
  by,
]);
const signingOfAddendum: fc.Arbitrary<Step> = fc
  .tuple(signature, fc.constantFrom(1, 1, 2, 3))
  .map(([[[by, data], signedOn], number]) => [{ type: 'SignAddendum', data: { ...data, signedOn, number } }, by]);

const proposalOfAddendum: fc.Arbitrary<Step> = day.map((effectiveOn) => [
  { type: 'ProposeAddendum', data: { ...addendum, effectiveOn } },
  drafter,
]);

const command: fc.Arbitrary<Input> = fc.oneof(
  fc
    .constantFrom<CommandOf<'ProposeAgreement'>['data']>(draft, pksDraft)
    .map((data): Input => ({ type: 'ProposeAgreement', data, facts })),
  fc
    .constantFrom<CommandOf<'ReviseAgreementDraft'>['data']>({ clauses: clausesOf('PKS').slice(10) }, { parties })
    .map((data): Input => ({ type: 'ReviseAgreementDraft', data })),
  day.map((heldOn) => ({ type: 'DiscussAgreement' as const, data: { heldOn } })),
  fc.constant({ type: 'ReturnAgreement' as const, data: { comment: 'Belum jelas' } }),
  fc.constant({ type: 'ApproveAgreementForSigning' as const, data: approval, facts }),
  fc.constant({ type: 'BringAgreementIntoForce' as const, data: {} }),
  day.map((suspendedOn) => ({
    type: 'SuspendAgreement' as const,
    data: { suspendedOn, reasonCode: 'BREACH' as const },
  })),
  day.map((resumedOn) => ({ type: 'ResumeAgreement' as const, data: { resumedOn } })),
  day.map((evaluatedOn) => ({ type: 'EvaluateAgreement' as const, data: { evaluatedOn, outcome: 'END' as const } })),
  day.map((renewedOn) => ({
    type: 'RenewAgreement' as const,
    data: { successorId, renewedOn },
    facts: { successor: otherAgreement() },
  })),
);
const rarely: fc.Arbitrary<Input> = fc.oneof(
  fc.constant({ type: 'CancelAgreement' as const, data: { reasonCode: 'REPLACED' as const } }),
  fc.constant({ type: 'ExpireAgreement' as const, data: {} }),
  day.map((noticeOn) => ({
    type: 'TerminateAgreement' as const,
    data: { reasonCode: 'BREACH' as const, noticeOn, effectiveOn: '2025-07-01', casesInProgress: [] },
  })),
);
const beginnings = ([{ ...draft, parties }, draft, pksDraft] as const).map((data): readonly Step[] => [
  [{ type: 'ProposeAgreement', data, facts }, drafter],
  [{ type: 'DiscussAgreement', data: { heldOn: '2024-12-13' } }, drafter],
  [{ type: 'ApproveAgreementForSigning', data: approval, facts }, karutan],
  ...signings
    .slice(0, data.parties.length)
    .map(([by, one]): Step => [{ type: 'SignAgreement', data: { ...one, signedOn: '2024-12-16' }, facts }, by]),
]);
const by = fc.constantFrom(drafter, karutan, kepala);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(command, by) },
  { weight: 10, arbitrary: signing },
  { weight: 3, arbitrary: proposalOfAddendum },
  { weight: 20, arbitrary: signingOfAddendum },
  { weight: 1, arbitrary: fc.tuple(rarely, by) },
);
const story: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.constantFrom(...beginnings), fc.nat(6), fc.array(step, { maxLength: 60, size: 'max' }))
  .map(([beginning, length, steps]) => [...beginning.slice(0, length), ...steps]);

/** The events of every command that is not refused. */
function historyOf(steps: readonly Step[]): AgreementEvent[] {
  let state = agreement.decider.initial;
  const history: AgreementEvent[] = [];
  for (const [receipt, actor] of steps) {
    for (const event of decided(receipt, actor, state)) {
      state = evolve(agreement.decider, state, recorded({ ...event, by: actor }, history.length));
      history.push(event);
    }
  }
  return history;
}

function decided(receipt: Input, actor: StaffActor, state: typeof agreement.decider.initial) {
  try {
    return decide(
      agreement.decider,
      { ...prepared(receipt), by: actor, at, today, is: (staffId) => staffId === actor.staffId },
      state,
    );
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

const isSigning = (event: AgreementEvent): boolean => event.type === 'MoUSigned' || event.type === 'PksSigned';
const idsIn = (history: readonly AgreementEvent[], type: 'AgreementSignedByParty') =>
  history.flatMap((event) => (event.type === type ? [event.data.partyId] : []));
const partiesOf = (history: readonly AgreementEvent[]): string[] =>
  history.reduce<string[]>((known, event) => {
    if (event.type !== 'AgreementProposed' && event.type !== 'AgreementDraftRevised') return known;
    return event.data.parties?.map((party) => party.partyId) ?? known;
  }, []);
const holds = (property: (history: readonly AgreementEvent[]) => boolean): void => {
  fc.assert(
    fc.property(story, (steps) => property(historyOf(steps))),
    { numRuns: 300 },
  );
};

describe('whatever is recorded, an agreement', () => {
  it('keeps its text from the first signature on (R-5.5)', () => {
    holds((history) => {
      const first = history.findIndex(({ type }) => type === 'AgreementSignedByParty');
      const later = first < 0 ? [] : history.slice(first);
      return later.every(
        ({ type }) => !/Proposed|Revised|Discussed|Returned|Approved/.test(type.replace(/^Addendum.*/, '')),
      );
    });
  });

  it('has one signature of each party, and none of anybody else (R-5.3)', () => {
    holds((history) => {
      const signatures = idsIn(history, 'AgreementSignedByParty');
      const known = partiesOf(history);
      return new Set(signatures).size === signatures.length && signatures.every((one) => known.includes(one));
    });
  });

  it('is signed once, with every signature, and with the last one (R-5.3)', () => {
    holds((history) => {
      const signings = history.filter(isSigning).length;
      const at = history.findIndex(isSigning);
      const isComplete = idsIn(history, 'AgreementSignedByParty').length === partiesOf(history).length;
      return history.length === 0 || (signings === (isComplete ? 1 : 0) && (at < 0 || isLastSignature(history, at)));
    });
  });

  it('is amended by addenda in their order, each signed by every party (R-5.5)', () => {
    holds((history) => {
      const proposedNumbers = history.flatMap((event) =>
        event.type === 'AddendumProposed' ? [event.data.number] : [],
      );
      const amendedNumbers = history.flatMap((event) => (event.type === 'AgreementAmended' ? [event.data.number] : []));
      const signers = (number: number) =>
        history.flatMap((event) =>
          event.type === 'AddendumSignedByParty' && event.data.number === number ? [event.data.partyId] : [],
        );
      return (
        proposedNumbers.every((number, index) => number === index + 1) &&
        amendedNumbers.every((number, index) => number === index + 1) &&
        amendedNumbers.every((number) => new Set(signers(number)).size === partiesOf(history).length) &&
        proposedNumbers.every((number) => new Set(signers(number)).size === signers(number).length)
      );
    });
  });

  it('has enough recorded here to be signed and amended at times', () => {
    const histories = fc.sample(story, { numRuns: 500, seed: 16122024 }).map(historyOf);
    expect(histories.some((history) => history.some(({ type }) => type === 'AgreementAmended'))).toBe(true);
    expect(histories.some((history) => history.some(({ type }) => type === 'PksSigned'))).toBe(true);
  });
});

const isLastSignature = (history: readonly AgreementEvent[], at: number): boolean =>
  history[at - 1]?.type === 'AgreementSignedByParty' &&
  history.slice(at).every(({ type }) => type !== 'AgreementSignedByParty');
