import type { Element } from '@xmldom/xmldom';
import { type CellRange, LAST_COLUMN, LAST_ROW, parseRange, rangeName } from '../../../pipeline/report/a1.ts';
import { mergedRanges } from '../../../pipeline/report/heights.ts';
import { childElement, childElements, descendants, removeElement, setText } from '../../../pipeline/report/xml.ts';
import type { Book } from './book.ts';
import type { Cell, Row } from './cell.ts';
import type { Edit } from './references.ts';
import { mapRange, shiftFormula } from './references.ts';
import type { Sheet } from './sheet.ts';

const COUNTED = [
  'mergeCells',
  'hyperlinks',
  'dataValidations',
  'ignoredErrors',
  'protectedRanges',
  'conditionalFormatting',
];

/** Whether the edit moves whole rows or columns of the sheet. */
function isWhole(edit: Edit): boolean {
  return edit.from === 1 && edit.to === (edit.axis === 'row' ? LAST_COLUMN : LAST_ROW);
}

/** New cells take the format of what stands before them, as in Excel. */
function copyFormat(cell: Cell): Cell {
  return { style: cell.style, value: null };
}

function shiftRows(sheet: Sheet, edit: Edit): void {
  const { at, count, from, to } = edit;
  const whole = isWhole(edit);
  const numbers = [...sheet.rows.keys()].sort((a, b) => (count > 0 ? b - a : a - b));
  const within = (column: number): boolean => column >= from && column <= to;
  for (const number of numbers) {
    if (number < at) continue;
    const row = sheet.rows.get(number)!;
    const target = number + count;
    if (count < 0 && number < at - count) {
      if (whole) sheet.rows.delete(number);
      else for (const column of [...row.cells.keys()]) if (within(column)) row.cells.delete(column);
      continue;
    }
    if (whole) {
      sheet.rows.delete(number);
      sheet.rows.set(target, row);
      continue;
    }
    for (const [column, cell] of [...row.cells]) {
      if (!within(column)) continue;
      row.cells.delete(column);
      sheet.row(target).cells.set(column, cell);
    }
  }
  if (count < 0) return;
  const above = sheet.rows.get(at - 1);
  for (let number = at; above && number < at + count; number += 1) {
    const row: Row = sheet.row(number);
    if (whole) {
      const style = above.attributes.get('s');
      if (style !== undefined) row.attributes.set('s', style).set('customFormat', '1');
      if (above.attributes.get('customHeight') === '1') {
        row.attributes.set('ht', above.attributes.get('ht') ?? '15').set('customHeight', '1');
      }
    }
    for (const [column, cell] of above.cells) if (within(column)) row.cells.set(column, copyFormat(cell));
  }
}

function shiftColumns(sheet: Sheet, edit: Edit): void {
  const { at, count, from, to } = edit;
  for (const [number, row] of sheet.rows) {
    if (number < from || number > to) continue;
    const cells = new Map<number, Cell>();
    for (const [column, cell] of row.cells) {
      if (column < at) cells.set(column, cell);
      else if (count > 0 || column >= at - count) cells.set(column + count, cell);
    }
    const before = row.cells.get(at - 1);
    for (let column = at; before && column < at + count; column += 1) cells.set(column, copyFormat(before));
    row.cells = cells;
  }
  if (!isWhole(edit)) return;
  const columns = sheet.columns();
  const before = columns.find(({ first, last }) => first <= at - 1 && at - 1 <= last);
  const moved = columns.flatMap(({ first, last, attributes }) => {
    const left = first < at ? [{ first, last: Math.min(last, at - 1), attributes }] : [];
    const start = count > 0 ? at : at - count;
    const right =
      last >= start
        ? [{ first: Math.max(first, start) + count, last: Math.min(last + count, LAST_COLUMN), attributes }]
        : [];
    return [...left, ...right];
  });
  if (count > 0 && before) moved.push({ first: at, last: at + count - 1, attributes: before.attributes });
  sheet.setColumns(moved);
}

function shiftAttributes(element: Element, edit: Edit): void {
  for (const name of ['ref', 'sqref', 'activeCell', 'topLeftCell']) {
    const list = element.getAttribute(name);
    if (list === null || !/[A-Za-z]\d/.test(list)) continue;
    const moved = list.split(/\s+/).flatMap((text) => {
      const range = parseRange(text);
      const after = range && mapRange(edit, range);
      return after ? [rangeName(after)] : range ? [] : [text];
    });
    if (moved.length > 0) element.setAttribute(name, moved.join(' '));
    else if (name === 'activeCell' || name === 'topLeftCell' || element.localName === 'selection')
      element.setAttribute(name, 'A1');
    else removeElement(element);
  }
}

function shiftSections(sheet: Sheet, edit: Edit): void {
  for (const section of childElements(sheet.root)) {
    if (section.localName === 'sheetData') continue;
    for (const element of [section, ...descendants(section)]) shiftAttributes(element, edit);
    const breaks = section.localName === (edit.axis === 'row' ? 'rowBreaks' : 'colBreaks');
    for (const element of breaks && isWhole(edit) ? childElements(section) : []) {
      const id = Number(element.getAttribute('id'));
      if (id >= edit.at) element.setAttribute('id', String(Math.max(edit.at - 1, id + edit.count)));
    }
    if (!COUNTED.includes(section.localName ?? '')) continue;
    const entries = childElements(section).length;
    if (entries === 0) removeElement(section);
    else if (section.hasAttribute('count')) section.setAttribute('count', String(entries));
  }
}

