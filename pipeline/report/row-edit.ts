import type { CellRange } from './a1.ts';
import { parseRange, rangeName } from './a1.ts';

/** Rows put in below row `after` (`atEnd`: the only row of a table's body), or rows taken out; whole rows of one sheet. */
export type RowEdit =
  | { kind: 'insert'; after: number; count: number; atEnd: boolean }
  | { kind: 'delete'; first: number; last: number };

/**
 * A table body of one row grows below its only row, where Excel would leave a range that ends there as it is. `ranges`
 * lets written ranges (`G12:G12`, `G$11:G$12`) grow with the table, `all` single cells too (rules, chart series).
 */
export type Growth = 'never' | 'ranges' | 'all';

/** Where a row is after the edit; `undefined` when it was taken out. */
export function mapRow(edit: RowEdit, row: number): number | undefined {
  if (edit.kind === 'insert') return row > edit.after ? row + edit.count : row;
  if (row < edit.first) return row;
  return row > edit.last ? row - (edit.last - edit.first + 1) : undefined;
}

/** Both ends of a run of rows after the edit; `undefined` when all of it was taken out. */
export function mapRows(
  edit: RowEdit,
  first: number,
  last: number,
  growth: Growth,
): { first: number; last: number } | undefined {
  if (edit.kind === 'insert') {
    const grows = edit.atEnd && last === edit.after && growth !== 'never';
    return { first: mapRow(edit, first)!, last: grows ? last + edit.count : mapRow(edit, last)! };
  }
  const mappedFirst = mapRow(edit, first) ?? edit.first;
  const mappedLast = mapRow(edit, last) ?? edit.first - 1;
  return mappedFirst > mappedLast ? undefined : { first: mappedFirst, last: mappedLast };
}

export function mapRange(edit: RowEdit, range: CellRange, growth: Growth): CellRange | undefined {
  const rows = mapRows(edit, range.first.row, range.last.row, growth);
  if (!rows) return undefined;
  return {
    first: { column: range.first.column, row: rows.first },
    last: { column: range.last.column, row: rows.last },
  };
}

/** A list of ranges (`sqref`); what is no range stays as written. Empty when nothing of it is left. */
export function mapRangeList(edit: RowEdit, list: string, growth: Growth): string {
  const mapped: string[] = [];
  for (const text of list.split(/\s+/)) {
    if (text === '') continue;
    const range = parseRange(text);
    if (!range) {
      mapped.push(text);
      continue;
    }
    const moved = mapRange(edit, range, growth);
    if (moved) mapped.push(rangeName(moved));
  }
  return mapped.join(' ');
}
