import type { Book } from '../read/book.ts';
import { cellText } from '../read/rows.ts';
import { columnName } from '../report/a1.ts';
import { cleanText } from '../text.ts';

/** A row of a sheet as text: `row` as people see it (first = 1), cells by position (column A = 0), clean. */
export interface GridRow {
  row: number;
  cells: readonly string[];
}

/** A sheet that a unit sent, whole: such sheets are small. */
export interface Grid {
  sheet: string;
  hidden: boolean;
  rows: readonly GridRow[];
  /** There was more than is read: what a unit's report never has. */
  cut: boolean;
}

/** A report has some hundred rows; a sheet that goes on is no report but an export. */
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 200;

/** All sheets of a book, the hidden ones as well. @throws UserError for a book that cannot be read whole */
export async function gridsOf(book: Book): Promise<Grid[]> {
  const grids: Grid[] = [];
  for (const [index, { name, hidden }] of book.sheets.entries()) {
    const rows: GridRow[] = [];
    let cut = false;
    for await (const batch of book.read(index)) {
      const width = Math.min(batch.columns.length, MOST_COLUMNS);
      for (let row = 0; row < batch.rows && !cut; row += 1) {
        if (rows.length === MOST_ROWS) cut = true;
        else
          rows.push({
            row: batch.rowNumbers[row] ?? 0,
            cells: Array.from({ length: width }, (_, column) => cleanText(cellText(batch, column, row))),
          });
      }
      if (cut) break;
    }
    grids.push({ sheet: name, hidden, rows, cut });
  }
  return grids;
}

/** `B12` */
export function cellAt(row: number, column: number): string {
  return `${columnName(column + 1)}${row}`;
}
