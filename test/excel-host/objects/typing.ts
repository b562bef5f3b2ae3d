import type { CellRange } from '../../../pipeline/report/a1.ts';
import { copyFormula } from '../../../pipeline/report/formula.ts';
import type { Sheet } from '../book/sheet.ts';
import type { Table } from '../book/table.ts';
import type { Space } from '../space.ts';
import { plainValue, writeCell, writeGrid } from './grid.ts';

function isEmpty(sheet: Sheet, { first, last }: CellRange, except: { row: number; column: number }): boolean {
  for (let row = first.row; row <= last.row; row += 1) {
    for (let column = first.column; column <= last.column; column += 1) {
      const cell = sheet.cell(row, column);
      const own = row === except.row && column === except.column;
      if (!own && cell && (cell.value !== null || cell.formula !== undefined)) return false;
    }
  }
  return true;
}

function overlapsTable(space: Space, sheet: Sheet, { first, last }: CellRange): boolean {
  return space.book.tables.some(({ sheet: own, range }) => {
    const rows = range.first.row <= last.row && range.last.row >= first.row;
    return own === sheet && rows && range.first.column <= last.column && range.last.column >= first.column;
  });
}

/** A row that is typed below a table belongs to it from then on; formulas of whole columns go on into it. */
function growDown(space: Space, table: Table, at: { row: number; column: number }): void {
  const { first, last } = table.range;
  const row: CellRange = { first: { ...first, row: at.row }, last: { ...last, row: at.row } };
  if (table.totals || !isEmpty(table.sheet, row, at) || overlapsTable(space, table.sheet, row)) return;
  table.range = { first, last: row.last };
  for (let column = first.column; column <= last.column; column += 1) {
    const above = table.sheet.cell(last.row, column);
    if (!above) continue;
    const cell = table.sheet.ensure(at.row, column);
    if (cell.style === 0) cell.style = above.style;
    const own = column === at.column || above.formula === undefined;
    if (!own) cell.formula = copyFormula(above.formula ?? '', at.row - last.row);
  }
}

function growRight(space: Space, table: Table, at: { row: number; column: number }): void {
  const { first, last } = table.range;
  const column: CellRange = { first: { ...first, column: at.column }, last: { ...last, column: at.column } };
  if (!table.headers || !isEmpty(table.sheet, column, at) || overlapsTable(space, table.sheet, column)) return;
  table.range = { first, last: column.last };
  table.setColumns([...table.columns(), table.newColumn(`Column${table.columns().length + 1}`)]);
  const header = table.sheet.ensure(first.row, at.column);
  writeCell(
    space,
    table.sheet,
    first.row,
    at.column,
    String(plainValue(header.value)) || `Column${table.columns().length}`,
  );
}

/** What somebody types into cells by hand; a table takes in what is typed right below it or right beside it. */
export function typeInto(space: Space, sheet: Sheet, range: CellRange, value: string | number | boolean): void {
  const live = space.book.follow(sheet, range);
  writeGrid(space, live, value);
  space.book.live.delete(live);
  const { first, last } = range;
  if (value === '' || first.row !== last.row || first.column !== last.column) return;
  for (const table of space.book.tables.filter((other) => other.sheet === sheet)) {
    const { first: top, last: end } = table.range;
    const below = first.row === end.row + 1 && first.column >= top.column && first.column <= end.column;
    const beside = first.column === end.column + 1 && first.row >= top.row && first.row <= end.row;
    if (below) growDown(space, table, first);
    else if (beside) growRight(space, table, first);
  }
}
