import { happened, HOUSE, nameOf, type Projected, type Projection, without } from '#kernel';
import { type RepairEvent, repairEvents } from '#contracts/repair/repair.events';
import type { Scoped } from '../projections/index.js';

export interface Alarm {
  readonly revision: number;
  readonly code: string;
  readonly raisedAt: string;
}

/** Which events two people exclude, or one asks to. */
export interface ExcludedRange {
  readonly from: number;
  readonly to: number;
  readonly reasonCode: string;
  readonly askedBy: string;
  readonly approvedBy?: string;
}

/** A stream that was not what was written: what was found, and what became of it. */
export interface AlarmDocument extends Scoped {
  readonly stream: string;
  readonly isParked: boolean;
  /** From where it is parked, or was at last. */
  readonly parkedFrom: number;
  readonly lastAlarmAt: string;
  readonly alarms: readonly Alarm[];
  readonly asked?: ExcludedRange;
  readonly excluded: readonly ExcludedRange[];
  readonly resumedAt?: string;
  readonly resumedBy?: string;
}

const MOST_ALARMS = 100;

/** The read model behind `GET /operations/alarms` and `GET /operations/parked`: one document for each stream that was ever parked. */
export const integrityAlarms: Projection<AlarmDocument, RepairEvent> = {
  name: 'integrity-alarms',
  version: 1,
  events: repairEvents,
  indexes: [
    ['units', 'lastAlarmAt'],
    ['units', 'isParked', 'lastAlarmAt'],
  ],
  fold: (before, event) => after(before ?? begun(event), event),
};

function begun(event: Projected<RepairEvent>): AlarmDocument {
  const { stream } = event.data;
  return { stream, isParked: false, parkedFrom: 0, lastAlarmAt: atOf(event), alarms: [], excluded: [], units: [HOUSE] };
}

function after(before: AlarmDocument, event: Projected<RepairEvent>): AlarmDocument {
  const at = atOf(event);
  switch (event.type) {
    case 'StreamParked':
      return { ...before, isParked: true, parkedFrom: event.data.revision };
    case 'IntegrityAlarmRaised': {
      const { revision, code } = event.data;
      const alarms = [...before.alarms, { revision, code, raisedAt: at }].slice(-MOST_ALARMS);
      return { ...before, alarms, lastAlarmAt: at };
    }
    case 'EventsExcludedAsked': {
      const { from, to, reasonCode } = event.data;
      return { ...before, asked: { from, to, reasonCode, askedBy: nameOf(event.metadata.actor) } };
    }
    case 'EventsExcluded': {
      const { from, to, reasonCode, askedBy, approvedBy } = event.data;
      return {
        ...without(before, 'asked'),
        excluded: [...before.excluded, { from, to, reasonCode, askedBy, approvedBy }],
      };
    }
    case 'StreamResumed':
      return { ...before, isParked: false, resumedAt: at, resumedBy: nameOf(event.metadata.actor) };
  }
}

const atOf = (event: Projected<RepairEvent>): string => happened(event).occurredAt ?? event.metadata.recordedAt;
