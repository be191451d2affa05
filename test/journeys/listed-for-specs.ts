export type Listed = Readonly<Record<string, string>>;

/** The rows of what `npm run projections` prints, by the names of their columns. */
export function rowsIn([head = '', ...lines]: readonly string[]): readonly Listed[] {
  const columns = head.split(/ {2,}/);
  return lines.map((line) => {
    const cells = line.split(/ {2,}/);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '-']));
  });
}

/** What the rows of a kind say in some columns, each once. */
export const saidOf = (rows: readonly Listed[], kind: string, ...columns: readonly string[]): readonly string[] => [
  ...new Set(
    rows.filter((row) => row.kind === kind).map((row) => columns.map((column) => row[column] ?? '-').join(' ')),
  ),
];
