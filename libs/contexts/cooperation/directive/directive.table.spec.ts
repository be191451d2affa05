import { everyCommand, everyRemedy } from '#kernel/table-for-specs';
import { directive } from './directive.decider.js';
import type { DirectiveCommand } from './directive.record.js';
import {
  annulled,
  asked,
  basis,
  deputy,
  draft,
  drafted,
  entry,
  given,
  issued,
  nurse,
  questionId,
  revoked,
  superseded,
  successorId,
  terms,
  uuid,
  writing,
} from './directive-for-specs.js';

const histories = {
  absent: [],
  drafted: [drafted],
  issued: [drafted, issued],
  'asked about': [drafted, issued, asked],
  superseded: [drafted, issued, superseded],
  revoked: [drafted, issued, revoked],
  annulled: [drafted, annulled(entry.drafted)],
};
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];

const successor = { isItself: false, directive: given(drafted, issued).state.now, basis };

const commands: { readonly [T in DirectiveCommand['type']]: Omit<Extract<DirectiveCommand, { type: T }>, 'type'> } = {
  DraftDirective: { data: draft },
  IssueDirective: { data: terms },
  AcknowledgeDirective: { data: { acknowledgedOn: '2024-12-15' } },
  AskDirectiveClarification: { data: { questionId: uuid(8), question: 'When?' } },
  AnswerDirectiveClarification: { data: { questionId, answer: 'Now.' } },
  SupersedeDirective: { data: { successorId, effectiveOn: '2024-12-16' }, facts: { successor } },
  RevokeDirective: { data: { reasonCode: 'NO_LONGER_NEEDED', effectiveOn: '2024-12-16' } },
  RecordDirectiveFollowUp: { data: { followUpId: uuid(8), report: 'Done.' } },
  CorrectDirectiveEntry: {
    data: { of: entry.drafted, reasonCode: 'WRITTEN_WRONGLY', draft: writing },
    facts: { again: [] },
  },
  AnnulDirectiveEntry: { data: { of: entry.drafted, reasonCode: 'RECORDED_TWICE' }, facts: { again: [] } },
};

const onlyWhenIssued = (outcome: string) => ({
  absent: 'directive-not-drafted',
  drafted: 'directive-not-issued',
  issued: outcome,
  'asked about': outcome,
  superseded: 'directive-superseded',
  revoked: 'directive-revoked',
  annulled: 'directive-annulled',
});
const onceIssued = (outcome: string) => ({
  issued: outcome,
  'asked about': outcome,
  superseded: outcome,
  revoked: outcome,
  annulled: 'directive-annulled',
});

const ended = { superseded: 'directive-superseded', revoked: 'directive-revoked' } as const;

const table: Readonly<Record<DirectiveCommand['type'], Readonly<Record<Column, string>>>> = {
  DraftDirective: {
    absent: 'DirectiveDrafted',
    drafted: 'directive-already-drafted',
    ...onceIssued('directive-already-drafted'),
  },
  IssueDirective: {
    absent: 'directive-not-drafted',
    drafted: 'DirectiveIssued',
    ...onceIssued('directive-already-issued'),
    ...ended,
  },
  AcknowledgeDirective: onlyWhenIssued('DirectiveAcknowledged'),
  AskDirectiveClarification: onlyWhenIssued('DirectiveClarificationAsked'),
  AnswerDirectiveClarification: {
    ...onlyWhenIssued('DirectiveClarificationAnswered'),
    issued: 'unknown-question',
  },
  SupersedeDirective: onlyWhenIssued('DirectiveSuperseded'),
  RevokeDirective: onlyWhenIssued('DirectiveRevoked'),
  RecordDirectiveFollowUp: onlyWhenIssued('DirectiveFollowUpRecorded'),
  CorrectDirectiveEntry: {
    absent: 'unknown-entry',
    drafted: 'DirectiveEntryCorrected',
    ...onceIssued('directive-already-issued'),
    ...ended,
    annulled: 'entry-annulled',
  },
  AnnulDirectiveEntry: {
    absent: 'unknown-entry',
    drafted: 'DirectiveEntryAnnulled',
    ...onceIssued('entry-in-use'),
    annulled: 'entry-annulled',
  },
};

describe('every command on every directive', () => {
  everyRemedy<DirectiveCommand['type'], Column>({
    columns,
    table,
    remedies: {
      'directive-not-drafted': ['DraftDirective'],
      'directive-not-issued': ['IssueDirective'],
      'directive-already-issued': ['SupersedeDirective'],
    },
  });

  everyCommand<DirectiveCommand['type'], Column>(
    { decide: directive.decider.decide, listed: commands, columns, table },
    (type, column) => {
      const command = { type, ...commands[type] } as DirectiveCommand;
      const by = type === 'AcknowledgeDirective' ? nurse : deputy;
      return given(...histories[column]).when(command, { by }).outcome;
    },
  );
});
