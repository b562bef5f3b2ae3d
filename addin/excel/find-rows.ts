import { matchRows } from '../../pipeline/report/match-rows.ts';
import { aboutColumns } from '../../pipeline/report/row-keys.ts';
import type { WrittenRow, WrittenTable } from '../../pipeline/report/written.ts';
import { holds } from '../../pipeline/report/written-places.ts';
import { textKey } from '../../pipeline/text.ts';
import type { CellValue } from './cell-text.ts';
import { signature } from './row-keys.ts';

/** A row as it was written. */
export type KnownRow = Pick<WrittenRow, 'key' | 'cells'>;

/** A table as it was written, wherever it stood. */
export type KnownTable = Pick<WrittenTable, 'columns' | 'rows'>;

/**
 * Finds the rows that were written among those that stand in a table now.
 * @param owned the report's columns that the table has, and where
 * @param fresh the rows of the new report; by them the rows of a table are found that was never written
 * @returns for each row of the body what was written there; undefined = somebody's own row
 */
export function findRows(
  table: string,
  owned: readonly { name: string; column: number }[],
  body: readonly (readonly { value: CellValue }[])[],
  remembered: KnownTable | undefined,
  fresh: () => KnownRow[],
): (KnownRow | undefined)[] {
  const names = owned.map(({ name }) => name);
  const about = aboutColumns(table, names);
  const current = body.map((row) => owned.map(({ column }) => row[column]?.value ?? ''));
  const written = remembered ? aligned(remembered, names) : fresh();
  const alike = (row: number, at: number, inPlace: boolean): boolean => {
    const cells = written[row]?.cells ?? [];
    const same = cells.map((cell, i) => holds(current[at]?.[i] ?? '', cell));
    const told = cells.flatMap((cell, i) => (cell === '' ? [] : [i]));
    if (remembered === undefined || told.length === 0) return false;
    // A heading has nothing but its words: in its place a row with other words and nothing else changed is that heading.
    const rest = same.filter((_, i) => !about.includes(i));
    const words = inPlace && rest.length > 0 && rest.every(Boolean) && signature(current[at] ?? [], about) !== '';
    return words || told.filter((i) => same[i]).length * 2 >= told.length;
  };
  const match = matchRows(
    written.map(({ cells }) => signature(cells, about)),
    current.map((cells) => signature(cells, about)),
    alike,
  );
  return match.map((row, at) => {
    // In a table that was never written, what stands there is asked about like any other cell.
    if (row === undefined) return remembered ? undefined : { key: `#${at}`, cells: [] };
    const { key, cells } = written[row] ?? { key: '', cells: [] };
    return { key, cells: remembered ? cells : [] };
  });
}

/** The remembered rows with their cells in the order of the columns that the table has now. */
function aligned(remembered: KnownTable, names: readonly string[]): KnownRow[] {
  const columns = remembered.columns.map(({ name }) => textKey(name));
  const at = names.map((name) => columns.indexOf(textKey(name)));
  return remembered.rows.map(({ key, cells }) => ({ key, cells: at.map((column) => cells[column] ?? '') }));
}
