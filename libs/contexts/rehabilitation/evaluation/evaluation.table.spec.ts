import { caseId, nurse } from '../facts-for-specs.js';
import { takingOverFrom } from '../taking-over-for-specs.js';
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
  it('is in the table', () => {
    const known = Object.keys(evaluation.decider.decide).sort();
    expect(Object.keys(table).sort()).toEqual(known);
    for (const row of Object.values(table)) expect(Object.keys(row).sort()).toEqual([...columns].sort());
  });

  const cells = Object.entries(table).flatMap(([type, row]) =>
    columns.map((column) => ({ type, column, outcome: row[column] })),
  );

  it.each(cells)('$type when $column: $outcome', ({ type, column, outcome }) => {
    const data = commands[type as EvaluationCommand['type']];
    const command = { type, data, facts: { ...beginning, ...again() } } as EvaluationCommand;
    const asked = given(...histories[column]).when(command, { by: nurse });
    const expected = /^[A-Z]/.test(outcome)
      ? { events: [expect.objectContaining({ type: outcome })] }
      : { refusal: outcome };
    expect(asked.outcome).toEqual(expected);
  });
});
