import { agencyHead, agreementId, assessor, karutan, nurse } from '../facts-for-specs.js';
import { staffNamed } from '#kernel/given-for-specs';
import { groupOf, programme } from './histories-for-specs.js';
import { sessionCalendar } from './session.document.js';
import { came, caseIdOf, facilitators, missed, subjectOf, supervisor, times } from './session-for-specs.js';
import { session, sessions } from './sessions.read-model.js';

const later = { startsAt: '2024-12-15T17:30:00.000Z', endsAt: '2024-12-15T18:30:00.000Z' };
const kpr = { ...nurse, role: 'kpr' };

async function played() {
  const { log, send } = await programme(3);
  const { id: first } = await send({ type: 'ScheduleSession', data: groupOf(2) });
  const roster = [{ ...came(1), note: 'Menangis.' }, missed(2)];
  await send({ type: 'HoldSession', data: { ...times, facilitators, roster } }, first);
  const { id: second } = await send({ type: 'ScheduleSession', data: groupOf(3, later) });
  const answers = log.answers(sessionCalendar);
  const list = async (question: object, by = nurse) => (await answers.page(sessions, question, by)).items;
  const idsOf = async (question: object, by = nurse) => (await list(question, by)).map(({ id }) => id);
  const one = (id: string, by = nurse) => answers.one(session, { id }, by);
  return { log, send, first, second, list, idsOf, one };
}

