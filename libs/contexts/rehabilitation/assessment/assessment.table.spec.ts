import { person } from '#kernel/given-for-specs';
import { everyCommand } from '#kernel/table-for-specs';
import { consentGiven, nurse } from '../facts-for-specs.js';
import { assessment } from './assessment.decider.js';
import type { AssessmentCommand } from './assessment.record.js';
import {
  again,
  allRated,
  annulledStart,
  caseAssessed,
  caseRecommended,
  caseUnderWay,
  completed,
  entry,
  given,
  rated,
  rating,
  recommendation,
  recommended,
  severities,
  start,
  started,
  toRate,
  toRecommend,
  toStart,
} from './assessment-for-specs.js';

const histories = {
  absent: [],
  started: [started],
  'rated in part': [started, rated('DRUG')],
  rated: [started, ...allRated],
  completed: [started, ...allRated, completed],
  recommended: [started, ...allRated, completed, recommended],
  annulled: [started, annulledStart],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

/** Where the case is when the assessment is there. */
const caseWhen = {
  absent: caseUnderWay(),
  started: caseUnderWay(),
  'rated in part': caseUnderWay(),
  rated: caseUnderWay(),
  completed: caseAssessed(),
  recommended: caseRecommended(),
  annulled: caseUnderWay(),
};

const commands = (
  column: Column,
): { readonly [T in AssessmentCommand['type']]: Extract<AssessmentCommand, { type: T }> } => {
  const fact = caseWhen[column];
  return {
    StartAssessment: { type: 'StartAssessment', data: start, facts: toStart() },
    RateDomain: { type: 'RateDomain', data: { domain: 'DRUG', ...rating }, facts: toRate({ case: fact }) },
    CompleteAssessment: {
      type: 'CompleteAssessment',
      data: { completedOn: '2024-12-09' },
      facts: { case: fact, consent: consentGiven(), severities },
    },
    RecommendPlacement: { type: 'RecommendPlacement', data: recommendation, facts: toRecommend({ case: fact }) },
    CorrectAssessmentEntry: {
      type: 'CorrectAssessmentEntry',
      data: {
        of: entry.started,
        reasonCode: 'WRITTEN_WRONGLY',
        start: { assessorId: nurse.staffId, startedOn: '2024-12-04' },
      },
      facts: again({ case: fact }),
    },
    AnnulAssessmentEntry: {
      type: 'AnnulAssessmentEntry',
      data: { of: entry.started, reasonCode: 'RECORDED_TWICE' },
      facts: again({ case: fact }),
    },
  };
};

const underWay = (outcome: string) => ({ started: outcome, 'rated in part': outcome, rated: outcome });
const over = (outcome: string) => ({ completed: outcome, recommended: outcome });
const notStarted = { absent: 'assessment-not-started', annulled: 'assessment-annulled' };
const noEntry = { absent: 'unknown-entry', annulled: 'entry-annulled' };

const table: Readonly<Record<AssessmentCommand['type'], Readonly<Record<Column, string>>>> = {
  StartAssessment: {
    absent: 'AssessmentStarted',
    ...underWay('assessment-already-started'),
    ...over('assessment-already-started'),
    annulled: 'assessment-annulled',
  },
  RateDomain: { ...notStarted, ...underWay('AssessmentDomainRated'), ...over('assessment-completed') },
  CompleteAssessment: {
    ...notStarted,
    ...underWay('domains-not-rated'),
    rated: 'AssessmentCompleted',
    ...over('assessment-completed'),
  },
  RecommendPlacement: { ...notStarted, ...underWay('assessment-not-completed'), ...over('PlacementRecommended') },
  CorrectAssessmentEntry: { ...noEntry, ...underWay('AssessmentEntryCorrected'), ...over('case-has-moved-on') },
  AnnulAssessmentEntry: {
    ...noEntry,
    ...underWay('entry-in-use'),
    started: 'AssessmentEntryAnnulled',
    ...over('entry-in-use'),
  },
};

describe('every command on every assessment', () => {
  everyCommand<AssessmentCommand['type'], Column>(
    { decide: assessment.decider.decide, listed: commands('absent'), columns, table },
    (type, column) => {
      const command = commands(column)[type];
      return given(...histories[column]).when(command, { by: person('third', 'perawat-klinik', nurse.unitId) }).outcome;
    },
  );
});
