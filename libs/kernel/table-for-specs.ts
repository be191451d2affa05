interface Commands<Type extends string, Column extends string> {
  readonly decide: Readonly<Record<Type, unknown>>;
  /** What else lists every command. */
  readonly listed?: object;
  readonly columns: readonly Column[];
  /** Per command and state the type of the one event that comes of it, `nothing`, or the code with which it is refused. */
  readonly table: Readonly<Record<string, Readonly<Record<Column, string>>>>;
}

interface Remedies<Type extends string, Column extends string> {
  readonly columns: readonly Column[];
  readonly table: Readonly<Record<Type, Readonly<Record<Column, string>>>>;
  /** Per code the commands of which its sentence says that one would do. */
  readonly remedies: Readonly<Record<string, readonly Type[]>>;
  /** What refuses a command of the table for its data, not for the state that it is in. */
  readonly besides?: readonly string[];
}

/** The spec of refusals in a table: where one says what would do, that is not refused in the same state. */
export function everyRemedy<Type extends string, Column extends string>({
  columns,
  table,
  remedies,
  besides = [],
}: Remedies<Type, Column>): void {
  const rows = Object.values<Readonly<Record<Column, string>>>(table);
  const would = (outcome: string): boolean => /^([A-Z]|nothing$)/.test(outcome) || besides.includes(outcome);

  it.each(Object.entries(remedies))('%s says what would do: %j', (code, commands) => {
    const refused = columns.filter((column) => rows.some((row) => row[column] === code));
    expect(refused).not.toEqual([]);
    expect(refused.filter((column) => !commands.some((type) => would(table[type][column])))).toEqual([]);
  });
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
