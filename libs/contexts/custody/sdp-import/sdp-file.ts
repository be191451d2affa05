import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { Malformed } from '#kernel';
import './sdp-import.refusals.js';

/** The columns that a file may have, in any order; those that are `true` it must have. */
export const COLUMNS = {
  no_register: true,
  periode_register: true,
  golongan: true,
  nama: true,
  jenis_kelamin: true,
  tanggal_masuk: true,
  tanggal_golongan: false,
  alias: false,
  nik: false,
  tanggal_lahir: false,
  kamar: false,
  pasal: false,
} as const;
export type Column = keyof typeof COLUMNS;

export interface SdpRow {
  readonly row: number;
  readonly cells: Partial<Record<Column, Uint8Array>>;
  /** Whether it has as many cells as the header. */
  readonly isWhole: boolean;
}

export interface SdpFile {
  /** Hex SHA-256 of its bytes. */
  readonly digest: string;
  readonly rows: readonly SdpRow[];
}

export const MOST_ROWS = 10_000;

/**
 * The rows of a CSV file (RFC 4180) with comma or semicolon, its cells still bytes: what is wrong with a row is said of the row. Throws
 * `Malformed` when it is no CSV, has other columns, no row, or more than 10,000.
 */
export function sdpFile(bytes: Uint8Array): SdpFile {
  const [header = [], ...records] = recordsIn(bytes);
  const columns = header.map((name) => text(name).trim().toLowerCase());
  mustBeColumns(columns);
  if (records.length === 0) throw new Malformed('no-rows');
  if (records.length > MOST_ROWS) throw new Malformed('too-many-rows', { rows: records.length, mostRows: MOST_ROWS });
  const rows = records.map((record, index) => ({
    row: index + 1,
    cells: Object.fromEntries(columns.map((column, at) => [column, record[at]])),
    isWhole: record.length === columns.length,
  }));
  return { digest: createHash('sha256').update(bytes).digest('hex'), rows };
}

function recordsIn(bytes: Uint8Array): Uint8Array[][] {
  const end = bytes.indexOf(0x0a);
  const header = Buffer.from(bytes.subarray(0, end === -1 ? bytes.length : end));
  const delimiter = header.includes(';') ? ';' : ',';
  try {
    return parse(Buffer.from(bytes), {
      bom: true,
      delimiter,
      encoding: null,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Uint8Array[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? [`line ${error.lines}`] : [];
    throw new Malformed('malformed-csv', {}, line);
  }
}

function mustBeColumns(columns: readonly string[]): void {
  const strange = columns.flatMap((name, index) => (name in COLUMNS ? [] : [`column ${index + 1} is not known`]));
  const repeated = columns.flatMap((name, index) =>
    name in COLUMNS && columns.indexOf(name) < index ? [`${name} is there twice`] : [],
  );
  const missing = Object.entries(COLUMNS).flatMap(([name, isNeeded]) =>
    isNeeded && !columns.includes(name) ? [`${name} is missing`] : [],
  );
  const problems = [...strange, ...repeated, ...missing];
  if (problems.length > 0) throw new Malformed('unknown-columns', {}, problems);
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
