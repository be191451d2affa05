import type { Counted, ProgrammeFigures } from './figures.js';

/** A cell of so many people or fewer, but of somebody, may say who they are. */
const FEW = 4;
const isFew = (count: number): boolean => count > 0 && count <= FEW;

/** Cells that add up to a total together with `rest`, which is shown nowhere and follows from them. */
interface Sum {
  readonly total: string;
  readonly cells: readonly string[];
  readonly rest: number;
}

/**
 * The figures without the cells of 1 to 4 persons, without one more wherever a total less the others would tell one of them, and
 * without the quotients and medians that rest on what is missing; `suppressed` names all of them.
 */
export function publishable(figures: ProgrammeFigures, counted: Counted): ProgrammeFigures {
  const cells = cellsOf(counted);
  const hidden = hiddenOf(cells, sumsOf(figures, counted));
  const suppressed = [...hidden, ...derivedOf(figures, counted, hidden)];
  const isShown = (name: string): boolean => !suppressed.includes(name);
  return {
    ...(Object.fromEntries(Object.entries(figures).filter(([name]) => isShown(name))) as ProgrammeFigures),
    discontinuedBy: figures.discontinuedBy.filter(({ category }) => isShown(`discontinuedBy.${category}`)),
    exitedBy: figures.exitedBy.filter(({ exit }) => isShown(`exitedBy.${exit}`)),
    suppressed,
  };
}

type Cells = ReadonlyMap<string, number>;

const PERSONS = [
  'screened',
  'low',
  'moderate',
  'high',
  'educated',
  'assessed',
  'recommended',
  'eligible',
  'admitted',
  'inProgramme',
  'suspended',
  'completed',
  'discontinued',
  'exited',
  'certificates',
] as const;

const cellsOf = (counted: Counted): Cells =>
  new Map([
    ...PERSONS.map((name) => [name, counted[name]] as const),
    ...counted.discontinuedBy.map(({ category, count }) => [`discontinuedBy.${category}`, count] as const),
    ...counted.exitedBy.map(({ exit, count }) => [`exitedBy.${exit}`, count] as const),
  ]);

function sumsOf({ from }: ProgrammeFigures, counted: Counted): readonly Sum[] {
  const { recommended, eligible, admitted, inProgramme, suspended, completed, discontinued } = counted;
  return [
    { total: 'screened', cells: ['low', 'moderate', 'high'], rest: 0 },
    { total: 'recommended', cells: ['eligible'], rest: recommended - eligible },
    {
      total: 'discontinued',
      cells: counted.discontinuedBy.map(({ category }) => `discontinuedBy.${category}`),
      rest: discontinued - counted.discontinuedBy.reduce((sum, { count }) => sum + count, 0), // whose reason was erased
    },
    { total: 'exited', cells: counted.exitedBy.map(({ exit }) => `exitedBy.${exit}`), rest: 0 },
    // Only of all who were ever admitted: within a period, others may have been admitted before it.
    ...(from === undefined
      ? [
          {
            total: 'admitted',
            cells: ['inProgramme', 'suspended', 'completed', 'discontinued'],
            rest: admitted - inProgramme - suspended - completed - discontinued,
          },
        ]
      : []),
  ];
}

/** The cells of few persons, and as many others as keep every sum from telling them. */
function hiddenOf(cells: Cells, sums: readonly Sum[]): readonly string[] {
  let hidden: readonly string[] = [...cells].filter(([, count]) => isFew(count)).map(([name]) => name);
  for (;;) {
    const more = sums.flatMap((sum) => oneMore(cells, sum, hidden))[0];
    if (more === undefined) return [...cells.keys()].filter((name) => hidden.includes(name));
    hidden = [...hidden, more];
  }
}

/** The cell to hide next because the sum tells what is hidden; the smallest, the total when there is no other. */
function oneMore(cells: Cells, { total, cells: names, rest }: Sum, hidden: readonly string[]): readonly string[] {
  const countOf = (name: string): number => cells.get(name) ?? 0;
  const isHidden = (name: string): boolean => hidden.includes(name);
  const parts = names.filter((name) => countOf(name) > 0);
  const unknown = [...parts.filter(isHidden).map(countOf), ...(rest > 0 ? [rest] : [])];
  const shown = parts.filter((name) => !isHidden(name)).sort((a, b) => countOf(a) - countOf(b));
  if (isHidden(total)) return unknown.length === 0 ? shown.slice(0, 1) : [];
  const isAsked = parts.some(isHidden) || isFew(rest);
  const isRecorded = unknown.length < 2 || unknown.reduce((sum, one) => sum + one, 0) <= FEW;
  return isAsked && isRecorded ? [shown[0] ?? total] : [];
}

/** Quotients, attendances and medians that would tell of few persons. */
function derivedOf(figures: ProgrammeFigures, counted: Counted, hidden: readonly string[]): readonly string[] {
  const isHidden = (...names: readonly string[]): boolean => names.some((name) => hidden.includes(name));
  const { screenedToAssessed, assessedToAdmitted, admittedToCompleted } = counted.passed;
  const isOfFew = isFew(counted.expectedPersons);
  const rules: readonly (readonly [keyof ProgrammeFigures, boolean])[] = [
    ['expectedAttendances', isOfFew],
    ['attendances', isOfFew],
    ['conversionPercent', isHidden('admitted', 'moderate', 'high')],
    ['completionPercent', isHidden('completed', 'discontinued')],
    ['dosagePercent', isOfFew],
    ['medianDaysScreenedToAssessed', isFew(screenedToAssessed.length)],
    ['medianDaysAssessedToAdmitted', isFew(assessedToAdmitted.length)],
    ['medianDaysAdmittedToCompleted', isFew(admittedToCompleted.length)],
  ];
  return rules.filter(([name, isSending]) => isSending && figures[name] !== undefined).map(([name]) => name);
}
