import type { Grid, GridRow } from './grid.ts';
import type { FormHeader } from './header.ts';
import type { Whose } from './whose.ts';

/**
 * Where the table of another unit begins below a sheet's first one: its header comes again, and a line between them names
 * somebody else. Position in `grid.rows` of that line; -1 where the table is the only one, or merely goes on on another page.
 * @param own whose the first table is
 * @param ownerOf whom a line names, by the texts of its cells
 */
export function nextUnitsTable(
  grid: Grid,
  header: FormHeader,
  own: Whose,
  ownerOf: (lines: readonly string[]) => Whose,
): number {
  const text = ({ cells }: GridRow): string => cells.join('\u0000');
  const rows = grid.rows;
  const [first, last] = [header.firstRow, header.lastRow].map((wanted) => rows.findIndex(({ row }) => row === wanted));
  const lastRow = rows[last ?? -1];
  if (first === undefined || last === undefined || lastRow === undefined) return -1;
  const figures = [...header.columns.values()];
  for (let at = header.dataStart; at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined || text(row) !== text(lastRow)) continue;
    for (let line = at - (last - first) - 1; line >= header.dataStart; line -= 1) {
      const cells = (rows[line]?.cells ?? []).filter((cell) => cell !== '');
      if (figures.some((column) => /^\d/.test(rows[line]?.cells[column] ?? ''))) break;
      // Whom it goes to is no sender: "- Sở Nội vụ;" below "Nơi nhận".
      const named = ownerOf([...cells, cells.join(' ')].filter((cell) => !/^\s*[-–+•]/u.test(cell)));
      if (named.unit === null && named.name === '') continue;
      if (named.unit === null || named.unit !== own.unit) return line;
      break;
    }
  }
  return -1;
}