/** Anchors of drawings count from 0. */
function shiftDrawing(root: Element, edit: Edit): void {
  const name = edit.axis === 'row' ? 'row' : 'col';
  for (const anchor of childElements(root)) {
    const from = childElement(anchor, 'from');
    const start = Number(from && childElement(from, name)?.textContent) + 1;
    for (const mark of [from, childElement(anchor, 'to')]) {
      const element = mark && childElement(mark, name);
      if (!element) continue;
      const place = Number(element.textContent) + 1;
      const keepsSize = anchor.getAttribute('editAs') === 'oneCell' && start < edit.at;
      if (place >= edit.at && !keepsSize) setText(element, String(Math.max(edit.at, place + edit.count) - 1));
    }
  }
}

function shiftNotes(root: Element, edit: Edit): void {
  const kinds = ['comment', 'threadedComment'];
  for (const element of descendants(root)) if (kinds.includes(element.localName ?? '')) shiftAttributes(element, edit);
}

/** The boxes of notes: their cell, and where they stand (`column, offset, row, offset` twice); all count from 0. */
function shiftNoteBoxes(root: Element, edit: Edit): void {
  const moved = (place: number): number =>
    place + 1 >= edit.at ? Math.max(edit.at, place + 1 + edit.count) - 1 : place;
  const [name, start] = edit.axis === 'row' ? ['Row', 2] : ['Column', 0];
  for (const element of descendants(root)) {
    const text = element.textContent ?? '';
    if (element.localName === name) setText(element, String(moved(Number(text))));
    else if (element.localName === 'Anchor') {
      const marks = text.split(',').map(Number);
      setText(element, marks.map((mark, i) => (i === start || i === start + 4 ? moved(mark) : mark)).join(', '));
    }
  }
}

/** Why Excel would refuse to move these cells; `undefined` when it would not. */
export function shiftProblem(book: Book, sheet: Sheet, edit: Edit): string | undefined {
  const cross = edit.axis === 'row' ? 'column' : 'row';
  const cut = (range: CellRange): boolean => {
    const [first, last] = [range.first[cross], range.last[cross]];
    const touched = last >= edit.from && first <= edit.to && range.last[edit.axis] >= edit.at;
    return touched && (first < edit.from || last > edit.to);
  };
  for (const table of book.tables) {
    if (table.sheet === sheet && cut(table.range)) return `Table ${table.name} would be cut apart`;
  }
  const merged = mergedRanges(sheet.root).find(cut);
  return merged && `Merged cells ${rangeName(merged)} would be cut apart`;
}

/** Puts cells in or takes them out; everything that speaks of cells behind them moves along. */
export function shift(book: Book, sheet: Sheet, edit: Edit): void {
  if (edit.axis === 'row') shiftRows(sheet, edit);
  else shiftColumns(sheet, edit);
  shiftSections(sheet, edit);
  book.changeOuterFormulas((formula, own) => shiftFormula(formula, edit, sheet.name, own));
  book.changeCellFormulas((formula, own) => shiftFormula(formula, edit, sheet.name, own));
  for (const table of [...book.tables]) {
    if (table.sheet !== sheet) continue;
    const columns = edit.axis === 'column' ? table.range : undefined;
    const range = mapRange(edit, table.range);
    if (!range) book.dropTable(table);
    else {
      table.range = range;
      if (columns) shiftTableColumns(table, columns, edit);
    }
  }
  for (const { target } of book.parts.related(sheet.path, 'drawing')) shiftDrawing(book.parts.root(target), edit);
  for (const kind of ['comments', 'threadedComment']) {
    for (const { target } of book.parts.related(sheet.path, kind)) shiftNotes(book.parts.root(target), edit);
  }
  for (const { target } of book.parts.related(sheet.path, 'vmlDrawing')) shiftNoteBoxes(book.parts.root(target), edit);
  for (const live of book.live) {
    if (live.sheet !== sheet || live.gone) continue;
    const range = mapRange(edit, live.range);
    if (range) live.range = range;
    else live.gone = true;
  }
}

function shiftTableColumns(
  table: Book['tables'][number],
  before: { first: { column: number }; last: { column: number } },
  edit: Edit,
): void {
  const columns = table.columns();
  const place = edit.at - before.first.column;
  if (edit.count > 0 && place > 0 && edit.at <= before.last.column) {
    const fresh: Element[] = [];
    for (let i = 0; i < edit.count; i += 1) {
      const taken = new Set([...columns, ...fresh].map((column) => column.getAttribute('name')));
      let number = 1;
      while (taken.has(`Column${number}`)) number += 1;
      const column = table.newColumn(`Column${number}`);
      column.setAttribute('id', String(Number(column.getAttribute('id')) + i));
      fresh.push(column);
      if (table.headers) table.sheet.ensure(table.range.first.row, edit.at + i).value = `Column${number}`;
    }
    table.setColumns([...columns.slice(0, place), ...fresh, ...columns.slice(place)]);
  } else if (edit.count < 0) {
    table.setColumns(
      columns.filter((_, i) => before.first.column + i < edit.at || before.first.column + i >= edit.at - edit.count),
    );
  }
}
