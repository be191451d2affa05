import fc from 'fast-check';
import { type Counted, figuresOf, type Period, type ProgrammeFigures } from './figures.js';
import { publishable } from './suppression.js';

const enough = [1, 2, 3, 4, 5];
const NOBODY: Counted = {
  screened: 0,
  low: 0,
  moderate: 0,
  high: 0,
  educated: 0,
  assessed: 0,
  recommended: 0,
  eligible: 0,
  admitted: 0,
  inProgramme: 0,
  suspended: 0,
  completed: 0,
  discontinued: 0,
  discontinuedBy: [],
  exited: 0,
  exitedBy: [],
  certificates: 0,
  expectedAttendances: 0,
  attendances: 0,
  expectedPersons: 0,
  passed: { screenedToAssessed: enough, assessedToAdmitted: enough, admittedToCompleted: enough },
};
const shown = (change: Partial<Counted>, period: Period = {}): ProgrammeFigures => {
  const counted = { ...NOBODY, ...change };
  return publishable(figuresOf(counted, period), counted);
};
const banded = (low: number, moderate: number, high: number) => ({
  screened: low + moderate + high,
  low,
  moderate,
  high,
});

describe('Published figures', () => {
  it('are as they are when no cell is of 1 to 4 persons', () => {
    const figures = shown({ ...banded(5, 0, 9), educated: 5, admitted: 9, inProgramme: 9 });
    expect(figures).toMatchObject({ screened: 14, low: 5, moderate: 0, educated: 5, admitted: 9, suppressed: [] });
    expect(figures).toMatchObject({ conversionPercent: 100, medianDaysScreenedToAssessed: 3 });
  });

  it.each([1, 2, 3, 4])('leave out a cell of %d, and name it', (few) => {
    const figures = shown({ educated: few, certificates: 5 });
    expect(figures).not.toHaveProperty('educated');
    expect(figures).toMatchObject({ certificates: 5, suppressed: ['educated'] });
  });

  it('leave out the next smallest cell where the total would tell the one left out', () => {
    const figures = shown(banded(3, 9, 12));
    expect(figures).toMatchObject({ screened: 24, high: 12 });
    expect(figures.suppressed).toEqual(expect.arrayContaining(['low', 'moderate']));
    expect(figures).not.toHaveProperty('moderate');
  });

  it('leave out more where several cells together are of few persons', () => {
    expect(shown(banded(1, 1, 12)).suppressed).toEqual(expect.arrayContaining(['low', 'moderate', 'high']));
    expect(shown(banded(2, 3, 12)).suppressed).not.toContain('high');
  });

  it('leave out the total where nobody else is counted in it', () => {
    expect(shown(banded(0, 3, 0)).suppressed).toEqual(expect.arrayContaining(['screened', 'moderate']));
  });

  it('leave out how many are eligible where the others would be few', () => {
    expect(shown({ recommended: 12, eligible: 10 })).toMatchObject({ recommended: 12, suppressed: ['eligible'] });
    expect(shown({ recommended: 12, eligible: 12 })).toMatchObject({ eligible: 12, suppressed: [] });
  });

  it('leave out one more reason, by name, and the sum of reasons where a sum is left out', () => {
    const discontinuedBy = [
      { category: 'MOTIVATION', count: 2 },
      { category: 'PERSONAL', count: 6 },
      { category: 'ADMIN', count: 7 },
    ] as const;
    const figures = shown({ discontinued: 15, discontinuedBy });
    expect(figures).toMatchObject({ discontinued: 15, discontinuedBy: [{ category: 'ADMIN', count: 7 }] });
    expect(figures.suppressed).toEqual(['discontinuedBy.MOTIVATION', 'discontinuedBy.PERSONAL']);
    const all = { admitted: 29, inProgramme: 20, completed: 3, discontinued: 6 };
    const discontinued = shown({ ...all, discontinuedBy: [{ category: 'PERSONAL', count: 6 }] });
    expect(discontinued.suppressed).toEqual(
      expect.arrayContaining(['completed', 'discontinued', 'discontinuedBy.PERSONAL']),
    );
    expect(discontinued).toMatchObject({ admitted: 29, inProgramme: 20, discontinuedBy: [] });
  });

  it('leave out one more reason where those whose reason was erased would be few', () => {
    const discontinuedBy = [
      { category: 'PERSONAL', count: 6 },
      { category: 'ADMIN', count: 7 },
    ] as const;
    expect(shown({ discontinued: 15, discontinuedBy }).suppressed).toEqual(['discontinuedBy.PERSONAL']);
    expect(shown({ discontinued: 13, discontinuedBy }).suppressed).toEqual([]);
  });

  it('take who is in the programme for a part of the admitted only where all who were ever admitted are counted', () => {
    const all = { admitted: 29, inProgramme: 26, completed: 3 };
    expect(shown(all).suppressed).toContain('inProgramme');
    expect(shown(all, { from: '2024-12-01' }).suppressed).not.toContain('inProgramme');
  });

  it('leave out quotients that rest on what is left out', () => {
    const figures = shown({ ...banded(5, 6, 7), admitted: 4, completed: 3, discontinued: 6 });
    expect(figures.suppressed).toEqual(expect.arrayContaining(['conversionPercent', 'completionPercent']));
    expect(figures).not.toHaveProperty('conversionPercent');
    expect(figures).not.toHaveProperty('completionPercent');
  });

  it('leave out attendances and medians of few persons', () => {
    const passed = { screenedToAssessed: [1, 2], assessedToAdmitted: enough, admittedToCompleted: [] };
    const seats = { expectedAttendances: 40, attendances: 30 };
    const figures = shown({ ...seats, expectedPersons: 4, passed });
    expect(figures.suppressed).toEqual([
      'expectedAttendances',
      'attendances',
      'dosagePercent',
      'medianDaysScreenedToAssessed',
    ]);
    expect(figures).not.toHaveProperty('medianDaysAdmittedToCompleted');
    expect(shown({ ...seats, expectedPersons: 5 })).toMatchObject({ attendances: 30, dosagePercent: 75 });
  });

  it('never tell, by any total, cells of few persons', () => {
    const cell = fc.oneof(fc.nat(5), fc.nat(30));
    const cells = fc.tuple(cell, cell, cell, cell, cell);
    fc.assert(
      fc.property(cells, cells, ([low, moderate, high, eligible, others], [personal, admin, running, done, left]) => {
        const discontinued = personal + admin;
        const figures = shown({
          ...banded(low, moderate, high),
          recommended: eligible + others,
          eligible,
          admitted: running + done + discontinued + left,
          inProgramme: running,
          completed: done,
          discontinued,
          discontinuedBy: [
            { category: 'PERSONAL' as const, count: personal },
            { category: 'ADMIN' as const, count: admin },
          ].filter(({ count }) => count > 0),
        });
        const shownCell = (category: string) => !figures.suppressed.includes(`discontinuedBy.${category}`);
        const sums: readonly Sum[] = [
          [
            figures.screened,
            [
              [low, 'low' in figures],
              [moderate, 'moderate' in figures],
              [high, 'high' in figures],
            ],
          ],
          [
            figures.recommended,
            [
              [eligible, 'eligible' in figures],
              [others, false],
            ],
          ],
          [
            figures.discontinued,
            [
              [personal, shownCell('PERSONAL')],
              [admin, shownCell('ADMIN')],
            ],
          ],
          [
            figures.admitted,
            [
              [running, 'inProgramme' in figures],
              [done, 'completed' in figures],
              [discontinued, 'discontinued' in figures],
              [left, false],
            ],
          ],
        ];
        for (const [total, parts] of sums) expect(sends(total, parts)).toBe(false);
      }),
      { numRuns: 2000, seed: 24112026 },
    );
  });
});

type Sum = readonly [total: number | undefined, parts: readonly (readonly [count: number, isShown: boolean])[]];

/** Whether few persons are shown, or the rest of a shown total are few. */
function sends(total: number | undefined, parts: readonly (readonly [number, boolean])[]): boolean {
  const isFew = (count: number): boolean => count > 0 && count < 5;
  const rest = parts.filter(([count, isShown]) => !isShown && count > 0).map(([count]) => count);
  const left = rest.reduce((sum, count) => sum + count, 0);
  const areFewShown =
    parts.some(([count, isShown]) => isShown && isFew(count)) || (total !== undefined && isFew(total));
  return areFewShown || (total !== undefined && (isFew(left) || (rest.length === 1 && rest.some(isFew))));
}
