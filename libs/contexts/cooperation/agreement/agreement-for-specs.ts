import type { Asker, Projected } from '#kernel';
import { type Given, pastOf, person, specify, recorded } from '#kernel/given-for-specs';
import { digestOfText, partiesInText } from '#contracts/cooperation/agreement-text';
import { type AgreementEvent, type AgreementEventData, agreementEvents } from '#contracts/cooperation/agreement.events';
import { type AgreementKind, MANDATORY_ARTICLES } from '#contracts/cooperation/codes';
import type { CoverageEvent } from '#contracts/cooperation/coverage';
import { agreement } from './agreement.decider.js';
import type { OtherAgreement } from './agreement.parent.js';
import type { AgreementCommand } from './agreement.state.js';
import type { PartyInput } from './agreement.commands.js';

export const RUTAN = 'RUTAN-BANJARNEGARA';
export const BNNK = 'BNNK-PURBALINGGA';
export const drafter = person('kasubsi-1', 'kasubsi-pelayanan', RUTAN);
export const karutan = person('karutan-1', 'karutan', RUTAN);
export const kepala = person('kepala-1', 'kepala-bnnk', BNNK);

export const parentId = '0a6f4c1e-7f0b-4d3a-9d55-2f7f3a1b9c01';
export const successorId = '0a6f4c1e-7f0b-4d3a-9d55-2f7f3a1b9c02';
export const caseId = '0a6f4c1e-7f0b-4d3a-9d55-2f7f3a1b9c03';
export const digest = 'a'.repeat(64);

export const rutanParty = {
  partyId: '11111111-1111-4111-8111-111111111111',
  institution: 'Rutan Kelas IIB Banjarnegara',
  unitId: RUTAN,
  address: 'Jalan Pemuda, Banjarnegara',
  signatory: { office: 'Kepala Rutan', staffId: karutan.staffId },
};
export const bnnkParty = {
  partyId: '22222222-2222-4222-8222-222222222222',
  institution: 'BNN Kabupaten Purbalingga',
  unitId: BNNK,
  address: 'Jalan S. Parman, Purbalingga',
  signatory: { office: 'Kepala BNN Kabupaten', staffId: kepala.staffId },
};
/** A party as it is recorded whose signatory is not of the staff; `foundationParty` as it is recorded. */
export const foundation = {
  partyId: '33333333-3333-4333-8333-333333333333',
  institution: 'Yayasan Pemulihan',
  address: 'Jalan Veteran, Purbalingga',
  signatory: { office: 'Ketua', name: 'Ketua Yayasan' },
};
export const foundationParty = {
  ...foundation,
  signatory: { ...foundation.signatory, subject: '44444444-4444-4444-8444-444444444444' },
};

export const scope = [{ service: 'SOCIAL_REHABILITATION' as const, unitIds: [RUTAN] }];
export const term = { effectiveOn: '2024-12-16', endsOn: '2026-12-15', runningCasesMayFinish: true };
export const clausesOf = (kind: AgreementKind) =>
  MANDATORY_ARTICLES[kind].map((article) => ({ article, text: `Pasal tentang ${article}` }));

/** A Nota Kesepahaman whose every mandatory article has a text. */
export const draft = {
  kind: 'NOTA_KESEPAHAMAN' as AgreementKind,
  title: 'Nota Kesepahaman Rehabilitasi Sosial bagi Warga Binaan',
  parties: [rutanParty, bnnkParty],
  scope,
  term,
  clauses: clausesOf('NOTA_KESEPAHAMAN'),
};
export const pksDraft = { ...draft, kind: 'PKS' as const, clauses: clausesOf('PKS'), parentAgreementId: parentId };

type Draft = Omit<AgreementEventData<'AgreementProposed'>, 'proposedBy' | 'termsVersion'>;

const past = pastOf<AgreementEvent>(agreementEvents, { termsVersion: 1 });

export const proposed = (data: Draft = draft) => past({ by: drafter }, 'AgreementProposed', data);
export const discussed = past({ by: drafter }, 'AgreementDiscussed', { heldOn: '2024-12-13' });
export const returned = past({ by: karutan }, 'AgreementReturned', { comment: 'Ruang lingkup belum jelas' });
/** What approval asks for, and the digest of a text that it computes. */
export const approval = { number: 'NK/01/XII/2024', place: 'Ruang rapat Rutan Banjarnegara' };
export const digestOf = (text: Draft = draft): string =>
  digestOfText({ ...text, parties: partiesInText(text.parties) });
