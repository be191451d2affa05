import { addDays } from '#kernel';
import { agreementId, agency, agencyHead, assessor, karutan, nurse } from '../facts-for-specs.js';
import { type Answer, api } from '#platform/for-specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { admitted, groupOf, inmateIdOf, registered } from './histories-for-specs.js';
import { came, caseIdOf, facilitators, missed, template, templateId, times } from './session-for-specs.js';
import { definitions, RUTAN, signing } from '../people-for-specs.js';

const at = (day: string) => ({ startsAt: `${day}T09:00:00+07:00`, endsAt: `${day}T11:00:00+07:00` });

describe('/sessions', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asAssessor: Awaited<ReturnType<typeof running.as>>;
  let asKarutan: typeof asAssessor;
  let asGuard: typeof asAssessor;
  beforeAll(async () => {
    running = await api({
      module: RehabilitationModule,
      projections: rehabilitationProjections,
      definitions,
      live: true,
    });
    const { log } = running;
    await log.write(`agreement-${agreementId}`, agencyHead, ...signing());
    const published = { type: 'ProgrammeTemplatePublished', data: template().template };
    await log.write(`programmetemplate-${templateId}`, karutan, published);
    const employed = { unitId: agency.unitId, role: 'asesor-bnnk', name: 'Sari', number: '198503122010121003' };
    await log.write(`staff-${assessor.staffId}`, agencyHead, { type: 'StaffRegistered', data: employed });
    for (const n of [1, 2]) {
      await log.write(`inmate-${inmateIdOf(n)}`, nurse, registered(n));
      await log.write(`rehabcase-${caseIdOf(n)}`, nurse, ...admitted(n));
    }
    asAssessor = await running.as('asesor-bnnk', agency.unitId, assessor.staffId);
    asKarutan = await running.as('karutan', RUTAN, karutan.staffId);
    asGuard = await running.as('kpr', RUTAN, 'staff-kpr');
  });
  afterAll(() => running.close());

  const late = { context: { lateCode: 'PAPER_RECORD' } };
  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  /** The session that was scheduled, which whoever did finds where its Location says. */
  const scheduled = async (body: object, path = '/sessions'): Promise<string> => {
    const { status, location = '', ...answer } = await asAssessor(path, { unitId: RUTAN, ...body });
    expect(status).toBe(201);
    const { id } = answer.body as { id: string };
    expect(await asAssessor(location)).toMatchObject({ status: 200, body: { id, status: 'SCHEDULED' } });
    return id;
  };
  const typesOf = async (id: string) =>
    (await running.log.events()).filter(({ stream }) => stream === `session-${id}`).map(({ type }) => type);

  it('takes a session from its appointment to its amended outcomes', async () => {
    const id = await scheduled(groupOf(2, at('2024-12-10')));
    const moved = at('2024-12-11');
    await act(asAssessor(`/sessions/${id}/reschedule`, { ...moved, place: 'KLINIK', reasonCode: 'ROOM' }));
    const roster = [{ ...came(1), note: 'Aktif.' }, missed(2)];
    await act(asAssessor(`/sessions/${id}/hold`, { ...moved, facilitators, roster, ...late }));
    const of = await running.log.lastEntryOf(`session-${id}`);
    const holding = { ...moved, facilitators, roster };
    await act(asAssessor(`/sessions/${id}/correct-entry`, { of, reasonCode: 'WRITTEN_WRONGLY', holding }));
    await act(asKarutan(`/sessions/${id}/amend-attendance`, { ...missed(2, 'COURT'), reason: 'Sidang.' }));
    const amendment = await running.log.lastEntryOf(`session-${id}`);
    await act(asKarutan(`/sessions/${id}/amend-attendance`, { ...missed(2, 'REST'), reason: 'Istirahat.' }));
    const { status, body } = await asKarutan(`/sessions/${id}/annul-entry`, {
      of: amendment,
      reasonCode: 'WRITTEN_WRONGLY',
    });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'approver-is-author' } });
    expect(await typesOf(id)).toEqual([
      'SessionScheduled',
      'SessionRescheduled',
      'RehabSessionHeld',
      'SessionEntryCorrected',
      'SessionAttendanceAmended',
      'SessionAttendanceAmended',
    ]);
    const catchUp = { ...groupOf(1, at('2024-12-12')), roster: [{ caseId: caseIdOf(2) }], catchUpOf: id };
    const again = await scheduled(catchUp, '/sessions/catch-up');
    await act(asAssessor(`/sessions/${again}/cancel`, { reasonCode: 'SECURITY' }));
    expect(await typesOf(again)).toEqual(['CatchUpScheduled', 'SessionCancelled']);
    const data = { suspendedOn: '2024-12-11', reasonCode: 'BREACH', suspendedBy: agencyHead.staffId };
    await running.log.write(`agreement-${agreementId}`, agencyHead, { type: 'AgreementSuspended', data });
    const answer = { agreementId, answer: 'HELD_BEFORE_IT_WAS_KNOWN' };
    await act(asKarutan(`/sessions/${id}/answer-coverage`, answer));
    await running.log.write(`agreement-${agreementId}`, agencyHead, {
      type: 'AgreementResumed',
      data: { resumedOn: '2024-12-12', resumedBy: agencyHead.staffId },
    });
  });

  it.each([
    ['an impossible day', { startsAt: '2024-02-30T09:00:00+07:00' }],
    ['an instant without an offset', { startsAt: '2024-12-14T09:00:00' }],
    ['a kind that nobody knows', { kind: 'CHOIR' }],
    ['nobody on the roster', { roster: [] }],
    ['nobody who leads it', { facilitators: [] }],
    ['a case that is no id', { roster: [{ caseId: 'case-1' }] }],
    ['who overrides', { override: { reason: 'Ya.', overriddenBy: assessor.staffId } }],
    ['a place that is no code', { place: 'Aula' }],
    ['a module that is no code', { module: 'Relapse prevention' }],
    ['a facilitator who is no id', { facilitators: [{ staffId: 'asesor.bnnk-purbalingga', unitId: agency.unitId }] }],
    ['subjects', { roster: [{ caseId: caseIdOf(1), subject: caseIdOf(1) }] }],
  ])('is not scheduled with %s', async (_, change) => {
    const body = { unitId: RUTAN, ...groupOf(1, at('2024-12-20')), ...change };
    expect(await asAssessor('/sessions', body)).toMatchObject({ status: 400 });
  });

  it('answers as what was wrong: order of times, unknown case, stranger’s unit, wrong role', async () => {
    const body = { unitId: RUTAN, ...groupOf(1, at('2024-12-21')) };
    const backwards = { ...body, startsAt: body.endsAt, endsAt: body.startsAt };
    expect(await asAssessor('/sessions', backwards)).toMatchObject({
      status: 422,
      body: { code: 'ends-before-start' },
    });
    const unknown = { ...body, roster: [{ caseId: caseIdOf(99) }] };
    expect(await asAssessor('/sessions', unknown)).toMatchObject({ status: 404 });
    const stranger = await running.as('kasubsi-pelayanan', 'RUTAN-PURBALINGGA', 'staff-stranger');
    expect(await stranger('/sessions', body)).toMatchObject({ status: 403, body: { code: 'outside-your-unit' } });
    expect(await stranger('/sessions', { ...body, unitId: 'RUTAN-PURBALINGGA' })).toMatchObject({ status: 403 });
    expect(await asGuard('/sessions', body)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
    expect(await asGuard('/sessions/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 });
  });

  it('names the cases in a problem, never the reason of an absence', async () => {
    const soon = addDays(times.startsAt.slice(0, 10), 8);
    const id = await scheduled(groupOf(2, at(soon)));
    const roster = [came(1), missed(2, 'REFUSED')];
    const { status, body } = await asAssessor(`/sessions/${id}/hold`, { ...at(soon), facilitators, roster });
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'absence-reason-other', problems: [caseIdOf(2)] },
    });
    expect(JSON.stringify(body)).not.toContain('REFUSED');
    const unknown = [came(1), { ...missed(2), absenceReason: 'TIRED' }];
    const malformed = await asAssessor(`/sessions/${id}/hold`, { ...at(soon), facilitators, roster: unknown });
    expect(malformed).toMatchObject({ status: 400 });
    expect(JSON.stringify(malformed.body)).not.toContain('TIRED');
  });

  it.each(['from=2024-02-30', 'status=PENDING', 'caseId=1', 'limit=0', 'other=1'])(
    'does not list by %s',
    async (query) => {
      expect(await asAssessor(`/sessions?${query}`)).toMatchObject({ status: 400 });
    },
  );

  it.each(['/sessions?from=2099-01-01', '/coverage-questions?open=true', '/progress?behind=true'])(
    'answers %s',
    async (path) => {
      expect(await asKarutan(path)).toMatchObject({ status: 200, body: { items: [] } });
    },
  );
});
