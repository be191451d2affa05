import { agencyHead, agreementId, assessor, karutan, nurse } from '../facts-for-specs.js';
import { coverageQuestions, coverOverTime } from './coverage-questions.read-model.js';
import { groupOf, programme } from './histories-for-specs.js';
import { came, facilitators } from './session-for-specs.js';
import { sessionCalendar } from './session.document.js';

const at = (day: string) => ({ startsAt: `${day}T02:00:00.000Z`, endsAt: `${day}T03:00:00.000Z` });

async function played(terms = {}) {
  const { log, send, clock } = await programme(1, { terms });
  const schedule = async (day: string) => (await send({ type: 'ScheduleSession', data: groupOf(1, at(day)) })).id;
  const hold = (id: string, day: string) =>
    send({ type: 'HoldSession', data: { ...at(day), facilitators, roster: [came(1)] } }, id);
  const happened = (type: string, data: object) => log.write(`agreement-${agreementId}`, agencyHead, { type, data });
  const asked = async (question = {}, by = nurse) =>
    (await log.answers(coverOverTime, sessionCalendar).page(coverageQuestions, question, by)).items;
  const notBefore = (day: string) => {
    const { startsAt } = at(day);
    if (clock.now < startsAt) clock.now = startsAt;
  };
  const suspend = (suspendedOn: string) => {
    notBefore(suspendedOn);
    return happened('AgreementSuspended', { suspendedOn, reasonCode: 'BREACH', suspendedBy: agencyHead.staffId });
  };
  const resume = (resumedOn: string) => {
    notBefore(resumedOn);
    return happened('AgreementResumed', { resumedOn, resumedBy: agencyHead.staffId });
  };
  const terminate = (effectiveOn: string) =>
    happened('AgreementTerminated', {
      reasonCode: 'BREACH',
      noticeOn: '2024-12-10',
      effectiveOn,
      casesInProgress: [],
      terminatedBy: agencyHead.staffId,
      termsVersion: 1,
    });
  const answer = (id: string, said: 'HELD_BEFORE_IT_WAS_KNOWN' | 'RUNNING_CASES_MAY_FINISH') =>
    send({ type: 'AnswerCoverageQuestion', data: { agreementId, answer: said } }, id, karutan);
  return { log, send, clock, schedule, hold, happened, asked, suspend, resume, terminate, answer };
}

