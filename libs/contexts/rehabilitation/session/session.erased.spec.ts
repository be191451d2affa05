import type { AnyEvent, Projected, RecordedEvent } from '#kernel';
import { groupOf, programme } from './histories-for-specs.js';
import { came, caseIdOf, facilitators, missed, type OutcomeInput, subjectOf, times } from './session-for-specs.js';

const held = (...roster: OutcomeInput[]) =>
  ({ type: 'HoldSession', data: { ...times, facilitators, roster } }) as const;
const dataOf = (event: Projected<AnyEvent> | undefined) => event?.data as Record<string, unknown>;

describe('a session of somebody whose data were erased', () => {
  it('records a roster on which one was erased: their line stays in clear and says what is gone (D8)', async () => {
    const { log, send, streamOf } = await programme(3);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(3) });
    await log.keyring.destroy(subjectOf(2));
    await send(held(came(1), { ...missed(2), note: 'Demam.' }, { ...missed(3), note: 'Menangis.' }), id);
    const [, took] = await streamOf(`session-${id}`);
    const whole = (subject: string) => ({ subject, sealed: expect.anything() as unknown });
    expect(dataOf(took).roster).toEqual([
      { ...whole(subjectOf(1)), caseId: caseIdOf(1), outcome: 'ATTENDED' },
      { subject: subjectOf(2), caseId: caseIdOf(2), outcome: 'ABSENT_ACCEPTABLE', gone: ['health', 'narrative'] },
      { ...whole(subjectOf(3)), caseId: caseIdOf(3), outcome: 'ABSENT_ACCEPTABLE' },
    ]);
    const opened = await log.engine.registry.unseal(log.engine.registry.upcast(took as RecordedEvent), log.keyring);
    expect(opened.data.roster).toMatchObject([
      { outcome: 'ATTENDED' },
      {},
      { absenceReason: 'SICK', note: 'Menangis.' },
    ]);
  });

  it('corrects a holding for the others after one of its roster was erased', async () => {
    const { log, send, streamOf } = await programme(2);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    await send(held(came(1), came(2)), id);
    const of = await log.lastEntryOf(`session-${id}`);
    await log.keyring.destroy(subjectOf(2));
    const holding = { ...times, facilitators, roster: [missed(1), came(2)] };
    await send({ type: 'CorrectSessionEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', holding } }, id);
    expect(dataOf((await streamOf(`session-${id}`)).at(-1))).toMatchObject({
      entryOn: '2024-12-14',
      entryAt: times.startsAt,
      entry: { roster: [{ subject: subjectOf(1) }, { subject: subjectOf(2), gone: ['health'] }] },
      stands: { status: 'HELD', roster: [{ outcome: 'ABSENT_ACCEPTABLE' }, { outcome: 'ATTENDED' }] },
    });
  });

  it('records nothing about an erased person alone (D8)', async () => {
    const { log, send } = await programme(2);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    await send(held(came(1), came(2)), id);
    await log.keyring.destroy(subjectOf(2));
    const before = (await log.events()).length;
    const amended = { type: 'AmendAttendance', data: { ...missed(2), reason: 'Salah tulis.' } } as const;
    await expect(send(amended, id)).rejects.toMatchObject({ code: 'subject-erased' });
    expect(await log.events()).toHaveLength(before);
    await send({ ...amended, data: { ...amended.data, caseId: caseIdOf(1) } }, id);
  });
});
