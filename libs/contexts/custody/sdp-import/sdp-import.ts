import { type Engine, Forbidden, inParallel, Refusal } from '#kernel';
import { type Fate, fateOf, type Importing, type RowFate } from './sdp-fate.handle.js';
import { type SdpFile, sdpFile, type SdpRow } from './sdp-file.js';
import { readRow, type SdpFacts } from './sdp-row.js';
import './sdp-import.refusals.js';

export interface Imported {
  readonly dryRun: boolean;
  /** Hex SHA-256 of the file. */
  readonly file: string;
  readonly counts: Readonly<Record<Fate, number>>;
  readonly rows: readonly RowFate[];
}

/** A row at a time reads three streams and writes as many: more would only queue. */
const WIDTH = 16;

/**
 * The fate of every row of a file: what it would be, and unless it is a dry run, what it was. A row that says what the register says
 * changes nothing, so that a file can be imported again. A file of which any row is malformed is imported not at all.
 * Throws `Malformed`, the refusal `rows-malformed` with a problem for each, and `Unavailable`, after which a repeat completes it.
 */
export async function importSdp(
  engine: Engine,
  bytes: Uint8Array,
  importing: Importing,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Imported> {
  if (importing.unitId !== importing.by.unitId) throw new Forbidden('outside-your-unit');
  const file = sdpFile(bytes);
  const readings = readingsOf(file);
  const malformed = readings.flatMap((reading) => ('problems' in reading ? [reading] : []));
  if (!dryRun && malformed.length > 0) refuseMalformed(malformed);
  const rows = await inParallel(readings, WIDTH, async (reading): Promise<RowFate> =>
    'problems' in reading
      ? { row: reading.row, fate: 'MALFORMED', problems: reading.problems }
      : fateOf(engine, { ...importing, file: file.digest }, reading, dryRun),
  );
  const count = (fate: Fate): number => rows.filter((one) => one.fate === fate).length;
  const counts = {
    REGISTERED: count('REGISTERED'),
    CHANGED: count('CHANGED'),
    UNCHANGED: count('UNCHANGED'),
    REFUSED: count('REFUSED'),
    MALFORMED: count('MALFORMED'),
  };
  return { dryRun, file: file.digest, counts, rows };
}

type Malformations = { readonly row: number; readonly problems: readonly string[] };
type Input = { readonly row: number; readonly facts: SdpFacts };

/** Every row as it reads; of rows with one register number all but the first are malformed. */
function readingsOf({ rows }: SdpFile): readonly (Input | Malformations)[] {
  const seen = new Set<string>();
  return rows.map((one: SdpRow) => {
    const reading = readRow(one);
    if ('problems' in reading) return { row: one.row, problems: reading.problems };
    const { registerNumber: number, registerPeriod: period } = reading.facts;
    if (seen.has(`${period} ${number}`)) return { row: one.row, problems: ['no_register: is-in-the-file-twice'] };
    seen.add(`${period} ${number}`);
    return { row: one.row, facts: reading.facts };
  });
}

function refuseMalformed(rows: readonly Malformations[]): never {
  const problems = rows.flatMap(({ row, problems: input }) => input.map((problem) => `row ${row}: ${problem}`));
  throw new Refusal('rows-malformed', {}, problems);
}
