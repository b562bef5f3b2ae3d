import type { Cell, Table } from '../../pipeline/evaluate/tables.ts';

/** A table that came by columns; its rows are made from them. */
export function tableOfColumns({
  columns,
  values,
}: {
  columns: Table['columns'];
  values: readonly (readonly Cell[])[];
}): Table {
  const count = values[0]?.length ?? 0;
  return {
    columns,
    rows: Array.from({ length: count }, (_, row) =>
      Object.fromEntries(columns.map(({ name }, column) => [name, values[column]?.[row] ?? null])),
    ),
    values,
  };
}
