import { without } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { type Answer, api } from '#platform/for-specs';
import { inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { giving, overriding } from './consent-for-specs.js';

const UNIT = nurse.unitId;
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('/consents', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asNurse: Awaited<ReturnType<typeof running.as>>;
  let asKarutan: typeof asNurse;
  let asStranger: typeof asNurse;
  beforeAll(async () => {
    const definitions = [...inmateEvents, ...consentEvents, ...caseEvents];
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    asNurse = await running.as('perawat-klinik', UNIT, 'nurse');
    asKarutan = await running.as('karutan', UNIT, 'karutan');
    asStranger = await running.as('perawat-klinik', 'RUTAN-PURBALINGGA', 'stranger');
    const data = {
      subject,
      name: 'Satu Contoh',
      sex: 'MALE',
      registerNumber: 'A.III/12',
      registerPeriod: '2024',
      custodyStatus: 'A_III',
      registeredOn: '2024-11-01',
    };
    await running.log.write(`inmate-${inmateId}`, karutan, { type: 'InmateRegistered', data });
  });
  afterAll(() => running.close());

  const context = { lateCode: 'PAPER_RECORD' };
  const body = { unitId: UNIT, inmateId, ...giving, context };
  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body: input } = await asked;
    expect({ status, body: input }).toMatchObject({ status: 200 });
  };

  it('takes a consent from giving to the annulment of its withdrawal', async () => {
    const { status, body: input } = await asNurse('/consents', body);
    expect({ status, input }).toMatchObject({ status: 201 });
    const { id } = input as { id: string };
    const of = await running.log.lastEntryOf(`consent-${id}`);
    await act(asNurse(`/consents/${id}/correct-entry`, { of, reasonCode: 'LEARNED_LATER', given: giving }));
    await act(asNurse(`/consents/${id}/withdraw`, { reasonCode: 'CHANGED_MIND' }));
    const last = await running.log.lastEntryOf(`consent-${id}`);
    await act(asKarutan(`/consents/${id}/annul-entry`, { of: last, reasonCode: 'DID_NOT_HAPPEN' }));
    const types = (await running.log.events()).filter(({ stream }) => stream === `consent-${id}`);
    expect(types.map(({ type }) => type)).toEqual([
      'ConsentGiven',
      'ConsentEntryCorrected',
      'ConsentWithdrawn',
      'ConsentEntryAnnulled',
    ]);
  });

  it('takes an override from the head of the unit alone', async () => {
    const override = { unitId: UNIT, inmateId, ...overriding, context };
    expect((await asKarutan('/consents/override', override)).status).toBe(201);
    expect(await asNurse('/consents/override', override)).toMatchObject({ status: 403 });
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    const answer = await asNurse('/consents', { ...body, witnessId: running.staffIdOf('nurse') });
    expect(answer).toMatchObject({ status: 422, body: { code: 'witness-is-recorder', rule: 'R-2.1' } });
  });

  it('is closed to the people of other units, and knows no inmate that nobody registered', async () => {
    expect(await asStranger('/consents', body)).toMatchObject({ status: 403 });
    const elsewhere = { ...body, unitId: 'RUTAN-PURBALINGGA' };
    expect(await asStranger('/consents', elsewhere)).toMatchObject({
      status: 422,
      body: { code: 'inmate-of-other-unit' },
    });
    expect((await asNurse('/consents', { ...body, inmateId: NOBODY })).status).toBe(404);
    expect((await asNurse(`/consents/${NOBODY}/withdraw`, { reasonCode: 'NOT_SAID' })).status).toBe(404);
  });

  it('is refused when it is recorded late without a reason (R-13.1)', async () => {
    expect(await asNurse('/consents', without(body, 'context'))).toMatchObject({
      status: 422,
      body: { code: 'late-entry-needs-reason' },
    });
  });

  it.each([
    ['no purpose', { purposes: [] }],
    ['a purpose that is none', { purposes: [{ purpose: 'RESEARCH', given: true }] }],
    ['a purpose that is not answered', { purposes: [{ purpose: 'SCREENING' }] }],
    ['a day that does not exist', { givenAt: '2023-02-29T10:00:00Z' }],
    ['a day for an instant', { givenAt: '2024-12-02' }],
    ['oral consent alone (UU 27/2022 Art. 22)', { medium: 'ORAL_WITNESSED' }],
    ['no digest of the paper', { documentSha256: undefined }],
    ['a digest that is none', { documentSha256: 'd'.repeat(63) }],
    ['no version of the form', { formVersion: undefined }],
    ['a version that is none', { formVersion: 'first one' }],
    ['a language that is not in the list', { language: 'tlh' }],
    ['nobody who gave it', { givenBy: undefined }],
    ['a capacity that is none', { givenBy: { capacity: 'FRIEND', name: 'Siti' } }],
    ['the subject of who gave it', { givenBy: { capacity: 'INMATE', subject } }],
    ['a legal basis', { context: { lateCode: 'PAPER_RECORD', legalBasis: 'PUBLIC_TASK' } }],
  ])('finds %s malformed', async (_, wrong) => {
    expect((await asNurse('/consents', { ...body, ...wrong })).status).toBe(400);
  });

  it.each([`/consents?inmateId=${inmateId}&status=GIVEN`, '/consents?overdue=true', '/consents?overdue=false'])(
    'answers %s',
    async (path) => {
      expect(await asNurse(path)).toEqual({ status: 200, body: { items: [] } });
    },
  );

  it('finds nothing where nothing is, and a flag that is none malformed', async () => {
    expect((await asNurse(`/consents/${NOBODY}`)).status).toBe(404);
    expect((await asNurse('/consents?overdue=perhaps')).status).toBe(400);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = '{ consents(overdue: true, limit: 5) { items { id deadline { dueAt } } next } }';
    const expected = { data: { consents: { items: [], next: null } } };
    expect(await asNurse('/graphql', { query })).toEqual({ status: 200, body: expected });
  });
});
