import { happened, type Projected, type Projection, uuidOf } from '#kernel';
import {
  AssessmentCompleted,
  AssessmentEntryAnnulled,
  AssessmentEntryCorrected,
  type AssessmentEvent,
  PlacementRecommended,
} from '#contracts/rehabilitation/assessment.events';
import {
  type CaseEvent,
  CaseSessionNoted,
  CertificateIssued,
  CertificateRevoked,
  CounsellorAssigned,
  InmateAdmittedToRehab,
  RehabCaseAdvanced,
  RehabCaseExited,
  RehabCaseOpened,
  RehabCaseTakenOver,
  RehabCompleted,
  RehabDiscontinued,
  RehabResumed,
  RehabSuspended,
} from '#contracts/rehabilitation/case.events';
import {
  BriefEducationGiven,
  InmateScreened,
  ScreeningEntryAnnulled,
  ScreeningEntryCorrected,
  type ScreeningEvent,
} from '#contracts/rehabilitation/screening.events';
import type { Scoped } from '#platform/projections';
import {
  ended,
  MILESTONES_OF_NOBODY,
  type MilestonesOfCase,
  noted,
  recorded,
  type Stay,
} from './milestones-of-case.js';

/** One case: on which business day it reached what, as its entries are known now. */
export interface FiguresDocument extends Scoped, MilestonesOfCase {
  readonly caseId: string;
  /** Every unit that ever owned it. */
  readonly unitIds: readonly string[];
}

const ofCase = [
  RehabCaseOpened,
  RehabCaseAdvanced,
  CounsellorAssigned,
  InmateAdmittedToRehab,
  RehabSuspended,
  RehabResumed,
  RehabCompleted,
  RehabDiscontinued,
  RehabCaseExited,
  CertificateIssued,
  CertificateRevoked,
  CaseSessionNoted,
  RehabCaseTakenOver,
] as const;
const ofRecords = [
  InmateScreened,
  BriefEducationGiven,
  ScreeningEntryCorrected,
  ScreeningEntryAnnulled,
  AssessmentCompleted,
  PlacementRecommended,
  AssessmentEntryCorrected,
  AssessmentEntryAnnulled,
] as const;

type FiguresOfCase = Extract<CaseEvent, { type: (typeof ofCase)[number]['type'] }>;
type FiguresOfRecord = Extract<ScreeningEvent | AssessmentEvent, { type: (typeof ofRecords)[number]['type'] }>;

/** Days come from the records that tell them, because the course of a case does not say on which day a milestone was reached. */
export const programmeFigures: Projection<FiguresDocument, FiguresOfCase | FiguresOfRecord> = {
  name: 'programme-figures',
  version: 1,
  events: [...ofCase, ...ofRecords],
  indexes: [['units'], ['unitIds']],
  documents: ({ stream, metadata: { about } }) =>
    stream.startsWith('rehabcase-')
      ? [uuidOf(stream)]
      : about.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId])),
  fold: (document, event, caseId) => {
    const stays = staysAfter(document?.stays ?? [], event);
    const known = after(document ?? MILESTONES_OF_NOBODY, event);
    const units = [...new Set(stays.flatMap((stay) => stay.units))];
    return { ...known, stays, caseId, units, unitIds: [...new Set(stays.map(({ unitId }) => unitId))] };
  },
};

/** The stays with one more for who takes the case over, and with the units that an event says to serve it in the last. */
function staysAfter(stays: readonly Stay[], event: Projected<FiguresOfCase | FiguresOfRecord>): readonly Stay[] {
  const { unitId } = event.metadata;
  const last = stays.at(-1) ?? { unitId, units: [unitId] };
  if (event.type === 'RehabCaseTakenOver') {
    if (last.of === event.id) return stays;
    const serving = last.units.filter((one) => one !== last.unitId && one !== unitId);
    return [...stays, { unitId, of: event.id, from: happened(event).on, units: [unitId, ...serving] }];
  }
  return [...stays.slice(0, -1), { ...last, units: [...new Set([...last.units, ...servingUnits(event)])] }];
}

function after(known: MilestonesOfCase, event: Projected<FiguresOfCase | FiguresOfRecord>): MilestonesOfCase {
  switch (event.type) {
    case 'RehabCaseOpened':
    case 'RehabCaseAdvanced':
    case 'CounsellorAssigned':
    case 'RehabCaseTakenOver':
      return known;
    case 'CaseSessionNoted':
      return noted(known, event);
    case 'InmateAdmittedToRehab':
    case 'RehabSuspended':
    case 'RehabResumed':
    case 'RehabCompleted':
    case 'RehabDiscontinued':
    case 'RehabCaseExited':
    case 'CertificateIssued':
    case 'CertificateRevoked':
      return ended(known, event);
    case 'InmateScreened':
    case 'BriefEducationGiven':
    case 'AssessmentCompleted':
    case 'PlacementRecommended':
    case 'ScreeningEntryCorrected':
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryCorrected':
    case 'AssessmentEntryAnnulled':
      return recorded(known, event);
  }
}

/** The units besides the owner's that an event says to serve the case. */
function servingUnits({ data }: FiguresOfCase | FiguresOfRecord): readonly string[] {
  return [
    ...('provider' in data ? [data.provider.unitId] : []),
    ...('providerUnitIds' in data ? data.providerUnitIds : []),
    ...('counsellorUnitId' in data ? [data.counsellorUnitId] : []),
  ];
}