describe('coverageQuestions (R-5.9)', () => {
  it('asks nothing while the agreement covers every session', async () => {
    const { schedule, asked } = await played();
    await schedule('2024-12-14');
    expect(await asked()).toEqual([]);
  });

  it('asks about sessions past and future that a suspension touches', async () => {
    const { schedule, hold, suspend, asked } = await played();
    const before = await schedule('2024-12-12');
    await hold(before, '2024-12-12');
    const past = await schedule('2024-12-14');
    await hold(past, '2024-12-14');
    const future = await schedule('2024-12-20');
    await suspend('2024-12-13');
    const raisedBy = { type: 'AgreementSuspended', revision: 2, on: '2024-12-13' };
    expect(await asked()).toMatchObject([
      { sessionId: past, status: 'HELD', serviceOn: '2024-12-14', why: 'SUSPENDED', raisedBy, isOpen: true },
      { sessionId: future, status: 'SCHEDULED', serviceOn: '2024-12-20', why: 'SUSPENDED', raisedBy, isOpen: true },
    ]);
    expect(await asked({ agreementId })).toHaveLength(2);
    expect(await asked({ agreementId: past })).toEqual([]);
  });

  it('no longer asks about days after the resumption', async () => {
    const { schedule, suspend, resume, asked } = await played();
    const during = await schedule('2024-12-14');
    await schedule('2024-12-20');
    await suspend('2024-12-13');
    await resume('2024-12-18');
    expect((await asked()).map(({ sessionId }) => sessionId)).toEqual([during]);
  });

  it('is closed by an answer, until another event takes the cover away again', async () => {
    const { schedule, hold, suspend, resume, answer, asked } = await played();
    const past = await schedule('2024-12-14');
    await hold(past, '2024-12-14');
    await suspend('2024-12-13');
    await answer(past, 'HELD_BEFORE_IT_WAS_KNOWN');
    expect(await asked({ open: true })).toEqual([]);
    const said = { answer: 'HELD_BEFORE_IT_WAS_KNOWN', answeredBy: karutan.staffId, answeredOn: '2024-12-16' };
    expect(await asked({ open: false })).toMatchObject([{ sessionId: past, isOpen: false, answer: said }]);
    await resume('2024-12-13');
    expect(await asked()).toEqual([]);
    await suspend('2024-12-14');
    expect(await asked({ open: true })).toMatchObject([{ sessionId: past, raisedBy: { revision: 4 } }]);
  });

  it('is closed by cancelling, and gone when the session is moved into cover', async () => {
    const { schedule, suspend, resume, send, asked } = await played();
    const cancelled = await schedule('2024-12-14');
    const moved = await schedule('2024-12-15');
    await suspend('2024-12-13');
    await resume('2024-12-18');
    await send({ type: 'CancelSession', data: { reasonCode: 'NOT_COVERED' } }, cancelled);
    await send({ type: 'RescheduleSession', data: { ...at('2024-12-19'), place: 'AULA', reasonCode: 'OTHER' } }, moved);
    expect(await asked({ open: true })).toEqual([]);
    expect(await asked({ open: false })).toMatchObject([{ sessionId: cancelled, status: 'CANCELLED' }]);
  });

  it('does not ask about what was cancelled before', async () => {
    const { schedule, suspend, send, asked } = await played();
    const cancelled = await schedule('2024-12-18');
    await send({ type: 'CancelSession', data: { reasonCode: 'OTHER' } }, cancelled);
    await suspend('2024-12-17');
    expect(await asked()).toEqual([]);
  });

  it('asks about what was cancelled after its cover was taken away, though that is told later (D1)', async () => {
    const { schedule, terminate, send, clock, asked } = await played();
    const cancelled = await schedule('2024-12-14');
    await send({ type: 'CancelSession', data: { reasonCode: 'NOT_COVERED' } }, cancelled);
    clock.now = '2024-12-16T03:00:00.000Z';
    await terminate('2024-12-13');
    const raisedBy = { type: 'AgreementTerminated', on: '2024-12-10', recordedAt: clock.now };
    expect(await asked()).toMatchObject([{ sessionId: cancelled, raisedBy, isOpen: false }]);
  });

  it('asks when it is terminated, and takes it that running cases may finish where the agreement says so', async () => {
    const { schedule, terminate, answer, asked } = await played();
    const after = await schedule('2024-12-20');
    await terminate('2024-12-18');
    expect(await asked()).toMatchObject([{ why: 'TERMINATED', runningCasesMayFinish: true, isOpen: true }]);
    await answer(after, 'RUNNING_CASES_MAY_FINISH');
    expect(await asked({ open: true })).toEqual([]);
  });

  it('does not ask about what was arranged for running cases when the end was known (survival)', async () => {
    const { schedule, terminate, asked } = await played();
    await terminate('2024-12-18');
    await schedule('2024-12-20');
    expect(await asked()).toEqual([]);
  });

  it('does not take that answer where the agreement does not say so', async () => {
    const { schedule, terminate, answer, asked } = await played({ runningCasesMayFinish: false });
    const after = await schedule('2024-12-20');
    await terminate('2024-12-18');
    await expect(answer(after, 'RUNNING_CASES_MAY_FINISH')).rejects.toMatchObject({ code: 'no-agreement-in-force' });
    expect(await asked({ open: true })).toHaveLength(1);
  });

  it('asks when an addendum takes the service out of the scope', async () => {
    const { schedule, happened, asked } = await played();
    await schedule('2024-12-20');
    const scope = [{ service: 'SCREENING', unitIds: [nurse.unitId] }];
    await happened('AgreementAmended', {
      number: 1,
      changes: { scope },
      effectiveOn: '2024-12-17',
      signedOn: '2024-12-16',
    });
    expect(await asked()).toMatchObject([{ why: 'SERVICE_NOT_IN_SCOPE', raisedBy: { type: 'AgreementAmended' } }]);
  });

  it('is read by both parties, and by no other unit', async () => {
    const { schedule, suspend, asked } = await played();
    await schedule('2024-12-20');
    await suspend('2024-12-18');
    expect(await asked({}, assessor)).toHaveLength(1);
    expect(await asked({}, { ...nurse, unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
  });
});
