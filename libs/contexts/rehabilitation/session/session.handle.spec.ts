import { type AnyEvent, load, type Projected, type Seal } from '#kernel';
import { rehabCase } from '../case/case.decider.js';
import { agency, agencyHead, agreementId, assessor, nurse, ownStaff } from '../facts-for-specs.js';
import { admitted, askOf, groupOf, inmateIdOf, programme, registered } from './histories-for-specs.js';
import { handleSession } from './session.handle.js';
import { came, caseIdOf, facilitators, missed, subjectOf, supervisor, templateId, times } from './session-for-specs.js';
import { RUTAN } from '../people-for-specs.js';

const everybody = (people: number) => Array.from({ length: people }, (_, index) => came(index + 1));
const held = (people: number, change: object = {}) =>
  ({ type: 'HoldSession', data: { ...times, facilitators, roster: everybody(people), ...change } }) as const;
const dataOf = (event: Projected<AnyEvent> | undefined) => event?.data as Record<string, unknown>;

describe('handleSession', () => {
  it('schedules and holds a session of thirty, and tells every case of it', async () => {
    const { log, send, streamOf } = await programme(30);
    const { id: sessionId } = await send({ type: 'ScheduleSession', data: groupOf(30) });
    await send(held(30), sessionId);
    const [scheduled, took] = await streamOf(`session-${sessionId}`);
    expect(took?.metadata.about).toHaveLength(30);
    expect(took?.metadata.about[0]).toEqual(scheduled?.metadata.about[0]);
    const notes = (await log.events()).filter(({ type }) => type === 'CaseSessionNoted');
    expect(notes).toHaveLength(60);
    const { state } = await load(log.engine, rehabCase, `rehabcase-${caseIdOf(30)}`);
    expect(state).toMatchObject({ sessions: [{ sessionId, status: 'HELD', outcome: 'ATTENDED' }] });
  });

  it('cites the agreement, the template, the cases and the inmates as they stood (D12)', async () => {
    const { send, streamOf } = await programme(2);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    const [scheduled] = await streamOf(`session-${id}`);
    const [, signed] = await streamOf(`agreement-${agreementId}`);
    const basis = dataOf(scheduled).basis as { stream: string }[];
    expect(basis[0]).toEqual({ stream: `agreement-${agreementId}`, revision: 1, hash: signed?.metadata.hash });
    expect(basis.map(({ stream }) => stream)).toEqual([
      `agreement-${agreementId}`,
      `programmetemplate-${templateId}`,
      `rehabcase-${caseIdOf(1)}`,
      `rehabcase-${caseIdOf(2)}`,
      `inmate-${inmateIdOf(1)}`,
      `inmate-${inmateIdOf(2)}`,
    ]);
  });

  it('seals what is said of each person under their own subject (D8)', async () => {
    const { send, streamOf } = await programme(2);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    await send(held(2, { roster: [{ ...came(1), note: 'Menangis.' }, missed(2)] }), id);
    const took = (await streamOf(`session-${id}`)).at(-1);
    const roster = dataOf(took).roster as { subject: string; sealed: Seal[] }[];
    expect(roster.map(({ sealed }) => sealed.map(({ c }) => c))).toEqual([['health', 'narrative'], ['health']]);
    for (const { subject, sealed } of roster) expect([...new Set(sealed.map(({ s }) => s))]).toEqual([subject]);
    const [came1, missed2] = roster.map(({ sealed }) => sealed.find(({ c }) => c === 'health')?.ct.length);
    expect(came1).toBe(missed2);
    expect(JSON.stringify(took)).not.toMatch(/Menangis|SICK/);
  });

  it('tells its cases that it is off, also when its appointment is corrected after it was cancelled (D12)', async () => {
    const { log, send } = await programme(1);
    const { id: sessionId } = await send({ type: 'ScheduleSession', data: groupOf(1) });
    const of = await log.lastEntryOf(`session-${sessionId}`);
    await send({ type: 'CancelSession', data: { reasonCode: 'SECURITY' } }, sessionId);
    const moved = { startsAt: times.endsAt, endsAt: '2024-12-14T05:00:00.000Z' };
    const appointment = { facilitators, place: 'KLINIK', ...moved };
    await send({ type: 'CorrectSessionEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', appointment } }, sessionId);
    const { state } = await load(log.engine, rehabCase, `rehabcase-${caseIdOf(1)}`);
    expect(state).toMatchObject({ sessions: [{ sessionId, status: 'CANCELLED', ...moved }] });
  });

  it('rests on the agreement where an agency provides it, on a duty by law where the unit does (D1)', async () => {
    const { send, streamOf } = await programme(2);
    const basesOf = async (id: string) =>
      (await streamOf(`session-${id}`)).map(({ metadata: { about } }) => about.map(({ legalBasis }) => legalBasis));
    const { id: agencys } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    await send(held(2), agencys);
    const of = (await streamOf(`session-${agencys}`)).at(-1)?.id ?? '';
    await send({ type: 'AnnulSessionEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, agencys, supervisor);
    expect(await basesOf(agencys)).toEqual(Array.from({ length: 3 }, () => ['AGREEMENT', 'AGREEMENT']));
    const own = { provider: ownStaff, facilitators: [{ staffId: nurse.staffId, unitId: RUTAN }] };
    const later = { startsAt: times.endsAt, endsAt: '2024-12-14T05:00:00.000Z' };
    const { id: units } = await send(
      { type: 'ScheduleSession', data: groupOf(2, { ...own, ...later }) },
      undefined,
      nurse,
    );
    expect(await basesOf(units)).toEqual([['LEGAL_DUTY', 'LEGAL_DUTY']]);
  });

  it('was held when it started, whenever that is recorded: a context that says otherwise is refused (D1)', async () => {
    const { log, send, streamOf } = await programme(1);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(1) });
    const at = (occurredAt: string) =>
      handleSession(log.engine, askOf(held(1), id, assessor, { context: { occurredAt } }));
    await expect(at('2024-12-14T03:00:00.000Z')).rejects.toMatchObject({ code: 'context-contradicts-entry' });
    await at(times.startsAt);
    const [, took] = await streamOf(`session-${id}`);
    expect(took?.metadata).toMatchObject({ on: '2024-12-14', occurredAt: times.startsAt, zone: 'Asia/Jakarta' });
    const notes = (await log.events()).filter(({ type }) => type === 'CaseSessionNoted');
    expect(notes.at(-1)?.metadata).toMatchObject({ on: '2024-12-14', occurredAt: times.startsAt });
  });

  it('applies the gate anew when it is held: the agreement may have ended since (R-3.2)', async () => {
    const { log, send } = await programme(1, { terms: { runningCasesMayFinish: false } });
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(1) });
    const suspension = { suspendedOn: '2024-12-10', reasonCode: 'BREACH', suspendedBy: agencyHead.staffId };
    await log.write(`agreement-${agreementId}`, agencyHead, { type: 'AgreementSuspended', data: suspension });
    await expect(send(held(1), id)).rejects.toMatchObject({
      code: 'no-agreement-in-force',
      rule: 'R-3.2',
      problems: ['SUSPENDED'],
    });
  });

  it('needs no agreement of the own staff', async () => {
    const { send } = await programme(1);
    const own = { provider: ownStaff, facilitators: [{ staffId: nurse.staffId, unitId: RUTAN }] };
    expect(await send({ type: 'ScheduleSession', data: groupOf(1, own) }, undefined, nurse)).toMatchObject({
      revision: 0,
    });
  });

  it('refuses the same person twice at the same time, by what the cases know (R-3.8)', async () => {
    const { send } = await programme(2);
    await send({ type: 'ScheduleSession', data: groupOf(1) });
    await expect(send({ type: 'ScheduleSession', data: groupOf(2) })).rejects.toMatchObject({
      code: 'session-clash',
      problems: [caseIdOf(1)],
    });
    const later = { startsAt: times.endsAt, endsAt: '2024-12-14T05:00:00.000Z' };
    expect(await send({ type: 'ScheduleSession', data: groupOf(2, later) })).toMatchObject({ revision: 0 });
  });

  it('finds no case, template or session that is not there', async () => {
    const { send } = await programme(1);
    const roster = [{ caseId: caseIdOf(99) }];
    await expect(send({ type: 'ScheduleSession', data: groupOf(1, { roster }) })).rejects.toThrow('no case');
    const other = { templateId: caseIdOf(98) };
    await expect(send({ type: 'ScheduleSession', data: groupOf(1, other) })).rejects.toThrow('no programme template');
    const catchUp = { ...groupOf(1), catchUpOf: caseIdOf(97) };
    await expect(send({ type: 'ScheduleCatchUp', data: catchUp })).rejects.toThrow('no session');
    await expect(send(held(1), caseIdOf(96))).rejects.toThrow('no session');
  });

  it('is closed to a case of another unit, and to an agency that does not serve the case', async () => {
    const { log, send } = await programme(1);
    const elsewhere = { ...nurse, unitId: 'RUTAN-PURBALINGGA' };
    const forbidden = { code: 'outside-your-unit' };
    const schedule = { type: 'ScheduleSession', data: groupOf(1) } as const;
    await expect(send(schedule, undefined, elsewhere)).rejects.toMatchObject(forbidden);
    await expect(send(schedule, undefined, { ...assessor, unitId: 'BNNK-CILACAP' })).rejects.toMatchObject(forbidden);
    await log.write(`inmate-${inmateIdOf(2)}`, nurse, registered(2));
    await log.write(`rehabcase-${caseIdOf(2)}`, nurse, ...admitted(2));
    const { id } = await send(schedule);
    await expect(send(held(1), id, elsewhere)).rejects.toMatchObject(forbidden);
  });

  it('lets those who missed it catch up, and nobody else', async () => {
    const { send, streamOf } = await programme(2);
    const { id: catchUpOf } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    await send(held(2, { roster: [came(1), missed(2)] }), catchUpOf);
    const later = { startsAt: '2024-12-15T02:00:00.000Z', endsAt: '2024-12-15T03:00:00.000Z' };
    const again = (n: number) =>
      send({ type: 'ScheduleCatchUp', data: { ...groupOf(1, later), roster: [{ caseId: caseIdOf(n) }], catchUpOf } });
    await expect(again(1)).rejects.toMatchObject({ code: 'nothing-to-catch-up', problems: [caseIdOf(1)] });
    const { id } = await again(2);
    const [scheduled] = await streamOf(`session-${id}`);
    expect(dataOf(scheduled)).toMatchObject({ catchUpOf, provider: agency });
  });

  it('marks who was suspended that day, and knows that it is over since (R-3.6)', async () => {
    const { log, send, streamOf } = await programme(2);
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
    const providerUnitIds = [agency.unitId];
    await log.write(
      `rehabcase-${caseIdOf(2)}`,
      nurse,
      {
        type: 'RehabPhaseChanged',
        data: { subject: subjectOf(2), phase: 'PRIMARY', changedOn: '2024-12-04', providerUnitIds },
      },
      {
        type: 'RehabSuspended',
        data: { subject: subjectOf(2), ground: 'DISCIPLINE', suspendedOn: '2024-12-13', providerUnitIds },
      },
      { type: 'RehabResumed', data: { resumedOn: '2024-12-15', providerUnitIds } },
    );
    await expect(send(held(2), id)).rejects.toMatchObject({ code: 'suspended-that-day', problems: [caseIdOf(2)] });
    await send(held(1), id);
    const took = (await streamOf(`session-${id}`)).at(-1);
    expect(dataOf(took).roster).toMatchObject([{ outcome: 'ATTENDED' }, { outcome: 'SUSPENDED' }]);
  });
});