export const approved = past({ by: karutan }, 'AgreementApprovedForSigning', { ...approval, textSha256: digestOf() });
export const signedBy = ({ partyId }: { partyId: string }, signedOn = '2024-12-16') =>
  past({ by: karutan }, 'AgreementSignedByParty', { partyId, signedOn });
export const concluded = {
  number: approval.number,
  textSha256: digestOf(),
  signedOn: '2024-12-16',
  ...term,
  scope,
  partyUnitIds: [RUTAN, BNNK],
};
export const moUSigned = past({ by: karutan }, 'MoUSigned', concluded);
export const suspended = past({}, 'AgreementSuspended', {
  suspendedOn: '2024-12-16',
  reasonCode: 'FORCE_MAJEURE',
  suspendedBy: karutan.staffId,
});
export const evaluated = past({}, 'AgreementEvaluated', {
  evaluatedOn: '2024-12-16',
  outcome: 'CONTINUE',
  evaluatedBy: karutan.staffId,
});
export const terminated = past({}, 'AgreementTerminated', {
  reasonCode: 'BREACH',
  noticeOn: '2024-12-16',
  effectiveOn: '2025-01-15',
  casesInProgress: [],
  terminatedBy: karutan.staffId,
});
export const cancelled = past({ by: karutan }, 'AgreementCancelled', { reasonCode: 'NO_CONSENSUS' });
export const addendum = {
  title: 'Adendum ruang lingkup',
  text: 'Ruang lingkup ditambah dengan tes urine.',
  changes: { scope: [...scope, { service: 'URINE_TEST' as const, unitIds: [RUTAN] }] },
  effectiveOn: '2025-01-01',
};
export const addendumProposed = past({ by: drafter }, 'AddendumProposed', { ...addendum, number: 1 });

export const untilDiscussed = [proposed(), discussed];
export const untilApproved = [...untilDiscussed, approved];
export const untilHalfSigned = [...untilApproved, signedBy(rutanParty)];
export const untilSigned = [...untilHalfSigned, signedBy(bnnkParty), moUSigned];

/** Another agreement as rules see it: a signed Nota Kesepahaman by default otherwise. */
export const otherAgreement = (
  change: Partial<AgreementEventData<'MoUSigned'>> = {},
  { kind = 'NOTA_KESEPAHAMAN', events = [] }: { kind?: AgreementKind; events?: readonly CoverageEvent[] } = {},
): OtherAgreement => ({
  kind,
  events: [{ type: 'MoUSigned', revision: 5, data: { ...concluded, ...change } }, ...events],
  basis: { stream: `agreement-${parentId}`, revision: 5, hash: digest },
  ground: { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' },
});

/** A command as specs tell it: what was read for it is nothing, and its parties are recorded as above, unless it says so. */
export type Input<C extends AgreementCommand = AgreementCommand> = C extends { readonly facts: infer Facts }
  ? Omit<C, 'facts'> & { readonly facts?: Partial<Facts> }
  : C;

export const prepared = (input: Input): AgreementCommand => {
  const parties = (input.data as { readonly parties?: readonly PartyInput[] }).parties;
  const recorded = parties?.map((party) => (party.partyId === foundationParty.partyId ? foundationParty : party));
  const read = { cases: [], ...(recorded && { parties: recorded }), ...('facts' in input && input.facts) };
  return { ...input, facts: read } as unknown as AgreementCommand;
};

export const given = (...events: readonly Given<AgreementEvent>[]) => {
  const { state, when } = specify(agreement.decider)(...events);
  return { state, when: (input: Input, asker?: Partial<Asker>) => when(prepared(input), asker) };
};

export const agreementId = '5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a01';

/** The events as projections see them: one stream, from its first revision on. */
export const projected = (
  events: readonly Given<AgreementEvent>[],
  stream = `agreement-${agreementId}`,
): Projected<AgreementEvent>[] =>
  events.map((event, revision) => ({
    ...recorded(event, revision),
    stream,
    position: String(revision + 1).padStart(20, '0'),
  }));
