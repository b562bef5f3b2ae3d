import { type CodeCatalogue, codeKeyMap } from '../library/codes.ts';
import type { ColumnDefinition, ListDefinition } from '../library/columns.ts';
import { cleanText, textKey } from '../text.ts';
import type { HeadRow } from './headers.ts';

/** Rows looked at, and how few of them say anything. */
const ROWS = 200;
const FEWEST_CELLS = 3;

/**
 * Whether the header has a cell more or fewer than the rows: at least two columns whose cells cannot be what the header
 * says, while the cells of the column beside them can. Nothing is set right in silence.
 */
export function isShifted(
  data: readonly HeadRow[],
  list: ListDefinition,
  mapping: ReadonlyMap<string, { position: number }>,
  codes: CodeCatalogue,
): boolean {
  const rows = data
    .slice(0, ROWS)
    .filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > FEWEST_CELLS);
  const columns = list.columns.flatMap((column) => {
    const place = mapping.get(column.id);
    const fits = fitOf(column, codes);
    return place === undefined || fits === undefined ? [] : [{ position: place.position, fits }];
  });
  const share = (position: number, fits: (cell: string) => boolean): number | undefined => {
    const cells = rows.map(({ cells: row }) => cleanText(row[position] ?? '')).filter((cell) => cell !== '');
    return cells.length < FEWEST_CELLS ? undefined : cells.filter(fits).length / cells.length;
  };
  const wrong = columns.filter(({ position, fits }) => (share(position, fits) ?? 1) < 0.1);
  if (wrong.length < 2) return false;
  return [-1, 1].some((step) => {
    const beside = wrong
      .map(({ position, fits }) => share(position + step, fits))
      .filter((found) => found !== undefined);
    return (
      beside.length >= 2 && beside.filter((found) => found >= 0.9).length >= Math.max(2, Math.ceil(wrong.length / 2))
    );
  });
}

function fitOf(column: ColumnDefinition, codes: CodeCatalogue): ((cell: string) => boolean) | undefined {
  if (column.type === 'datetime' || column.type === 'date') {
    return (cell) => /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|^\d{4}-\d\d-\d\d|^\d{5}(\.\d+)?$|^20\d{12}$/.test(cell);
  }
  if (column.type === 'code') {
    const list = codes.lists.find(({ id }) => id === column.code);
    const keys = list === undefined ? undefined : codeKeyMap(list);
    return keys === undefined ? undefined : (cell) => keys.has(textKey(cell));
  }
  if (column.id === 'dossier_code')
    return (cell) => !/\s/.test(cell) && (/\d{6}/.test(cell) || (cell.includes('-') && /\d/.test(cell)));
  if (column.id === 'procedure_code') return (cell) => /^\d\.\d{3,}/.test(cell);
  return undefined;
}
