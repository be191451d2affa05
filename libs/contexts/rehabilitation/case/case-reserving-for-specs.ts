import { type Engine, type EventStore, load, type Receipt } from '#kernel';
import { openCaseReserved } from '#contracts/reservations/sets';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { reservationIdOf } from '#platform/reservations';
import { clerk, inmateId, karutan, nurse } from '../facts-for-specs.js';
import { inmateFact } from '../facts.js';
import { asked, type Input as CaseInput, unit } from './case-played-for-specs.js';
import { rehabCase } from './case.decider.js';
import { handleCase } from './case.handle.js';
import { isOpen } from './case.course.js';
import { openCaseFor } from '../open-case.handle.js';

/** When others may free what somebody took who pauses. */
export const LATER_MS = 11 * 60_000;
const MONDAY = Date.parse('2024-12-16T02:00:00.000Z');
export const [first, second] = [caseIdOf(inmateId, 1), caseIdOf(inmateId, 2)];
export const reserved = { ...openCaseReserved(inmateId) };

export const opens = (engine: Engine): Promise<Receipt> =>
  handleCase(engine, asked({ type: 'OpenCase', data: { inmateId, openedOn: '2024-11-02' } }, clerk));
/** A case is opened for something that is told, as by a screening. */
export const opensFor = async (engine: Engine): Promise<unknown> => {
  const ask = asked({ type: 'RecordScreening', data: {} }, nurse);
  return openCaseFor(engine, ask, await inmateFact(engine, inmateId), { on: '2024-11-02' });
};
export const acts = (engine: Engine, command: CaseInput, by = karutan, on = first): Promise<Receipt> =>
  handleCase(engine, { ...asked(command, by), target: { id: on } });
const note = 'He has changed his mind.';
export const reopening = {
  type: 'ReopenCase',
  data: { reopenedOn: '2024-11-05', reasonCode: 'RETURNED', note },
} as const;
export const reopens = (engine: Engine, by = karutan): Promise<Receipt> => acts(engine, reopening, by);
export const closing = {
  type: 'CloseCase',
  data: { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' },
} as const;

export async function closed(store?: EventStore) {
  const its = await unit(undefined, store);
  const clock = { at: MONDAY };
  const engine: Engine = Object.assign({}, its.log.engine, { now: () => new Date(clock.at) });
  await opens(engine);
  await acts(engine, closing, clerk);
  const openOnes = async (): Promise<readonly string[]> => {
    const states = await Promise.all(
      [1, 2, 3, 4]
        .map((episode) => caseIdOf(inmateId, episode))
        .map(async (caseId) => (await load(engine, rehabCase, `rehabcase-${caseId}`)).state.status),
    );
    return states.filter((status) => status !== 'none' && isOpen(status));
  };
  const reservations = async () =>
    (await engine.store.read(`reservation-${reservationIdOf(engine.keys, reserved)}`)).map(({ type, data }) => {
      const { owner, reasonCode } = data as { owner?: string; reasonCode?: string };
      return type === 'ReservationTaken' ? `taken by ${owner ?? ''}` : `released: ${reasonCode ?? ''}`;
    });
  return { ...its, engine, clock, openOnes, reservations };
}
