interface Commands<Type extends string, Column extends string> {
  readonly decide: Readonly<Record<Type, unknown>>;
  /** What else lists every command. */
  readonly listed?: object;
  readonly columns: readonly Column[];
  /** Per command and state the type of the one event that comes of it, `nothing`, or the code with which it is refused. */
  readonly table: Readonly<Record<string, Readonly<Record<Column, string>>>>;
}

/** The spec of every command in every state; `outcomeOf` gives a command to a record in that state. */
export function everyCommand<Type extends string, Column extends string>(
  { decide, listed = decide, columns, table }: Commands<Type, Column>,
  outcomeOf: (type: Type, column: Column) => object | Promise<object>,
): void {
  it('is in the table', () => {
    const known = Object.keys(decide).sort();
    expect(Object.keys(table).sort()).toEqual(known);
    expect(Object.keys(listed).sort()).toEqual(known);
    for (const row of Object.values(table)) expect(Object.keys(row as object).sort()).toEqual([...columns].sort());
  });

  const cells = Object.entries(table).flatMap(([type, row]) =>
    columns.map((column) => ({ type: type as Type, column, outcome: row[column] })),
  );

  it.each(cells)('$type when $column: $outcome', async ({ type, column, outcome }) => {
    const happened = outcome === 'nothing' ? [] : [expect.objectContaining({ type: outcome }) as object];
    const expected = /^([A-Z]|nothing$)/.test(outcome) ? { events: happened } : { refusal: outcome };
    expect(await outcomeOf(type, column)).toEqual(expected);
  });
}
