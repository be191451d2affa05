import { id, without } from '#kernel';
import { viewingEvents } from '#contracts/access/viewing.events';
import { definitions } from '#contracts/registry';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { type Answer, api } from '#platform/for-specs';
import { assessor, clerk, inmateId, karutan, nurse } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { admission, certificate, HISTORIES, template, templateId } from './case-for-specs.js';
import { recordsOf, streams } from './records-for-specs.js';
import { registered } from '../people-for-specs.js';

const UNIT = clerk.unitId;
const isViewing = (type: string): boolean => viewingEvents.some((viewing) => viewing.type === type);
type Asking = (path: string, body?: object) => Promise<Answer>;
/** Asked years later, with the reason why. */
const late =
  (asked: Asking): Asking =>
  (path, body) =>
    asked(path, body === undefined || path === '/graphql' ? body : { ...body, context: { lateCode: 'PAPER_RECORD' } });
const caseOf = (name: string): string => caseIdOf(id('spec', name), 1);

describe('/cases', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asClerk: Asking;
  let asKarutan: Asking;
  let asDeputy: Asking;
  let asNurse: Asking;
  let asGuard: Asking;
  beforeAll(async () => {
    running = await api({
      module: RehabilitationModule,
      projections: rehabilitationProjections,
      definitions: definitions.filter(({ type }) => !isViewing(type)),
    });
    const { log } = running;
    await log.write(`inmate-${inmateId}`, clerk, registered());
    const published = { type: 'ProgrammeTemplatePublished', data: template().template };
    await log.write(`programmetemplate-${templateId}`, clerk, published);
    asClerk = late(await running.as('kasubsi-pelayanan', UNIT, clerk.staffId));
    asKarutan = late(await running.as('karutan', UNIT, karutan.staffId));
    asDeputy = late(await running.as('karutan', UNIT, 'staff-deputy'));
    asNurse = late(await running.as('perawat-klinik', UNIT, nurse.staffId));
    asGuard = late(await running.as('kpr', UNIT, 'staff-kpr'));
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  /** A case with that history, as if it had happened. */
  const withHistory = async (name: string, events: (typeof HISTORIES)[keyof typeof HISTORIES]): Promise<string> => {
    await running.log.write(`rehabcase-${caseOf(name)}`, clerk, ...events);
    return `/cases/${caseOf(name)}`;
  };

  it('opens a case, answers it when it is open, and closes it', async () => {
    const opening = { unitId: UNIT, inmateId, openedOn: '2024-11-02' };
    const caseId = caseIdOf(inmateId, 1);
    expect(await asClerk('/cases', opening)).toMatchObject({ status: 201, body: { id: caseId, revision: 0 } });
    expect(await asNurse('/cases', opening)).toMatchObject({ status: 201, body: { id: caseId, revision: 0 } });
    await act(asClerk(`/cases/${caseId}/close`, { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' }));
    const reopening = { reopenedOn: '2024-11-04', reasonCode: 'RETURNED', note: 'Wants to.' };
    await act(asKarutan(`/cases/${caseId}/reopen`, reopening));
  });

  it('admits by decree', async () => {
    const at = await withHistory('admitted', HISTORIES.RECOMMENDED);
    const caseId = at.slice('/cases/'.length);
    const { started, assessed, recommended } = recordsOf(caseId);
    await running.log.write(streams(caseId).assessment, nurse, started, assessed, recommended);
    await act(asKarutan(`${at}/admit`, admission));
    const body = { ...admission, admittedOn: '2024-11-08' };
    expect((await asClerk(`${at}/admit`, body)).status).toBe(403);
    expect((await asKarutan(`${at}/admit`, without(admission, 'decreeNumber'))).status).toBe(400);
    expect(await asKarutan(`${at}/admit`, body)).toMatchObject({
      status: 422,
      body: { code: 'not-in-this-status', detail: 'The case is ADMITTED: do this while it is RECOMMENDED.' },
    });
  });

  it('runs a programme', async () => {
    const at = await withHistory('running', HISTORIES.PLANNED);
    const counsellor = { counsellorId: assessor.staffId, counsellorUnitId: assessor.unitId, assignedOn: '2024-11-11' };
    await act(asClerk(`${at}/assign-counsellor`, counsellor));
    await act(asNurse(`${at}/change-phase`, { phase: 'PRIMARY', changedOn: '2024-11-12', skipReason: 'Stable.' }));
    await act(asNurse(`${at}/suspend`, { ground: 'ILLNESS', suspendedOn: '2024-11-13' }));
    await act(asNurse(`${at}/resume`, { resumedOn: '2024-11-14' }));
    const discontinuation = { category: 'MOTIVATION', reasonCode: 'REFUSED', discontinuedOn: '2024-11-15' };
    await act(asKarutan(`${at}/discontinue`, { ...discontinuation, note: 'Refused twice.' }));
    const mixed = { ...discontinuation, category: 'ADMIN' };
    const other = await withHistory('mixed', HISTORIES.IN_PROGRAMME);
    expect(await asKarutan(`${other}/discontinue`, mixed)).toMatchObject({
      status: 422,
      body: { code: 'reason-of-other-category', rule: 'R-3.11' },
    });
    await act(asClerk(`${other}/exit`, { exit: 'COURT_RETURN', exitedOn: '2024-11-20' }));
  });

  it('completes, certifies and revokes', async () => {
    const at = await withHistory('completed', HISTORIES.COMPLETED);
    await act(asKarutan(`${at}/issue-certificate`, certificate()));
    await act(asDeputy(`${at}/revoke-certificate`, { revokedOn: '2024-12-12', reasonCode: 'NUMBER_WRONG' }));
    const evaluated = await withHistory('evaluated', HISTORIES.EVALUATED);
    expect(await asKarutan(`${evaluated}/complete`, { completedOn: '2024-12-10' })).toMatchObject({
      status: 422,
      body: { code: 'dosage-too-low', rule: 'R-3.9' },
    });
  });

  it('says why what it is sent is late (R-13.1)', async () => {
    const inTime = await running.as('kasubsi-pelayanan', UNIT, 'staff-late');
    const at = await withHistory('late', HISTORIES.IN_PROGRAMME);
    const exit = { exit: 'COURT_RETURN', exitedOn: '2024-11-20' };
    const refused = { status: 422, body: { code: 'late-entry-needs-reason', rule: 'R-13.1' } };
    expect(await inTime(`${at}/exit`, exit)).toMatchObject(refused);
    await act(asClerk(`${at}/exit`, exit));
  });

  it.each([
    ['change-phase', { phase: 'Primary', changedOn: '2024-11-12' }],
    ['admit', { ...without(admission, 'decreeNumber', 'decreeDate'), decree: { number: '1', date: '2024-11-09' } }],
    ['assign-counsellor', { counsellorId: 'asesor', counsellorUnitId: assessor.unitId, assignedOn: '2024-11-11' }],
    ['issue-certificate', without(certificate(), 'documentSha256')],
    ['issue-certificate', certificate('SERT: 1')],
    ['issue-certificate', certificate('1'.repeat(51))],
    ['close', { closedOn: '2024-12-12', reasonCode: 'BORED' }],
  ])('finds another %s malformed', async (act, body) => {
    const question =
      act === 'assign-counsellor' || act === 'close' ? asClerk : act === 'change-phase' ? asNurse : asKarutan;
    expect((await question(`/cases/${caseOf('malformed')}/${act}`, body)).status).toBe(400);
  });

  it('finds nothing where there is nothing, and what is malformed malformed', async () => {
    const nowhere = `/cases/${id('spec', 'nowhere')}`;
    expect((await asClerk(nowhere)).status).toBe(404);
    expect((await asNurse(`${nowhere}/timeline`)).status).toBe(404);
    expect((await asClerk(`${nowhere}/close`, { closedOn: '2024-12-12', reasonCode: 'LEFT' })).status).toBe(404);
    expect((await asClerk('/cases?status=LOST')).status).toBe(400);
    expect((await asClerk('/cases?open=perhaps')).status).toBe(400);
    expect((await asClerk('/cases', { unitId: UNIT, inmateId, openedOn: '2024-02-30' })).status).toBe(400);
  });

  it('answers a filtered list, and no risk band to who may not ask for it', async () => {
    const filter = 'open=true&status=IN_PROGRAMME&phase=PRIMARY&nextDueBefore=2024-12-31&on=2024-12-16&limit=5';
    expect(await asClerk(`/cases?${filter}&riskBand=HIGH`)).toEqual({ status: 200, body: { items: [] } });
    expect(await asKarutan('/cases?riskBand=HIGH')).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect((await asKarutan('/cases')).status).toBe(200);
    expect(await asGuard('/cases')).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect((await asGuard(`/cases/${caseOf('running')}/timeline`)).status).toBe(403);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = '{ cases(open: true, limit: 5) { items { id riskBand nextDue { what on } } next } }';
    expect(await asClerk('/graphql', { query })).toEqual({
      status: 200,
      body: { data: { cases: { items: [], next: null } } },
    });
    const one = `{ caseTimeline(id: "${id('spec', 'nowhere')}") { items { type data sealed verified } } }`;
    expect(await asNurse('/graphql', { query: one })).toMatchObject({ body: { errors: [{}] } });
  });
});

describe('/cases/:id/timeline', () => {
  it('says what an event says, in REST as an object, in GraphQL as the same in JSON', async () => {
    const running = await api({
      module: RehabilitationModule,
      projections: rehabilitationProjections,
      definitions: definitions.filter(({ type }) => !isViewing(type)),
      live: true,
    });
    try {
      const caseId = caseOf('planned');
      const { aftercare } = recordsOf(caseId);
      await running.log.write(`rehabcase-${caseId}`, clerk, ...HISTORIES.SCREENING_DUE);
      await running.log.write(streams(caseId).aftercare, nurse, aftercare);
      const asNurse = await running.as('perawat-klinik', UNIT, 'nurse');
      const items = [{ type: 'AftercarePlanned', data: aftercare.data }];
      expect(await asNurse(`/cases/${caseId}/timeline`)).toMatchObject({ status: 200, body: { items } });
      const query = `{ caseTimeline(id: "${caseId}") { items { type data } } }`;
      const { body } = await asNurse('/graphql', { query });
      const { data } = body as { data: { caseTimeline: { items: { type: string; data: string }[] } } };
      const parsed = data.caseTimeline.items.map((item) => ({ ...item, data: JSON.parse(item.data) as unknown }));
      expect(parsed).toEqual(items);
    } finally {
      await running.close();
    }
  });
});