describe('the day of a session', () => {
  const dayOf = async (startsAt: string, endsAt: string) => {
    const { send, streamOf } = await programme(1, {
      now: '2028-03-01T12:00:00.000Z',
      terms: { endsOn: '2030-12-31' },
      context: { lateCode: 'PAPER_RECORD' },
    });
    const { id } = await send({ type: 'ScheduleSession', data: groupOf(1, { startsAt, endsAt }) });
    await send(held(1, { startsAt, endsAt }), id);
    const took = (await streamOf(`session-${id}`)).at(-1);
    expect(took?.metadata).toMatchObject({ on: dataOf(took).heldOn, occurredAt: dataOf(took).startsAt });
    return dataOf(took).heldOn;
  };

  it.each([
    [
      'before midnight of Jakarta, though it ends after it',
      '2024-12-14T23:30:00+07:00',
      '2024-12-15T00:30:00+07:00',
      '2024-12-14',
    ],
    ['at midnight of Jakarta', '2024-12-15T00:00:00+07:00', '2024-12-15T01:00:00+07:00', '2024-12-15'],
    ['over midnight of UTC, which is morning there', '2024-12-14T23:30:00Z', '2024-12-15T00:30:00Z', '2024-12-15'],
    ['on new year’s eve', '2024-12-31T23:00:00+07:00', '2025-01-01T01:00:00+07:00', '2024-12-31'],
    ['on a leap day', '2028-02-29T22:00:00+07:00', '2028-03-01T01:00:00+07:00', '2028-02-29'],
  ])('is that on which it starts where its unit is: %s (D11)', async (_, startsAt, endsAt, day) => {
    expect(await dayOf(startsAt, endsAt)).toBe(day);
  });
});
