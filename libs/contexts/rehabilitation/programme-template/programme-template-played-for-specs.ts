import { randomUUID } from 'node:crypto';
import type { AnyCommand, Engine, EventStore, StaffActor, Receipt } from '#kernel';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { askOf, recording } from '#platform/for-specs';
import { karutan } from '../facts-for-specs.js';
import { programme } from './programme-template-for-specs.js';
import type { Programme } from './programme-template.decider.js';
import { handleProgrammeTemplate } from './programme-template.handle.js';

/** Programme templates, recorded on a log, in memory by default. */
export function played(store?: EventStore) {
  const log = recording([...programmeTemplateEvents, ...reservationEvents], undefined, undefined, store);
  const send = (
    command: AnyCommand,
    by: StaffActor,
    whom: object,
    key: string = randomUUID(),
    engine: Engine = log.engine,
  ): Promise<Receipt> => handleProgrammeTemplate(engine, { ...askOf(command, by, { commandId: key }), ...whom });
  const publish = (
    change: Partial<Programme> = {},
    by: StaffActor = karutan,
    unitId = by.unitId,
    key?: string,
    engine?: Engine,
  ) => send({ type: 'PublishProgrammeTemplate', data: { ...programme, ...change } }, by, { unitId }, key, engine);
  return { ...log, send, publish };
}
