import type { Codes } from '#kernel';
import * as agreements from './codes.js';
import * as directives from './directive.codes.js';
import * as visits from './visit.codes.js';

const isList = (value: unknown): value is Codes => Array.isArray(value) && 'list' in value;
const lists = [agreements, directives, visits].flatMap((codes) => Object.values(codes as object).filter(isList));

describe('the lists of codes of cooperation (D4)', () => {
  it('are switches where rules, folds or figures decide by them, and labels where nothing does', () => {
    const named = (kind: Codes['kind']) =>
      lists
        .filter((one) => one.kind === kind)
        .map(({ list }) => list)
        .sort();
    expect(named('SWITCH')).toEqual([
      'AGREEMENT_ARTICLES',
      'AGREEMENT_CASE_HANDLINGS',
      'AGREEMENT_KINDS',
      'FINDING_RATINGS',
      'SERVICES',
    ]);
    expect(named('LABEL')).toEqual([
      'ADDRESSEE_ROLES',
      'AGREEMENT_CANCELLATION_REASONS',
      'AGREEMENT_EVALUATION_OUTCOMES',
      'AGREEMENT_SUSPENSION_REASONS',
      'AGREEMENT_TERMINATION_REASONS',
      'DIRECTIVE_REVOCATION_REASONS',
      'FOLLOW_UP_EXTENSION_REASONS',
      'VISIT_OBSERVATION_TOPICS',
      'VISIT_PROGRAMMES',
      'VISIT_PURPOSES',
      'VISIT_TEAM_FUNCTIONS',
    ]);
  });

  it('are clear: none says anything of a person (D8)', () => {
    expect(lists.filter(({ seal }) => seal !== 'clear')).toEqual([]);
  });
});
