import { randomUUID } from 'node:crypto';
import type { JsonObject, StaffActor, Told } from '#kernel';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/specs';
import { agencyHead, karutan, nurse } from '../facts-for-specs.js';
import { programme, retirement } from './programme-template-for-specs.js';
import type { Programme, ProgrammeTemplateCommand } from './programme-template.decider.js';
import { tellProgrammeTemplate } from './programme-template.handler.js';

const UNIT = karutan.unitId;
const again = { code: 'template-already-published', rule: 'R-3.12' };

function played() {
  const log = recording([...programmeTemplateEvents, ...reservationEvents]);
  const tell = (
    command: ProgrammeTemplateCommand,
    by: StaffActor,
    whom: object,
    key: string = randomUUID(),
  ): Promise<Told> =>
    tellProgrammeTemplate(log.engine, {
      command,
      by,
      ...whom,
      commandId: key,
      body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
      context: {},
      correlationId: randomUUID(),
      causationId: randomUUID(),
    });
  const publish = (change: Partial<Programme> = {}, by: StaffActor = karutan, unitId = by.unitId, key?: string) =>
    tell({ type: 'PublishProgrammeTemplate', data: { ...programme, ...change } }, by, { unitId }, key);
  return { ...log, tell, publish };
}

describe('A version of a programme template, its code and the day from which it is offered (D3)', () => {
  it('is published once in a unit, however its code is written', async () => {
    const its = played();
    await its.publish();
    await expect(its.publish()).rejects.toMatchObject(again);
    await expect(its.publish({ code: 'REHAB30', title: 'Lain' })).rejects.toMatchObject(again);
  });

  it('is another from another day on, under another code, and in another unit', async () => {
    const its = played();
    await its.publish();
    await its.publish({ validFrom: '2024-01-02' });
    await its.publish({ code: 'REHAB_31' });
    await its.publish({}, { ...karutan, unitId: 'RUTAN-PURBALINGGA' });
    expect((await its.events()).filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(4);
  });

  it('is one of those who publish it at once', async () => {
    const its = played();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => its.publish()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await its.events()).filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(1);
  });

  it('is not published anew once it was retired, and a repeat is answered as the first time', async () => {
    const its = played();
    const key = randomUUID();
    const { id } = await its.publish({}, karutan, UNIT, key);
    await its.tell({ type: 'RetireProgrammeTemplate', data: retirement }, karutan, { target: { id } });
    await expect(its.publish()).rejects.toMatchObject(again);
    expect(await its.publish({}, karutan, UNIT, key)).toMatchObject({ id, replayed: true });
  });

  it('is free after what was refused, and taken by nobody who may not publish it', async () => {
    const its = played();
    await expect(its.publish({ days: 31 })).rejects.toMatchObject({ code: 'phases-do-not-add-up' });
    await its.publish();
    await expect(its.publish({}, agencyHead, nurse.unitId)).rejects.toMatchObject({ code: 'outside-your-unit' });
  });
});
