import { Module, type Type } from '@nestjs/common';
import { readModelEvents } from '#contracts/projections/readmodel.events';
import { repairEvents } from '#contracts/repair/repair.events';
import { staffEvents } from '#contracts/access/staff.events';
import { HOUSE } from '#kernel';
import type { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { person } from '#kernel/given-for-specs';
import { api } from '../for-specs/index.js';
import { FollowersReport, type Follower, integrityAlarms, OperationsModule } from './index.js';
import { type Buildings, ReadModelBuildings } from '../projections/index.js';
import { sendRepair, type Unrecorded } from '../repair/index.js';

const OF_NO_ROW = { password: 'never leaves' };
const FOLLOWERS: readonly Follower[] = [
  { kind: 'PROJECTION', name: 'inmates@1', state: 'running', position: '7', parked: [] },
  { kind: 'POLICY', name: 'case-follows-inmate', state: 'waiting', waitsFor: 'InmateMoved@2', ...OF_NO_ROW },
];

/** The routes of operations behind HTTP, on a log with one stream of the staff in which a byte can be altered. */
export async function operationsForSpecs() {
  const unrecorded: Unrecorded[] = [];
  const stands: { notes: Buildings; isElsewhere: boolean } = {
    notes: { serves: 'notes@1', rebuilds: 0, mayBeReplaced: true },
    isElsewhere: false,
  };
  const taken: { readonly type: string; readonly data: object }[] = [];
  const buildings: ReadModelBuildings = {
    of: (name) => Promise.resolve(name === 'notes' ? stands.notes : undefined),
    take: ({ type, data }) => {
      taken.push({ type, data });
      return Promise.resolve(!stands.isElsewhere);
    },
  };
  @Module({
    providers: [
      { provide: FollowersReport, useValue: { followers: () => FOLLOWERS, unrecorded: () => unrecorded } },
      { provide: ReadModelBuildings, useValue: buildings },
    ],
    exports: [FollowersReport, ReadModelBuildings],
  })
  class Report {}
  Reflect.defineMetadata('__module:global__', true, Report);

  @Module({ imports: [Report, OperationsModule] })
  class Operated {}

  const edge = await api({
    module: Operated as Type,
    projections: [integrityAlarms],
    definitions: [...repairEvents, ...readModelEvents, ...staffEvents],
    live: true,
  });
  const { engine } = edge.log;
  const store = engine.store as InMemoryEventStore;
  const stream = 'stafflogin-11111111-1111-4111-8111-111111111111';
  for (let n = 0; n < 3; n += 1) {
    const staffId = person(`somebody ${n}`, 'kpr', HOUSE).staffId;
    await edge.log.write(stream, { kind: 'SYSTEM', name: 'spec' }, { type: 'StaffLoginLinked', data: { staffId } });
  }
  const alter = (revision: number): (() => void) => {
    let before = {};
    store.tamper(stream, revision, (event) => {
      before = event;
      return { ...event, data: { staffId: 'forged' } };
    });
    return () => {
      store.tamper(stream, revision, (event) => ({ ...event, ...before }));
    };
  };
  const park = async (revision: number): Promise<void> => {
    const data = { stream, revision, code: 'hash' };
    await sendRepair(engine, {
      command: { type: 'ParkStream', data },
      by: { kind: 'SYSTEM', name: 'integrity' },
      commandId: crypto.randomUUID(),
      body: data,
      context: {},
      correlationId: crypto.randomUUID(),
      causationId: crypto.randomUUID(),
    });
  };
  return { ...edge, store, stream, alter, park, unrecorded, stands, taken };
}
