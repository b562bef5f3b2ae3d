import type { Cell, Table } from '../office/tables.ts';

/** A table as CSV (RFC 4180), its keys as the first line. */
export function csvOf({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => cells.map(csvCell).join(',');
  return [
    line(columns.map(({ name }) => csvText(name))),
    ...rows.map((row) => line(columns.map(({ name }) => csvText(row[name] ?? null)))),
  ].join('\r\n');
}

/** Text that a spreadsheet would take for a formula, of full width as well, gets an apostrophe; numbers stay numbers. */
function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : cell.join('; ');
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}

/** Where lists are parted by `;` or tabs, as in Vietnamese Windows, a cell that holds one must not become two. */
function csvCell(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
