import { type AnyEvent, dayIn, type Projected, type Projection, uuidOf } from '#kernel';
import { type CaseEvent, caseEvents } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { Scoped } from '#platform/projections';
import { evolveCase } from './case.record.js';
import { type CaseState, type OpenedCase, unitsOfCase } from './case.state.js';
import { type Told, toldAfter } from './case.told.js';
import { isOpen } from './course.js';

/** What a case waits for next, and until which day. */
export interface Due {
  readonly what: 'SESSION' | 'CONSENT_WITHDRAWN' | 'PLANNED_END';
  readonly on: string;
}

/** One case as it is known now: what it may be found by, and its state. */
export interface CaseDocument extends Scoped, Told {
  readonly caseId: string;
  readonly unitId: string;
  /** That of the unit. */
  readonly zone: string;
  readonly status: CaseStatus;
  readonly open: boolean;
  readonly riskBand?: string;
  readonly counsellorId?: string;
  readonly phase?: string;
  readonly nextDue?: Due;
  readonly nextDueOn?: string;
  readonly state: OpenedCase;
  readonly revision: number;
}

export const caseList: Projection<CaseDocument, CaseEvent> = {
  name: 'case-list',
  version: 1,
  events: caseEvents,
  indexes: [
    ['units', 'since'],
    ['units', 'status', 'since'],
    ['units', 'riskBand', 'since'],
    ['units', 'counsellorId', 'since'],
    ['units', 'agreementId', 'since'],
    ['units', 'phase', 'since'],
    ['units', 'open', 'since'],
    ['units', 'nextDueOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, caseId) => {
    const state = stateAfter(document, event);
    const told = toldAfter(document, event, state);
    const zone = zoneAfter(document, event);
    const nextDue = dueOf(state, told, zone);
    const { status, unitId, riskBand, counsellor, phase } = state;
    return {
      ...told,
      caseId,
      unitId,
      zone,
      units: unitsOfCase(state),
      status,
      open: isOpen(status),
      ...(riskBand && { riskBand }),
      ...(counsellor && { counsellorId: counsellor.staffId }),
      ...(phase && { phase }),
      ...(nextDue && { nextDue, nextDueOn: nextDue.on }),
      state,
      revision: event.revision,
    };
  },
};

function stateAfter(document: CaseDocument | null, event: Projected<CaseEvent>): OpenedCase {
  const fold = evolveCase[event.type] as (state: CaseState, event: Projected<AnyEvent>) => CaseState;
  const state = fold(document?.state ?? { status: 'none' }, event);
  if (state.status === 'none') throw new Error('A case begins with its opening.');
  return state;
}

/** Reactions carry the zone of what they follow from: the unit's own is known from whoever opens the case or takes it over. */
const zoneAfter = (document: CaseDocument | null, { type, metadata: { zone } }: Projected<CaseEvent>): string =>
  document === null || type === 'RehabCaseTakenOver' ? zone : document.zone;

/** The earliest of the sessions that are scheduled, of the deadline after a withdrawal, and of the planned end of a programme. */
function dueOf({ status, sessions, consent }: OpenedCase, { admission }: Told, zone: string): Due | undefined {
  if (!isOpen(status)) return undefined;
  const dues: Due[] = sessions.flatMap(({ standing, startsAt }) =>
    standing === 'SCHEDULED' && startsAt !== undefined ? [{ what: 'SESSION', on: dayIn(zone, startsAt) }] : [],
  );
  if (consent?.standing === 'WITHDRAWN' && consent.deadline !== undefined) {
    dues.push({ what: 'CONSENT_WITHDRAWN', on: dayIn(zone, consent.deadline.dueAt) });
  }
  if (admission !== undefined && RUNNING.includes(status))
    dues.push({ what: 'PLANNED_END', on: admission.plannedEndOn });
  return dues.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
}

const RUNNING: readonly CaseStatus[] = ['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'SUSPENDED', 'EVALUATED'];
