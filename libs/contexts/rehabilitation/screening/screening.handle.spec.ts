import { anyStaff, Forbidden, NotFound } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { FAULTS, faultsAtRandom, faultyEventStore } from '#kernel/faulty-event-store-for-specs';
import { Dead, mortalProcess } from '#kernel/mortal-process-for-specs';
import { agency, assessor, caseId, clerk, consentId, inmateId, nurse, ownStaff, subject } from '../facts-for-specs.js';
import { rutan } from './histories-for-specs.js';
import { education, interview, LOW, recording, refusal, scheduling, uuid } from './screening-for-specs.js';
import { personOf as inmate } from '../people-for-specs.js';

const record = { type: 'RecordScreening', data: recording } as const;
const recordLow = { type: 'RecordScreening', data: { ...recording, answers: LOW } } as const;
const stranger = person('stranger', 'perawat-klinik', 'RUTAN-WONOSOBO');

/** A form, and how often its answers are read. */
function readBy<F extends { readonly answers: object }>(form: F) {
  let reads = 0;
  const answers = new Proxy(form.answers, { get: (at, name) => ((reads += 1), Reflect.get(at, name) as unknown) });
  return { form: { ...form, answers }, reads: () => reads };
}

describe('handleScreening', () => {
  it('opens the case, screens, and the case follows at once (D3)', async () => {
    const { send, log, caseOf, happened } = await rutan();
    const { id } = await send(record);
    expect((await happened('rehabcase')).map(({ type }) => type)).toEqual(['RehabCaseOpened', 'RehabCaseAdvanced']);
    expect(await caseOf()).toMatchObject({ status: 'SCREENED', riskBand: 'HIGH', openedOn: '2024-12-12' });
    const [screened] = (await log.events()).filter(({ stream }) => stream === `screening-${id}`);
    expect(screened?.metadata.about).toEqual([{ subject, caseId, legalBasis: 'CONSENT' }]);
    const { basis } = screened?.data as { basis: { stream: string }[] };
    expect(basis.map(({ stream }) => stream)).toEqual([
      `inmate-${inmateId}`,
      `consent-${consentId}`,
      `agreement-${agency.agreementId}`,
      `rehabcase-${caseId}`,
    ]);
  });

  it('schedules in an opened case, and records what was scheduled', async () => {
    const { send, caseOf, happened } = await rutan();
    const { id } = await send({ type: 'ScheduleScreening', data: scheduling }, { by: nurse });
    expect(await caseOf()).toMatchObject({ status: 'SCREENING_DUE', openedOn: '2024-12-16' });
    const today = { ...interview, screenedOn: '2024-12-16' };
    await send({ type: 'RecordScheduledScreening', data: today }, { target: id });
    expect(await caseOf()).toMatchObject({ status: 'SCREENED', riskBand: 'HIGH' });
    expect((await happened('rehabcase')).map(({ type }) => type)).toEqual(['RehabCaseOpened', 'RehabCaseAdvanced']);
  });

  it('scores a form once, also where that may keep a case from being opened', async () => {
    const { send } = await rutan(2);
    const { inmateId, consentId } = inmate(1);
    const [scheduled, other] = [readBy(interview), readBy({ ...recording, inmateId, consentId })];
    const { id } = await send({ type: 'ScheduleScreening', data: scheduling }, { by: nurse });
    await send(
      { type: 'RecordScheduledScreening', data: { ...scheduled.form, screenedOn: '2024-12-16' } },
      { target: id },
    );
    await send({ type: 'RecordScreening', data: other.form });
    expect(scheduled.reads()).toBeGreaterThan(0);
    expect(other.reads()).toBe(scheduled.reads());
  });

  it('leaves the case due when the scheduled one is refused', async () => {
    const { send, caseOf } = await rutan();
    const { id } = await send({ type: 'ScheduleScreening', data: scheduling });
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    expect(await caseOf()).toMatchObject({ status: 'SCREENING_DUE' });
  });

  it('educates who is of low risk, by own staff without an agreement for it (R-3.2)', async () => {
    const { send, caseOf } = await rutan();
    const { id } = await send(recordLow);
    await send({ type: 'GiveBasicEducation', data: education }, { target: id, by: nurse });
    expect(await caseOf()).toMatchObject({ status: 'EDUCATION_ONLY', riskBand: 'LOW' });
  });

  it('finds no inmate, consent or screening that is not there', async () => {
    const { send } = await rutan();
    await expect(send({ ...record, data: { ...recording, inmateId: uuid(9) } })).rejects.toThrow(NotFound);
    await expect(send({ ...record, data: { ...recording, consentId: uuid(9) } })).rejects.toThrow(NotFound);
    await expect(send({ type: 'RefuseScreening', data: refusal }, { target: uuid(9) })).rejects.toThrow(NotFound);
  });

  it('is closed to people of other units', async () => {
    const { send, happened } = await rutan();
    const own = { ...record, data: { ...recording, provider: ownStaff } };
    await expect(send(own, { by: stranger })).rejects.toThrow(Forbidden);
    await expect(send(own, { by: stranger, unitId: stranger.unitId })).rejects.toThrow(Forbidden);
    expect(await happened('rehabcase')).toEqual([]);
    const { id } = await send(record);
    await expect(send({ type: 'RefuseScreening', data: refusal }, { target: id, by: stranger })).rejects.toThrow(
      Forbidden,
    );
  });

  it.each([
    ['consent', { consentId: inmate(1).consentId }, 'consent-of-another'],
    ['the gate', { provider: { unitId: assessor.unitId } }, 'agreement-not-named'],
    ['the day', { screenedOn: '2024-12-17' }, 'day-in-future'],
    ['the form', { answers: {} }, 'item-missing'],
    ['a reason that is not given for telling it late', { screenedOn: '2024-12-08' }, 'late-entry-needs-reason'],
  ])('opens no case for what %s refuses', async (_, change, code) => {
    const { send, happened } = await rutan(2);
    await expect(send({ ...record, data: { ...recording, ...change } })).rejects.toMatchObject({ code });
    expect(await happened('rehabcase')).toEqual([]);
  });

  it('opens no case for an interviewer whom nobody registered, nor on a context that contradicts the day (D1)', async () => {
    const { send, happened, process } = await rutan();
    const engine = process({
      staff: { ...anyStaff, unregistered: (ids) => Promise.resolve(ids) },
    });
    await expect(send(record, { engine, by: nurse })).rejects.toMatchObject({ code: 'unknown-staff' });
    const context = { occurredAt: '2024-12-13T03:00:00.000Z' };
    await expect(send(record, { context })).rejects.toMatchObject({ code: 'context-contradicts-entry' });
    await expect(send(record, { engine })).rejects.toMatchObject({ code: 'unknown-staff' }); // be it who asks
    expect(await happened('rehabcase')).toEqual([]);
  });

  it('schedules nothing and opens no case for a day that is over', async () => {
    const { send, happened } = await rutan();
    const data = { ...scheduling, scheduledOn: '2024-12-15' };
    await expect(send({ type: 'ScheduleScreening', data })).rejects.toMatchObject({ code: 'scheduled-in-past' });
    expect(await happened('rehabcase')).toEqual([]);
  });

  it('screens nobody who was released (R-1.2)', async () => {
    const { send, log } = await rutan();
    await log.write(`inmate-${inmateId}`, clerk, {
      type: 'InmateReleased',
      data: { subject, releaseKind: 'SENTENCE_SERVED', releasedOn: '2024-12-11' },
    });
    await expect(send(record)).rejects.toMatchObject({ code: 'inmate-left', rule: 'R-1.2' });
  });

  it('knows from the context that a form came from paper (R-13.1)', async () => {
    const { send } = await rutan();
    const context = { source: 'BACKFILL', occurredAt: '2024-12-12T03:00:00.000Z' } as const;
    const old = { ...record, data: { ...recording, screenedOn: '2024-12-08' } };
    const late = { ...context, occurredAt: '2024-12-08T03:00:00.000Z' };
    await expect(send(old, { context: late, by: nurse })).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    await expect(send(record, { context })).rejects.toMatchObject({ code: 'interviewer-is-typist' });
    expect(await send(record, { context, by: nurse, key: 'paper' })).toMatchObject({ revision: 0 });
  });

  it('answers a repeat as the first time, also after the case has moved on (D2)', async () => {
    const { send, happened } = await rutan();
    const first = await send(recordLow, { key: 'once' });
    await send({ type: 'GiveBasicEducation', data: education }, { target: first.id, by: nurse });
    expect(await send(recordLow, { key: 'once' })).toMatchObject({ id: first.id, revision: 0, replayed: true });
    expect(await happened('screening')).toHaveLength(2);
    await expect(send(record, { key: 'once' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('opens one case for two who screen one inmate at once (D3)', async () => {
    const { send, happened, caseOf } = await rutan();
    await Promise.all([send(record), send(recordLow), send(record)]);
    const types = (await happened('rehabcase')).map(({ type }) => type);
    expect(types.filter((type) => type === 'RehabCaseOpened')).toHaveLength(1);
    expect(await happened('screening')).toHaveLength(3);
    expect(await caseOf()).toMatchObject({ status: 'SCREENED' });
  });
});

describe('handleScreening in a process that dies', () => {
  it('leaves what a repeat completes, wherever it is cut (D3)', async () => {
    let [cuts, died, betweenBoth] = [0, true, 0];
    for (; died; cuts += 1) {
      const its = await rutan();
      const { storeOf, died: hasDied } = mortalProcess(cuts);
      const engine = its.process({ store: storeOf(its.log.engine.store) });
      await its.send(record, { key: 'k', engine }).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Dead);
      });
      died = hasDied();
      const opened = (await its.happened('rehabcase')).length > 0;
      if (opened && (await its.happened('screening')).length === 0) betweenBoth += 1;
      await its.send(record, { key: 'k' });
      expect((await its.happened('rehabcase')).filter(({ type }) => type === 'RehabCaseOpened')).toHaveLength(1);
      expect(await its.happened('screening')).toHaveLength(1);
      expect(await its.caseOf()).toMatchObject({ status: 'SCREENED', riskBand: 'HIGH' });
    }
    expect(betweenBoth).toBeGreaterThan(1);
    expect(cuts).toBeGreaterThan(10);
  });
});

describe('handleScreening on a store that fails', () => {
  it('records once what is told until it answers', async () => {
    const suffered = new Set<string>();
    for (let seed = 1; seed <= 25; seed += 1) {
      const its = await rutan();
      const faulty = faultyEventStore(its.log.engine.store, faultsAtRandom(seed, 0.15), 8);
      const engine = its.process({ store: faulty, patience: { attemptMs: 6, totalMs: 400 } });
      const attempt = (): Promise<unknown> => its.send(record, { key: 'k', engine }).catch(() => undefined);
      let answer: unknown;
      for (let tries = 0; answer === undefined && tries < 20; tries += 1) answer = await attempt();
      expect(answer).toBeDefined();
      expect((await its.happened('rehabcase')).filter(({ type }) => type === 'RehabCaseOpened')).toHaveLength(1);
      expect(await its.happened('screening')).toHaveLength(1);
      for (const fault of faulty.suffered) suffered.add(fault);
    }
    expect(FAULTS.every((fault) => suffered.has(fault))).toBe(true);
  });
});
