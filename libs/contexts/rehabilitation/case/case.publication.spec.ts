import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { caseId, clerk, karutan } from '../facts-for-specs.js';
import {
  admitted,
  closed,
  completed,
  discontinued,
  issued,
  opened,
  type Past,
  phaseChanged,
  resumed,
  suspended,
} from './case-for-specs.js';
import { casePublication } from './case.publication.js';

const history: readonly Past[] = [
  opened,
  admitted,
  suspended,
  resumed,
  phaseChanged('PRIMARY'),
  completed,
  discontinued,
  closed('EDUCATED'),
  issued(),
];

const published = history.map((event, revision) =>
  casePublication.publish({
    ...recorded(event as Parameters<typeof casePublication.publish>[0], revision),
    stream: `rehabcase-${caseId}`,
    position: '00000000000000000200',
  }),
);

describe('casePublication', () => {
  it('tells each milestone with its dates, to the owning unit and those who serve the case', () => {
    const golden: unknown = JSON.parse(readFileSync(new URL('case.publication.golden.json', import.meta.url), 'utf8'));
    expect(published).toEqual(golden);
  });

  it('tells nothing of health, of reasons or of people', () => {
    const text = JSON.stringify(published);
    for (const word of [
      clerk.staffId,
      karutan.staffId,
      'COURT',
      'FAMILY',
      'PERSONAL',
      'EDUCATED',
      'SERT',
      'SEDANG',
      'W13',
    ])
      expect(text).not.toContain(word);
  });

  it('tells nothing else', () => {
    expect(casePublication.events.map(({ type }) => type).sort()).toEqual(history.map(({ type }) => type).sort());
  });
});
