import { daysBetween, happened, type Projected, type Projection, uuidOf, without } from '#kernel';
import * as cases from '#contracts/rehabilitation/case.events';
import { SCREENING_INSTRUMENTS } from '#contracts/rehabilitation/codes';
import * as screenings from '#contracts/rehabilitation/screening.events';
import { day, id, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import type { Provider } from '../facts.rules.js';
import { providerRow } from '../provider.view.js';
import { screeningReaders } from '../screening/screening.commands.js';
import type { ScreeningInstrument } from '../screening/screening.record.js';

/** One screening of a case: when it is planned, and the entry that says what became of it. */
interface QueuedScreening {
  readonly screeningId: string;
  readonly plan?: {
    readonly entryId: string;
    /** The day on which it was planned. */
    readonly plannedOn: string;
    readonly scheduledOn: string;
    readonly instrument: ScreeningInstrument;
    readonly provider: Provider;
  };
  readonly outcome?: { readonly entryId: string; readonly type: 'InmateScreened' | 'ScreeningRefused' };
}

/** One case, and whether somebody is to be screened in it. Whether that is overdue is a matter of the day. */
export interface QueuedCase extends Scoped {
  readonly caseId: string;
  readonly inmateId: string;
  readonly unitId: string;
  readonly openedOn: string;
  /** The day on which it was opened last: at first, or again. */
  readonly begunOn: string;
  /** The day since when somebody is to be screened. */
  readonly since: string;
  /** The unit to which its inmate is transferred, until that one accepts. */
  readonly toUnitId?: string;
  readonly isOpen: boolean;
  readonly isDue: boolean;
  /** The first day that a screening is planned for; without a plan, the day on which the case was opened. */
  readonly dueOn: string;
  /** The days that screenings are planned for. */
  readonly plannedOn: readonly string[];
  readonly screenings: readonly QueuedScreening[];
  readonly provider?: Provider;
}

const events = [
  cases.RehabCaseOpened,
  cases.RehabCaseExited,
  cases.RehabCaseClosed,
  cases.RehabCaseReopened,
  cases.CaseTransferNoted,
  cases.RehabCaseTakenOver,
  screenings.ScreeningScheduled,
  screenings.InmateScreened,
  screenings.ScreeningRefused,
  screenings.ScreeningEntryAnnulled,
] as const;

type QueueEvent = Extract<cases.CaseEvent | screenings.ScreeningEvent, { type: (typeof events)[number]['type'] }>;

export const queuedCases: Projection<QueuedCase, QueueEvent> = {
  name: 'screening-queue',
  version: 1,
  events,
  indexes: [
    ['units', 'isDue', 'dueOn'],
    ['unitId', 'isDue', 'dueOn'],
    ['plannedOn', 'isDue', 'dueOn'],
    ['units', 'isDue', 'openedOn'],
  ],
  documents: (event) => {
    const caseId = caseIn(event);
    return caseId === undefined ? [] : [caseId];
  },
  fold: (document, event, caseId) => {
    if (event.type === 'RehabCaseOpened') return queued(openedBy(event, caseId));
    if (document === null) throw new Error('A case is opened before anything else happens in it.');
    return queued(after(document, event));
  },
};

function caseIn({ stream, metadata: { about } }: Projected<QueueEvent>): string | undefined {
  if (stream.startsWith('rehabcase-')) return uuidOf(stream);
  return about.find(({ caseId }) => caseId !== undefined)?.caseId;
}

type Unqueued = Omit<QueuedCase, 'isDue' | 'dueOn' | 'plannedOn' | 'since' | 'units'>;

function openedBy(event: Projected<Extract<QueueEvent, { type: 'RehabCaseOpened' }>>, caseId: string): Unqueued {
  const { inmateId, provider } = event.data;
  const { unitId } = event.metadata;
  const { on } = happened(event);
  const begun = { openedOn: on, begunOn: on, isOpen: true };
  return { caseId, inmateId, unitId, ...begun, screenings: [], ...(provider && { provider }) };
}

function after(document: QueuedCase, event: Exclude<Projected<QueueEvent>, { type: 'RehabCaseOpened' }>): Unqueued {
  switch (event.type) {
    case 'RehabCaseExited':
    case 'RehabCaseClosed':
      return { ...document, isOpen: false };
    case 'RehabCaseReopened':
      return { ...document, isOpen: true, begunOn: happened(event).on };
    case 'CaseTransferNoted': {
      const { toUnitId } = event.data;
      return { ...without(document, 'toUnitId'), ...(toUnitId && { toUnitId }) };
    }
    case 'RehabCaseTakenOver':
      return { ...without(document, 'toUnitId'), unitId: event.metadata.unitId };
    case 'ScreeningScheduled': {
      const { scheduledOn, instrument, provider } = event.data;
      const plan = { entryId: event.id, plannedOn: happened(event).on, scheduledOn, instrument, provider };
      return withScreening(document, uuidOf(event.stream), (screening) => ({ ...screening, plan }));
    }
    case 'InmateScreened':
    case 'ScreeningRefused': {
      const outcome = { entryId: event.id, type: event.type };
      return withScreening(document, uuidOf(event.stream), (screening) => ({ ...screening, outcome }));
    }
    case 'ScreeningEntryAnnulled': {
      const { of } = event.data;
      return withScreening(document, uuidOf(event.stream), (screening) => {
        const planned = screening.plan?.entryId === of ? without(screening, 'plan') : screening;
        return planned.outcome?.entryId === of ? without(planned, 'outcome') : planned;
      });
    }
  }
}

const withScreening = (
  document: QueuedCase,
  screeningId: string,
  change: (screening: QueuedScreening) => QueuedScreening,
): Unqueued => {
  const before = document.screenings.find((one) => one.screeningId === screeningId) ?? { screeningId };
  const others = document.screenings.filter((one) => one.screeningId !== screeningId);
  return { ...document, screenings: [...others, change(before)] };
};

const openPlans = (screenings: readonly QueuedScreening[]) =>
  screenings.flatMap(({ screeningId, plan, outcome }) =>
    plan === undefined || outcome !== undefined ? [] : [{ screeningId, ...plan }],
  );

/** The plans of a case that nothing came of yet. */
const plansOf = (screenings: readonly QueuedScreening[]) =>
  openPlans(screenings).map((plan) => without(plan, 'entryId', 'plannedOn'));

const firstPlanned = (screenings: readonly QueuedScreening[]): string | undefined =>
  openPlans(screenings)
    .map(({ plannedOn }) => plannedOn)
    .sort()[0];

function queued(document: Unqueued): QueuedCase {
  const plans = plansOf(document.screenings);
  const plannedOn = [...new Set(plans.map(({ scheduledOn }) => scheduledOn))].sort();
  const isScreened = document.screenings.some(({ outcome }) => outcome?.type === 'InmateScreened');
  const { unitId, toUnitId, provider, begunOn } = document;
  const serving = [provider, ...plans.map((plan) => plan.provider)].flatMap((one) => (one ? [one.unitId] : []));
  return {
    ...document,
    units: [...new Set([unitId, ...serving, ...(toUnitId ? [toUnitId] : [])])],
    since: isScreened ? (firstPlanned(document.screenings) ?? begunOn) : begunOn,
    isDue: document.isOpen && (plans.length > 0 || !isScreened),
    dueOn: plannedOn[0] ?? document.openedOn,
    plannedOn,
  };
}

export const screeningQueue = q.page({
  name: 'screeningQueue',
  route: 'screening-queue',
  summary: 'Who is to be screened',
  may: screeningReaders,
  of: queuedCases,
  by: {
    unitId: q.anyUnit('The unit that keeps the case'),
    overdue: q.aFlag('Due though its day had passed on the day asked for'),
    plannedOn: q.aDay('For which day a screening is planned'),
    on: q.aDay('The day the answer is for; today by default'),
  },
  where: ({ unitId, overdue, plannedOn, on }, { today }) => ({
    isDue: true,
    since: { $lte: on ?? today },
    unitId,
    plannedOn,
    ...(overdue !== undefined && { dueOn: overdue ? { $lt: on ?? today } : { $gte: on ?? today } }),
  }),
  sort: { dueOn: 1 },
  sortBy: ['dueOn', 'openedOn'],
  shows: q.related(
    q.row('DueScreening', {
      caseId: id,
      inmateId: id,
      unitId: q.says(unitId, 'The unit that keeps the case.'),
      openedOn: day,
      since: q.says(day, 'The day since when somebody is to be screened; whom it begins for later is not listed.'),
      daysWaiting: q.whole,
      dueOn: q.says(day, 'The first day that is planned; without a plan, the day on which the case was opened.'),
      isOverdue: q.says(q.flag, 'Due before the day asked for.'),
      daysOverdue: q.whole,
      plans: q.listOf(
        q.related(
          q.row('ScreeningPlan', {
            screeningId: id,
            scheduledOn: day,
            instrument: q.codeOf(SCREENING_INSTRUMENTS),
            provider: q.says(providerRow, 'Who screens.'),
          }),
          { screening: q.toOne('screening', 'screeningId') },
        ),
      ),
    }),
    ofInmate,
  ),
  as: (document, { on }, { today }) => onDay(document, on ?? today),
});

const onDay = (document: QueuedCase, on: string) => ({
  ...document,
  daysWaiting: daysBetween(document.since, on),
  isOverdue: document.dueOn < on,
  daysOverdue: Math.max(0, daysBetween(document.dueOn, on)),
  plans: plansOf(document.screenings),
});
