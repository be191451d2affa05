import { storeWith } from '#kernel/store-with-for-specs';
import { type Engine, load } from '#kernel';
import { agencyHead, agreementId, assessor, nurse, ownStaff, RECEIVING, takingOverFrom } from '../facts-for-specs.js';
import { groupOf, inmateIdOf, programme } from './histories-for-specs.js';
import { rehabCase } from '../case/case.decider.js';
import { came, caseIdOf, facilitators, missed, subjectOf, templateId, times } from './session-for-specs.js';

const reasonCode = 'WRITTEN_WRONGLY' as const;
const earlier = { startsAt: '2024-12-14T00:00:00.000Z', endsAt: '2024-12-14T01:00:00.000Z' };
const appointment = { facilitators, place: 'KLINIK', ...earlier };
const holding = { ...times, facilitators, roster: [came(1), missed(2)] };

/** A session that was moved, held and amended, and its first entry. */
async function played() {
  const its = await programme(2);
  const { id } = await its.send({ type: 'ScheduleSession', data: groupOf(2) });
  const stream = `session-${id}`;
  const scheduled = await its.log.lastEntryOf(stream);
  await its.send({ type: 'RescheduleSession', data: { ...times, place: 'AULA', reasonCode: 'ROOM' } }, id);
  await its.send({ type: 'HoldSession', data: holding }, id);
  const held = await its.log.lastEntryOf(stream);
  await its.send({ type: 'AmendAttendance', data: { ...missed(1), reason: 'Keliru.' } }, id);
  const correct = (data: object, by = assessor, engine?: Engine) =>
    its.send({ type: 'CorrectSessionEntry', data: { of: scheduled, reasonCode, ...data } }, id, by, engine);
  return { ...its, id, stream, held, correct };
}

describe('what is known when a session is corrected', () => {
  it('is of the unit that owns it, whoever corrects it, and cites what it rests on', async () => {
    const { correct, streamOf, stream } = await played();
    for (const by of [assessor, nurse]) await correct({ appointment }, by);
    const [first, second] = (await streamOf(stream)).slice(-2);
    for (const one of [first, second]) {
      const { entry } = one?.data as { entry: { basis: { stream: string }[] } };
      expect(entry.basis.map((cited) => cited.stream)).toEqual([
        `agreement-${agreementId}`,
        `programmetemplate-${templateId}`,
        ...[1, 2].map((n) => `rehabcase-${caseIdOf(n)}`),
        ...[1, 2].map((n) => `inmate-${inmateIdOf(n)}`),
      ]);
      expect(one?.metadata.about.map(({ legalBasis }) => legalBasis)).toEqual(['AGREEMENT', 'AGREEMENT']);
    }
  });

  it('is read once, however much is decided again', async () => {
    const { log, correct } = await played();
    const { store } = log.engine;
    const read: string[] = [];
    const counting = storeWith(store, {
      read: (stream, ...from) => {
        read.push(stream);
        return store.read(stream, ...from);
      },
    });
    const engine = Object.assign(Object.create(log.engine) as Engine, { store: counting });
    await correct({ appointment }, assessor, engine);
    for (const stream of [`agreement-${agreementId}`, `programmetemplate-${templateId}`, `inmate-${inmateIdOf(1)}`]) {
      expect([stream, read.filter((one) => one === stream).length]).toEqual([stream, 1]);
    }
  });

  it('lets a session be corrected whose cases another unit has taken over since (R-1.7)', async () => {
    const { log, correct } = await played();
    const there = { ...nurse, unitId: RECEIVING };
    const taken = { subject: subjectOf(1), ...takingOverFrom(), records: [] };
    await log.write(`rehabcase-${caseIdOf(1)}`, there, { type: 'RehabCaseTakenOver', data: taken });
    expect(await correct({ appointment })).toMatchObject({ replayed: false });
  });

  it('is what is so now: what the entry broke before it may leave so, and break nothing else (D12)', async () => {
    const { log, correct, held } = await played();
    const suspension = { suspendedOn: '2024-12-14', reasonCode: 'BREACH', suspendedBy: agencyHead.staffId };
    await log.write(`agreement-${agreementId}`, agencyHead, { type: 'AgreementSuspended', data: suspension });
    await correct({ of: held, holding: { ...holding, roster: [missed(1), missed(2)] } });
    const next = { startsAt: '2024-12-15T02:00:00.000Z', endsAt: '2024-12-15T03:00:00.000Z' };
    await expect(correct({ of: held, holding: { ...holding, ...next } })).rejects.toMatchObject({
      code: 'no-agreement-in-force',
    });
  });

  it('is of a catch-up also what they missed, which is theirs to cite when it is made', async () => {
    const { send, log } = await programme(2);
    const own = { provider: ownStaff, facilitators: [{ staffId: nurse.staffId, unitId: nurse.unitId }] };
    const { id: catchUpOf } = await send({ type: 'ScheduleSession', data: groupOf(2, own) }, undefined, nurse);
    await send({ type: 'HoldSession', data: { ...holding, ...own } }, catchUpOf, nurse);
    const data = { ...groupOf(1), ...earlier, roster: [{ caseId: caseIdOf(2) }], catchUpOf };
    const forbidden = { code: 'outside-your-unit' };
    await expect(send({ type: 'ScheduleCatchUp', data })).rejects.toMatchObject(forbidden);
    const { id } = await send({ type: 'ScheduleCatchUp', data }, undefined, nurse);
    const changed = { of: await log.lastEntryOf(`session-${id}`), reasonCode, appointment };
    await send({ type: 'CorrectSessionEntry', data: changed }, id);
    await send({ type: 'AmendAttendance', data: { ...came(2), reason: 'Hadir.' } }, catchUpOf, nurse);
    expect(await send({ type: 'CorrectSessionEntry', data: changed }, id)).toMatchObject({ revision: 2 });
  });
});

describe('what cases are told of a corrected session', () => {
  it('is that it was held, when its appointment is corrected below that (D12)', async () => {
    const { log, correct } = await played();
    await correct({ appointment });
    const { state } = await load(log.engine, rehabCase, `rehabcase-${caseIdOf(2)}`);
    expect(state).toMatchObject({ sessions: [{ status: 'HELD', outcome: 'ABSENT_ACCEPTABLE', ...times }] });
  });
});
