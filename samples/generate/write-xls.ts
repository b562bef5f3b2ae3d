import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { serialOf } from './days.ts';
import type { Grid } from './layout.ts';
import type { Cell } from './records.ts';

function cellObject(cell: Cell): CellObject {
  if (typeof cell === 'number') return { t: 'n', v: cell };
  if (typeof cell === 'string') return { t: 's', v: cell };
  return { t: 'n', v: serialOf(cell.date), z: cell.date.length > 10 ? 'dd/mm/yyyy hh:mm' : 'dd/mm/yyyy' };
}

// The writer keeps a table of number formats between books, and its first book comes out otherwise than the next one
// with the same cells: a book that nobody reads fills the table.
let formatsKnown = false;

function fillFormatTable(): void {
  if (formatsKnown) return;
  formatsKnown = true;
  writeXls([
    {
      name: 'formats',
      hidden: false,
      rows: [[{ date: '2022-01-01' }, { date: '2022-01-01 00:00:00' }]],
      merges: [],
      header: { first: 0, count: 0 },
    },
  ]);
}

/** A BIFF8 workbook (Excel 97–2003). */
export function writeXls(grids: Grid[]): Uint8Array {
  fillFormatTable();
  const book = utils.book_new();
  for (const grid of grids) {
    const sheet: WorkSheet = {};
    let width = 1;
    grid.rows.forEach((row, r) => {
      width = Math.max(width, row.length);
      row.forEach((cell, c) => {
        if (cell !== '') sheet[utils.encode_cell({ r, c })] = cellObject(cell);
      });
    });
    sheet['!ref'] = utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: Math.max(0, grid.rows.length - 1), c: width - 1 },
    });
    sheet['!merges'] = grid.merges.map((m) => ({ s: { r: m.top, c: m.left }, e: { r: m.bottom, c: m.right } }));
    utils.book_append_sheet(book, sheet, grid.name);
  }
  book.Workbook = { Sheets: grids.map((grid) => ({ Hidden: grid.hidden ? 1 : 0 })) };
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }));
}