describe('sessions', () => {
  it('lists sessions by day, facilitator, module, status and case', async () => {
    const { idsOf, first, second } = await played();
    expect(await idsOf({})).toEqual([first, second]);
    expect(await idsOf({ from: '2024-12-15' })).toEqual([second]);
    expect(await idsOf({ to: '2024-12-14' })).toEqual([first]);
    expect(await idsOf({ from: '2024-12-16', to: '2024-12-16' })).toEqual([second]);
    expect(await idsOf({ status: 'HELD' })).toEqual([first]);
    expect(await idsOf({ caseId: caseIdOf(3) })).toEqual([second]);
    expect(await idsOf({ facilitatorId: assessor.staffId })).toEqual([first, second]);
    expect(await idsOf({ facilitatorId: staffNamed('nobody') })).toEqual([]);
    expect(await idsOf({ module: 'YOGA' })).toEqual([]);
  });

  it('is read by the agency that provides them, and by no other unit', async () => {
    const { idsOf } = await played();
    expect(await idsOf({}, assessor)).toHaveLength(2);
    expect(await idsOf({}, { ...nurse, unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
  });

  it('flags sessions that need the same person, facilitator or place at one time (R-3.8)', async () => {
    const { list, send, first, second } = await played();
    const override = { reason: 'Dokter hanya hari ini.' };
    const elsewhere = {
      ...later,
      place: 'KLINIK',
      facilitators: [{ staffId: staffNamed('other'), unitId: assessor.unitId }],
    };
    const { id: third } = await send({
      type: 'ScheduleSession',
      data: groupOf(1, { ...elsewhere, override, endsAt: '2024-12-15T18:00:00.000Z' }),
    });
    const found = await list({});
    const clashing = new Map(found.map(({ id, clashes }) => [id, clashes]));
    expect(clashing.get(first)).toEqual([]);
    expect(clashing.get(second)).toEqual([{ sessionId: third, over: ['PERSON'] }]);
    expect(clashing.get(third)).toEqual([{ sessionId: second, over: ['PERSON'] }]);
    await send({ type: 'CancelSession', data: { reasonCode: 'OTHER' } }, third);
    expect((await list({})).flatMap(({ clashes }) => clashes)).toEqual([]);
  });

  it('flags the same place and facilitator too', async () => {
    const { list, send } = await played();
    await send({ type: 'ScheduleSession', data: { ...groupOf(1, later), override: { reason: 'Ya.' } } });
    const [clash] = (await list({ from: '2024-12-15' })).flatMap(({ clashes }) => clashes);
    expect(clash).toMatchObject({ over: ['PERSON', 'FACILITATOR', 'PLACE'] });
  });
});

describe('session', () => {
  it('opens reasons and notes for clinicians, and records that they were read', async () => {
    const { one, first, log } = await played();
    expect(await one(first)).toMatchObject({
      status: 'HELD',
      expected: 2,
      attended: 1,
      roster: [
        { outcome: 'ATTENDED', note: 'Menangis.' },
        { outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK' },
      ],
      holdings: [{ heldOn: '2024-12-14', roster: [{ note: 'Menangis.' }, { absenceReason: 'SICK' }] }],
    });
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    const subjects = [subjectOf(1), subjectOf(2)].sort();
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'session', subjects }]);
  });

  it('shows outcomes without reasons to others, and nothing is opened', async () => {
    const { one, first, log } = await played();
    const found = await one(first, karutan);
    expect(found.roster).toEqual([
      { subject: subjectOf(1), caseId: caseIdOf(1), outcome: 'ATTENDED' },
      { subject: subjectOf(2), caseId: caseIdOf(2), outcome: 'ABSENT_ACCEPTABLE' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/sealed|Menangis|SICK/);
    expect((await log.events()).filter(({ type }) => type === 'RecordsViewed')).toEqual([]);
  });

  it('shows the guards who is expected when, and no outcome (domain 5.5)', async () => {
    const { one, list, first, send, log } = await played();
    const data = { suspendedOn: '2024-12-14', reasonCode: 'BREACH', suspendedBy: agencyHead.staffId };
    await log.write(`agreement-${agreementId}`, agencyHead, { type: 'AgreementSuspended', data });
    const answer = { agreementId, answer: 'HELD_BEFORE_IT_WAS_KNOWN' } as const;
    await send({ type: 'AnswerCoverageQuestion', data: answer }, first, karutan);
    expect(await one(first, karutan)).toMatchObject({ answers: [answer] });
    const found = await one(first, kpr);
    expect(found.roster).toEqual([
      { subject: subjectOf(1), caseId: caseIdOf(1) },
      { subject: subjectOf(2), caseId: caseIdOf(2) },
    ]);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['startsAt', 'endsAt', 'place']));
    expect(JSON.stringify([found, await list({}, kpr)])).not.toMatch(/outcome|attended|holdings|amend|answer/i);
  });

  it('shows what was amended, and what was said first (R-3.7)', async () => {
    const { one, first, send } = await played();
    const data = { ...came(2, 'ATTENDED_LATE'), note: 'Datang sesudah sidang.', reason: 'Salah tulis.' };
    await send({ type: 'AmendAttendance', data }, first);
    const found = await one(first);
    expect(found).toMatchObject({
      attended: 2,
      roster: [{}, { outcome: 'ATTENDED_LATE', amendedOn: '2024-12-16', note: 'Datang sesudah sidang.' }],
      holdings: [{ roster: [{}, { outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK' }] }],
      amendments: [{ caseId: caseIdOf(2), reason: 'Salah tulis.', late: false }],
    });
    expect(found).not.toHaveProperty('roster.1.absenceReason');
  });

  it('says what is gone with the key (D8)', async () => {
    const { one, first, log } = await played();
    await log.keyring.destroy(subjectOf(2));
    expect((await one(first)).roster).toMatchObject([{ note: 'Menangis.' }, { gone: ['health'] }]);
  });

  it('is not found by strangers', async () => {
    const { one, first } = await played();
    await expect(one(first, { ...nurse, unitId: 'RUTAN-PURBALINGGA' })).rejects.toThrow('no session');
  });

  it('follows what is corrected, annulled, rescheduled and cancelled (D12)', async () => {
    const { one, list, first, second, send, log } = await played();
    const held = await log.lastEntryOf(`session-${first}`);
    const holding = { ...times, facilitators, roster: [came(1), came(2)] };
    await send({ type: 'CorrectSessionEntry', data: { of: held, reasonCode: 'WRITTEN_WRONGLY', holding } }, first);
    expect(await one(first)).toMatchObject({
      attended: 2,
      holdings: [{ correctionReasonCode: 'WRITTEN_WRONGLY', earlier: [{ roster: [{ note: 'Menangis.' }, {}] }] }],
    });
    await send({ type: 'AnnulSessionEntry', data: { of: held, reasonCode: 'DID_NOT_HAPPEN' } }, first, supervisor);
    const back = await one(first);
    expect(back).toMatchObject({ status: 'SCHEDULED', holdings: [{ annulled: { approvedBy: supervisor.staffId } }] });
    expect(back).not.toHaveProperty('attended');
    const moved = { startsAt: '2024-12-20T02:00:00.000Z', endsAt: '2024-12-20T03:00:00.000Z', place: 'MASJID' };
    await send({ type: 'RescheduleSession', data: { ...moved, reasonCode: 'ROOM' } }, second);
    expect(await one(second)).toMatchObject({ ...moved, serviceOn: '2024-12-20' });
    await send({ type: 'CancelSession', data: { reasonCode: 'SECURITY' } }, second);
    expect(await list({ status: 'CANCELLED' })).toMatchObject([{ id: second }]);
    expect(await one(second)).toMatchObject({ cancellations: [{ reasonCode: 'SECURITY' }] });
  });
});
