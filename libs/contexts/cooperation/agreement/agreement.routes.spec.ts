import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { type Answer, api } from '#platform/for-specs';
import { CooperationModule, cooperationProjections } from '../index.js';
import {
  approval,
  BNNK,
  bnnkParty,
  digest,
  draft,
  foundation,
  foundationParty,
  RUTAN,
  rutanParty,
} from './agreement-for-specs.js';

/** Days of long ago are recorded with the reason why. */
const late = { context: { lateCode: 'PAPER_RECORD' } };

describe('/agreements', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asDrafter: Awaited<ReturnType<typeof running.as>>;
  let asKarutan: typeof asDrafter;
  let asKepala: typeof asDrafter;
  let body: object;
  beforeAll(async () => {
    running = await api({
      module: CooperationModule,
      projections: cooperationProjections,
      definitions: agreementEvents,
    });
    asDrafter = await running.as('kasubsi-pelayanan', RUTAN, 'kasubsi-1');
    asKarutan = await running.as('karutan', RUTAN, 'karutan-1');
    asKepala = await running.as('kepala-bnnk', BNNK, 'kepala-1');
    const parties = [
      { ...rutanParty, signatory: { office: 'Kepala Rutan', staffId: running.staffIdOf('karutan-1') } },
      { ...bnnkParty, signatory: { office: 'Kepala BNN Kabupaten', staffId: running.staffIdOf('kepala-1') } },
    ];
    body = { ...draft, parties, unitId: RUTAN };
  });
  afterAll(() => running.close());

  const signOn = (party: { partyId: string }) => ({ partyId: party.partyId, signedOn: '2024-12-16', ...late });
  const propose = async (change: object = {}): Promise<string> => {
    const { status, body: input } = await asDrafter('/agreements', { ...body, ...change });
    expect(status).toBe(201);
    return `/agreements/${(input as { id: string }).id}`;
  };

  it('takes an agreement from proposal to its end', async () => {
    const at = await propose({ title: 'Nota Kesepahaman sampai berakhir' });
    const successor = await propose({ title: 'Nota Kesepahaman berikutnya' });
    const signed = async (agreement: string): Promise<void> => {
      await act(asDrafter(`${agreement}/discuss`, { heldOn: '2024-12-13', ...late }));
      await act(asKarutan(`${agreement}/approve`, approval));
      await act(asKarutan(`${agreement}/sign`, signOn(rutanParty)));
      await act(asKepala(`${agreement}/sign`, signOn(bnnkParty)));
    };
    await act(asDrafter(`${at}/discuss`, { heldOn: '2024-12-13', comment: 'Dibahas', ...late }));
    await refused(asDrafter(`${at}/discuss`, { heldOn: '2024-12-12' }), 'late-entry-needs-reason');
    await act(asKarutan(`${at}/return`, { comment: 'Perbaiki judul' }));
    await act(asDrafter(`${at}/revise`, { title: 'Nota Kesepahaman yang diperbaiki' }));
    await signed(at);
    await signed(successor);
    await act(asKarutan(`${at}/bring-into-force`, {}));
    await act(asDrafter(`${at}/addenda`, { title: 'Adendum', text: 'Teks', changes: {}, effectiveOn: '2025-01-01' }));
    await act(asKarutan(`${at}/sign-addendum`, { number: 1, ...signOn(rutanParty) }));
    await act(asDrafter(`${at}/sign-addendum`, { number: 1, ...signOn(bnnkParty), documentSha256: digest }));
    await act(asKarutan(`${at}/evaluate`, { evaluatedOn: '2025-06-01', outcome: 'CONTINUE', ...late }));
    const suspension = { suspendedOn: '2025-06-02', reasonCode: 'FORCE_MAJEURE' };
    await refused(asKarutan(`${at}/suspend`, suspension), 'late-entry-needs-reason');
    await act(asKarutan(`${at}/suspend`, { ...suspension, ...late }));
    await refused(asKarutan(`${at}/resume`, { resumedOn: '2025-06-09' }), 'late-entry-needs-reason');
    await act(asKarutan(`${at}/resume`, { resumedOn: '2025-06-09', ...late }));
    await act(
      asKarutan(`${at}/renew`, {
        successorId: successor.replace('/agreements/', ''),
        renewedOn: '2025-06-10',
        ...late,
      }),
    );
    await act(
      asKarutan(`${at}/terminate`, {
        reasonCode: 'MUTUAL_CONSENT',
        noticeOn: '2025-06-10',
        effectiveOn: '2025-07-10',
        casesInProgress: [],
        ...late,
      }),
    );
    await refused(asKarutan(`${at}/expire`, {}), 'agreement-terminated');
    await refused(asKarutan(`${at}/cancel`, { reasonCode: 'REPLACED' }), 'agreement-terminated');
  });

  it.each([
    ['neither an account nor a name', { office: 'Ketua' }],
    ['an account and a name', { ...foundation.signatory, staffId: foundation.partyId }],
  ])('does not take a signatory with %s (R-5.1)', async (_, signatory) => {
    const parties = [rutanParty, { ...foundation, signatory }];
    const { status, body: problem } = await asDrafter('/agreements', { ...body, parties });
    expect(status).toBe(400);
    expect(problem).toMatchObject({
      problems: ['parties[1].signatory must have either staffId or name'],
    });
  });

  it.each([{}, { number: approval.number }, { place: approval.place }])(
    'approves no text with only %j (D10)',
    async (input) => {
      const at = await propose({ title: 'Nota Kesepahaman tanpa nomor' });
      const { status, body: problem } = await asKarutan(`${at}/approve`, input);
      expect({ status, problem }).toMatchObject({ status: 400, problem: { code: 'invalid-request' } });
    },
  );

  it('takes a signatory without an account, and no subject of theirs (D10)', async () => {
    await propose({ parties: [rutanParty, foundation] });
    const parties = [rutanParty, foundationParty];
    const { status, body: problem } = await asDrafter('/agreements', { ...body, parties });
    expect({ status, problem }).toMatchObject({ status: 400, problem: { code: 'invalid-request' } });
  });

  it('answers the register, one agreement and coverage over REST', async () => {
    expect((await asKepala('/agreements?status=SIGNED&expiringWithinDays=90&on=2026-10-01')).body).toEqual({
      items: [],
    });
    expect((await asKepala('/agreements?expiringWithinDays=soon')).status).toBe(400);
    expect((await asKepala(`/agreements/${rutanParty.partyId}`)).status).toBe(404);
    expect((await asKepala(`/coverage?service=SCREENING&unitId=${RUTAN}&on=2025-01-01`)).body).toEqual({
      service: 'SCREENING',
      unitId: RUTAN,
      on: '2025-01-01',
      covered: false,
      agreements: [],
    });
  });

  it('answers the same questions over GraphQL', async () => {
    const query = `{
      agreements(kind: PKS, expiringWithinDays: 90) { items { id number textSha256 status parties { office } } next }
      coverage(service: SCREENING, unitId: "${RUTAN}", on: "2025-01-01") { covered agreements { why } }
    }`;
    const { body: answered } = await asKepala('/graphql', { query });
    const one = {
      query: `{ agreement(id: "${rutanParty.partyId}", on: "2025-01-01") { status remarks { on } approval { on by place gone } } }`,
    };
    expect((await asKepala('/graphql', one)).body).toMatchObject({
      errors: [{ extensions: { code: 'not-found' } }],
    });
    expect(answered).toEqual({
      data: { agreements: { items: [], next: null }, coverage: { covered: false, agreements: [] } },
    });
  });
});

async function act(asked: Promise<Answer>): Promise<void> {
  const { status, body } = await asked;
  expect({ status, body }).toMatchObject({ status: 200, body: { id: expect.any(String) as string } });
}

async function refused(asked: Promise<Answer>, code: string): Promise<void> {
  const { status, body } = await asked;
  expect({ status, body }).toMatchObject({ status: 422, body: { code } });
}
