import { randomUUID } from 'node:crypto';
import { anyStaff, type Metadata } from '#kernel';
import {
  bnnkParty,
  draft,
  drafter,
  foundation,
  foundationParty,
  karutan,
  pksDraft,
  rutanParty,
} from './agreement-for-specs.js';
import { cooperation } from './agreement-played-for-specs.js';

describe('handleAgreement, of persons', () => {
  it('names signatories who are registered, and reasons of the list (D1, D4)', async () => {
    const nobody = { ...anyStaff, unregistered: (staffIds: readonly string[]) => Promise.resolve(staffIds) };
    await expect(cooperation(nobody).sent({ type: 'ProposeAgreement', data: draft }, drafter)).rejects.toMatchObject({
      code: 'unknown-staff',
      problems: [rutanParty, bnnkParty].map((_, index) => `/parties/${index}/signatory/staffId is nobody's staff id`),
    });
    const { sent } = cooperation();
    const { id: agreementId } = await sent({ type: 'ProposeAgreement', data: draft }, drafter);
    const data = { reasonCode: 'BORED' as 'REPLACED' };
    await expect(sent({ type: 'CancelAgreement', data }, karutan, agreementId)).rejects.toMatchObject({
      code: 'unknown-code',
    });
  });

  it('rests what concerns a person on the agreement that it cites, and on nothing else (D1)', async () => {
    const { signed, sent, events } = cooperation();
    const parties = [rutanParty, foundation];
    const parentAgreementId = await signed(draft);
    const about = async (data: typeof draft & { parentAgreementId?: string }) => {
      const { id: agreementId } = await sent({ type: 'ProposeAgreement', data: { ...data, parties } }, drafter);
      const recorded = await events(agreementId);
      expect(recorded).toHaveLength(1);
      return recorded.flatMap(({ metadata }) => (metadata as Metadata).about.map(({ legalBasis }) => legalBasis));
    };
    expect(await about({ ...pksDraft, parentAgreementId })).toEqual(['AGREEMENT']);
    expect(await about(draft)).toEqual(['PUBLIC_TASK']);
  });

  it('draws the subject of who signs from outside, whatever a client says, and keeps it in a revision (D10)', async () => {
    const { sent, events } = cooperation();
    const data = { ...draft, parties: [rutanParty, foundationParty] };
    const subjectsOf = async (agreementId: string) =>
      (await events(agreementId)).map(({ metadata }) => (metadata as Metadata).about.map(({ subject }) => subject));
    const propose = async () => (await sent({ type: 'ProposeAgreement', data }, drafter)).id;
    const [agreementId, other] = [await propose(), await propose()];
    const another = { ...foundation, partyId: randomUUID(), institution: 'Yayasan Lain', address: 'Purbalingga' };
    const revise = (...parties: (typeof foundation)[]) =>
      sent({ type: 'ReviseAgreementDraft', data: { parties: [rutanParty, ...parties] } }, drafter, agreementId);
    await revise({ ...foundation, signatory: { office: 'Ketua', name: 'Ketua Baru' } }, another);
    await revise(another, foundationParty);
    const [[own = ''] = [], second = [], third] = await subjectsOf(agreementId);
    const [added = ''] = second.filter((subject) => subject !== own);
    expect(second).toEqual([own, added].sort());
    expect(third).toEqual(second);
    const subjects = [own, added, ...((await subjectsOf(other))[0] ?? [])];
    expect(subjects.filter((subject) => /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(subject))).toHaveLength(3);
    expect(new Set([...subjects, foundationParty.signatory.subject]).size).toBe(4);
    const { data: revised } = (await events(agreementId)).at(-1) ?? {};
    const signatories = [added, own].map((subject) => ({ signatory: { office: 'Ketua', subject } }));
    expect(revised).toMatchObject({ parties: [{ signatory: rutanParty.signatory }, ...signatories] });
  });

  it('names the persons of the cases that a termination stops, as their streams say it (R-5.8, D1, D10)', async () => {
    const { signed, sent, events, opened } = cooperation();
    const agreementId = await signed(draft);
    const [first, second] = [await opened(), await opened()];
    const terminate = (...caseIds: string[]) => {
      const casesInProgress = caseIds.map((caseId) => ({ caseId, handling: 'FINISH' as const }));
      const data = {
        reasonCode: 'BREACH',
        noticeOn: '2024-12-16',
        effectiveOn: '2025-01-15',
        casesInProgress,
      } as const;
      return sent({ type: 'TerminateAgreement', data }, karutan, agreementId);
    };
    await expect(terminate(first.caseId, randomUUID())).rejects.toMatchObject({
      code: 'unknown-case',
      rule: 'R-5.8',
      problems: ['casesInProgress[1].caseId is no rehabilitation case'],
    });
    await terminate(first.caseId, second.caseId);
    const { data, metadata } = (await events(agreementId)).at(-1) ?? {};
    expect(data).toMatchObject({
      casesInProgress: [first, second].map(({ caseId, subject }) => ({ subject, caseId, handling: 'FINISH' })),
      basis: [first.basis, second.basis],
    });
    const persons = [first, second].map(({ caseId, subject }) => ({ subject, caseId, legalBasis: 'PUBLIC_TASK' }));
    expect((metadata as Metadata).about).toEqual(persons.sort((a, b) => (a.subject < b.subject ? -1 : 1)));
  });

  it('seals a name and what is written beside an event (D8, D10)', async () => {
    const { sent, events } = cooperation();
    const data = { ...draft, parties: [rutanParty, foundation] };
    const { id: agreementId } = await sent({ type: 'ProposeAgreement', data }, drafter);
    const comment = 'Kunjungan koordinasi';
    await sent({ type: 'DiscussAgreement', data: { heldOn: '2024-12-13', comment } }, drafter, agreementId);
    const stored = JSON.stringify(await events(agreementId));
    expect(stored).not.toContain(foundation.signatory.name);
    expect(stored).not.toContain(comment);
    const [first] = await events(agreementId);
    const { parties } = first?.data as { parties: { signatory: { subject?: string } }[] };
    expect(first?.metadata).toMatchObject({ about: [{ subject: parties[1]?.signatory.subject }] });
  });
});
