import type { CellRange } from '../../../pipeline/report/a1.ts';
import { parseRange, rangeName } from '../../../pipeline/report/a1.ts';
import { childElement, childElements, newElement, removeElement } from '../../../pipeline/report/xml.ts';
import { ApiError } from '../api.ts';
import { addressOf, type Edit } from '../book/references.ts';
import type { Sheet } from '../book/sheet.ts';
import { shift, shiftProblem } from '../book/shift.ts';
import type { Space } from '../space.ts';
import { isUnbounded } from './grid.ts';
import { refuseLocked, refuseOnProtected } from './protection.ts';

interface Target {
  space: Space;
  sheet: Sheet;
  range: CellRange;
}

function editOf({ first, last }: CellRange, axis: 'row' | 'column', sign: 1 | -1): Edit {
  const cross = axis === 'row' ? 'column' : 'row';
  return { axis, at: first[axis], count: sign * (last[axis] - first[axis] + 1), from: first[cross], to: last[cross] };
}

/** Moves cells, as a user or the API does it; refused where Excel would refuse. */
export function moveCells(
  space: Space,
  sheet: Sheet,
  edit: Edit,
  range: CellRange,
  changeType: string,
  direction: string,
): void {
  const what = edit.axis === 'row' ? 'Rows' : 'Columns';
  refuseOnProtected(sheet, `${edit.count > 0 ? 'insert' : 'delete'}${what}`);
  const problem = shiftProblem(space.book, sheet, edit);
  if (problem) throw new ApiError('InvalidOperation', problem);
  shift(space.book, sheet, edit);
  space.tellChange(sheet, addressOf(range), changeType, { shiftDirection: direction });
}

function kindOf(range: CellRange, inserted: boolean): string {
  const whole = isUnbounded(range);
  if (whole && range.first.row === 1 && range.last.row > 1_000_000)
    return inserted ? 'ColumnInserted' : 'ColumnDeleted';
  if (whole) return inserted ? 'RowInserted' : 'RowDeleted';
  return inserted ? 'CellInserted' : 'CellDeleted';
}

/** Answers the range of the new, empty cells. */
export function insertCells({ space, sheet, range }: Target, direction: string): CellRange {
  if (direction !== 'Down' && direction !== 'Right')
    throw new ApiError('InvalidArgument', `No way to shift: ${direction}`);
  const place = { first: { ...range.first }, last: { ...range.last } };
  const edit = editOf(range, direction === 'Down' ? 'row' : 'column', 1);
  moveCells(space, sheet, edit, place, kindOf(place, true), `ShiftCell${direction}`);
  return place;
}

export function deleteCells({ space, sheet, range }: Target, direction: string): null {
  if (direction !== 'Up' && direction !== 'Left')
    throw new ApiError('InvalidArgument', `No way to shift: ${direction}`);
  const place = { first: { ...range.first }, last: { ...range.last } };
  const edit = editOf(range, direction === 'Up' ? 'row' : 'column', -1);
  moveCells(space, sheet, edit, place, kindOf(place, false), `ShiftCell${direction}`);
  return null;
}

export function clearRange({ space, sheet, range }: Target, what: string): null {
  if (!['All', 'Contents', 'Formats'].includes(what))
    throw new ApiError('InvalidArgument', `The host cannot clear ${what}`);
  if (!isUnbounded(range)) refuseLocked(space.book.styles, sheet, range);
  else refuseOnProtected(sheet);
  for (const [number, row] of sheet.rows) {
    if (number < range.first.row || number > range.last.row) continue;
    for (const [column, cell] of row.cells) {
      if (column < range.first.column || column > range.last.column) continue;
      if (what === 'All') row.cells.delete(column);
      else if (what === 'Formats') cell.style = 0;
      else row.cells.set(column, { style: cell.style, value: null });
    }
  }
  if (what !== 'Contents') clearRules(sheet, range);
  if (what !== 'Formats') space.tellChange(sheet, addressOf(range));
  return null;
}

/** Takes conditional formats out of the range; those that reach beyond it stay beyond. */
export function clearRules(sheet: Sheet, range: CellRange): void {
  for (const element of childElements(sheet.root, 'conditionalFormatting')) {
    const rest = (element.getAttribute('sqref') ?? '').split(/\s+/).flatMap((text) => {
      const own = parseRange(text);
      return own ? without(own, range).map(rangeName) : [];
    });
    if (rest.length === 0) removeElement(element);
    else element.setAttribute('sqref', rest.join(' '));
  }
}

export function without(own: CellRange, hole: CellRange): CellRange[] {
  const [top, bottom] = [Math.max(own.first.row, hole.first.row), Math.min(own.last.row, hole.last.row)];
  const [left, right] = [Math.max(own.first.column, hole.first.column), Math.min(own.last.column, hole.last.column)];
  if (top > bottom || left > right) return [own];
  const piece = (r1: number, c1: number, r2: number, c2: number): CellRange[] =>
    r1 <= r2 && c1 <= c2 ? [{ first: { row: r1, column: c1 }, last: { row: r2, column: c2 } }] : [];
  const { first, last } = own;
  return [
    ...piece(first.row, first.column, top - 1, last.column),
    ...piece(top, first.column, bottom, left - 1),
    ...piece(top, right + 1, bottom, last.column),
    ...piece(bottom + 1, first.column, last.row, last.column),
  ];
}

export function mergeRange({ sheet, range, space }: Target, across: boolean): null {
  refuseOnProtected(sheet);
  unmergeRange({ sheet, range, space });
  const list = sheet.section('mergeCells');
  const rows = across
    ? Array.from({ length: range.last.row - range.first.row + 1 }, (_, i) => range.first.row + i)
    : [undefined];
  for (const row of rows) {
    const merged = row === undefined ? range : { first: { ...range.first, row }, last: { ...range.last, row } };
    const element = newElement(list, 'mergeCell');
    element.setAttribute('ref', rangeName(merged));
    list.appendChild(element);
    for (let r = merged.first.row; r <= merged.last.row; r += 1) {
      for (let c = merged.first.column; c <= merged.last.column; c += 1) {
        const cell = sheet.ensure(r, c);
        if (r === merged.first.row && c === merged.first.column) continue;
        sheet.row(r).cells.set(c, { style: cell.style, value: null });
      }
    }
  }
  list.setAttribute('count', String(childElements(list).length));
  return null;
}

export function unmergeRange({ sheet, range }: Target): null {
  const list = childElement(sheet.root, 'mergeCells');
  if (!list) return null;
  for (const element of childElements(list)) {
    const merged = parseRange(element.getAttribute('ref') ?? '');
    const apart = !merged || (without(merged, range).length === 1 && without(merged, range)[0] === merged);
    if (!apart) removeElement(element);
  }
  if (childElements(list).length === 0) removeElement(list);
  else list.setAttribute('count', String(childElements(list).length));
  return null;
}
