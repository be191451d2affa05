import { everyCommand } from '#kernel/table-for-specs';
import { caseId, nurse, takingOverFrom } from '../facts-for-specs.js';
import { evaluation, type EvaluationCommand } from './evaluation.decider.js';
import {
  after,
  again,
  annulled,
  before,
  beginning,
  conclusion,
  entry,
  evaluated,
  given,
  measuring,
  readiness,
} from './evaluation-for-specs.js';

const histories = {
  none: [],
  'measured before': [before],
  'measured after': [before, after],
  evaluated: [before, after, evaluated],
  emptied: [before, annulled(entry.pre)],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const commands: { readonly [T in EvaluationCommand['type']]: Extract<EvaluationCommand, { type: T }>['data'] } = {
  BeginEvaluation: { caseId, ...measuring },
  RecordMeasure: { ...measuring, timing: 'POST', measuredOn: '2024-12-15' },
  EvaluateRehab: conclusion,
  CorrectEvaluationEntry: {
    of: entry.pre,
    reasonCode: 'WRITTEN_WRONGLY',
    measure: { timing: 'PRE', measuredOn: '2024-12-03', assessorId: nurse.staffId, answers: readiness(4) },
  },
  AnnulEvaluationEntry: { of: entry.pre, reasonCode: 'RECORDED_TWICE' },
  TakeOverEvaluation: takingOverFrom(),
};

const begun = (outcome: string) => ({
  none: 'evaluation-not-begun',
  'measured before': outcome,
  'measured after': outcome,
  evaluated: outcome,
  emptied: outcome,
});

const table: Readonly<Record<EvaluationCommand['type'], Readonly<Record<Column, string>>>> = {
  BeginEvaluation: { ...begun('evaluation-already-begun'), none: 'OutcomeMeasured' },
  RecordMeasure: { ...begun('OutcomeMeasured'), emptied: 'no-measure-to-compare' },
  EvaluateRehab: begun('RehabEvaluated'),
  CorrectEvaluationEntry: {
    ...begun('EvaluationEntryCorrected'),
    none: 'unknown-entry',
    emptied: 'entry-annulled',
  },
  AnnulEvaluationEntry: {
    ...begun('entry-in-use'),
    none: 'unknown-entry',
    'measured before': 'EvaluationEntryAnnulled',
    emptied: 'entry-annulled',
  },
  TakeOverEvaluation: begun('EvaluationTakenOver'),
};

describe('every command on every evaluation', () => {
  everyCommand<EvaluationCommand['type'], Column>(
    { decide: evaluation.decider.decide, columns, table },
    (type, column) => {
      const data = commands[type];
      const command = { type, data, facts: { ...beginning, ...again() } } as EvaluationCommand;
      return given(...histories[column]).when(command, { by: nurse }).outcome;
    },
  );
});
